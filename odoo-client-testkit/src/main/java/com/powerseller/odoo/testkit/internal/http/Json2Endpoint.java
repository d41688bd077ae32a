package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.method.MethodSignature;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /json/2} and {@code /doc-bearer} of series 19: calls by name with an API key, and what methods there are. Statuses say how a call went. */
final class Json2Endpoint {
    private final FakeServer server;
    private static final List<String> DOCUMENTED = List.of("name", "type", "string", "required", "readonly", "store");

    private final Incoming incoming;

    Json2Endpoint(FakeServer server) {
        this.server = server;
        this.incoming = new Incoming(server);
    }

    /** An error of HTTP rather than of a method. */
    private static final class HttpError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String name;

        HttpError(int status, String name, String message) {
            super(message);
            this.status = status;
            this.name = name;
        }

        static HttpError notFound(String message) {
            return new HttpError(404, "NotFound", message);
        }

        static HttpError unprocessable(String message) {
            return new HttpError(422, "UnprocessableEntity", message);
        }

        PythonError error() {
            String message = String.valueOf(getMessage());
            return new PythonError("werkzeug.exceptions." + name, message, List.of(message, status), Map.of());
        }
    }

    private static final Exchange.Refusals REFUSALS = new Exchange.Refusals() {
        @Override
        public RuntimeException accessDenied() {
            return invalidKey();
        }

        @Override
        public RuntimeException sessionExpired() {
            throw new IllegalStateException("there are no sessions");
        }
    };

    private static HttpError invalidKey() {
        return new HttpError(401, "Unauthorized", "Invalid apikey");
    }

    HttpAnswer call(HttpRequest request, Scope scope) {
        Database database = scope.database();
        if (database == null) {
            return Html.noDatabase(server.series());
        }
        List<String> path = request.segments();
        if (path.size() == 4 && request.method().equals("POST") && !isJson(request)) {
            return JsonRpc.wrongType(
                    server.series(),
                    "[&#39;http&#39;]",
                    "/json/2/&lt;__model__&gt;/&lt;__method__&gt;",
                    "json2",
                    "application/json");
        }
        return answer(() -> {
            if (path.size() != 4 || !request.method().equals("POST")) {
                throw HttpError.notFound("Did you mean POST /json/2/<model>/<method>?");
            }
            String key = request.bearer();
            Long uid = key == null ? null : database.users().ofKey(key);
            // Whom it does not know it does not listen to.
            Map<String, @Nullable Object> given = uid == null ? Map.of() : arguments(request);
            Object result = request.exchange()
                    .run(
                            incoming.call(
                                    request, "json2", database.name(), uid, path.get(2), path.get(3), List.of(), given),
                            REFUSALS,
                            () -> run(database, uid(request, database), path.get(2), path.get(3), given));
            return HttpAnswer.json(200, result).nosniff();
        });
    }

    private static boolean isJson(HttpRequest request) {
        return request.mediaType().equals("application/json") || !request.hasBody();
    }

    /** Makes an answer. */
    private interface Maker {
        HttpAnswer make();
    }

    private HttpAnswer answer(Maker maker) {
        try {
            return maker.make();
        } catch (HttpError e) {
            HttpAnswer answer = HttpAnswer.json(e.status, e.error().data(server.series()));
            return e.status == 401 ? answer.header("WWW-Authenticate", "Bearer") : answer;
        } catch (PythonException e) {
            return HttpAnswer.json(status(e.pythonName()), PythonError.of(e).data(server.series()));
        }
    }

    private static int status(String name) {
        return switch (name) {
            case "odoo.exceptions.AccessDenied", "odoo.exceptions.AccessError", "odoo.http.SessionExpiredException" ->
                403;
            case "odoo.exceptions.MissingError", "werkzeug.exceptions.NotFound" -> 404;
            case "odoo.exceptions.LockError" -> 409;
            case "werkzeug.exceptions.TooManyRequests" -> 429;
            case "odoo.exceptions.UserError", "odoo.exceptions.ValidationError" -> 422;
            default -> 500;
        };
    }

    private static long uid(HttpRequest request, Database database) {
        String key = request.bearer();
        if (key == null) {
            throw new HttpError(
                    401, "Unauthorized", "User not authenticated, use an API Key with a Bearer Authorization header.");
        }
        Long uid = database.users().ofKey(key);
        if (uid == null) {
            throw invalidKey();
        }
        return uid;
    }

    private static Map<String, @Nullable Object> arguments(HttpRequest request) {
        if (request.isTooLarge()) {
            throw new HttpError(413, "RequestEntityTooLarge", "The data value transmitted exceeds the capacity limit.");
        }
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        if (!request.hasBody()) {
            return arguments;
        }
        Object body;
        try {
            body = JsonReader.read(request.body());
        } catch (PythonException e) {
            throw new HttpError(400, "BadRequest", "could not parse the body as json: " + e.text());
        }
        if (body instanceof Map<?, ?> map) {
            map.forEach((name, value) -> arguments.put(String.valueOf(name), value));
        }
        return arguments;
    }

    private @Nullable Object run(
            Database database, long uid, String model, String method, Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(given);
        boolean hasIds = named.containsKey("ids");
        Object ids = named.remove("ids");
        if (ids == null) {
            ids = List.of();
        }
        MethodSignature signature = method.startsWith("_") ? null : database.signature(model, method);
        List<?> args = hasIds ? List.of(ids) : List.of();
        if (signature != null) {
            check(database, uid, model, method, signature, ids, named);
            args = signature.ofModel() ? List.of() : List.of(ids);
            if (method.equals("create") && named.get("vals_list") instanceof Map<?, ?> one) {
                // The other protocols answer one dictionary with one id; JSON-2 answers lists only.
                named.put("vals_list", List.of(one));
            }
        }
        try {
            return database.call(uid, model, method, args, named);
        } catch (PythonException e) {
            if (SessionEndpoint.isUnknownModel(e, model)) {
                throw unknownModel(model);
            }
            if (e.pythonName().equals("builtins.AttributeError")
                    && e.text().equals("The method '" + model + "." + method + "' does not exist")) {
                throw HttpError.notFound(e.text());
            }
            throw e;
        }
    }

    private static HttpError unknownModel(String model) {
        return HttpError.notFound("the model '" + model + "' does not exist");
    }

    private static void check(
            Database database,
            long uid,
            String model,
            String method,
            MethodSignature signature,
            Object ids,
            Map<String, @Nullable Object> named) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(named);
        arguments.remove("context");
        String complaint = signature.ofModel() && !ids.equals(List.of())
                ? "cannot call " + model + "." + method + " with ids"
                : signature.complaintAbout(arguments);
        if (complaint != null) {
            // Whether there is such a model comes first.
            fields(database, uid, model, List.of("type"));
            throw HttpError.unprocessable(complaint);
        }
    }

    private static Map<?, ?> fields(Database database, long uid, String model, List<String> attributes) {
        try {
            Map<String, ?> named = attributes.isEmpty() ? Map.of() : Map.of("attributes", attributes);
            return database.call(uid, model, "fields_get", List.of(), named) instanceof Map<?, ?> fields
                    ? fields
                    : Map.of();
        } catch (PythonException e) {
            throw SessionEndpoint.isUnknownModel(e, model) ? unknownModel(model) : e;
        }
    }

    /** The documentation of a model: its fields, and the methods that the fake knows. */
    HttpAnswer documentation(HttpRequest request, Scope scope, String model) {
        Database database = scope.database();
        if (database == null) {
            return Html.noDatabase(server.series());
        }
        return answer(() -> {
            long uid = uid(request, database);
            // Odoo asks for a group of its own, which administrators have.
            if (!SessionInfo.hasGroup(database, uid, server.series(), "base.group_system")) {
                throw PythonException.accessError("This page is only accessible to Technical Documentation users.");
            }
            if (model.equals("index")) {
                throw new UnsupportedByFakeException(
                        "the path /doc-bearer/index.json, as the fake has the models of its schemas only");
            }
            return HttpAnswer.json(200, documentation(database, fieldsOrNotFound(database, uid, model), model))
                    .header("Cache-Control", "no-cache, private")
                    .header("Content-Language", "en-US")
                    .nosniff();
        });
    }

    private static Map<?, ?> fieldsOrNotFound(Database database, long uid, String model) {
        try {
            return fields(database, uid, model, DOCUMENTED);
        } catch (HttpError e) {
            throw HttpError.notFound(
                    "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.");
        }
    }

    private Map<String, @Nullable Object> documentation(Database database, Map<?, ?> fields, String model) {
        Map<String, @Nullable Object> methods = new LinkedHashMap<>();
        database.signatures(model, fields.containsKey("message_ids"))
                .forEach((name, signature) -> methods.put(name, method(signature)));
        Map<String, @Nullable Object> documentation = new LinkedHashMap<>();
        documentation.put("model", model);
        documentation.put("name", database.model(model).definition().label());
        documentation.put("doc", null);
        documentation.put("fields", fields);
        documentation.put("methods", methods);
        return documentation;
    }

    private static Map<String, @Nullable Object> method(MethodSignature signature) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        for (MethodSignature.Parameter parameter : signature.parameters()) {
            Map<String, @Nullable Object> description = new LinkedHashMap<>();
            if (parameter.kind() != MethodSignature.Kind.POSITIONAL_OR_KEYWORD) {
                description.put("kind", parameter.kind().name());
            }
            if (parameter.defaultValue() != null) {
                description.put("default", value(parameter.defaultValue()));
            }
            parameters.put(parameter.name(), description);
        }
        Map<String, @Nullable Object> method = new LinkedHashMap<>();
        method.put("signature", signature.toString());
        method.put("parameters", parameters);
        if (signature.ofModel()) {
            method.put("api", List.of("model"));
        }
        return method;
    }

    private static @Nullable Object value(String python) {
        return switch (python) {
            case "None" -> null;
            case "False" -> false;
            case "True" -> true;
            case "()" -> List.of();
            default ->
                python.startsWith("'") ? python.substring(1, python.length() - 1) : (Object) Long.valueOf(python);
        };
    }
}
