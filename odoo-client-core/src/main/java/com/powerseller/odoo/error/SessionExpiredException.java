package com.powerseller.odoo.error;

/** The session is no longer valid. */
public final class SessionExpiredException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public SessionExpiredException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
