package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.testserver.RecordingSleeper;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rate limit, cap of concurrent calls, and who is told of calls. */
@Timeout(60)
class LimitsAndListenersTest {
    private final RecordingSleeper sleeper = new RecordingSleeper();

    private static @Nullable Object read(OdooClient client) {
        return client.call("res.partner", "search_count", List.of(List.of()));
    }

    @Test
    void callsBeyondTheRateWaitForTheirTurnEvenlySpaced() throws Exception {
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, 1L);
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .callTimeout(Duration.ZERO)
                        .maxCallsPerSecond(0.001)
                        .build()) {
            for (int i = 0; i < 5; i++) {
                read(client.withLang("fr_CH"));
            }
            // The first starts at once; the sleeper does not sleep, so the waits add up. The clock is real: it may have
            // moved a little.
            assertThat(sleeper.waits()).hasSize(4);
            for (int i = 0; i < 4; i++) {
                assertThat(sleeper.waits().get(i))
                        .isBetween(Duration.ofSeconds(1_000L * (i + 1) - 60), Duration.ofSeconds(1_000L * (i + 1)));
            }
            assertThat(odoo.calls()).hasSize(5);
        }
    }

    @Test
    void repeatsCountAgainstTheRateToo() throws Exception {
        try (StubOdoo odoo = new StubOdoo(
                        Wire.JSON2, (request, exchange) -> exchange.answer("429 Too Many\r\nRetry-After: 5", ""));
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .callTimeout(Duration.ZERO)
                        .maxCallsPerSecond(0.001)
                        .build()) {
            assertThat(catchThrowable(() -> read(client))).isInstanceOf(OdooException.class);
            assertThat(odoo.calls()).hasSize(4);
            assertThat(sleeper.waits().stream().filter(Duration.ofSeconds(5)::equals))
                    .hasSize(3);
            assertThat(sleeper.waits().stream().filter(wait -> wait.compareTo(Duration.ofMinutes(15)) > 0))
                    .hasSize(3);
        }
    }

    @Test
    void withoutALimitNothingWaits() throws Exception {
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, 1L);
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            for (int i = 0; i < 50; i++) {
                read(client);
            }
            assertThat(sleeper.waits()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void noMoreCallsAreUnderWayThanAllowed(int cap) throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Semaphore arrived = new Semaphore(0);
        Semaphore mayGo = new Semaphore(0);
        try (StubOdoo odoo = new StubOdoo(Wire.JSON2, (request, exchange) -> {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    arrived.release();
                    mayGo.acquire();
                    underWay.decrementAndGet();
                    exchange.answer(Wire.JSON2.ok(), "1");
                });
                OdooClient client = odoo.client().maxConcurrentCalls(cap).build()) {
            List<FutureTask<@Nullable Object>> tasks = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                FutureTask<@Nullable Object> task = new FutureTask<>(() -> read(client.withLang("de_CH")));
                tasks.add(task);
                threads.add(new Thread(task));
            }
            threads.forEach(Thread::start);
            arrived.acquire(cap);
            while (threads.stream()
                            .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
                            .count()
                    < 8 - cap) {
                Thread.onSpinWait();
            }
            assertThat(underWay).hasValue(cap);
            mayGo.release(8);
            for (FutureTask<@Nullable Object> task : tasks) {
                assertThat(task.get()).isEqualTo(1L);
            }
            assertThat(most).hasValue(cap);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aCallThatFailsGivesItsPlaceBack(Wire wire) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    if (calls.incrementAndGet() <= 5) {
                        wire.fault(request, exchange, "odoo.exceptions.UserError", "no");
                    } else {
                        exchange.answer(wire.ok(), wire.result(request, 1L));
                    }
                });
                OdooClient client = odoo.client().maxConcurrentCalls(1).build()) {
            for (int i = 0; i < 5; i++) {
                assertThat(catchThrowable(() -> read(client))).isInstanceOf(OdooException.class);
            }
            assertThat(read(client)).isEqualTo(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void nonsensicalLimitsAreRefused(double limit) {
        OdooClient.Builder builder = OdooClient.builder();
        assertThatThrownBy(() -> builder.callTimeout(Duration.ZERO).maxCallsPerSecond(limit))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxConcurrentCalls(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxResponseBytes(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.readTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.callTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Writes down what it is told. */
    private static final class Diary implements CallListener {
        private final String name;
        private final Queue<String> entries;

        Diary(String name, Queue<String> entries) {
            this.name = name;
            this.entries = entries;
        }

        @Override
        public void onStart(CallDetails call) {
            entries.add(name + " start " + call.method());
        }

        @Override
        public void onRetry(CallDetails call, int attempt, OdooException failure, Duration wait) {
            entries.add(name + " retry " + call.method() + " " + attempt + " "
                    + failure.getClass().getSimpleName() + " " + wait.toSeconds());
        }

        @Override
        public void onEnd(CallDetails call, int attempts, Duration elapsed, @Nullable Throwable failure) {
            entries.add(name + " end " + call.method() + " " + attempts + " "
                    + (failure == null ? "well" : failure.getClass().getSimpleName()));
        }
    }

    /** Answers 503 twice, then well. */
    private static StubOdoo recovering(Wire wire) throws IOException {
        AtomicInteger calls = new AtomicInteger();
        return new StubOdoo(wire, (request, exchange) -> {
            if (calls.incrementAndGet() <= 2) {
                exchange.answer("503 Unavailable\r\nRetry-After: 4", "");
            } else {
                exchange.answer(wire.ok(), wire.result(request, 1L));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void listenersAreToldOfStartRepeatAndEndInOrder(Wire wire) throws Exception {
        Queue<String> entries = new ConcurrentLinkedQueue<>();
        try (StubOdoo odoo = recovering(wire);
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .listener(new Diary("a", entries))
                        .listener(new Diary("b", entries))
                        .build()) {
            client.protocol();
            read(client);
        }
        List<String> expected = new ArrayList<>();
        if (wire != Wire.JSON2) {
            expected.addAll(List.of(
                    "a start authenticate",
                    "b start authenticate",
                    "a end authenticate 1 well",
                    "b end authenticate 1 well"));
        }
        expected.addAll(List.of(
                "a start search_count",
                "b start search_count",
                "a retry search_count 1 UnexpectedResponseException 4",
                "b retry search_count 1 UnexpectedResponseException 4",
                "a retry search_count 2 UnexpectedResponseException 4",
                "b retry search_count 2 UnexpectedResponseException 4",
                "a end search_count 3 well",
                "b end search_count 3 well"));
        assertThat(entries).containsExactlyElementsOf(expected);
    }

    @Test
    void aListenerIsToldOfAFailureOnce() throws Exception {
        Queue<String> entries = new ConcurrentLinkedQueue<>();
        try (StubOdoo odoo = recovering(Wire.JSON2);
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .listener(new Diary("a", entries))
                        .build()) {
            assertThatThrownBy(() -> client.call("res.partner", "write", List.of(List.of(1L))))
                    .isInstanceOf(UnexpectedResponseException.class);
        }
        assertThat(entries).containsExactly("a start write", "a end write 1 UnexpectedResponseException");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aListenerThatThrowsDoesNoHarm(Wire wire) throws Exception {
        Queue<String> entries = new ConcurrentLinkedQueue<>();
        CallListener exceptional = new CallListener() {
            @Override
            public void onStart(CallDetails call) {
                throw new IllegalStateException("start");
            }

            @Override
            public void onRetry(CallDetails call, int attempt, OdooException failure, Duration wait) {
                throw new AssertionError("retry");
            }

            @Override
            public void onEnd(CallDetails call, int attempts, Duration elapsed, @Nullable Throwable failure) {
                throw new NoClassDefFoundError("end");
            }
        };
        try (StubOdoo odoo = recovering(wire);
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .listener(exceptional)
                        .listener(new Diary("b", entries))
                        .build()) {
            assertThat(read(client)).isEqualTo(1L);
            assertThat(entries).endsWith("b end search_count 3 well");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anErrorEndsACallToo(Wire wire) throws Exception {
        Queue<String> entries = new ConcurrentLinkedQueue<>();
        try (StubOdoo odoo = recovering(wire);
                OdooClient client = odoo.client()
                        .sleeper(wait -> {
                            throw new StackOverflowError();
                        })
                        .listener(new Diary("a", entries))
                        .build()) {
            assertThatThrownBy(() -> read(client)).isInstanceOf(StackOverflowError.class);
            assertThat(entries).endsWith("a end search_count 1 StackOverflowError");
        }
    }
}
