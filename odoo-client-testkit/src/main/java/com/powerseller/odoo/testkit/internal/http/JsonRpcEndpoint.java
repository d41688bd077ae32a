package com.powerseller.odoo.testkit.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** {@code /jsonrpc} of a series before 19: HTTP 200 for every answer of Odoo's own. */
public final class JsonRpcEndpoint extends Dispatcher {
    private static final long UID = 2;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private final String series;
    private final String database;
    private final String login;
    private final String apiKey;
    private final Database records;

    public JsonRpcEndpoint(String series, String database, String login, String apiKey, Database records) {
        this.series = series;
        this.database = database;
        this.login = login;
        this.apiKey = apiKey;
        this.records = records;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (!request.getUrl().encodedPath().equals("/jsonrpc")) {
            // Also /web/version and /json/2, which this series does not have.
            return new MockResponse.Builder()
                    .code(404)
                    .setHeader("Content-Type", "text/html; charset=utf-8")
                    .body("<!doctype html><title>404 Not Found</title><h1>Not Found</h1>")
                    .build();
        }
        try {
            return answer(request);
        } catch (UnsupportedByFakeException e) {
            return new MockResponse.Builder()
                    .code(501)
                    .setHeader("Content-Type", "text/plain; charset=utf-8")
                    .body(String.valueOf(e.getMessage()))
                    .build();
        } catch (JsonProcessingException e) {
            return new MockResponse.Builder()
                    .code(400)
                    .body("Invalid JSON data")
                    .build();
        }
    }

    private MockResponse answer(RecordedRequest request) throws JsonProcessingException {
        ByteString body = request.getBody();
        Map<String, @Nullable Object> call = JSON.readValue(
                body == null ? "" : body.string(StandardCharsets.UTF_8),
                new TypeReference<Map<String, @Nullable Object>>() {});
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", call.get("id"));
        try {
            if (!(call.get("params") instanceof Map<?, ?> params && params.get("args") instanceof List<?> args)) {
                throw new UnsupportedByFakeException("a request without params and args");
            }
            Object result = dispatch(String.valueOf(params.get("service")), String.valueOf(params.get("method")), args);
            if (result != null) {
                answer.put("result", result);
            }
        } catch (PythonException e) {
            answer.put("error", error(e));
        }
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json; charset=utf-8")
                .body(JSON.writeValueAsString(answer))
                .build();
    }

    private static Map<String, Object> error(PythonException e) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", e.pythonName());
        data.put("debug", "");
        data.put("message", e.text());
        data.put("arguments", List.of(e.text()));
        data.put("context", Map.of());
        return Map.of("code", 200, "message", "Odoo Server Error", "data", data);
    }

    private @Nullable Object dispatch(String service, String method, List<?> args) {
        return switch (service + "." + method) {
            case "common.version" ->
                Map.of(
                        "server_version",
                        series,
                        "server_version_info",
                        List.of(18, 0, 0, "final", 0, ""),
                        "server_serie",
                        series,
                        "protocol_version",
                        1);
            case "common.authenticate" -> authenticate(args);
            case "object.execute_kw" -> execute(args);
            default -> throw new UnsupportedByFakeException("the method " + method + " of the service " + service);
        };
    }

    private Object authenticate(List<?> args) {
        if (args.size() != 4) {
            throw new UnsupportedByFakeException(args.size() + " arguments of authenticate");
        }
        checkDatabase(args.get(0));
        boolean known = login.equals(args.get(1)) && isKey(args.get(2));
        return known ? (Object) UID : (Object) false;
    }

    private @Nullable Object execute(List<?> args) {
        if (args.size() < 5 || args.size() > 7) {
            throw new UnsupportedByFakeException(args.size() + " arguments of execute_kw");
        }
        checkDatabase(args.get(0));
        if (!Long.valueOf(UID).equals(args.get(1)) || !isKey(args.get(2))) {
            throw PythonException.accessDenied();
        }
        Object positional = args.size() > 5 ? args.get(5) : List.of();
        Object named = args.size() > 6 ? args.get(6) : Map.of();
        if (args.get(3) instanceof String model
                && args.get(4) instanceof String method
                && positional instanceof List<?> list
                && named instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
            map.forEach((name, value) -> arguments.put(String.valueOf(name), value));
            return records.call(UID, model, method, list, arguments);
        }
        throw new UnsupportedByFakeException(
                "arguments of execute_kw other than model, method, a list and a dictionary");
    }

    private void checkDatabase(@Nullable Object name) {
        if (!database.equals(name)) {
            throw PythonException.noDatabase(String.valueOf(name));
        }
    }

    private boolean isKey(@Nullable Object secret) {
        return secret instanceof String text
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), apiKey.getBytes(StandardCharsets.UTF_8));
    }
}
