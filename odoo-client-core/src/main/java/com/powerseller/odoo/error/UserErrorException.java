package com.powerseller.odoo.error;

/**
 * Odoo refuses with a message for people ({@code UserError}); nothing was done.
 *
 * <p>As in Odoo, {@link ValidationException} and {@link MissingRecordException} are kinds of it. XML-RPC sends one fault code for the whole family and
 * no name: there a validation error cannot be told from other user errors and arrives as this class.
 */
public class UserErrorException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public UserErrorException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
