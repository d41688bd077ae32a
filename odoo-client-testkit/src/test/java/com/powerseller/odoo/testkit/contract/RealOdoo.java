package com.powerseller.odoo.testkit.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The real Odoo that {@code real-odoo/start.sh} has started, and a copy of its template database. The system property {@code odoo.contract.server} names the
 * file that the script writes; it is read anew for each run, since the template's API keys change whenever it is rebuilt.
 */
final class RealOdoo implements ContractTarget {
    private static final String PROPERTY = "odoo.contract.server";

    private final Map<String, String> server;
    private final String database = "contract_" + UUID.randomUUID().toString().replace("-", "");

    private RealOdoo(Map<String, String> server) {
        this.server = server;
    }

    /** Makes the run's database. Fails, and so do all tests, if the server cannot be reached. */
    static RealOdoo start() {
        RealOdoo odoo = new RealOdoo(read(Path.of(property())));
        odoo.database("duplicate_database", odoo.server("/templateDatabase"), odoo.database);
        return odoo;
    }

    private static String property() {
        String file = System.getProperty(PROPERTY, "");
        return file.isEmpty() ? System.getProperty("user.home") + "/.cache/odoo-client/real-odoo-19/server.json" : file;
    }

    @Override
    public String url() {
        return server("/url");
    }

    @Override
    public String database() {
        return database;
    }

    @Override
    public String series() {
        return server("/series");
    }

    @Override
    public User user(Role role) {
        String user = "/users/" + role.name().toLowerCase(Locale.ROOT);
        return new User(
                server(user + "/login"),
                server(user + "/password"),
                server(user + "/apiKey"),
                Long.parseLong(server(user + "/uid")));
    }

    @Override
    public void close() {
        database("drop", database);
    }

    /** The file's values, each under its path. */
    private static Map<String, String> read(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) {
                    values.put(json.getParsingContext().pathAsPointer().toString(), json.getText());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no real Odoo: start one with odoo-client-testkit/real-odoo/start.sh, and name the file that it prints with -D"
                            + PROPERTY + "=... (" + file + " cannot be read)",
                    e);
        }
        return values;
    }

    private String server(String path) {
        return Objects.requireNonNull(server.get(path), () -> "server.json has no " + path);
    }

    /** Calls the server's database service, which the client under test does not know. */
    private void database(String method, String... names) {
        String body = """
                {"jsonrpc": "2.0", "method": "call", "params": {"service": "db", "method": "%s", "args": ["%s", "%s"]}}""".formatted(method, server("/masterPassword"), String.join("\", \"", names));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/jsonrpc"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer;
        try {
            answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the real Odoo at " + url() + " does not answer: is it still running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (!answer.body().contains("\"result\": true")) {
            throw new IllegalStateException("db." + method + " failed: " + answer.body());
        }
    }
}
