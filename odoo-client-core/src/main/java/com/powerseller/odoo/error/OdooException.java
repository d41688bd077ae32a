package com.powerseller.odoo.error;

import org.jspecify.annotations.Nullable;

/**
 * A call that failed: the root of all exceptions of a call.
 *
 * <p>Catch {@link OdooServerException} for "Odoo said no" and {@link OdooTransportException} for "no answer from Odoo". No message, cause or
 * {@code toString} holds a secret.
 */
public abstract sealed class OdooException extends RuntimeException
        permits OdooServerException, OdooTransportException {
    private static final long serialVersionUID = 1L;

    private final CallDetails call;

    OdooException(String message, CallDetails call, @Nullable Throwable cause) {
        super(message + " [" + call + "]", cause);
        this.call = call;
    }

    /** The call that failed. */
    public CallDetails call() {
        return call;
    }
}
