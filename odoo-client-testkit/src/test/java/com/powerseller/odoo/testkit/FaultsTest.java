package com.powerseller.odoo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.CallTimeoutException;
import com.powerseller.odoo.error.ConcurrencyException;
import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.RateLimitedException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testkit.calls.ReceivedCall;
import com.powerseller.odoo.testkit.fault.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong on demand, as the library's own client sees it, and what the log says of it. */
class FaultsTest {
    private final FakeOdoo fake = TestSchemas.start(FakeOdoo.builder().series("19.0"));

    @AfterEach
    void stop() {
        fake.close();
    }

    private OdooClient client(Protocol protocol) {
        OdooClient client = OdooClient.builder()
                .url(fake.url())
                .database(fake.database())
                .credentials(fake.credentials())
                .protocol(protocol)
                .retry(RetryPolicy.none())
                .build();
        count(client);
        return client;
    }

    private static long create(OdooClient odoo) {
        return odoo.model("x_project").create(new Values<Record>().set("name", "A"));
    }

    private static long count(OdooClient odoo) {
        return odoo.model("x_project").search(Domain.all()).count();
    }

    private void fail(Fault fault) {
        fake.faults().add(fault.on("x_project", "create").times(1));
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void aProxyThatFailsBeforeTheCallLeavesTheRecordsAsTheyWere(Protocol protocol) {
        try (OdooClient odoo = client(protocol)) {
            for (Fault fault : List.of(Fault.badGateway(), Fault.serviceUnavailable(), Fault.gatewayTimeout())) {
                fail(fault);
                assertThatThrownBy(() -> create(odoo)).isInstanceOf(UnexpectedResponseException.class);
            }
            assertThat(count(odoo)).isZero();
            create(odoo);
            assertThat(count(odoo)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void whatFailsAfterTheCommitHasHappened(Protocol protocol) {
        try (OdooClient odoo = client(protocol)) {
            long before = 0;
            for (Fault fault :
                    List.of(Fault.badGateway().afterCommit(), Fault.drop().afterCommit(), Fault.truncatedBody())) {
                fail(fault);
                OdooTransportException failure = catchThrowableOfType(OdooTransportException.class, () -> create(odoo));
                assertThat(failure.mayHaveExecuted()).as("%s", fault).isTrue();
                assertThat(count(odoo)).as("%s", fault).isEqualTo(++before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void aConnectionThatEndsBeforeTheCallLeavesTheRecordsAsTheyWere(Protocol protocol) {
        try (OdooClient odoo = client(protocol)) {
            fail(Fault.drop());
            assertThatThrownBy(() -> create(odoo)).isInstanceOf(ConnectionException.class);
            assertThat(count(odoo)).isZero();
        }
        assertThat(fake.calls().stream().filter(call -> call.is("x_project", "create")))
                .singleElement()
                .extracting(ReceivedCall::status)
                .isEqualTo(0);
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void aRateLimitTellsWhenToComeBack(Protocol protocol) {
        try (OdooClient odoo = client(protocol)) {
            fail(Fault.tooManyRequests(Duration.ofSeconds(7)));
            RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> create(odoo));
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void odoosOwnErrorsComeInTheProtocolsForm(Protocol protocol) {
        try (OdooClient odoo = client(protocol)) {
            fail(Fault.serializationFailure());
            assertThatThrownBy(() -> create(odoo)).isInstanceOf(ConcurrencyException.class);
            fail(Fault.exception("odoo.exceptions.UserError", "Not today."));
            assertThatThrownBy(() -> create(odoo))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("Not today.");
            fail(Fault.accessDenied());
            assertThatThrownBy(() -> create(odoo)).isInstanceOf(AccessDeniedException.class);
            assertThat(count(odoo)).isZero();
        }
        assertThat(fake.calls())
                .filteredOn(call -> call.is("x_project", "create"))
                .extracting(ReceivedCall::error)
                .containsExactly(
                        "psycopg2.errors.SerializationFailure",
                        "odoo.exceptions.UserError",
                        "odoo.exceptions.AccessDenied");
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void whatIsLateRunsIntoTheClientsLimit(Protocol protocol) {
        try (OdooClient odoo = client(protocol)) {
            for (Fault fault : List.of(
                    Fault.hang(),
                    Fault.delay(Duration.ofMinutes(5)),
                    Fault.delay(Duration.ofMinutes(5)).afterCommit())) {
                fail(fault);
                assertThat(catchThrowable(() -> create(odoo.withCallTimeout(Duration.ofMillis(300)))))
                        .as("%s", fault)
                        .isInstanceOf(CallTimeoutException.class);
            }
            // Only the last one was carried out.
            assertThat(count(odoo)).isEqualTo(1);
        }
        // And closing the fake does not wait for them.
        long start = System.nanoTime();
        fake.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aSlowBodyArrivesWhole() {
        try (OdooClient odoo = client(Protocol.JSON_RPC)) {
            fail(Fault.slowBody(Duration.ofMillis(200)));
            long start = System.nanoTime();
            assertThat(create(odoo)).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
        }
    }

    @Test
    void aWebSessionEnds() throws Exception {
        HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new java.net.CookieManager())
                .build();
        post(http, "/web/session/authenticate", "{\"db\": \"demo\", \"login\": \"admin\", \"password\": \"admin\"}");
        String count = "{\"model\": \"x_project\", \"method\": \"search_count\", \"args\": [[]], \"kwargs\": {}}";
        assertThat(post(http, "/web/dataset/call_kw", count)).contains("\"result\": 0");
        fake.faults().add(Fault.sessionExpired().times(1));

        assertThat(post(http, "/web/dataset/call_kw", count))
                .contains("\"id\": null", "\"code\": 100", "odoo.http.SessionExpiredException");
        // It stays so until the next login.
        assertThat(post(http, "/web/dataset/call_kw", count)).contains("\"code\": 100");
    }

    private String post(HttpClient http, String path, String params) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(fake.url() + path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"id\": 7, \"params\": " + params + "}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void faultsAreCountedAndSparing() {
        Fault fault = Fault.badGateway().model("x_project").after(2).times(2);
        try (OdooClient odoo = client(Protocol.JSON_RPC)) {
            fake.faults().add(fault);
            List<Boolean> failed = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                failed.add(catchThrowable(() -> count(odoo)) != null);
            }
            assertThat(failed).containsExactly(false, false, true, true, false, false);
            assertThat(fake.faults().happened(fault)).isEqualTo(2);
        }
    }

    @Test
    void chanceIsTheSameForTheSameSeed() {
        try (OdooClient odoo = client(Protocol.JSON_RPC)) {
            List<List<Boolean>> runs = new ArrayList<>();
            for (int run = 0; run < 2; run++) {
                fake.faults().clear();
                fake.faults().add(Fault.badGateway().model("x_project").probability(0.5, 42));
                List<Boolean> failed = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    failed.add(catchThrowable(() -> count(odoo)) != null);
                }
                runs.add(failed);
            }
            assertThat(runs.get(0)).isEqualTo(runs.get(1)).contains(true, false);
        }
    }

    @Test
    void servicesAndPagesFailToo() throws Exception {
        fake.faults().add(Fault.badGateway().method("authenticate").times(1));
        fake.faults().add(Fault.serviceUnavailable().calls(call -> call.path().equals("/web/health")));
        try (OdooClient odoo = OdooClient.builder()
                .url(fake.url())
                .database(fake.database())
                .credentials(fake.credentials())
                .protocol(Protocol.JSON_RPC)
                .retry(RetryPolicy.none())
                .build()) {
            assertThatThrownBy(odoo::uid).isInstanceOf(UnexpectedResponseException.class);
            assertThatCode(odoo::uid).doesNotThrowAnyException();
        }
        HttpResponse<String> health = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(fake.url() + "/web/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(health.statusCode()).isEqualTo(503);
    }

    @Test
    void whatOdooRefusesChangedNothing() {
        assertThatThrownBy(() -> Fault.serializationFailure().afterCommit()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Fault.accessDenied().afterCommit()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void theLogKnowsTheCallsButNoSecrets(Protocol protocol) {
        try (OdooClient odoo = client(protocol)) {
            fake.forgetCalls();
            long id = odoo.model("x_project").create(new Values<Record>().set("name", "A"));
            odoo.call(
                    "x_project", "write", List.of(List.of(id), Map.of("name", "B")), Map.of("context", Map.of("a", 1)));
        }
        try (OdooClient stranger = OdooClient.builder()
                .url(fake.url())
                .database(fake.database())
                .credentials(Credentials.apiKey("admin", "a-key-that-is-wrong"))
                .protocol(protocol)
                .build()) {
            assertThatThrownBy(() -> count(stranger)).isInstanceOf(AccessDeniedException.class);
        }
        List<ReceivedCall> calls = fake.calls();

        assertThat(calls.get(0).is("x_project", "create")).isTrue();
        assertThat(calls.get(0).uid()).isEqualTo(2);
        assertThat(calls.get(0).database()).isEqualTo("demo");
        assertThat(calls.get(0).succeeded()).isTrue();
        assertThat(calls.get(1).is("x_project", "write")).isTrue();
        assertThat(calls.get(1).named().get("context")).isEqualTo(Map.of("a", 1L));
        assertThat(calls.toString()).contains("x_project");
        calls.forEach(call -> assertThat(call.arguments() + " " + call.named())
                .doesNotContain("fake-api-key", "a-key-that-is-wrong"));
    }

    @Test
    void aLogThatHasLostCallsSaysSo() {
        try (FakeOdoo small = TestSchemas.start(FakeOdoo.builder().callsKept(1));
                OdooClient odoo = small.connect()) {
            count(odoo);
            assertThatThrownBy(small::calls).isInstanceOf(IllegalStateException.class);
            small.forgetCalls();
            count(odoo);
            assertThat(small.calls()).hasSize(1);
        }
    }

    @Test
    void aLogKeepsFewerCallsIfTheyAreLarge() {
        String text = "x".repeat(1 << 20);
        try (OdooClient odoo = fake.connect()) {
            for (int i = 0; i < 33; i++) {
                odoo.call("x_project", "search_count", List.of(List.of(List.of("name", "=", text))));
            }
        }

        assertThatThrownBy(fake::calls)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has the last 31 calls and has lost ")
                .hasMessageContaining("callsKept");
    }
}
