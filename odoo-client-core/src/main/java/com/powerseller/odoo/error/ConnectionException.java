package com.powerseller.odoo.error;

import org.jspecify.annotations.Nullable;

/** No connection to the server, or it broke: unknown host, refused, reset, closed before the answer was complete. */
public final class ConnectionException extends OdooTransportException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public ConnectionException(CallDetails call, String message, boolean mayHaveExecuted, @Nullable Throwable cause) {
        super(call, message, mayHaveExecuted, cause);
    }
}
