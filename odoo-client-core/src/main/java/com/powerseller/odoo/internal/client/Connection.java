package com.powerseller.odoo.internal.client;

import com.fasterxml.jackson.core.JsonParser;
import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.internal.http.HttpTransport;
import com.powerseller.odoo.internal.json2.Json2Protocol;
import com.powerseller.odoo.internal.rpc.Faults;
import com.powerseller.odoo.internal.rpc.JsonFault;
import com.powerseller.odoo.internal.rpc.Login;
import com.powerseller.odoo.internal.rpc.NotOdoo;
import com.powerseller.odoo.internal.rpc.RpcCall;
import com.powerseller.odoo.internal.rpc.WireProtocol;
import com.powerseller.odoo.internal.value.Json;
import com.powerseller.odoo.internal.value.Shape;
import com.powerseller.odoo.resilience.CallSafety;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one database of a server: makes calls over a given protocol. Thread-safe. */
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.call");

    private final HttpTransport transport;
    private final CallExecutor executor;
    private final Map<String, String> bearerHeaders;
    private final InstantSource clock;
    private final Redaction redaction;
    private final SecretGuard guard;
    private final String idPrefix = Integer.toString(new SecureRandom().nextInt(36 * 36 * 36 * 36), 36);
    private final AtomicLong nextId = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    Connection(
            HttpTransport transport,
            CallExecutor executor,
            String database,
            Credentials credentials,
            InstantSource clock) {
        this.transport = transport;
        this.executor = executor;
        this.bearerHeaders = Map.of("Authorization", "Bearer " + credentials.secret(), "X-Odoo-Database", database);
        this.clock = clock;
        this.redaction = new Redaction(credentials.secret());
        this.guard = new SecretGuard(credentials.secret());
    }

    /** Gets a JSON document of the server. */
    Answer<Object> getJson(String path, @Nullable String model, Map<String, String> headers, Deadline deadline) {
        CallDetails details = details(model, path, "http", transport.url(path));
        RpcCall call = new RpcCall.OfService("http", path, List.of());
        Object document = execute(
                details,
                CallSafety.READ,
                deadline,
                () -> guarded(
                        call,
                        details,
                        () -> transport.get(path, headers, deadline.left(details), details, reply -> {
                            if (!NotOdoo.isJson(reply)) {
                                throw NotOdoo.exception(reply, details, clock);
                            }
                            Object answer;
                            try (JsonParser json = Json.FACTORY.createParser(reply.body())) {
                                answer = json.nextToken() == null ? null : Json.readAny(json);
                            }
                            if (reply.status() != 200) {
                                ServerFault fault = JsonFault.of(answer);
                                throw fault == null
                                        ? NotOdoo.exception(reply, details, clock)
                                        : Faults.exception(call, details, fault);
                            }
                            return answer;
                        })));
        return new Answer<>(details, document);
    }

    /** Makes a call over a protocol; {@code login} is null where the call or the protocol needs none. */
    <T> Answer<T> exchange(
            WireProtocol wire,
            RpcCall call,
            @Nullable Login login,
            Shape<T> shape,
            CallSafety safety,
            Deadline deadline) {
        String path = wire.path(call);
        CallDetails details = details(call.model(), call.method(), wire.name(), transport.url(path));
        byte[] body = encode(wire, call, login, details);
        Map<String, String> headers = wire instanceof Json2Protocol ? bearerHeaders : Map.of();
        if (LOG.isTraceEnabled()) {
            LOG.trace("{}: {}", details, redaction.showArguments(call));
        }
        T result = execute(
                details,
                safety,
                deadline,
                () -> guarded(
                        call,
                        details,
                        () -> transport.post(
                                path,
                                wire.contentType(),
                                body,
                                headers,
                                deadline.left(details),
                                details,
                                reply -> wire.decode(reply, call, shape, details))));
        if (LOG.isTraceEnabled()) {
            LOG.trace("{}: answered {}", details, redaction.showResult(call, result));
        }
        return new Answer<>(details, result);
    }

    private <T> @Nullable T guarded(RpcCall call, CallDetails details, Supplier<@Nullable T> attempt) {
        try {
            return attempt.get();
        } catch (OdooException e) {
            throw guard.clean(e, call, details);
        }
    }

    private static byte[] encode(WireProtocol wire, RpcCall call, @Nullable Login login, CallDetails details) {
        try {
            return wire.encode(call, login, details);
        } catch (IOException e) {
            throw new FieldValueException("cannot send the arguments of " + details + ": " + e.getMessage(), e);
        }
    }

    private <T> @Nullable T execute(
            CallDetails details, CallSafety safety, Deadline deadline, Supplier<@Nullable T> attempt) {
        checkOpen();
        return executor.execute(details, safety, deadline, () -> {
            // Closed while it waited for its turn.
            checkOpen();
            return attempt.get();
        });
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("this client is closed");
        }
    }

    /** The headers that say who calls and in which database, where the body does not. */
    Map<String, String> bearerHeaders() {
        return bearerHeaders;
    }

    /** The details of a call that is not made over an address of its own. */
    CallDetails details(@Nullable String model, String method, String protocol) {
        return details(model, method, protocol, transport.url(""));
    }

    private CallDetails details(@Nullable String model, String method, String protocol, String url) {
        return new CallDetails(model, method, protocol, url, idPrefix + "-" + nextId.incrementAndGet());
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            executor.close();
            transport.close();
        }
    }
}
