package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What people may meet that a fake does not support: each with what to do instead, and a question for it. */
final class Gaps {
    private static final String USE = "give the model a behaviour, with `FakeOdoo.Builder.model`";

    /** A question that a fake must refuse. */
    @FunctionalInterface
    interface Question {
        void ask(FakeOdoo fake, OdooClient odoo) throws Exception;
    }

    /**
     * Something that is not supported.
     *
     * @param instead what to do about it
     */
    record Gap(String what, String instead, Question question) {
        @Override
        public String toString() {
            return what;
        }
    }

    private Gaps() {}

    static List<Gap> all() {
        List<Gap> gaps = new ArrayList<>();
        gaps.add(new Gap(
                "a model without a schema",
                "put its schema on the class path: the Maven plugin pulls it from a server",
                (fake, odoo) -> odoo.call("stock.picking", "search", List.of(List.of()))));
        gaps.add(new Gap(
                "a method of Odoo's that the fake does not know",
                USE,
                (fake, odoo) -> odoo.call("res.partner", "create_company", List.of(List.of(1)))));
        gaps.add(call(
                "forms: `onchange`",
                "create the record, and read it",
                "res.partner",
                "onchange",
                List.of(),
                Map.of(),
                List.of(),
                Map.of()));
        gaps.add(call(
                "a field that Odoo computes and the fake does not, such as `activity_state`",
                "leave it out, write a value to it first, or " + USE,
                "res.partner",
                "read",
                List.of(1),
                List.of("activity_state")));
        gaps.add(call(
                "what `fields_get` says beyond the schema: `help`, `domain`, `context`, `depends`, `groups`, `related`, `aggregator`, …",
                "ask for the attributes that are needed",
                "res.partner",
                "fields_get",
                List.of("name"),
                List.of("help")));
        for (String trigger : List.of(
                "on_stage_set",
                "on_state_set",
                "on_user_set",
                "on_tag_set",
                "on_priority_set",
                "on_time",
                "on_time_created",
                "on_time_updated",
                "on_message_received",
                "on_message_sent",
                "on_change")) {
            gaps.add(new Gap(
                    "automation rules with the trigger `" + trigger + "`",
                    "`on_create_or_write` with trigger fields, or " + USE,
                    (fake, odoo) -> odoo.call(
                            "base.automation",
                            "create",
                            List.of(Map.of("name", "x", "model_id", partnerModel(odoo), "trigger", trigger)))));
        }
        gaps.add(new Gap(
                "server actions that run Python, such as those of automation rules with the state `code`",
                USE,
                (fake, odoo) -> {
                    long model = partnerModel(odoo);
                    odoo.call(
                            "base.automation",
                            "create",
                            List.of(Map.of(
                                    "name",
                                    "x",
                                    "model_id",
                                    model,
                                    "trigger",
                                    "on_create",
                                    "action_server_ids",
                                    List.of(List.of(0, 0, Map.of("name", "x", "state", "code", "model_id", model))))));
                    odoo.call("res.partner", "create", List.of(Map.of("name", "x")));
                }));
        gaps.add(new Gap(
                "`message_post` with `attachments`",
                "create records of `ir.attachment`, and post their ids as `attachment_ids`",
                (fake, odoo) -> odoo.call(
                        "res.partner",
                        "message_post",
                        List.of(List.of(1)),
                        Map.of("body", "x", "attachments", List.of(List.of("a.txt", "x"))))));
        gaps.add(new Gap(
                "followers of teams and projects, who also follow what belongs to these",
                "`message_subscribe` on the records themselves",
                (fake, odoo) -> odoo.call("crm.team", "message_subscribe", List.of(List.of(1), List.of(1)))));
        gaps.add(service(
                "`create_database` with a language",
                "`FakeOdoo.Builder.language`",
                "create_database",
                "\"x\", false, \"fr_FR\""));
        gaps.add(service(
                "`create_database` with demo data",
                "`FakeOdoo.Builder.seed`",
                "create_database",
                "\"x\", true, \"en_US\""));
        gaps.add(service("`dump` in PostgreSQL's own format", "the format `zip`", "dump", "\"demo\", \"dump\""));
        gaps.add(service(
                "`restore` of a dump that another server made",
                "`FakeOdoo.Builder.seed`",
                "restore",
                "\"x\", \"UEdETVABEAAECA==\""));
        gaps.add(call(
                "`web_read_group` with open groups (`auto_unfold`, `opening_info`)",
                "`web_search_read` with the `__extra_domain` of a group",
                "res.partner",
                "web_read_group",
                List.of(),
                List.of("active"),
                List.of(),
                80,
                0,
                "",
                true));
        gaps.add(page("`/web/session/modules`", "read `ir.module.module`, if it has a schema", "/web/session/modules"));
        gaps.add(page("`/web/session/account`", "–", "/web/session/account"));
        gaps.add(page("the index of `/doc-bearer`", "ask for `/doc-bearer/<model>.json`", "/doc-bearer/index.json"));
        gaps.add(page("the pages of the web client", "–", "/odoo"));
        return gaps;
    }

    private static Gap call(String what, String instead, String model, String method, Object... arguments) {
        return new Gap(what, instead, (fake, odoo) -> odoo.call(model, method, List.of(arguments)));
    }

    private static long partnerModel(OdooClient odoo) {
        Object found = odoo.call("ir.model", "search", List.of(List.of(List.of("model", "=", "res.partner"))));
        return found instanceof List<?> ids && ids.get(0) instanceof Long id ? id : -1;
    }

    private static Gap service(String what, String instead, String method, String arguments) {
        String body = "{\"jsonrpc\": \"2.0\", \"method\": \"call\", \"params\": {\"service\": \"db\", \"method\": \""
                + method + "\", \"args\": [\"master\"" + (arguments.isEmpty() ? "" : ", " + arguments) + "]}}";
        return new Gap(
                what,
                instead,
                (fake, odoo) -> send(HttpRequest.newBuilder(URI.create(fake.url() + "/jsonrpc"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    private static Gap page(String what, String instead, String path) {
        return new Gap(
                what,
                instead,
                (fake, odoo) -> send(HttpRequest.newBuilder(URI.create(fake.url() + path))
                        .header("Authorization", "Bearer fake-api-key")));
    }

    /** Fails with what the fake says if it does not support something. */
    private static void send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 501) {
            throw new IllegalStateException(answer.body());
        }
    }
}
