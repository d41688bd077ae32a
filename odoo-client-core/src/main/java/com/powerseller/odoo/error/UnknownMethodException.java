package com.powerseller.odoo.error;

/** The model has no such method, or not in this series. */
public final class UnknownMethodException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public UnknownMethodException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
