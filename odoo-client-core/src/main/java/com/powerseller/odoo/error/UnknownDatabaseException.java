package com.powerseller.odoo.error;

/** The server has no database of this name. */
public final class UnknownDatabaseException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public UnknownDatabaseException(CallDetails call, ServerFault fault) {
        super(call, fault, "check the database name; it changes when an Odoo.sh staging branch is rebuilt");
    }
}
