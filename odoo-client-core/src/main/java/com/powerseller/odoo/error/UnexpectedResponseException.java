package com.powerseller.odoo.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something answered that is not Odoo's RPC: a proxy's page, a login page, a redirect, a wrong address. */
public final class UnexpectedResponseException extends OdooTransportException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable Duration retryAfter;

    /** For the client itself. */
    public UnexpectedResponseException(
            CallDetails call, String message, boolean mayHaveExecuted, int status, @Nullable Duration retryAfter) {
        super(call, message, mayHaveExecuted, null);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** How long the server asks to wait, or null if it does not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
