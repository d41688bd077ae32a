package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.error.UnknownMethodException;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.internal.json2.MethodSignature;
import com.powerseller.odoo.internal.json2.NamedArguments;
import com.powerseller.odoo.internal.rpc.RpcCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Names the arguments of calls over JSON-2; asks the server's documentation for methods that not every model has, once per model. Thread-safe. */
final class MethodDocs {
    private final Connection connection;
    private final Map<String, SharedOnce<Map<String, MethodSignature>>> byModel = new ConcurrentHashMap<>();

    MethodDocs(Connection connection) {
        this.connection = connection;
    }

    /** The call with all arguments named. */
    RpcCall.OfModel named(RpcCall.OfModel call, Deadline deadline) {
        MethodSignature known = NamedArguments.known(call.method());
        if (known != null) {
            return NamedArguments.name(call, known);
        }
        if (call.args().isEmpty()) {
            return call;
        }
        if (call.method().startsWith("_")) {
            // Odoo refuses private methods before it looks at their arguments: let it say so.
            return new RpcCall.OfModel(call.model(), call.method(), List.of(), Map.of());
        }
        return NamedArguments.name(call, documented(call, deadline));
    }

    private MethodSignature documented(RpcCall.OfModel call, Deadline deadline) {
        MethodSignature signature;
        try {
            signature = byModel.computeIfAbsent(call.model(), model -> new SharedOnce<>())
                    .get(
                            () -> fetch(call.model(), deadline),
                            deadline,
                            () -> connection.details(call.model(), "doc-bearer", "http"))
                    .get(call.method());
        } catch (UnexpectedResponseException e) {
            if (e.status() != 404 && e.status() != 303) {
                throw e;
            }
            throw new IllegalArgumentException(
                    mustBeNamed(call, "the server has no documentation (/doc-bearer, of the module api_doc)"), e);
        } catch (AccessErrorException e) {
            throw new IllegalArgumentException(
                    mustBeNamed(
                            call,
                            "the server's documentation (/doc-bearer) is not open to this user, who would need the group api_doc.group_allow_doc"),
                    e);
        } catch (OdooServerException e) {
            if (e.name().equals("werkzeug.exceptions.NotFound")) {
                throw unknownModel(call, e);
            }
            throw e;
        }
        if (signature == null) {
            // Asked again next time: a module may bring it meanwhile.
            byModel.remove(call.model());
            throw unknownMethod(call);
        }
        return signature;
    }

    /** The documentation knows every model, so there is no need to ask for one that it does not know. */
    private static UnknownModelException unknownModel(RpcCall.OfModel call, OdooServerException e) {
        return new UnknownModelException(
                new CallDetails(
                        call.model(),
                        call.method(),
                        "json2",
                        e.call().url(),
                        e.call().requestId()),
                new ServerFault(e.name(), "the model '" + call.model() + "' does not exist", List.of(), null));
    }

    /** What JSON-2 would answer to a method that the server's documentation does not list; calling it could run it with the wrong arguments. */
    private UnknownMethodException unknownMethod(RpcCall.OfModel call) {
        return new UnknownMethodException(
                connection.details(call.model(), call.method(), "json2"),
                new ServerFault(
                        "werkzeug.exceptions.NotFound",
                        "The method '" + call.model() + "." + call.method() + "' does not exist, or is not public",
                        List.of(),
                        null));
    }

    private static String mustBeNamed(RpcCall.OfModel call, String reason) {
        return "JSON-2 takes arguments by name only, and the names of " + call.model() + "." + call.method()
                + " are not known: " + reason
                + ". Give them by name, the records as \"ids\": call(model, method, List.of(), Map.of(\"ids\", ..., \"name\", ...)), or use JSON-RPC";
    }

    private Map<String, MethodSignature> fetch(String model, Deadline deadline) {
        Map<String, MethodSignature> signatures = new HashMap<>();
        Object answer = connection
                .getJson("doc-bearer/" + model + ".json", model, connection.bearerHeaders(), deadline)
                .value();
        if (answer instanceof Map<?, ?> doc && doc.get("methods") instanceof Map<?, ?> methods) {
            methods.forEach((name, method) -> {
                if (method instanceof Map<?, ?> description) {
                    signatures.put(String.valueOf(name), signature(description));
                }
            });
        }
        return signatures;
    }

    private static MethodSignature signature(Map<?, ?> description) {
        boolean ofModel = description.get("api") instanceof List<?> api && api.contains("model");
        List<String> parameters = new ArrayList<>();
        Map<?, ?> described = description.get("parameters") instanceof Map<?, ?> map ? map : new LinkedHashMap<>();
        described.forEach((name, parameter) -> {
            if (isPositional(parameter)) {
                parameters.add(String.valueOf(name));
            }
        });
        return new MethodSignature(!ofModel, parameters);
    }

    /** The documentation names the kind of a parameter only where it is not the usual one. */
    private static boolean isPositional(@Nullable Object parameter) {
        return parameter instanceof Map<?, ?> map
                && (map.get("kind") == null || "POSITIONAL_OR_KEYWORD".equals(map.get("kind")));
    }
}
