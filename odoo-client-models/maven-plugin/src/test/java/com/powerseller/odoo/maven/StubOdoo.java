package com.powerseller.odoo.maven;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server over JSON-RPC that knows one user, the fields of some models, and nothing else; it has no JSON-2. */
final class StubOdoo implements AutoCloseable {
    static final String SECRET = "s3cret-of-anna";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The answers of {@code fields_get} by model. */
    final Map<String, Map<String, Object>> models = new TreeMap<>();

    /** What was asked of {@code object}: {@code model method arguments}. */
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    /** The selections without listed options, as {@code model.field}, with the path of the field that each shows, or an empty text. */
    final Map<String, String> unlistedSelections = new TreeMap<>();

    String series = "18.0";
    String secret = SECRET;
    boolean modelsMayBeListed = true;

    private final HttpServer server;

    StubOdoo() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jsonrpc", this::handle);
        server.createContext("/web/version", exchange -> {
            // Before 19.0 there is no such page.
            send(exchange, series.compareTo("19.0") < 0 ? 404 : 200, Map.of("version", series));
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, String> environment() {
        return new HashMap<>(
                Map.of("ODOO_URL", url(), "ODOO_DB", "acme", "ODOO_LOGIN", "anna", "ODOO_PASSWORD", SECRET));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) {
        try {
            JsonNode call = JSON.readTree(exchange.getRequestBody());
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("jsonrpc", "2.0");
            answer.put("id", call.get("id"));
            try {
                answer.put("result", result(call.get("params")));
            } catch (Fault e) {
                answer.put(
                        "error",
                        Map.of(
                                "code",
                                200,
                                "message",
                                "Odoo Server Error",
                                "data",
                                Map.of("name", e.name, "message", e.text, "debug", "", "arguments", List.of(e.text))));
            }
            send(exchange, 200, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, Object json) throws IOException {
        try (exchange) {
            byte[] bytes = JSON.writeValueAsBytes(json);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Object result(JsonNode params) throws Fault {
        JsonNode args = params.get("args");
        String method = params.get("method").asText();
        if (method.equals("version")) {
            return Map.of("server_version", series, "server_serie", series);
        }
        if (!args.get(0).asText().equals("acme")) {
            throw new Fault(
                    "psycopg2.OperationalError",
                    "connection to server failed: FATAL:  database \""
                            + args.get(0).asText() + "\" does not exist");
        }
        if (method.equals("authenticate")) {
            boolean known =
                    args.get(1).asText().equals("anna") && args.get(2).asText().equals(secret);
            return known ? 2 : (Object) false;
        }
        String model = args.get(3).asText();
        calls.add(model + " " + args.get(4).asText() + " " + args.get(5));
        if (model.equals("ir.model")) {
            return listed();
        }
        if (model.equals("ir.model.fields")) {
            return args.get(5).toString().contains("selection_ids") ? unlisted() : relations();
        }
        Map<String, Object> fields = models.get(model);
        if (fields == null) {
            throw new Fault("odoo.exceptions.UserError", "Object " + model + " doesn't exist");
        }
        return fields;
    }

    private List<Map<String, Object>> unlisted() throws Fault {
        requireRights("'Fields' (ir.model.fields)");
        List<Map<String, Object>> rows = new ArrayList<>();
        unlistedSelections.forEach((field, path) -> rows.add(row(field, "related", path.isEmpty() ? false : path)));
        return rows;
    }

    private List<Map<String, Object>> relations() {
        List<Map<String, Object>> rows = new ArrayList<>();
        models.forEach((model, fields) -> fields.forEach((name, field) -> {
            if (field instanceof Map<?, ?> attributes && attributes.get("relation") instanceof String relation) {
                rows.add(row(model + "." + name, "relation", relation));
            }
        }));
        return rows;
    }

    private static Map<String, Object> row(String field, String attribute, Object value) {
        int dot = field.lastIndexOf('.');
        return Map.of("id", 1, "model", field.substring(0, dot), "name", field.substring(dot + 1), attribute, value);
    }

    private void requireRights(String what) throws Fault {
        if (!modelsMayBeListed) {
            throw new Fault("odoo.exceptions.AccessError", "You are not allowed to access " + what + " records.");
        }
    }

    private Object listed() throws Fault {
        requireRights("'Models' (ir.model)");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String name : models.keySet()) {
            rows.add(Map.of("id", rows.size() + 1, "model", name));
        }
        return rows;
    }

    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final String text;

        Fault(String name, String text) {
            this.name = name;
            this.text = text;
        }
    }
}
