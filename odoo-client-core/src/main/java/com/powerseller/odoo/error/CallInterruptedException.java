package com.powerseller.odoo.error;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted while it waited; its interrupt flag is set again. */
public final class CallInterruptedException extends OdooTransportException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public CallInterruptedException(
            CallDetails call, String message, boolean mayHaveExecuted, @Nullable Throwable cause) {
        super(call, message, mayHaveExecuted, cause);
    }
}
