package com.powerseller.odoo.error;

import org.jspecify.annotations.Nullable;

/** The encrypted connection was not established: an untrusted or expired certificate, a wrong host name, no common protocol. */
public final class TlsException extends OdooTransportException {
    private static final long serialVersionUID = 1L;

    /** For the client itself. */
    public TlsException(CallDetails call, String message, @Nullable Throwable cause) {
        super(call, message, false, cause);
    }
}
