package com.powerseller.odoo.error;

import org.jspecify.annotations.Nullable;

/** The time limit of connecting, of reading or of the whole call has passed. */
public final class CallTimeoutException extends OdooTransportException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public CallTimeoutException(CallDetails call, String message, boolean mayHaveExecuted, @Nullable Throwable cause) {
        super(call, message, mayHaveExecuted, cause);
    }
}
