package com.powerseller.odoo.error;

/** The model has no such field, or not in this series, or not for this user. */
public final class UnknownFieldException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public UnknownFieldException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
