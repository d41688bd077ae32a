package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooVersion;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.internal.json2.Json2Protocol;
import com.powerseller.odoo.internal.jsonrpc.JsonRpcProtocol;
import com.powerseller.odoo.internal.rpc.Login;
import com.powerseller.odoo.internal.rpc.RpcCall;
import com.powerseller.odoo.internal.rpc.WireProtocol;
import com.powerseller.odoo.internal.value.Shape;
import com.powerseller.odoo.internal.xmlrpc.XmlRpcProtocol;
import com.powerseller.odoo.resilience.CallSafety;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client and all that are derived from it share: the protocol, the server's version and the login, each found out once. Thread-safe. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final String database;
    private final Credentials credentials;
    private final Protocol wanted;
    private final InstantSource clock;
    private final MethodDocs docs;
    private final SharedOnce<WireProtocol> protocol = new SharedOnce<>();
    private final SharedOnce<OdooVersion> version = new SharedOnce<>();
    private final SharedOnce<Long> uid = new SharedOnce<>();

    Session(Connection connection, String database, Credentials credentials, Protocol wanted, InstantSource clock) {
        this.connection = connection;
        this.database = database;
        this.credentials = credentials;
        this.wanted = wanted;
        this.clock = clock;
        this.docs = new MethodDocs(connection);
    }

    /** Calls a method of a model. */
    <T> @Nullable T call(RpcCall.OfModel call, Shape<T> shape, CallSafety safety, Duration timeout) {
        WireProtocol wire = wire(timeout);
        if (wire instanceof Json2Protocol) {
            RpcCall.OfModel named = docs.named(call, timeout);
            T result = connection.exchange(wire, named, null, shape, safety, timeout);
            return isCreationOfOne(named) && result instanceof List<?> ids && ids.size() == 1
                    ? shape.cast(ids.get(0))
                    : result;
        }
        return connection.exchange(wire, call, login(timeout), shape, safety, timeout);
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
                () -> connection.details(null, "authenticate", wire.name()));
    }

    private long authenticate(WireProtocol wire, Duration timeout) {
        RpcCall.OfService call = new RpcCall.OfService(
                "common",
                "authenticate",
                List.of(database, String.valueOf(credentials.login()), credentials.secret(), Map.of()));
        Object answer = connection.exchange(wire, call, null, Shape.any(), CallSafety.READ, timeout);
        if (answer instanceof Long id) {
            return id;
        }
        if (Boolean.FALSE.equals(answer)) {
            throw new AccessDeniedException(
                    connection.details(null, "authenticate", wire.name()),
                    new ServerFault(
                            "odoo.exceptions.AccessDenied",
                            "Odoo does not accept this " + credentials,
                            List.of(),
                            null));
        }
        throw unexpectedAnswer(connection.details(null, "authenticate", wire.name()), "a user id");
    }

    private long uidOfKey(WireProtocol wire, Duration timeout) {
        RpcCall.OfModel call = new RpcCall.OfModel("res.users", "context_get", List.of(), Map.of());
        Object answer = connection.exchange(wire, call, null, Shape.any(), CallSafety.READ, timeout);
        if (answer instanceof Map<?, ?> context && context.get("uid") instanceof Long id) {
            return id;
        }
        throw unexpectedAnswer(
                connection.details("res.users", "context_get", wire.name()), "a context with the user's id");
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
        return connection.details(null, "version", "http");
    }

    private OdooVersion commonVersion(WireProtocol wire, Duration timeout) {
        RpcCall.OfService call = new RpcCall.OfService("common", "version", List.of());
        return parseVersion(
                connection.exchange(wire, call, null, Shape.any(), CallSafety.READ, timeout),
                "server_version",
                wire.name());
    }

    private OdooVersion webVersion(Duration timeout) {
        return parseVersion(connection.getJson("web/version", null, Map.of(), timeout), "version", "http");
    }

    private OdooVersion parseVersion(@Nullable Object answer, String key, String wire) {
        CallDetails details = connection.details(null, "version", wire);
        if (answer instanceof Map<?, ?> map && map.get(key) instanceof String text) {
            try {
                return OdooVersion.parse(text);
            } catch (IllegalArgumentException e) {
                throw new MalformedResponseException(details, String.valueOf(e.getMessage()), true, e);
            }
        }
        throw unexpectedAnswer(details, "a version");
    }

    @Override
    public void close() {
        connection.close();
    }
}
