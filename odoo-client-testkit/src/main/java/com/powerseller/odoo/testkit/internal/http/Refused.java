package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.PythonException;

/** How JSON-RPC and XML-RPC say that they do not let somebody in. */
final class Refused implements Exchange.Refusals {
    /** Without a web session. */
    static final Refused RPC = new Refused(() -> {
        throw new IllegalStateException("there is no session");
    });

    private final Runnable endOfSession;

    private Refused(Runnable endOfSession) {
        this.endOfSession = endOfSession;
    }

    /** With a web session, which ends as told. */
    static Refused ofSession(Runnable end) {
        return new Refused(end);
    }

    @Override
    public RuntimeException accessDenied() {
        return PythonException.accessDenied();
    }

    @Override
    public RuntimeException sessionExpired() {
        endOfSession.run();
        return JsonRpc.Fault.sessionExpired();
    }
}
