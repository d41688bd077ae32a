package com.powerseller.odoo.internal.client;

import com.fasterxml.jackson.core.JsonParser;
import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooVersion;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.error.UnknownMethodException;
import com.powerseller.odoo.internal.http.HttpTransport;
import com.powerseller.odoo.internal.json2.Json2Protocol;
import com.powerseller.odoo.internal.jsonrpc.JsonRpcProtocol;
import com.powerseller.odoo.internal.rpc.Faults;
import com.powerseller.odoo.internal.rpc.JsonFault;
import com.powerseller.odoo.internal.rpc.Login;
import com.powerseller.odoo.internal.rpc.NotOdoo;
import com.powerseller.odoo.internal.rpc.RpcCall;
import com.powerseller.odoo.internal.rpc.WireProtocol;
import com.powerseller.odoo.internal.rpc.WireRequest;
import com.powerseller.odoo.internal.value.Json;
import com.powerseller.odoo.internal.value.Shape;
import com.powerseller.odoo.internal.xmlrpc.XmlRpcProtocol;
import com.powerseller.odoo.resilience.CallSafety;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client and all that are derived from it share: the way to the server, the login, the protocol. Thread-safe. */
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.call");

    private final HttpTransport transport;
    private final CallExecutor executor;
    private final String database;
    private final Credentials credentials;
    private final Protocol wanted;
    private final InstantSource clock;
    private final Redaction redaction;
    private final SecretGuard guard;
    private final MethodDocs docs = new MethodDocs(this);
    private final SharedOnce<WireProtocol> protocol = new SharedOnce<>();
    private final SharedOnce<OdooVersion> version = new SharedOnce<>();
    private final SharedOnce<Long> uid = new SharedOnce<>();
    private final String idPrefix = Integer.toString(new SecureRandom().nextInt(36 * 36 * 36 * 36), 36);
    private final AtomicLong nextId = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    Connection(
            HttpTransport transport,
            CallExecutor executor,
            String database,
            Credentials credentials,
            Protocol wanted,
            InstantSource clock) {
        this.transport = transport;
        this.executor = executor;
        this.database = database;
        this.credentials = credentials;
        this.wanted = wanted;
        this.clock = clock;
        this.redaction = new Redaction(credentials.secret());
        this.guard = new SecretGuard(credentials.secret());
    }

    /** Calls a method of a model. */
    <T> @Nullable T call(RpcCall.OfModel call, Shape<T> shape, CallSafety safety, Duration timeout) {
        WireProtocol wire = wire(timeout);
        if (wire instanceof Json2Protocol) {
            RpcCall.OfModel named = docs.named(call, timeout);
            T result = exchange(wire, named, null, shape, safety, timeout);
            return isCreationOfOne(named) && result instanceof List<?> ids && ids.size() == 1
                    ? shape.cast(ids.get(0))
                    : result;
        }
        return exchange(wire, call, login(timeout), shape, safety, timeout);
    }

    /** Creating one record from a dictionary gives its id over the other protocols; over JSON-2 always a list. */
    private static boolean isCreationOfOne(RpcCall.OfModel call) {
        return call.method().equals("create") && call.kwargs().get("vals_list") instanceof Map<?, ?>;
    }

    private Login login(Duration timeout) {
        return new Login(database, uid(timeout), credentials.secret());
    }

    /** The id of the user; asked for once. */
    long uid(Duration timeout) {
        WireProtocol wire = wire(timeout);
        return uid.get(
                () -> wire instanceof Json2Protocol ? uidOfKey(wire, timeout) : authenticate(wire, timeout),
                () -> details(null, "authenticate", wire.name(), transport.url("")));
    }

    private long authenticate(WireProtocol wire, Duration timeout) {
        RpcCall.OfService call = new RpcCall.OfService(
                "common",
                "authenticate",
                List.of(database, String.valueOf(credentials.login()), credentials.secret(), Map.of()));
        Object answer = exchange(wire, call, null, Shape.any(), CallSafety.READ, timeout);
        if (answer instanceof Long id) {
            return id;
        }
        if (Boolean.FALSE.equals(answer)) {
            throw new AccessDeniedException(
                    details(null, "authenticate", wire.name(), transport.url("")),
                    new ServerFault(
                            "odoo.exceptions.AccessDenied",
                            "Odoo does not accept this " + credentials,
                            List.of(),
                            null));
        }
        throw unexpectedAnswer(details(null, "authenticate", wire.name(), transport.url("")), "a user id");
    }

    private long uidOfKey(WireProtocol wire, Duration timeout) {
        RpcCall.OfModel call = new RpcCall.OfModel("res.users", "context_get", List.of(), Map.of());
        Object answer = exchange(wire, call, null, Shape.any(), CallSafety.READ, timeout);
        if (answer instanceof Map<?, ?> context && context.get("uid") instanceof Long id) {
            return id;
        }
        throw unexpectedAnswer(
                details("res.users", "context_get", wire.name(), transport.url("")), "a context with the user's id");
    }

    private static MalformedResponseException unexpectedAnswer(CallDetails details, String expected) {
        return new MalformedResponseException(details, "the answer is not " + expected, true, null);
    }

    /** The protocol; {@link Protocol#AUTO} is decided once. */
    Protocol protocol(Duration timeout) {
        WireProtocol wire = wire(timeout);
        if (wire instanceof Json2Protocol) {
            return Protocol.JSON2;
        }
        return wire instanceof XmlRpcProtocol ? Protocol.XML_RPC : Protocol.JSON_RPC;
    }

    private WireProtocol wire(Duration timeout) {
        return protocol.get(
                () -> switch (wanted) {
                    case JSON2 -> new Json2Protocol(clock);
                    case JSON_RPC -> new JsonRpcProtocol(clock);
                    case XML_RPC -> new XmlRpcProtocol(clock);
                    case AUTO -> hasJson2(timeout) ? new Json2Protocol(clock) : jsonRpcOrFail();
                },
                this::versionDetails);
    }

    private WireProtocol jsonRpcOrFail() {
        if (credentials.login() == null) {
            throw new IllegalStateException(
                    "this server has no JSON-2 (it is older than series 19), and other protocols need the login that the API key belongs to: use"
                            + " Credentials.apiKey(login, key)");
        }
        return new JsonRpcProtocol(clock);
    }

    private boolean hasJson2(Duration timeout) {
        if (!credentials.isApiKey()) {
            return false;
        }
        try {
            return version.get(() -> webVersion(timeout), this::versionDetails).isAtLeast(19);
        } catch (UnexpectedResponseException e) {
            // Before series 19 the address is an unknown page, or redirects to the login.
            if (e.status() == 404 || e.status() == 303) {
                return false;
            }
            throw e;
        }
    }

    /** The server's version; asked for once. */
    OdooVersion version(Duration timeout) {
        WireProtocol wire = wire(timeout);
        return version.get(
                () -> wire instanceof Json2Protocol ? webVersion(timeout) : commonVersion(wire, timeout),
                this::versionDetails);
    }

    private CallDetails versionDetails() {
        return details(null, "version", "http", transport.url(""));
    }

    private OdooVersion commonVersion(WireProtocol wire, Duration timeout) {
        RpcCall.OfService call = new RpcCall.OfService("common", "version", List.of());
        return parseVersion(
                exchange(wire, call, null, Shape.any(), CallSafety.READ, timeout), "server_version", wire.name());
    }

    private OdooVersion webVersion(Duration timeout) {
        return parseVersion(getJson("web/version", null, Map.of(), timeout), "version", "http");
    }

    private OdooVersion parseVersion(@Nullable Object answer, String key, String wire) {
        CallDetails details = details(null, "version", wire, transport.url(""));
        if (answer instanceof Map<?, ?> map && map.get(key) instanceof String text) {
            try {
                return OdooVersion.parse(text);
            } catch (IllegalArgumentException e) {
                throw new MalformedResponseException(details, String.valueOf(e.getMessage()), true, e);
            }
        }
        throw unexpectedAnswer(details, "a version");
    }

    /** Gets a JSON document of the server. */
    @Nullable Object getJson(String path, @Nullable String model, Map<String, String> headers, Duration timeout) {
        CallDetails details = details(model, path, "http", transport.url(path));
        RpcCall call = new RpcCall.OfService("http", path, List.of());
        return execute(
                details,
                CallSafety.READ,
                () -> guarded(
                        call,
                        details,
                        () -> transport.get(path, headers, timeout, details, reply -> {
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
    }

    private <T> @Nullable T exchange(
            WireProtocol wire,
            RpcCall call,
            @Nullable Login login,
            Shape<T> shape,
            CallSafety safety,
            Duration timeout) {
        CallDetails unsent = details(call.model(), call.method(), wire.name(), transport.url(""));
        WireRequest request = encode(wire, call, login, unsent);
        CallDetails details = new CallDetails(
                unsent.model(), unsent.method(), unsent.protocol(), transport.url(request.path()), unsent.requestId());
        Map<String, String> headers = wire instanceof Json2Protocol ? bearerHeaders() : new LinkedHashMap<>();
        headers.put("X-Request-Id", details.requestId());
        if (LOG.isTraceEnabled()) {
            LOG.trace("{}: {}", details, redaction.showArguments(call));
        }
        T result = execute(
                details,
                safety,
                () -> guarded(
                        call,
                        details,
                        () -> transport.post(
                                request.path(),
                                request.contentType(),
                                request.body(),
                                headers,
                                timeout,
                                details,
                                reply -> wire.decode(reply, call, shape, details))));
        if (LOG.isTraceEnabled()) {
            LOG.trace("{}: answered {}", details, redaction.showResult(call, result));
        }
        return result;
    }

    private <T> @Nullable T guarded(RpcCall call, CallDetails details, Supplier<@Nullable T> attempt) {
        try {
            return attempt.get();
        } catch (OdooException e) {
            throw guard.clean(e, call, details);
        }
    }

    private static WireRequest encode(WireProtocol wire, RpcCall call, @Nullable Login login, CallDetails details) {
        try {
            return wire.encode(call, login, details);
        } catch (IOException e) {
            throw new FieldValueException("cannot send the arguments of " + details + ": " + e.getMessage(), e);
        }
    }

    private <T> @Nullable T execute(CallDetails details, CallSafety safety, Supplier<@Nullable T> attempt) {
        checkOpen();
        return executor.execute(details, safety, () -> {
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
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + credentials.secret());
        headers.put("X-Odoo-Database", database);
        return headers;
    }

    /** What JSON-2 would answer to a method that the server's documentation does not list; calling it could run it with the wrong arguments. */
    UnknownMethodException unknownMethod(RpcCall.OfModel call, Duration timeout) {
        return new UnknownMethodException(
                details(call.model(), call.method(), wire(timeout).name(), transport.url("")),
                new ServerFault(
                        "werkzeug.exceptions.NotFound",
                        "The method '" + call.model() + "." + call.method() + "' does not exist, or is not public",
                        List.of(),
                        null));
    }

    CallDetails details(@Nullable String model, String method, String protocol, String url) {
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
