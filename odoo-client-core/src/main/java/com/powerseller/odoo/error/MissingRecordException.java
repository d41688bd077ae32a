package com.powerseller.odoo.error;

/** A record that the call is about does not exist, or was deleted meanwhile. */
public final class MissingRecordException extends UserErrorException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public MissingRecordException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
