package com.powerseller.odoo.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field of a model, as {@code fields_get} describes it. Immutable.
 *
 * @param name the technical name
 * @param type its type
 * @param label what people see
 * @param required whether a record needs a value
 * @param readonly whether Odoo's views (and this user's rights) keep it from being written
 * @param stored whether it is a column; a field that is not stored is computed at each read
 * @param relation the model that a relational field refers to, else null
 * @param inverse the many2one behind a one2many, else null
 * @param selection the options of a selection field, in order; empty for other types, and where they are not known
 * @param digits the fixed precision of a float, else null
 * @param currencyField the field that holds a monetary field's currency, else null
 * @param companyDependent whether each company has a value of its own
 */
public record FieldSchema(
        String name,
        FieldType type,
        String label,
        boolean required,
        boolean readonly,
        boolean stored,
        @Nullable String relation,
        @Nullable String inverse,
        List<Option> selection,
        @Nullable Digits digits,
        @Nullable String currencyField,
        boolean companyDependent) {
    public FieldSchema {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(label);
        selection = List.copyOf(selection);
    }

    /**
     * One option of a selection field.
     *
     * @param value the value as Odoo stores it
     * @param label what people see
     */
    public record Option(String value, String label) {
        public Option {
            Objects.requireNonNull(value);
            Objects.requireNonNull(label);
        }
    }

    /**
     * A decimal precision.
     *
     * @param precision how many digits in all
     * @param scale how many of them are after the point
     */
    public record Digits(int precision, int scale) {}
}
