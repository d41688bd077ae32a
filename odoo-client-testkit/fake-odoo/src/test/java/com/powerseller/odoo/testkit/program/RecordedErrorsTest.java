package com.powerseller.odoo.testkit.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.powerseller.odoo.testkit.FakeData;
import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.FakeUser;
import com.powerseller.odoo.testkit.fault.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fake refuses what real servers refused, with the same status, content type, name and code: {@code recorded-errors/README.md}.
 *
 * <p>Of what is recorded, it does not refuse alike
 *
 * <ul>
 *   <li>{@code apikey_*}: to make an API key, people show once more who they are in a dialog of the web client, and an RPC cannot. The fake has neither the dialog nor its models; its users
 *       have their keys from the start.
 *   <li>{@code v1_user_error}: a call of the model {@code nosuch.model}. A fake knows the models that it has a schema of; of another one it cannot say whether it is one of the many of Odoo's or
 *       a mistake, and answers that it has no schema of it.
 *   <li>{@code oca_helpdesk_assign_to_me}: {@code helpdesk.ticket} of the OCA's module {@code helpdesk_mgmt}, which the fake does not have: its tickets are those of Enterprise's.
 * </ul>
 *
 * <p>Not recorded is the webhook whose rule raises an exception: the rule that did so runs Python, which the fake does not.
 */
class RecordedErrorsTest {
    private static final String IDENTITY =
            "the dialogs that ask users for their password again belong to the web client";
    private static final String OCA = "helpdesk_mgmt of the OCA's in the place of Enterprise's helpdesk";

    /** What needs more than a fresh database with a few records has, and why. */
    private static final Map<String, String> SPECIAL = Map.ofEntries(
            Map.entry("apikey_make_key", IDENTITY),
            Map.entry("apikey_2_run_check", IDENTITY),
            Map.entry("apikey_2_run_check_wrong", IDENTITY),
            Map.entry("v1_user_error", "it may be a model that the fake has no schema of"),
            Map.entry("oca_helpdesk_assign_to_me", OCA));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern FAULT_CODE =
            Pattern.compile("<name>faultCode</name>\\s*<value><(?:int|string)>([^<]*)<");
    private static final Pattern TITLE = Pattern.compile("<title>(.*?)</title>");

    /** The records that requests name, by their placeholders. */
    private static final Map<String, Function<FakeData, Object>> RECORDS = Map.ofEntries(
            Map.entry("partner", RecordedErrorsTest::partner),
            Map.entry("contact", data -> data.create("res.partner", Map.of("name", "Ann", "parent_id", partner(data)))),
            Map.entry("deleted", RecordedErrorsTest::deleted),
            Map.entry("buyer", RecordedErrorsTest::buyer),
            Map.entry("shared", RecordedErrorsTest::partner),
            Map.entry("employeePartner", data -> partnerOf(data, "employee")),
            Map.entry("lead", data -> data.create("crm.lead", Map.of("name", "Lead"))),
            Map.entry("move", RecordedErrorsTest::postedInvoice),
            Map.entry("draftMove", RecordedErrorsTest::postedInvoice),
            Map.entry("attachment", RecordedErrorsTest::picture),
            Map.entry("ticket", data -> data.create("helpdesk.ticket", Map.of("name", "Ticket"))),
            Map.entry("subscription", RecordedErrorsTest::ocaSubscription),
            Map.entry("rule", RecordedErrorsTest::incomingHook),
            Map.entry("hook", data -> hook(data, incomingHook(data))),
            Map.entry("formerHook", RecordedErrorsTest::formerHook),
            Map.entry("action", RecordedErrorsTest::outgoingHook),
            Map.entry("restrictedField", RecordedErrorsTest::restrictedField));

    static Stream<Arguments> exchanges() {
        return recorded().filter(exchange -> !SPECIAL.containsKey(name(exchange)));
    }

    private static Stream<Arguments> recorded() {
        return Stream.of("18.0", "19.0").flatMap(RecordedErrorsTest::recorded);
    }

    private static Stream<Arguments> recorded(String series) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        RecordedErrorsTest.class.getResourceAsStream("/recorded-errors/" + series + ".jsonl")),
                UTF_8))) {
            return lines
                    .lines()
                    .map(RecordedErrorsTest::json)
                    .map(exchange -> Arguments.of(series, exchange.get("case").asText(), exchange))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of an exchange's case, without its protocol. */
    private static String name(Arguments exchange) {
        String name = (String) Objects.requireNonNull(exchange.get()[1]);
        return name.substring(name.indexOf('/') + 1);
    }

    @Test
    void onlyRecordedErrorsAreLeftOut() {
        assertThat(recorded().map(RecordedErrorsTest::name)).containsAll(SPECIAL.keySet());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("exchanges")
    void theFakeRefusesWhatTheRealServerRefused(String series, String name, JsonNode exchange) throws Exception {
        FakeOdoo.Builder settings = FakeOdoo.builder()
                .series(series)
                .database("odoo" + series.substring(0, 2))
                .user(FakeUser.of("employee"))
                .user(FakeUser.of("portal").in("base.group_portal"));
        if (name.contains("/oca_subscription") || name.contains("/oca_enterprise")) {
            settings.module("subscription_oca");
        }
        try (FakeOdoo fake = settings.start()) {
            String user = exchange.path("user").asText("admin");
            JsonNode recorded = exchange.get("request");
            Map<String, String> values = values(fake.data(), recorded.toString());
            values.put("uid", String.valueOf(userId(fake.data(), user)));
            values.put("key", user.equals("admin") ? "fake-api-key" : "fake-api-key-of-" + user);
            String cookie = name.startsWith("session/") ? session(fake, user) : null;
            if (name.endsWith("serialization_failure")) {
                fake.faults().add(Fault.serializationFailure());
            }

            HttpResponse<String> answer =
                    HTTP.send(request(fake, recorded, values, cookie), HttpResponse.BodyHandlers.ofString());

            Map<String, String> expected = new LinkedHashMap<>();
            exchange.get("response")
                    .properties()
                    .forEach(part -> expected.put(part.getKey(), part.getValue().asText()));
            Map<String, String> actual = new LinkedHashMap<>();
            expected.keySet().forEach(part -> actual.put(part, part(part, answer)));
            assertThat(actual).as(answer.body()).isEqualTo(expected);
        }
    }

    // ------------------------------------------------------------------------------------------- records

    private static Map<String, String> values(FakeData data, String request) {
        return PLACEHOLDER
                .matcher(request)
                .results()
                .map(found -> found.group(1))
                .filter(RECORDS::containsKey)
                .distinct()
                .collect(Collectors.toMap(
                        record -> record,
                        record -> String.valueOf(
                                Objects.requireNonNull(RECORDS.get(record)).apply(data))));
    }

    /** The one partner that a test has. */
    private static long partner(FakeData data) {
        List<Long> known = data.search("res.partner", List.of(List.of("name", "=", "Acme")));
        return known.isEmpty() ? data.create("res.partner", Map.of("name", "Acme")) : known.get(0);
    }

    private static long deleted(FakeData data) {
        long id = partner(data);
        data.delete("res.partner", id);
        return id;
    }

    private static long buyer(FakeData data) {
        long id = partner(data);
        data.create("sale.order", Map.of("partner_id", id));
        return id;
    }

    private static long userId(FakeData data, String login) {
        return data.search("res.users", List.of(List.of("login", "=", login))).get(0);
    }

    private static long partnerOf(FakeData data, String login) {
        return (Long) Objects.requireNonNull(data.value("res.users", userId(data, login), "partner_id"));
    }

    private static long postedInvoice(FakeData data) {
        Map<String, Object> line = Map.of("name", "Subscription", "quantity", 1, "price_unit", 99);
        long id = data.create(
                "account.move",
                Map.of(
                        "move_type",
                        "out_invoice",
                        "partner_id",
                        partner(data),
                        "invoice_date",
                        "2026-01-31",
                        "invoice_line_ids",
                        List.of(List.of(0, 0, line))));
        Object unused = data.call("account.move", "action_post", List.of(List.of(id)), Map.of());
        return id;
    }

    /** Bytes that are no text. */
    private static long picture(FakeData data) {
        return data.create("ir.attachment", Map.of("name", "logo.png", "datas", "iVBORw0KGgo="));
    }

    private static long ocaSubscription(FakeData data) {
        long template = data.create(
                "sale.subscription.template",
                Map.of(
                        "name",
                        "Monthly",
                        "code",
                        "MON",
                        "recurring_rule_type",
                        "months",
                        "recurring_interval",
                        1,
                        "recurring_rule_boundary",
                        "unlimited",
                        "recurring_rule_count",
                        1,
                        "invoicing_mode",
                        "draft"));
        return data.create(
                "sale.subscription",
                Map.of(
                        "partner_id",
                        partner(data),
                        "template_id",
                        template,
                        "pricelist_id",
                        1,
                        "date_start",
                        "2026-11-01",
                        "recurring_next_date",
                        "2026-12-01"));
    }

    private static long model(FakeData data, String name) {
        return data.search("ir.model", List.of(List.of("model", "=", name))).get(0);
    }

    private static long incomingHook(FakeData data) {
        return data.create(
                "base.automation",
                Map.of("name", "Hook", "model_id", model(data, "res.partner"), "trigger", "on_webhook"));
    }

    private static String hook(FakeData data, long rule) {
        return (String) Objects.requireNonNull(data.value("base.automation", rule, "webhook_uuid"));
    }

    private static String formerHook(FakeData data) {
        long rule = incomingHook(data);
        String hook = hook(data, rule);
        Object unused = data.call("base.automation", "action_rotate_webhook_uuid", List.of(List.of(rule)), Map.of());
        return hook;
    }

    private static long outgoingHook(FakeData data) {
        return data.create(
                "ir.actions.server",
                Map.of(
                        "name",
                        "Hook",
                        "model_id",
                        model(data, "res.partner"),
                        "state",
                        "webhook",
                        "webhook_url",
                        "http://127.0.0.1:9/"));
    }

    private static long restrictedField(FakeData data) {
        return data.search(
                        "ir.model.fields",
                        List.of(List.of("model", "=", "res.partner"), List.of("name", "=", "credit_limit")))
                .get(0);
    }

    // ------------------------------------------------------------------------------------------- answers

    private static String part(String part, HttpResponse<String> answer) {
        String body = answer.body();
        return switch (part) {
            case "status" -> String.valueOf(answer.statusCode());
            case "contentType" -> answer.headers().firstValue("Content-Type").orElse("");
            case "faultCode" -> first(FAULT_CODE, body);
            case "title" -> first(TITLE, body);
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
        return matcher.find() ? matcher.group(1).lines().findFirst().orElse("") : "";
    }

    /** An empty object if it is no JSON. */
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
                        URI.create(fake.url() + filled(recorded.get("path").asText(), values)))
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
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Objects.requireNonNull(values.get(found.group(1)), found.group()));
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
