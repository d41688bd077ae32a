package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.model.Records;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One field of a model as it runs. Each is one of its own, whatever else is equal.
 *
 * @param model the model's technical name
 * @param column where a row has it; -1 if it is in no row
 * @param computed what works it out, or null
 * @param recomputed what works it out when something that it depends on changes, or null
 * @param inverse what writing the computed field does, or null
 * @param otherSide the many2many field whose links these are, as {@code model/field}, or null
 * @param isPlain whether it has what was written and nothing else, though the schema says readonly
 * @param isTranslated whether it has a text in each language
 */
public record FakeField(
        String model,
        FieldSchema schema,
        int column,
        @Nullable Function<Records, @Nullable Object> computed,
        @Nullable Function<Records, @Nullable Object> recomputed,
        @Nullable BiConsumer<Records, @Nullable Object> inverse,
        @Nullable String otherSide,
        boolean isPlain,
        boolean isTranslated) {
    public String name() {
        return schema.name();
    }

    public FieldType type() {
        return schema.type();
    }

    public String relation() {
        return Objects.requireNonNull(schema.relation());
    }

    public boolean isX2Many() {
        return type() == FieldType.ONE2MANY || type() == FieldType.MANY2MANY;
    }

    public boolean isRelational() {
        return type() == FieldType.MANY2ONE || isX2Many();
    }

    public boolean isText() {
        return type() == FieldType.CHAR || type() == FieldType.TEXT || type() == FieldType.HTML;
    }

    public boolean isNumber() {
        return type() == FieldType.INTEGER || type() == FieldType.FLOAT || type() == FieldType.MONETARY;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
