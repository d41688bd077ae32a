package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import com.powerseller.odoo.testkit.internal.server.PythonFunction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /jsonrpc}: the services over JSON-RPC. */
final class RpcEndpoint {
    private final FakeServer server;
    private final JsonRpc envelope;
    private final PythonFunction function;
    private final Incoming incoming;

    RpcEndpoint(FakeServer server, JsonRpc envelope) {
        this.server = server;
        this.envelope = envelope;
        this.incoming = new Incoming(server);
        String controller = server.series().atLeast(Series.V19) ? "JSONRPC" : "RPC";
        this.function = PythonFunction.of(controller + ".jsonrpc", "service", "method", "args");
    }

    HttpAnswer answer(HttpRequest request) {
        return envelope.answer(request, "/jsonrpc", false, params -> JsonRpc.Reply.of(call(request, params)));
    }

    private @Nullable Object call(HttpRequest request, Map<?, ?> params) {
        @Nullable Object[] call = function.bind(params);
        Object args = call[2];
        if (args == null) {
            throw PythonException.typeError("argument after * must be an iterable, not NoneType");
        }
        if (args instanceof Map<?, ?> map && map.isEmpty()) {
            args = List.of();
        }
        if (args instanceof List<?> list) {
            return request.exchange()
                    .run(
                            incoming.service(request, "jsonrpc", call[0], call[1], list),
                            Refused.RPC,
                            () -> server.dispatch(call[0], call[1], list));
        }
        throw new UnsupportedByFakeException("arguments of the service " + call[0] + " that are not a list");
    }
}
