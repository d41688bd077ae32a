package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code copy} takes over from records of one model, and of what belongs to them. */
final class Copies {
    private static final Set<String> NEVER = Set.of("display_name", "parent_path");

    private final Environment environment;
    private final FakeModel model;

    Copies(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** The values of a record's copy. */
    Map<String, @Nullable Object> of(long id) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (FakeField field : model.fields().values()) {
            if (isCopied(field)) {
                Object value = model.table().get(id, field.column());
                values.put(field.name(), value == null ? false : written(field, value));
            }
        }
        model.definition()
                .copiedAs()
                .forEach((field, text) -> values.computeIfPresent(
                        field, (name, value) -> Objects.requireNonNull(Translations.changed(value, text))));
        copyDelegates(id, values);
        model.definition().copied().forEach((name, kind) -> {
            FakeModel other = environment.model(model.existing(name).relation());
            String inverse =
                    Objects.requireNonNull(model.existing(name).schema().inverse());
            List<Object> lines = new ArrayList<>();
            for (Records line :
                    environment.browse(model, List.of(id)).related(name).each()) {
                if (kind.test(line)) {
                    Map<String, @Nullable Object> copy = new Copies(environment, other).of(line.id());
                    copy.remove(inverse);
                    lines.add(List.of(0L, 0L, copy));
                }
            }
            values.put(name, lines);
        });
        return values;
    }

    /** A copy delegates to a copy. */
    private void copyDelegates(long id, Map<String, @Nullable Object> values) {
        for (String many2one : model.definition().delegations()) {
            FakeField field = model.existing(many2one);
            if (values.remove(many2one) != null && model.table().get(id, field.column()) instanceof Long other) {
                new Copies(environment, environment.model(field.relation()))
                        .of(other)
                        .forEach((name, value) -> {
                            if (model.isDelegated(name, many2one)) {
                                values.putIfAbsent(name, value);
                            }
                        });
            }
        }
    }

    private boolean isCopied(FakeField field) {
        return field.column() >= 0
                && !FakeModel.isAutomatic(field.name())
                && !NEVER.contains(field.name())
                && !field.schema().companyDependent()
                && !(field.recomputed() != null && field.schema().readonly())
                && !model.definition().notCopied().contains(field.name());
    }

    private static Object written(FakeField field, Object value) {
        return field.type() == FieldType.MANY2MANY ? List.of(List.of(6L, 0L, value)) : FieldValues.toWire(field, value);
    }
}
