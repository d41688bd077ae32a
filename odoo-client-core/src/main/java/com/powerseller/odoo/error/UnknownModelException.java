package com.powerseller.odoo.error;

/** The database has no such model: a typing error, or the module that brings it is not installed. */
public final class UnknownModelException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public UnknownModelException(CallDetails call, ServerFault fault) {
        super(call, fault, "check the name, and that the module that defines the model is installed");
    }
}
