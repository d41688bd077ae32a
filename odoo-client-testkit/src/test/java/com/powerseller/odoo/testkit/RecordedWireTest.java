package com.powerseller.odoo.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake answers recorded requests as the real servers did: {@code wire/README.md}. */
class RecordedWireTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Stream<Arguments> exchanges() {
        return Stream.of("18.0", "19.0").flatMap(RecordedWireTest::exchanges);
    }

    private static Stream<Arguments> exchanges(String series) {
        List<Arguments> exchanges = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RecordedWireTest.class.getResourceAsStream("/wire/" + series + ".jsonl")),
                UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode exchange = JSON.readTree(line);
                exchanges.add(Arguments.of(series, exchange.get("case").asText(), exchange));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return exchanges.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("exchanges")
    void theFakeAnswersAsTheRealServerDid(String series, String name, JsonNode exchange) throws Exception {
        try (FakeOdoo fake = start(series)) {
            for (JsonNode database : exchange.path("databases")) {
                String create =
                        "{\"params\": {\"service\": \"db\", \"method\": \"create_database\", \"args\": [\"master\", \""
                                + database.asText() + "\", false, \"en_US\"]}}";
                assertThat(post(fake, "/jsonrpc", create).body()).contains("true");
            }
            for (int i = 0; i < exchange.path("failures").asInt(); i++) {
                assertThat(login(fake, "wrong").body()).contains("Access Denied");
            }
            String cookie = exchange.has("session") ? session(fake) : null;
            if (exchange.path("session").asText().equals("ended")) {
                HttpRequest destroy = request(fake, "/web/session/destroy", "{}", cookie);
                assertThat(HTTP.send(destroy, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }

            HttpResponse<String> answer =
                    HTTP.send(request(fake, exchange.get("request"), cookie), HttpResponse.BodyHandlers.ofString());

            JsonNode expected = exchange.get("response");
            assertThat(answer.statusCode())
                    .as(answer.body())
                    .isEqualTo(expected.get("status").asInt());
            assertThat(headers(answer)).containsExactlyInAnyOrderElementsOf(headers(expected));
            if (expected.has("body")) {
                boolean part = exchange.path("partOfResult").asBoolean();
                assertThat(body(answer.body(), part ? expected : null))
                        .isEqualTo(expected.get("body").asText());
            }
        }
    }

    private static FakeOdoo start(String series) {
        return TestSchemas.start(FakeOdoo.builder()
                .series(series)
                .database("odoo" + series.substring(0, 2))
                .apiKey("apikey_admin_rpc_xxxxxxxxxxxxxxxxxxxxxxx"));
    }

    private static HttpRequest request(FakeOdoo fake, JsonNode recorded, @Nullable String cookie) {
        byte[] body = recorded.has("base64")
                ? Base64.getDecoder().decode(recorded.get("base64").asText())
                : recorded.get("body").asText().getBytes(UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(fake.url() + recorded.get("path").asText()))
                .method(
                        recorded.get("method").asText(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        recorded.get("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return request.build();
    }

    private static HttpRequest request(FakeOdoo fake, String path, String body, @Nullable String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(fake.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return cookie == null
                ? request.build()
                : request.header("Cookie", cookie).build();
    }

    private static HttpResponse<String> post(FakeOdoo fake, String path, String body) throws Exception {
        return HTTP.send(request(fake, path, body, null), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> login(FakeOdoo fake, String password) throws Exception {
        return post(
                fake,
                "/web/session/authenticate",
                "{\"params\": {\"db\": \"" + fake.database() + "\", \"login\": \"admin\", \"password\": \"" + password
                        + "\"}}");
    }

    private static String session(FakeOdoo fake) throws Exception {
        String cookie = login(fake, "admin").headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static List<String> headers(HttpResponse<?> answer) {
        List<String> headers = new ArrayList<>();
        answer.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-length")) {
                values.forEach(value -> headers.add(name.toLowerCase(Locale.ROOT) + ": "
                        + value.replaceAll("^session_id=[\\w-]{84};", "session_id=*;")
                                .replaceAll("Expires=[^;]*", "Expires=*")));
            }
        });
        return headers;
    }

    private static List<String> headers(JsonNode expected) {
        List<String> headers = new ArrayList<>();
        expected.get("headers")
                .forEach(header -> headers.add(header.get(0).asText().toLowerCase(Locale.ROOT) + ": "
                        + header.get(1).asText()));
        return headers;
    }

    /** The body without what is left out of the recorded ones; of the result only the keys of the other one, if there is one. */
    private static String body(String body, @Nullable JsonNode other) throws JsonProcessingException {
        String plain = body.replaceAll("Traceback \\(most recent call last\\):\n(?:  .*\n)+", "")
                .replaceAll("\"debug\": \"(?:[^\"\\\\]|\\\\.)*\"", "\"debug\": \"\"");
        if (other == null) {
            return plain;
        }
        ObjectNode tree = (ObjectNode) JSON.readTree(plain);
        JsonNode wanted = JSON.readTree(other.get("body").asText()).get("result");
        ObjectNode result = (ObjectNode) tree.get("result");
        List<String> names = new ArrayList<>();
        wanted.fieldNames().forEachRemaining(names::add);
        result.retain(names);
        return spaced(tree);
    }

    /** As Python writes it. */
    private static String spaced(JsonNode tree) {
        return tree.toString().replace("\":", "\": ").replace(",", ", ");
    }
}
