package com.powerseller.odoo.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fake refuses what real servers refused, with the same status, content type, name and code: {@code recorded-errors/README.md}. */
class RecordedErrorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern FAULT_CODE =
            Pattern.compile("<name>faultCode</name>\\s*<value><(?:int|string)>([^<]*)<");

    static Stream<Arguments> exchanges() {
        return Stream.of("18.0", "19.0").flatMap(RecordedErrorsTest::exchanges);
    }

    private static Stream<Arguments> exchanges(String series) {
        List<Arguments> exchanges = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        RecordedErrorsTest.class.getResourceAsStream("/recorded-errors/" + series + ".jsonl")),
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
    void theFakeRefusesWhatTheRealServerRefused(String series, String name, JsonNode exchange) throws Exception {
        try (FakeOdoo fake = FakeOdoo.builder()
                        .series(series)
                        .database("odoo" + series.substring(0, 2))
                        .start();
                OdooClient odoo = fake.connect()) {
            String user = exchange.path("user").asText("admin");
            Map<String, String> values = new LinkedHashMap<>();
            JsonNode recorded = exchange.get("request");
            String wanted = recorded.toString();
            values.put("uid", "2");
            values.put("key", "fake-api-key");
            if (wanted.contains("{partner}") || wanted.contains("{contact}")) {
                long partner = (Long) odoo.call("res.partner", "create", List.of(Map.of("name", "Acme")), Map.of());
                values.put("partner", String.valueOf(partner));
                values.put(
                        "contact",
                        String.valueOf(odoo.call(
                                "res.partner",
                                "create",
                                List.of(Map.of("name", "Ann", "parent_id", partner)),
                                Map.of())));
            }
            if (wanted.contains("{deleted}")) {
                values.put("deleted", "99999");
            }
            if (wanted.contains("{lead}")) {
                values.put(
                        "lead",
                        String.valueOf(odoo.call("crm.lead", "create", List.of(Map.of("name", "Lead")), Map.of())));
            }
            String cookie = name.startsWith("session/") ? session(fake, user) : null;

            HttpResponse<String> answer =
                    HTTP.send(request(fake, recorded, values, cookie), HttpResponse.BodyHandlers.ofString());

            JsonNode expected = exchange.get("response");
            Map<String, String> actual = new LinkedHashMap<>();
            expected.fieldNames().forEachRemaining(part -> actual.put(part, part(part, answer)));
            Map<String, String> wantedParts = new LinkedHashMap<>();
            expected.properties()
                    .forEach(part ->
                            wantedParts.put(part.getKey(), part.getValue().asText()));
            assertThat(actual).as(answer.body()).isEqualTo(wantedParts);
        }
    }

    private static String part(String part, HttpResponse<String> answer) {
        String body = answer.body();
        return switch (part) {
            case "status" -> String.valueOf(answer.statusCode());
            case "contentType" -> answer.headers().firstValue("Content-Type").orElse("");
            case "faultCode" -> first(FAULT_CODE, body);
            case "title" -> first(Pattern.compile("<title>(.*?)</title>"), body);
            case "code" -> json(body).at("/error/code").asText();
            case "message" -> json(body).at("/error/message").asText();
            case "name" ->
                json(body).has("error")
                        ? json(body).at("/error/data/name").asText()
                        : json(body).path("name").asText();
            default -> throw new IllegalStateException(part);
        };
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1).split("(?:  |\n)", 2)[0] : "";
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private static HttpRequest request(
            FakeOdoo fake, JsonNode recorded, Map<String, String> values, @Nullable String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(fake.url() + recorded.get("path").asText()))
                .method(
                        recorded.get("method").asText(),
                        HttpRequest.BodyPublishers.ofString(
                                filled(recorded.get("body").asText(), values)));
        recorded.get("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), filled(header.getValue().asText(), values)));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return request.build();
    }

    private static String filled(String text, Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> values.getOrDefault(found.group(1), found.group(0)));
    }

    private static String session(FakeOdoo fake, String user) throws Exception {
        HttpRequest login = HttpRequest.newBuilder(URI.create(fake.url() + "/web/session/authenticate"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"params\": {\"db\": \"" + fake.database()
                        + "\", \"login\": \"" + user + "\", \"password\": \"" + user + "\"}}"))
                .build();
        String cookie = HTTP.send(login, HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IllegalStateException(user + " cannot log in"));
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
