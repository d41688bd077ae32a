package com.powerseller.odoo.models.subscription;

/** The server cannot do what was asked for, whatever the user may: its Odoo or its modules have no such thing. The message says what and why. */
public final class UnsupportedByServerException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    UnsupportedByServerException(String what, String why) {
        super("this server cannot " + what + ", because " + why);
    }
}
