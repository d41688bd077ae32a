package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooVersion;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.CallInterruptedException;
import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.internal.json2.Json2Protocol;
import com.powerseller.odoo.internal.json2.NamedArguments;
import com.powerseller.odoo.internal.jsonrpc.JsonRpcProtocol;
import com.powerseller.odoo.internal.rpc.Login;
import com.powerseller.odoo.internal.rpc.RpcCall;
import com.powerseller.odoo.internal.rpc.WireProtocol;
import com.powerseller.odoo.internal.value.Shape;
import com.powerseller.odoo.internal.xmlrpc.XmlRpcProtocol;
import com.powerseller.odoo.resilience.CallSafety;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a client and all that are derived from it share: the protocol, the server's version and the login, each found out once. Thread-safe. */
final class Session implements AutoCloseable {
    private static final int IDLE_SECONDS = 5;

    private final Connection connection;
    private final String database;
    private final Credentials credentials;
    private final Protocol wanted;
    private final InstantSource clock;
    private final MethodDocs docs;
    private final SharedOnce<WireProtocol> protocol = new SharedOnce<>();
    private final SharedOnce<OdooVersion> version = new SharedOnce<>();
    private final SharedOnce<Long> uid = new SharedOnce<>();
    private final Map<String, SharedOnce<Set<String>>> fieldNames = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor background = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Session::daemon);

    Session(Connection connection, String database, Credentials credentials, Protocol wanted, InstantSource clock) {
        this.connection = connection;
        this.database = database;
        this.credentials = credentials;
        this.wanted = wanted;
        this.clock = clock;
        this.docs = new MethodDocs(connection);
    }

    /** Calls a method of a model. */
    <T> Answer<T> call(RpcCall.OfModel call, Shape<T> shape, CallSafety safety, Deadline deadline) {
        WireProtocol wire = wire(deadline);
        if (wire instanceof Json2Protocol) {
            return callByName(wire, call, shape, safety, deadline);
        }
        return connection.exchange(wire, NamedArguments.position(call), login(deadline), shape, safety, deadline);
    }

    private <T> Answer<T> callByName(
            WireProtocol wire, RpcCall.OfModel call, Shape<T> shape, CallSafety safety, Deadline deadline) {
        RpcCall.OfModel onRecords = NamedArguments.onRecordsOnly(call);
        if (onRecords != null) {
            try {
                return connection.exchange(wire, onRecords, null, shape, safety, deadline);
            } catch (InvalidRequestException e) {
                // The list is no ids but an argument: Odoo says so before it calls a method of the model as a whole.
                if (!e.serverMessage().startsWith("cannot call ")) {
                    throw e;
                }
            }
        }
        RpcCall.OfModel named = docs.named(call, deadline);
        Answer<T> answer = connection.exchange(wire, named, null, shape, safety, deadline);
        return isCreationOfOne(named) && answer.value() instanceof List<?> ids && ids.size() == 1
                ? new Answer<>(answer.call(), shape.cast(ids.get(0)))
                : answer;
    }

    /** Creating one record from a dictionary gives its id over the other protocols; over JSON-2 always a list. */
    private static boolean isCreationOfOne(RpcCall.OfModel call) {
        return call.method().equals("create") && call.kwargs().get("vals_list") instanceof Map<?, ?>;
    }

    private Login login(Deadline deadline) {
        return new Login(database, uid(deadline), credentials.secret());
    }

    /** The id of the user; asked for once. */
    long uid(Deadline deadline) {
        WireProtocol wire = wire(deadline);
        return uid.get(
                () -> wire instanceof Json2Protocol ? uidOfKey(wire, deadline) : authenticate(wire, deadline),
                deadline,
                () -> connection.details(null, "authenticate", wire.name()));
    }

    private long authenticate(WireProtocol wire, Deadline deadline) {
        RpcCall.OfService call = new RpcCall.OfService(
                "common",
                "authenticate",
                List.of(database, String.valueOf(credentials.login()), credentials.secret(), Map.of()));
        Answer<Object> answer = connection.exchange(wire, call, null, Shape.any(), CallSafety.READ, deadline);
        if (answer.value() instanceof Long id) {
            return id;
        }
        if (Boolean.FALSE.equals(answer.value())) {
            throw new AccessDeniedException(
                    answer.call(),
                    new ServerFault(
                            "odoo.exceptions.AccessDenied",
                            "Odoo does not accept this " + credentials,
                            List.of(),
                            null));
        }
        throw answer.unexpected("a user id");
    }

    private long uidOfKey(WireProtocol wire, Deadline deadline) {
        RpcCall.OfModel call = new RpcCall.OfModel("res.users", "context_get", List.of(), Map.of());
        Answer<Object> answer = connection.exchange(wire, call, null, Shape.any(), CallSafety.READ, deadline);
        if (answer.value() instanceof Map<?, ?> context && context.get("uid") instanceof Long id) {
            return id;
        }
        throw answer.unexpected("a context with the user's id");
    }

    /** The names of the fields of a model that the user may read; asked for once. */
    Set<String> fieldNames(String model, Deadline deadline) {
        return fieldNames
                .computeIfAbsent(model, unused -> new SharedOnce<>())
                .get(
                        () -> fetchFieldNames(model, deadline),
                        deadline,
                        () -> connection.details(model, "fields_get", "http"));
    }

    private Set<String> fetchFieldNames(String model, Deadline deadline) {
        RpcCall.OfModel call = new RpcCall.OfModel(model, "fields_get", List.of(List.of(), List.of("type")), Map.of());
        Answer<Object> answer = call(call, Shape.any(), CallSafety.READ, deadline);
        if (answer.value() instanceof Map<?, ?> fields) {
            return fields.keySet().stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
        }
        throw answer.unexpected("a dictionary of fields");
    }

    /** Threads for work that goes on beside the caller's; they end when they are idle. */
    Executor background() {
        return background;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "odoo-client");
        thread.setDaemon(true);
        return thread;
    }

    /** The exception for a thread that was interrupted while another one made a call for it. */
    CallInterruptedException interrupted(String model, String method, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CallInterruptedException(
                connection.details(model, method, "http"), "interrupted while another thread fetched it", false, cause);
    }

    /** The protocol; {@link Protocol#AUTO} is decided once. */
    Protocol protocol(Deadline deadline) {
        WireProtocol wire = wire(deadline);
        if (wire instanceof Json2Protocol) {
            return Protocol.JSON2;
        }
        return wire instanceof XmlRpcProtocol ? Protocol.XML_RPC : Protocol.JSON_RPC;
    }

    private WireProtocol wire(Deadline deadline) {
        return protocol.get(
                () -> switch (wanted) {
                    case JSON2 -> new Json2Protocol(clock);
                    case JSON_RPC -> new JsonRpcProtocol(clock);
                    case XML_RPC -> new XmlRpcProtocol(clock);
                    case AUTO -> hasJson2(deadline) ? new Json2Protocol(clock) : jsonRpcOrFail();
                },
                deadline,
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

    private boolean hasJson2(Deadline deadline) {
        if (!credentials.isApiKey()) {
            return false;
        }
        try {
            return version.get(() -> webVersion(deadline), deadline, this::versionDetails)
                    .isAtLeast(19);
        } catch (UnexpectedResponseException e) {
            // Before series 19 the address is an unknown page, or redirects to the login.
            if (e.status() == 404 || e.status() == 303) {
                return false;
            }
            throw e;
        }
    }

    /** The server's version; asked for once. */
    OdooVersion version(Deadline deadline) {
        WireProtocol wire = wire(deadline);
        return version.get(
                () -> wire instanceof Json2Protocol ? webVersion(deadline) : commonVersion(wire, deadline),
                deadline,
                this::versionDetails);
    }

    private CallDetails versionDetails() {
        return connection.details(null, "version", "http");
    }

    private OdooVersion commonVersion(WireProtocol wire, Deadline deadline) {
        RpcCall.OfService call = new RpcCall.OfService("common", "version", List.of());
        return parseVersion(
                connection.exchange(wire, call, null, Shape.any(), CallSafety.READ, deadline), "server_version");
    }

    private OdooVersion webVersion(Deadline deadline) {
        return parseVersion(connection.getJson("web/version", null, Map.of(), deadline), "version");
    }

    private static OdooVersion parseVersion(Answer<Object> answer, String key) {
        if (answer.value() instanceof Map<?, ?> map && map.get(key) instanceof String text) {
            try {
                return OdooVersion.parse(text);
            } catch (IllegalArgumentException e) {
                throw new MalformedResponseException(answer.call(), String.valueOf(e.getMessage()), true, e);
            }
        }
        throw answer.unexpected("a version");
    }

    @Override
    public void close() {
        connection.close();
        background.shutdown();
    }
}
