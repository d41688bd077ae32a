package com.powerseller.odoo.error;

import org.jspecify.annotations.Nullable;

/** The answer is longer than the limit of the client, or its values would take more memory than is good for this JVM. */
public final class ResponseTooLargeException extends OdooTransportException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public ResponseTooLargeException(
            CallDetails call, String message, boolean mayHaveExecuted, @Nullable Throwable cause) {
        super(call, message, mayHaveExecuted, cause);
    }
}
