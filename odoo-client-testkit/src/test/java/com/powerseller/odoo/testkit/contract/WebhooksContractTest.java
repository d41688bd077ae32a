package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import com.powerseller.odoo.testkit.contract.HookReceiver.Hook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Automation rules that send webhooks, and webhooks that come in. */
class WebhooksContractTest extends ContractTest {
    private final HookReceiver receiver = new HookReceiver();
    private final List<Long> rules = new ArrayList<>();

    @AfterEach
    void stop() {
        odoo().call("base.automation", "unlink", List.of(rules));
        receiver.close();
    }

    private long model() {
        return model("ir.model")
                .search(Domain.<Record>of("model", "=", TEST))
                .ids()
                .get(0);
    }

    private List<Long> fields(String... names) {
        List<Long> ids = new ArrayList<>();
        for (String name : names) {
            Domain<Record> domain = Domain.<Record>of("model", "=", TEST).and(Domain.of("name", "=", name));
            ids.addAll(model("ir.model.fields").search(domain).ids());
        }
        assertThat(ids).hasSize(names.length);
        return ids;
    }

    private Map<String, Object> action(String... sent) {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("name", "Send hook");
        action.put("model_id", model());
        action.put("state", "webhook");
        action.put("webhook_url", receiver.url());
        action.put("webhook_field_ids", List.of(List.of(6, 0, fields(sent))));
        return action;
    }

    private long rule(String trigger, Map<String, ?> more, String... sent) {
        Values<Record> values = new Values<Record>()
                .set("name", "R")
                .set("model_id", model())
                .set("trigger", trigger)
                .set("action_server_ids", List.of(List.of(0, 0, action(sent))));
        more.forEach(values::set);
        long rule = model("base.automation").create(values);
        rules.add(rule);
        return rule;
    }

    private Map<String, Object> watching(String... fields) {
        return Map.of("trigger_field_ids", List.of(List.of(6, 0, fields(fields))));
    }

    private List<String> names() {
        return receiver.taken().stream()
                .map(hook -> String.valueOf(hook.json().get("name")))
                .toList();
    }

    private void write(long id, String field, @Nullable Object value) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(field, value);
        odoo().call(TEST, "write", List.of(List.of(id), values));
    }

    private boolean sendsWithinTheTransaction() {
        return run.target().series().equals("18.0");
    }

    @Test
    void aRuleThatWatchesFieldsSendsWhenTheyChange() {
        rule("on_create_or_write", watching("name"), "name");
        String name = unique();
        long id = create(new Values<ClientTest>().set("name", name));
        assertThat(names()).containsExactly(name);
        write(id, "name", name + "2");
        assertThat(names()).containsExactly(name + "2");
        write(id, "name", name + "2");
        write(id, "integer_field", 5);
        assertThat(names()).isEmpty();
    }

    @Test
    void theRequestIsThatOfPythonsRequests() {
        long rule = rule("on_create", Map.of(), "name", "integer_field", "boolean_field", "tag_ids", "parent_id");
        String name = unique() + " é中😀";
        long id = create(new Values<ClientTest>().set("name", name));
        Hook hook = receiver.taken().get(0);
        long action = ((List<?>) Objects.requireNonNull(model("base.automation")
                        .read(List.of(rule), List.of("action_server_ids"))
                        .get(0)
                        .get("action_server_ids")))
                .stream().map(Long.class::cast).toList().get(0);

        assertThat(hook.method()).isEqualTo("POST");
        assertThat(hook.path()).isEqualTo("/hook");
        assertThat(hook.headers())
                .containsEntry("Content-type", List.of("application/json"))
                .containsEntry("Accept", List.of("*/*"))
                .containsEntry("Accept-encoding", List.of("gzip, deflate"))
                .containsEntry("Connection", List.of("keep-alive"))
                .containsEntry(
                        "Content-length", List.of(Integer.toString(hook.body().length())));
        assertThat(hook.headers().get("User-agent")).singleElement().asString().startsWith("python-requests/");
        String actionName = sendsWithinTheTransaction() ? "Send Webhook Notification" : "Send hook";
        String escaped = name.replace("é", "\\u00e9").replace("中", "\\u4e2d").replace("😀", "\\ud83d\\ude00");
        assertThat(hook.body())
                .isEqualTo("{\"_action\": \"" + actionName + "(#" + action + ")\", \"_id\": " + id + ", \"_model\": \""
                        + TEST
                        + "\", \"boolean_field\": false, \"id\": " + id + ", \"integer_field\": 0, \"name\": \""
                        + escaped
                        + "\", \"parent_id\": false, \"tag_ids\": []}");
    }

    @Test
    void aHookWithoutFieldsNamesTheRecordOnly() {
        rule("on_create", Map.of());
        long id = create();
        assertThat(receiver.taken())
                .singleElement()
                .satisfies(hook -> assertThat(hook.json())
                        .containsOnlyKeys("_action", "_id", "_model")
                        .containsEntry("_id", id));
    }

    @Test
    void valuesAreBareIdsAndTimesWithMicroseconds() {
        rule(
                "on_create",
                Map.of(),
                "parent_id",
                "datetime_field",
                "date_field",
                "create_date",
                "float_field",
                "binary_field");
        long parent = create();
        receiver.taken();
        create(new Values<ClientTest>()
                .set("parent_id", parent)
                .set("datetime_field", "2026-02-03 04:05:06")
                .set("date_field", "2026-02-03")
                .set("float_field", 0.5)
                .set("binary_field", "aGk="));
        assertThat(receiver.taken())
                .singleElement()
                .satisfies(hook -> assertThat(hook.json())
                        .containsEntry("parent_id", parent)
                        .containsEntry("datetime_field", "2026-02-03 04:05:06")
                        .containsEntry("date_field", "2026-02-03")
                        .containsEntry("float_field", 0.5)
                        .containsEntry("binary_field", "b'aGk='")
                        .hasEntrySatisfying(
                                "create_date",
                                time -> assertThat(String.valueOf(time))
                                        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?")));
    }

    @Test
    void eachRecordHasAHookOfItsOwn() {
        rule("on_create", Map.of(), "name");
        String name = unique();
        tests().create(List.of(
                new Values<ClientTest>().set("name", name + "a"), new Values<ClientTest>().set("name", name + "b")));
        assertThat(names()).containsExactly(name + "a", name + "b");
    }

    @Test
    void theFilterIsAskedAfterTheWriteAndTheOtherOneBefore() {
        rule(
                "on_create_or_write",
                Map.of(
                        "filter_domain",
                        "[('integer_field', '>', 3)]",
                        "filter_pre_domain",
                        "[('integer_field', '<', 9)]",
                        "trigger_field_ids",
                        List.of(List.of(6, 0, fields("integer_field")))),
                "name");
        long id = create();
        assertThat(names()).isEmpty();
        write(id, "integer_field", 4);
        assertThat(names()).hasSize(1);
        write(id, "integer_field", 20);
        assertThat(names()).hasSize(1);
        write(id, "integer_field", 5);
        assertThat(names()).isEmpty();
        write(id, "integer_field", 2);
        assertThat(names()).isEmpty();
    }

    @Test
    void aWriteOfNothingNewCountsIfNoFieldIsWatched() {
        long id = create();
        rule("on_create_or_write", Map.of(), "name");
        write(id, "integer_field", 0);
        assertThat(names()).hasSize(1);
        odoo().call(TEST, "write", List.of(List.of(id), Map.of()));
        assertThat(names()).hasSize(1);
    }

    @Test
    void withoutWatchedFieldsACreateIsSentAgainForWhatOdooComputes() {
        rule("on_create_or_write", Map.of(), "name");
        String name = unique();
        create(new Values<ClientTest>().set("name", name));
        assertThat(names()).containsExactly(name, name);
    }

    @Test
    void aCreateIsNoWriteAndAWriteIsNoCreate() {
        rule("on_create", Map.of(), "name");
        long id = create();
        assertThat(names()).hasSize(1);
        write(id, "integer_field", 1);
        assertThat(names()).isEmpty();
    }

    @Test
    void aDeletedRecordIsSentAsItWas() {
        rule("on_unlink", Map.of(), "name");
        String name = unique();
        long id = create(new Values<ClientTest>().set("name", name));
        assertThat(names()).isEmpty();
        odoo().call(TEST, "unlink", List.of(List.of(id)));
        assertThat(names()).containsExactly(name);
    }

    @Test
    void anArchivedRecordIsSentByItsRule() {
        rule("on_archive", Map.of(), "name");
        long id = create();
        write(id, "integer_field", 1);
        assertThat(names()).isEmpty();
        write(id, "active", false);
        assertThat(names()).hasSize(1);
        write(id, "active", true);
        assertThat(names()).isEmpty();
    }

    @Test
    void anArchivedRuleSendsNothing() {
        long rule = rule("on_create", Map.of(), "name");
        model("base.automation").update(rule, new Values<Record>().set("active", false));
        create();
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsRolledBackIsSentBeforeSeries19Only() {
        rule("on_create", Map.of(), "name");
        String name = unique();
        List<Map<String, Object>> rows = List.of(Map.of(
                "name",
                name,
                "child_ids",
                List.of(List.of(0, 0, Map.of("name", name + "c")), List.of(0, 0, Map.of("percent_field", 50)))));
        assertThatThrownBy(() -> odoo().call(TEST, "create", List.of(rows))).isInstanceOf(OdooException.class);
        if (!sendsWithinTheTransaction()) {
            assertThat(names()).isEmpty();
        }
    }

    @Test
    void theHookComesBeforeTheCallReturns() {
        rule("on_create", Map.of(), "name");
        create();
        assertThat(receiver.taken()).hasSize(1);
    }

    @Test
    void whoReadsBackSeesTheRecordSinceSeries19() {
        rule("on_create", Map.of(), "name");
        List<Long> seen = new ArrayList<>();
        String name = unique();
        OdooClient other = run.builder(protocol, run.target().user(Role.ADMIN)).build();
        other.uid();
        receiver.onHook(() -> seen.add(
                other.model(TEST).search(Domain.<Record>of("name", "=", name)).count()));
        create(new Values<ClientTest>().set("name", name));
        other.close();
        assertThat(seen).containsExactly(sendsWithinTheTransaction() ? 0L : 1L);
    }

    @Test
    void aReceiverThatFailsOrIsAwayFailsNothing() {
        rule("on_create", Map.of(), "name");
        receiver.answer(500);
        create();
        assertThat(receiver.taken()).hasSize(1);
        receiver.close();
        create();
    }

    @Test
    void aFieldOfAnotherModelIsRefused() {
        Map<String, Object> action = action();
        List<Long> other = model("ir.model.fields")
                .search(Domain.<Record>of("model", "=", "res.partner").and(Domain.of("name", "=", "email")))
                .ids();
        action.put("webhook_field_ids", List.of(List.of(6, 0, other)));
        Map<String, Object> rule = Map.of(
                "name",
                "R",
                "model_id",
                model(),
                "trigger",
                "on_create",
                "action_server_ids",
                List.of(List.of(0, 0, action)));
        assertThatThrownBy(() -> odoo().call("base.automation", "create", List.of(List.of(rule))))
                .isInstanceOf(OdooException.class)
                .hasMessageContaining("email");
    }

    // ------------------------------------------------------------------------------------------ incoming

    private String incoming() {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("name", "Set");
        action.put("model_id", model());
        action.put("state", "object_write");
        action.put("update_path", "integer_field");
        action.put("value", "77");
        long rule = model("base.automation")
                .create(new Values<Record>()
                        .set("name", "In")
                        .set("model_id", model())
                        .set("trigger", "on_webhook")
                        .set("action_server_ids", List.of(List.of(0, 0, action))));
        rules.add(rule);
        return uuid(rule);
    }

    private String uuid(long rule) {
        return String.valueOf(model("base.automation")
                .read(List.of(rule), List.of("webhook_uuid"))
                .get(0)
                .get("webhook_uuid"));
    }

    private String send(String method, String path, @Nullable String body) {
        // Without the header, a server with several databases does not know which one is meant; before 19 there is
        // none.
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(run.target().url() + "/web/hook/" + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("X-Odoo-Database", run.target().database());
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + (answer.statusCode() == 405 ? "" : answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private @Nullable Object value(long id) {
        return model(TEST).read(List.of(id), List.of("integer_field")).get(0).get("integer_field");
    }

    @Test
    void aHookThatComesInRunsTheRulesActions() {
        String uuid = incoming();
        long id = create();
        assertThat(send("POST", uuid, "{\"_model\": \"" + TEST + "\", \"_id\": " + id + "}"))
                .isEqualTo("200 {\"status\": \"ok\"}");
        assertThat(value(id)).isEqualTo(77L);
    }

    @Test
    void aHookCanComeAsTextAndInTheQuery() {
        String uuid = incoming();
        long id = create();
        assertThat(send("POST", uuid, "{\"_model\": \"" + TEST + "\", \"_id\": \"" + id + "\"}"))
                .startsWith("200");
        assertThat(send("GET", uuid + "?_model=" + TEST + "&_id=" + id, null)).startsWith("200");
        assertThat(send("POST", uuid + "?_model=" + TEST + "&_id=" + id, "not json"))
                .startsWith("200");
    }

    @Test
    void aHookThatNamesNoRecordFails() {
        String uuid = incoming();
        for (String body : Arrays.asList(
                "{}",
                "[1]",
                null,
                "{\"_model\": \"no.such\", \"_id\": 1}",
                "{\"_model\": \"" + TEST + "\", \"_id\": 999999}")) {
            assertThat(send("POST", uuid, body)).as("%s", body).isEqualTo("500 {\"status\": \"error\"}");
        }
    }

    @Test
    void aHookOfNoRuleIsNotFound() {
        String uuid = incoming();
        assertThat(send("POST", "00000000-0000-0000-0000-000000000000", "{}")).isEqualTo("404 {\"status\": \"error\"}");
        assertThat(send("PUT", uuid, "{}")).startsWith("405");
        odoo().call("base.automation", "action_rotate_webhook_uuid", List.of(List.of(rules.get(0))));
        assertThat(send("POST", uuid, "{}")).startsWith("404");
        assertThat(uuid(rules.get(0))).isNotEqualTo(uuid);
    }

    @Test
    void aRuleTellsWhatItIs() {
        long rule = rule("on_create", Map.of(), "name");
        Record read = model("base.automation")
                .read(
                        List.of(rule),
                        List.of(
                                "active",
                                "model_name",
                                "trigger",
                                "trigger_field_ids",
                                "filter_domain",
                                "record_getter"))
                .get(0);
        assertThat(read.get("active")).isEqualTo(true);
        assertThat(read.get("model_name")).isEqualTo(TEST);
        assertThat(read.get("trigger_field_ids")).isEqualTo(List.of());
        assertThat(read.get("filter_domain")).isEqualTo(false);
        assertThat(read.get("record_getter"))
                .isEqualTo("model.env[payload.get('_model')].browse(int(payload.get('_id')))");
        assertThat(protocol).isNotEqualTo(Protocol.AUTO);
    }
}
