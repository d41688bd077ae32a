package com.powerseller.odoo.error;

/** Another transaction was in the way (serialization failure, deadlock, lock), also after the tries that Odoo itself makes; nothing was done, so the call can be repeated whatever it does. */
public final class ConcurrencyException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public ConcurrencyException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
