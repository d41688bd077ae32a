package com.powerseller.odoo.testserver;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.testserver.RawServer.Handler;
import com.powerseller.odoo.testserver.RawServer.Request;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that lets everybody in, and does with the other calls what the test says. */
public final class StubOdoo implements AutoCloseable {
    private final Wire wire;
    private final RawServer server;
    private final AtomicInteger logins = new AtomicInteger();

    public StubOdoo(Wire wire, Handler calls) throws IOException {
        this.wire = wire;
        this.server = new RawServer((request, exchange) -> {
            if (wire.isLogin(request)) {
                logins.incrementAndGet();
                exchange.answer(wire.ok(), wire.result(request, 7L));
            } else {
                calls.handle(request, exchange);
            }
        });
    }

    /** A server that answers every call with this. */
    public static StubOdoo answering(Wire wire, Object value) throws IOException {
        return new StubOdoo(wire, (request, exchange) -> exchange.answer(wire.ok(), wire.result(request, value)));
    }

    public OdooClient.Builder client() {
        return wire.client(server.url());
    }

    public RawServer server() {
        return server;
    }

    public int logins() {
        return logins.get();
    }

    /** The requests that were not logins. */
    public List<Request> calls() {
        return server.requests().stream()
                .filter(request -> !wire.isLogin(request))
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
