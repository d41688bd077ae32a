package com.powerseller.odoo.error;

/** Odoo cannot make sense of the arguments: a malformed domain, a value of the wrong type, a missing or unknown argument. Python says {@code ValueError}, {@code TypeError}, {@code KeyError} and the like. */
public final class InvalidRequestException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public InvalidRequestException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
