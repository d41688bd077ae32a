package com.powerseller.odoo.error;

/** Odoo refuses and points to another action ({@code RedirectWarning}); {@link #arguments()} has the message, the action, the text of its button, and more where the protocol sends them. */
public final class RedirectWarningException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public RedirectWarningException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
