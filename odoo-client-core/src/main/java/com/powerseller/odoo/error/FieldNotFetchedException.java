package com.powerseller.odoo.error;

/** A field was read from a record that was fetched without it: a mistake in the program, not an answer of Odoo. */
public final class FieldNotFetchedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** For the client itself. */
    public FieldNotFetchedException(String field, Iterable<String> fetched) {
        super("field '" + field + "' was not fetched: add it to select(...); fetched were: "
                + String.join(", ", fetched));
        this.field = field;
    }

    /** The technical name of the field. */
    public String field() {
        return field;
    }
}
