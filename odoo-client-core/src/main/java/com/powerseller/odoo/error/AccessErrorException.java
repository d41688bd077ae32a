package com.powerseller.odoo.error;

/** The user may not do this: access rights, record rules, a field for other groups, a company that is not theirs, a private method. */
public final class AccessErrorException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public AccessErrorException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
