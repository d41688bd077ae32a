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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server over JSON-RPC of a chosen series that answers each call as it was told to, once; a call that it was not told about fails the test. */
public final class CannedOdoo implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String series;
    private final HttpServer server;
    private final OdooClient client;
    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    public CannedOdoo(String series) throws IOException {
        this.series = series;
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

    /** Answers the next call of the method, such as {@code res.partner.write}, with this JSON. */
    public CannedOdoo answer(String method, String json) {
        answers.computeIfAbsent(method, key -> new ArrayDeque<>()).add(json.replace('\'', '"'));
        return this;
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
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("jsonrpc", "2.0");
            answer.put("id", call.get("id"));
            answer.put("result", result(call.get("params")));
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
        switch (params.get("method").asText()) {
            case "version" -> {
                return Map.of("server_version", series, "server_serie", series);
            }
            case "authenticate" -> {
                return 2;
            }
            default -> {
                String method = args.get(3).asText() + "." + args.get(4).asText();
                calls.add(method + " " + args.get(5) + " " + args.path(6));
                Deque<String> next = answers.get(method);
                if (next == null || next.isEmpty()) {
                    throw new IOException("no answer to " + calls.get(calls.size() - 1));
                }
                return JSON.readTree(next.remove());
            }
        }
    }
}
