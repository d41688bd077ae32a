package com.powerseller.odoo.error;

/**
 * Odoo refuses with a message for people ({@code UserError}); nothing was done.
 *
 * <p>As in Odoo, {@link ValidationException} and {@link MissingRecordException} are kinds of it. XML-RPC sends one fault code for the whole family and
 * no name: there a validation error cannot be told from other user errors and arrives as this class. So does a {@code MissingError} with a module's own text,
 * and a {@code LockError}: over JSON that is a {@link ConcurrencyException} and is repeated, over XML-RPC it is not.
 */
public class UserErrorException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public UserErrorException(CallDetails call, ServerFault fault) {
        super(call, fault);
    }
}
