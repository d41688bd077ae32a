package com.powerseller.odoo.schema;

/** A schema file that is no schema. The message names the file, the line and what is wrong. */
public final class SchemaFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public SchemaFormatException(String message) {
        super(message);
    }
}
