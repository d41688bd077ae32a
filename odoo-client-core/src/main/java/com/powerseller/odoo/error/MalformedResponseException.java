package com.powerseller.odoo.error;

import org.jspecify.annotations.Nullable;

/** The answer is not what the protocol demands: truncated or broken JSON or XML, nested too deeply, forbidden XML, a wrong id. */
public final class MalformedResponseException extends OdooTransportException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public MalformedResponseException(
            CallDetails call, String message, boolean mayHaveExecuted, @Nullable Throwable cause) {
        super(call, message, mayHaveExecuted, cause);
    }
}
