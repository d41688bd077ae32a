package com.powerseller.odoo.maven;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.powerseller.odoo.OdooClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A copy of the template database of the real Odoo that {@code real-odoo/start.sh} has started; dropped when it is closed. */
final class RealOdoo implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode server = server();
    private final String database = "plugin_" + UUID.randomUUID().toString().replace("-", "");

    RealOdoo() throws IOException {
        database("duplicate_database", server.at("/templateDatabase").asText(), database);
    }

    /** How to reach it as the user whose login this is. */
    Map<String, String> environment(String login) {
        return Map.of(
                "ODOO_URL",
                server.at("/url").asText(),
                "ODOO_DB",
                database,
                "ODOO_LOGIN",
                server.at("/users/" + login + "/login").asText(),
                "ODOO_API_KEY",
                server.at("/users/" + login + "/apiKey").asText());
    }

    OdooClient connect() {
        return OdooClient.builder().fromEnvironment(environment("admin")).build();
    }

    String series() {
        return server.at("/series").asText();
    }

    @Override
    public void close() throws IOException {
        database("drop", database);
    }

    private static JsonNode server() {
        String file = System.getProperty(
                "odoo.contract.server",
                System.getProperty("user.home") + "/.cache/odoo-client/real-odoo-19/server.json");
        try {
            return JSON.readTree(Path.of(file).toFile());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no real Odoo: start one with odoo-client-testkit/real-odoo/start.sh (" + file + " cannot be read)",
                    e);
        }
    }

    /** Calls the server's database service, which the client does not know. */
    private void database(String method, String... names) throws IOException {
        List<String> args = Stream.concat(Stream.of(server.at("/masterPassword").asText()), Stream.of(names))
                .toList();
        Map<String, Object> call = Map.of(
                "jsonrpc", "2.0", "method", "call", "params", Map.of("service", "db", "method", method, "args", args));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.at("/url").asText() + "/jsonrpc"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(call)))
                .build();
        String answer;
        try {
            answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (!JSON.readTree(answer).path("result").asBoolean()) {
            throw new IllegalStateException("db." + method + " failed: " + answer);
        }
    }
}
