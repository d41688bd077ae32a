package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.fault.Fault;
import com.powerseller.odoo.testkit.webhook.WebhookRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What series do differently when they send webhooks, as recorded of 18.0 and 19.0; and the rules that Java makes. */
class WebhooksOfSeriesTest {
    private final HookReceiver receiver = new HookReceiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static FakeOdoo fake(String series) {
        FakeOdoo.Builder builder = FakeOdoo.builder().series(series);
        ContractModels.behaviours().forEach(builder::model);
        return builder.start();
    }

    @ParameterizedTest
    @CsvSource({"18.0, 1", "19.0, 0"})
    void aCallThatIsRolledBackHasSentItsHooksBefore19(String series, int sent) {
        try (FakeOdoo fake = fake(series)) {
            WebhookRule.on("odoo.client.test").when("on_create").sending("name").to(fake.data(), receiver.url());
            List<Map<String, Object>> rows = List.of(Map.of(
                    "name",
                    "Phantom",
                    "child_ids",
                    List.of(
                            List.of(
                                    0,
                                    0,
                                    Map.of(
                                            "name",
                                            "Child",
                                            "child_ids",
                                            List.of(List.of(0, 0, Map.of("name", "Grandchild"))))),
                            List.of(0, 0, Map.of("percent_field", 1)))));
            assertThatThrownBy(() -> fake.data().create("odoo.client.test", rows))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(fake.data().search("odoo.client.test", List.of())).isEmpty();
            assertThat(receiver.taken()).hasSizeGreaterThanOrEqualTo(sent);
            if (sent == 0) {
                assertThat(receiver.taken()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"18.0, 3", "19.0, 1"})
    void aCallThatOdooTriesAgainSendsItsHooksEachTimeBefore19(String series, int sent) {
        try (FakeOdoo fake = fake(series);
                OdooClient odoo = fake.connect()) {
            WebhookRule.on("odoo.client.test").when("on_create").to(fake.data(), receiver.url());
            fake.faults().add(Fault.conflict(2).method("create").times(1));
            odoo.model("odoo.client.test").create(new Values<Record>().set("name", "A"));

            assertThat(receiver.taken()).hasSize(sent);
            assertThat(fake.data().search("odoo.client.test", List.of())).hasSize(1);
        }
    }

    @Test
    void a18RuleWatchesTheFieldsOfItsFilter() {
        try (FakeOdoo fake = fake("18.0")) {
            WebhookRule.on("odoo.client.test")
                    .where("[('integer_field', '>', 3)]")
                    .to(fake.data(), receiver.url());
            long id = fake.data().create("odoo.client.test", Map.of("name", "A", "integer_field", 4));
            assertThat(receiver.taken()).hasSize(1);
            fake.data().write("odoo.client.test", id, Map.of("name", "B"));
            assertThat(receiver.taken()).isEmpty();
            fake.data().write("odoo.client.test", id, Map.of("integer_field", 5));
            assertThat(receiver.taken()).hasSize(1);
        }
    }

    @Test
    void redirectsAreFollowedAndUsersSent() {
        try (FakeOdoo fake = fake("19.0")) {
            WebhookRule.on("odoo.client.test")
                    .when("on_create")
                    .to(fake.data(), receiver.url().replace("http://", "http://user:pa%20ss@"));
            fake.data().create("odoo.client.test", Map.of("name", "A"));

            assertThat(receiver.taken())
                    .singleElement()
                    .satisfies(hook -> assertThat(hook.headers())
                            .containsEntry("Authorization", List.of("Basic dXNlcjpwYSBzcw==")));
        }
    }

    @Test
    void anAddressThatIsNoneFailsNothing() {
        try (FakeOdoo fake = fake("19.0")) {
            WebhookRule.on("odoo.client.test").when("on_create").to(fake.data(), "ftp://127.0.0.1/x");
            assertThat(fake.data().create("odoo.client.test", Map.of("name", "A")))
                    .isEqualTo(1);
        }
    }

    @Test
    void aHookThatComesInSetsAField() throws Exception {
        try (FakeOdoo fake = fake("18.0")) {
            String path = WebhookRule.incoming(fake.data(), "odoo.client.test", "integer_field", "7");
            long id = fake.data().create("odoo.client.test", Map.of("name", "A"));
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(fake.url() + path))
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"_model\": \"odoo.client.test\", \"_id\": " + id + "}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(fake.data().value("odoo.client.test", id, "integer_field"))
                    .isEqualTo(7L);
        }
    }

    @Test
    void whatTheFakeHasNotItRefuses() {
        try (FakeOdoo fake = fake("19.0")) {
            WebhookRule rule = WebhookRule.on("odoo.client.test");
            assertThatThrownBy(() -> rule.when("on_time").to(fake.data(), receiver.url()))
                    .hasMessageContaining("on_time");
            assertThatThrownBy(() -> rule.sending("nmae").to(fake.data(), receiver.url()))
                    .hasMessageContaining("nmae");
            assertThatThrownBy(() -> WebhookRule.on("no.such").to(fake.data(), receiver.url()))
                    .hasMessageContaining("no.such");
            rule.where("[('create_uid', '=', uid)]").to(fake.data(), receiver.url());
            assertThatThrownBy(() -> fake.data().create("odoo.client.test", Map.of("name", "A")))
                    .hasMessageContaining("more than literals");
        }
        try (FakeOdoo fake = fake("16.0")) {
            assertThatThrownBy(() -> WebhookRule.on("res.partner").to(fake.data(), receiver.url()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
