package com.powerseller.odoo.error;

/** Odoo does not accept the credentials: wrong or revoked password or API key, unknown login, inactive user. */
public final class AccessDeniedException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public AccessDeniedException(CallDetails call, ServerFault fault) {
        super(call, fault, "check the login and the API key or password, and that the user is active in this database");
    }
}
