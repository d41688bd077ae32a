package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.CallTimeoutException;
import com.powerseller.odoo.error.ConcurrencyException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.resilience.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a call does is done once: the server counts. */
class OnceContractTest extends ContractTest {
    private final List<String> retries = new ArrayList<>();

    /** A client that tries again as clients do by default, but does not wait. */
    private OdooClient persistent() {
        return run.builder(protocol, admin())
                .retry(RetryPolicy.standard())
                .sleeper(duration -> {})
                .listener(new CallListener() {
                    @Override
                    public void onRetry(CallDetails call, int attempt, OdooException failure, Duration wait) {
                        retries.add(failure.getClass().getSimpleName());
                    }
                })
                .build();
    }

    private long counted(String column, String key) {
        List<Record> counters = model("odoo.client.test.counter")
                .search(Domain.of("key", "=", key))
                .select(column)
                .list();
        return counters.isEmpty()
                ? 0
                : (Long) java.util.Objects.requireNonNull(counters.get(0).get(column));
    }

    @Test
    void aCallRunsOnce() {
        String key = unique();
        try (OdooClient client = persistent()) {
            assertThat(client.call(TEST, "count_calls", List.of(key))).isEqualTo(1L);
        }
        assertThat(counted("calls", key)).isEqualTo(1);
        assertThat(retries).isEmpty();
    }

    @Test
    void aMethodThatReturnsNoneIsASuccessAndRunsOnce() {
        long id = create();
        String name = unique();
        List<Object> ended = new ArrayList<>();
        try (OdooClient client = run.builder(protocol, admin())
                .listener(new CallListener() {
                    @Override
                    public void onEnd(CallDetails call, int attempts, Duration elapsed, @Nullable Throwable failure) {
                        if (call.method().equals("rename")) {
                            ended.add(attempts);
                            ended.add(failure == null ? "success" : failure);
                        }
                    }
                })
                .build()) {
            assertThat(client.call(TEST, "rename", List.of(List.of(id), name))).isNull();
        }
        assertThat(ended).containsExactly(1, "success");
        assertThat(tests().read(List.of(id), ClientTest.NAME).get(0).value(ClientTest.NAME))
                .isEqualTo(name);
    }

    @Test
    void aSerializationFailureIsTriedAgainByTheClientSinceTheServerRolledBack() {
        String key = unique();
        try (OdooClient client = persistent()) {
            assertThat(client.call(TEST, "fail_first", List.of(key, 2, "serialization_at_once")))
                    .isEqualTo(3L);
        }
        assertThat(retries).containsExactly("ConcurrencyException", "ConcurrencyException");
        assertThat(counted("attempts", key)).isEqualTo(3);
    }

    @Test
    void aSerializationFailureThatLastsIsAConcurrencyException() {
        String key = unique();
        try (OdooClient client = persistent()) {
            assertThatThrownBy(() -> client.call(TEST, "fail_first", List.of(key, 99, "serialization_at_once")))
                    .isInstanceOf(ConcurrencyException.class);
        }
        assertThat(counted("attempts", key)).isEqualTo(RetryPolicy.standard().maxAttempts());
    }

    @Test
    void aSerializationFailureThatTheServerTriesAgainItselfIsNotSeen() {
        String key = unique();
        try (OdooClient client = persistent()) {
            assertThat(client.call(TEST, "fail_first", List.of(key, 1, "serialization")))
                    .isEqualTo(2L);
        }
        assertThat(retries).isEmpty();
    }

    @Test
    void anErrorOfTheServerIsNotTriedAgain() {
        for (String kind :
                List.of("user", "validation", "access", "value", "zero_division", "session_expired", "redirect")) {
            String key = unique();
            try (OdooClient client = persistent()) {
                assertThatThrownBy(() -> client.call(TEST, "fail_first", List.of(key, 99, kind)))
                        .isInstanceOf(OdooException.class);
            }
            assertThat(counted("attempts", key)).as(kind).isEqualTo(1);
        }
    }

    @Test
    void aCallThatTimedOutIsNotSentAgainAndTheServerFinishesIt() {
        String key = unique();
        try (OdooClient client = persistent()) {
            client.call(TEST, "positional", List.of(1, 2)); // logs in, and finds out the names of arguments
            assertThatThrownBy(
                            () -> client.withCallTimeout(Duration.ofMillis(200)).call(TEST, "slow", List.of(0.6, key)))
                    .isInstanceOfSatisfying(
                            CallTimeoutException.class,
                            e -> assertThat(e.mayHaveExecuted()).isTrue());
        }
        assertThat(retries).isEmpty();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (counted("calls", key) == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait(); // each look is a request
        }
        assertThat(counted("calls", key)).isEqualTo(1);
    }

    @Test
    void writesToOneRecordAtTheSameTimeAllSucceed() throws Exception {
        long id = create();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (OdooClient client = persistent()) {
            List<Callable<@Nullable Object>> writes = new ArrayList<>();
            for (long i = 0; i < 4; i++) {
                Values<ClientTest> values = new Values<ClientTest>().set(ClientTest.INTEGER, i);
                writes.add(() -> client.call(TEST, "write", List.of(List.of(id), values)));
            }
            for (Future<@Nullable Object> write : threads.invokeAll(writes)) {
                assertThat(write.get()).isEqualTo(true);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
