package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.calls.ReceivedCall;
import com.powerseller.odoo.testkit.internal.orm.JsonWriter;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request as a recording knows it: what it asks for, without secrets and without what differs each time. */
final class RecordedCall {
    private static final Pattern ID = Pattern.compile("(\"id\": ?)(null|-?\\d+|\"[^\"]*\")");
    private static final Pattern TOKENS = Pattern.compile(
            "(\"(?:[^\"]*(?:token|session_id|csrf|password|secret|api_?key)[^\"]*)\": ?\")[^\"]+\"",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern XML_TOKENS = Pattern.compile(
            "(<name>[^<]*(?:token|session_id|csrf|password|secret|api_?key)[^<]*</name>\\s*<value>\\s*(?:<string>)?)[^<]+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern URL_TOKENS = Pattern.compile(
            "([?&;][^=&\\s\"]*(?:token|session_id|csrf|password|secret|api_?key)[^=&\\s\"]*=)[^&\\s\"<]+",
            Pattern.CASE_INSENSITIVE);
    /** Shorter ones could be anything, and stand where they are looked for. */
    private static final int LONG = 12;

    private final Set<String> secrets = new LinkedHashSet<>();
    private final String key;
    private final @Nullable Object id;

    RecordedCall(HttpRequest request) {
        remember(request.bearer());
        remember(request.sessionId());
        Object body = null;
        Object requestId = null;
        ReceivedCall call = null;
        Incoming incoming = new Incoming();
        List<String> path = request.segments();
        String first = path.isEmpty() ? "" : path.get(0);
        try {
            if (first.equals("xmlrpc")) {
                XmlRpcReader.Call xml = XmlRpcReader.read(request.body());
                rememberArguments(path.get(path.size() - 1), xml.params());
                call = incoming.service(request, "xmlrpc", path.get(path.size() - 1), xml.method(), xml.params());
            } else if (request.hasBody()) {
                body = JsonReader.read(request.body());
            }
        } catch (PythonException e) {
            body = "unreadable";
        }
        if (body instanceof Map<?, ?> json && json.get("params") instanceof Map<?, ?> params) {
            requestId = json.get("id");
            body = params;
            if (first.equals("jsonrpc") && params.get("args") instanceof List<?> args) {
                rememberArguments(String.valueOf(params.get("service")), args);
                call = incoming.service(request, "jsonrpc", params.get("service"), params.get("method"), args);
            } else if (params.containsKey("password")) {
                remember(params.get("password"));
                call = incoming.login(request, params);
            }
        }
        this.id = requestId;
        this.key = request.method() + " " + request.path() + " " + JsonWriter.write(asked(request, call, body));
    }

    private static Map<String, @Nullable Object> asked(
            HttpRequest request, @Nullable ReceivedCall call, @Nullable Object body) {
        Map<String, @Nullable Object> asked = new LinkedHashMap<>();
        if (call != null) {
            asked.put("service", call.service());
            asked.put("database", call.database());
            asked.put("model", call.model());
            asked.put("method", call.method());
            asked.put("arguments", Incoming.scrubbed(call.arguments()));
            asked.put("named", Incoming.scrubbed(call.named()));
        } else if (body != null) {
            asked.put("body", Incoming.scrubbed(body));
        }
        if (!request.query().isEmpty()) {
            asked.put("query", Incoming.scrubbed(new TreeMap<>(request.query())));
        }
        return asked;
    }

    /** The secret of a call stands third among its arguments, that of the service of databases first. */
    private void rememberArguments(String service, List<?> args) {
        int place = service.equals("db") ? 0 : 2;
        remember(place < args.size() ? args.get(place) : null);
    }

    /** What a cookie of the answer is worth is a secret too. */
    void rememberCookie(String cookie) {
        remember(cookie.replaceFirst("^[^=]*=", "").replaceFirst(";.*", ""));
    }

    private void remember(@Nullable Object value) {
        if (value instanceof String text && text.length() >= LONG) {
            secrets.add(text);
        }
    }

    /** What it asks for. */
    String key() {
        return withoutSecrets(key);
    }

    /** The number that a JSON-RPC request has; null if it has none. */
    @Nullable Object id() {
        return id;
    }

    String withoutSecrets(String text) {
        String open = text;
        for (String secret : secrets) {
            open = open.replace(secret, "***");
        }
        open = TOKENS.matcher(open).replaceAll("$1***\"");
        open = XML_TOKENS.matcher(open).replaceAll("$1***");
        return URL_TOKENS.matcher(open).replaceAll("$1***");
    }

    /** An answer to another request with the number of this one. */
    String withId(String answer, @Nullable Object recorded) {
        if (recorded == null || id == null) {
            return answer;
        }
        Matcher matcher = ID.matcher(answer);
        return matcher.find() && !matcher.group(2).equals("null")
                ? matcher.replaceFirst(Matcher.quoteReplacement(matcher.group(1) + JsonWriter.write(id)))
                : answer;
    }
}
