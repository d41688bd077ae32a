package com.powerseller.odoo.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server, or a proxy before it, has had too many calls (HTTP 429); this one was not executed. */
public final class RateLimitedException extends OdooTransportException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /** For the client itself. */
    public RateLimitedException(CallDetails call, String message, @Nullable Duration retryAfter) {
        super(call, message, false, null);
        this.retryAfter = retryAfter;
    }

    /** How long the server asks to wait, or null if it does not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
