package com.powerseller.odoo.error;

import org.jspecify.annotations.Nullable;

/**
 * No answer from Odoo: it could not be reached, something in between answered, or the answer is unusable.
 *
 * <p>{@link #mayHaveExecuted()} says whether the call may have run all the same. A server that loses its client does not stop: it finishes and commits.
 */
public non-sealed class OdooTransportException extends OdooException {
    private static final long serialVersionUID = 1L;

    private final boolean mayHaveExecuted;

    /** For the client itself. */
    public OdooTransportException(
            CallDetails call, String message, boolean mayHaveExecuted, @Nullable Throwable cause) {
        super(
                message + (mayHaveExecuted ? "; the call may have been executed" : "; the call was not executed"),
                call,
                cause);
        this.mayHaveExecuted = mayHaveExecuted;
    }

    /** Whether Odoo may have executed the call. When false, repeating it is safe whatever it does. */
    public boolean mayHaveExecuted() {
        return mayHaveExecuted;
    }
}
