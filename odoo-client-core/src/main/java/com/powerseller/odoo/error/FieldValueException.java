package com.powerseller.odoo.error;

import org.jspecify.annotations.Nullable;

/** A value that does not fit the type of its field: from Odoo, the schema is not the server's; to Odoo, the program's value cannot be sent. */
public final class FieldValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. The message may name the field and the types, never the value. */
    public FieldValueException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
