package com.powerseller.odoo.model;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.schema.FieldType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field of a model, or a path to a field of a related one. Immutable, thread-safe. Made by {@link ModelType}; its subclasses have the comparisons that
 * make sense for the type. A path serves in domains, and from series 19 on in groupings; Odoo neither fetches nor orders by it.
 *
 * @param <M> the model it belongs to
 * @param <T> the Java type of its values
 */
public abstract sealed class Field<M, T> permits ScalarField, RelationField, TagsField {
    private final String name;
    private final FieldType type;

    Field(String name, FieldType type) {
        this.name = Objects.requireNonNull(name);
        this.type = Objects.requireNonNull(type);
    }

    /** The technical name, such as {@code partner_id}; dotted for a path over relations. */
    public final String name() {
        return name;
    }

    /** The type of the field (of the last one, for a path). */
    public final FieldType type() {
        return type;
    }

    /**
     * The Java value for a value from the wire. Odoo's {@code False} is null, except for booleans.
     *
     * @throws FieldValueException if the value does not fit this field's type
     */
    public abstract @Nullable T decode(@Nullable Object wire);

    /** Matches records where the field has a value ({@code != False}). */
    public final Domain<M> isSet() {
        return Domain.of(name, "!=", false);
    }

    /** Matches records where the field has no value ({@code = False}; for text, an empty one counts as none from series 18 on). */
    public final Domain<M> isNotSet() {
        return Domain.of(name, "=", false);
    }

    final FieldValueException mismatch(Object wire) {
        return new FieldValueException(
                "the server's value of field '" + name + "' is a "
                        + wire.getClass().getSimpleName() + ", which is no " + type.odooName()
                        + ": is the schema that of this server?",
                null);
    }

    /** The field's name. */
    @Override
    public final String toString() {
        return name;
    }
}
