package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.observe.CallListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A database of its own on the real Odoo that {@code real-odoo/start.sh} has started: a copy of its template, until it is closed. */
public final class RealServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode server;
    private final String database;

    private RealServer(JsonNode server, String database) {
        this.server = server;
        this.database = database;
    }

    public static RealServer copyOfTheTemplate() {
        RealServer copy = new RealServer(
                server(), "examples_" + UUID.randomUUID().toString().replace("-", ""));
        copy.database("duplicate_database", copy.server.at("/templateDatabase").asText(), copy.database);
        return copy;
    }

    public String url() {
        return server.at("/url").asText();
    }

    /** What a program finds in its environment: the administrator's login. */
    public Map<String, String> environment() {
        return Map.of("ODOO_URL", url(), "ODOO_DB", database, "ODOO_LOGIN", login(), "ODOO_API_KEY", apiKey());
    }

    /** A client of the administrator. */
    public OdooClient client(Protocol protocol) {
        return client(protocol, "admin");
    }

    /** A client of the administrator whose calls are told. */
    public OdooClient client(Protocol protocol, CallListener listener) {
        return builder(protocol, "admin").listener(listener).build();
    }

    /** A client of a user who may see contacts, and little else. */
    public OdooClient employee(Protocol protocol) {
        return client(protocol, "employee");
    }

    private OdooClient client(Protocol protocol, String user) {
        return builder(protocol, user).build();
    }

    private OdooClient.Builder builder(Protocol protocol, String user) {
        return OdooClient.builder()
                .url(url())
                .database(database)
                .credentials(Credentials.apiKey(
                        server.at("/users/" + user + "/login").asText(),
                        server.at("/users/" + user + "/apiKey").asText()))
                .protocol(protocol);
    }

    @Override
    public void close() {
        database("drop", database);
    }

    private String login() {
        return server.at("/users/admin/login").asText();
    }

    private String apiKey() {
        return server.at("/users/admin/apiKey").asText();
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
    private void database(String method, String... names) {
        Map<String, Object> call = Map.of(
                "jsonrpc",
                "2.0",
                "method",
                "call",
                "params",
                Map.of("service", "db", "method", method, "args", withMasterPassword(names)));
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/jsonrpc"))
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofMinutes(2))
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(call)))
                    .build();
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(JSON.readTree(answer).path("result").asBoolean())
                    .as("db.%s: %s", method, answer)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in db." + method, e);
        }
    }

    private List<String> withMasterPassword(String... names) {
        return Stream.concat(Stream.of(server.at("/masterPassword").asText()), Arrays.stream(names))
                .toList();
    }
}
