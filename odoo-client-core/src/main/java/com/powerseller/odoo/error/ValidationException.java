package com.powerseller.odoo.error;

/** A constraint was violated: a rule of the model, a required value, a unique index, a reference that is still in use. */
public final class ValidationException extends UserErrorException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public ValidationException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
