package com.powerseller.odoo.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server over JSON-RPC of a chosen series that lets everybody in; its maker says what the methods of models answer. */
public final class JsonRpcStub implements AutoCloseable {
    public static final ObjectMapper JSON = new ObjectMapper();

    private final String series;
    private final Answers answers;
    private final HttpServer server;
    private final OdooClient client;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    public JsonRpcStub(String series, Answers answers) throws IOException {
        this.series = series;
        this.answers = answers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jsonrpc", this::handle);
        server.start();
        client = OdooClient.builder()
                .url("http://127.0.0.1:" + server.getAddress().getPort())
                .database("acme")
                .credentials(Credentials.apiKey("anna", "key"))
                .protocol(Protocol.JSON_RPC)
                .build();
    }

    public OdooClient client() {
        return client;
    }

    /** What was called so far: {@code model.method [arguments] {named arguments}}. */
    public List<String> calls() {
        return calls;
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            JsonNode call = JSON.readTree(exchange.getRequestBody());
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("jsonrpc", "2.0");
            answer.put("id", call.get("id"));
            try {
                answer.put("result", result(call.get("params")));
            } catch (IllegalArgumentException e) {
                Map<String, Object> data = Map.of(
                        "name", "odoo.exceptions.UserError", "message", String.valueOf(e.getMessage()), "debug", "");
                answer.put("error", Map.of("code", 200, "message", "Odoo Server Error", "data", data));
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object result(JsonNode params) throws IOException {
        JsonNode args = params.get("args");
        return switch (params.get("method").asText()) {
            case "version" -> Map.of("server_version", series, "server_serie", series);
            case "authenticate" -> 2;
            default -> {
                String model = args.get(3).asText();
                String method = args.get(4).asText();
                calls.add(model + "." + method + " " + args.get(5) + " " + args.path(6));
                yield answers.result(model, method, args.get(5), args.path(6));
            }
        };
    }

    /** What the methods of models answer. */
    public interface Answers {
        /**
         * What one call answers.
         *
         * @throws IllegalArgumentException for a user error of Odoo's
         * @throws IOException to answer nothing
         */
        Object result(String model, String method, JsonNode positional, JsonNode named) throws IOException;
    }
}
