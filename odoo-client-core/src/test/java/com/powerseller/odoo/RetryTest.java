package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.CallInterruptedException;
import com.powerseller.odoo.error.CallTimeoutException;
import com.powerseller.odoo.error.ConcurrencyException;
import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.RateLimitedException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.resilience.CallSafety;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.resilience.Sleeper;
import com.powerseller.odoo.testserver.RawServer;
import com.powerseller.odoo.testserver.RawServer.Exchange;
import com.powerseller.odoo.testserver.RawServer.Request;
import com.powerseller.odoo.testserver.RecordingSleeper;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that could run twice is tried again; everything else is, with patience and within bounds. No test sleeps: the waits are recorded. */
@Timeout(60)
@SuppressWarnings("try") // closing early is what some tests are about
class RetryTest {
    private final RecordingSleeper sleeper = new RecordingSleeper();

    private static @Nullable Object write(OdooClient client) {
        return client.call("res.partner", "write", List.of(List.of(1L), Map.of("name", "x")));
    }

    private static @Nullable Object read(OdooClient client) {
        return client.call("res.partner", "search_count", List.of(List.of()));
    }

    /** Where a server that has executed a call loses its client. */
    private enum Drop {
        BEFORE_THE_ANSWER {
            @Override
            void on(Wire wire, Request request, Exchange exchange) throws IOException {
                exchange.close();
            }
        },
        WITH_A_RESET {
            @Override
            void on(Wire wire, Request request, Exchange exchange) throws IOException {
                exchange.reset();
            }
        },
        IN_THE_STATUS_LINE {
            @Override
            void on(Wire wire, Request request, Exchange exchange) throws IOException {
                exchange.write("HTTP/1").close();
            }
        },
        AFTER_THE_STATUS_LINE {
            @Override
            void on(Wire wire, Request request, Exchange exchange) throws IOException {
                exchange.write("HTTP/1.1 200 OK\r\n").close();
            }
        },
        AFTER_THE_HEADERS {
            @Override
            void on(Wire wire, Request request, Exchange exchange) throws IOException {
                exchange.write("HTTP/1.1 " + wire.ok() + "\r\nContent-Length: 100\r\n\r\n")
                        .close();
            }
        },
        IN_THE_BODY {
            @Override
            void on(Wire wire, Request request, Exchange exchange) throws IOException {
                String body = wire.result(request, 12_345L);
                exchange.write("HTTP/1.1 " + wire.ok() + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body.substring(0, body.length() / 2))
                        .close();
            }
        },
        BEFORE_THE_LAST_BYTE {
            @Override
            void on(Wire wire, Request request, Exchange exchange) throws IOException {
                String body = wire.result(request, 12_345L);
                exchange.write("HTTP/1.1 " + wire.ok() + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body.substring(0, body.length() - 1))
                        .close();
            }
        },
        WITH_A_GATEWAY_TIMEOUT {
            @Override
            void on(Wire wire, Request request, Exchange exchange) throws IOException {
                exchange.answer("504 Gateway Timeout\r\nContent-Type: text/html", "<h1>504</h1>");
            }
        },
        WITH_A_503_TO_BE_RETRIED_AT_ONCE {
            @Override
            void on(Wire wire, Request request, Exchange exchange) throws IOException {
                exchange.answer("503 Unavailable\r\nRetry-After: 0\r\nContent-Type: text/html", "<h1>503</h1>");
            }
        };

        abstract void on(Wire wire, Request request, Exchange exchange) throws IOException;
    }

    static Stream<Arguments> drops() {
        return Stream.of(Wire.values()).flatMap(wire -> Stream.of(Drop.values()).map(drop -> Arguments.of(wire, drop)));
    }

    /** Executes each call, and loses the client of the first one. */
    private static StubOdoo droppingOnce(Wire wire, Drop drop, AtomicInteger executed) throws IOException {
        return new StubOdoo(wire, (request, exchange) -> {
            if (executed.incrementAndGet() == 1) {
                drop.on(wire, request, exchange);
            } else {
                exchange.answer(wire.ok(), wire.result(request, 5L));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("drops")
    void aWriteWhoseOutcomeIsUnknownIsNotMadeAgain(Wire wire, Drop drop) throws Exception {
        AtomicInteger executed = new AtomicInteger();
        try (StubOdoo odoo = droppingOnce(wire, drop, executed);
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            OdooTransportException failure = catchThrowableOfType(OdooTransportException.class, () -> write(client));

            assertThat(failure.mayHaveExecuted()).isTrue();
            assertThat(failure).hasMessageContaining("may have been executed");
            assertThat(executed).hasValue(1);
            assertThat(sleeper.waits()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("drops")
    void aReadWhoseOutcomeIsUnknownIsMadeAgain(Wire wire, Drop drop) throws Exception {
        AtomicInteger executed = new AtomicInteger();
        try (StubOdoo odoo = droppingOnce(wire, drop, executed);
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThat(read(client)).isEqualTo(5L);
            assertThat(executed).hasValue(2);
            assertThat(sleeper.waits()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("drops")
    void whatTheProgramSaysAboutSafetyWins(Wire wire, Drop drop) throws Exception {
        AtomicInteger executed = new AtomicInteger();
        try (StubOdoo odoo = droppingOnce(wire, drop, executed);
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThat(write(client.withCallSafety(CallSafety.IDEMPOTENT))).isEqualTo(5L);
            assertThat(executed).hasValue(2);

            executed.set(0);
            OdooClient cautious = client.withCallSafety(CallSafety.UNSAFE);
            assertThat(catchThrowable(() -> read(cautious))).isInstanceOf(OdooTransportException.class);
            assertThat(executed).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aPooledConnectionThatDiesWhileAWriteGoesOutIsNotReplaced(Wire wire) throws Exception {
        AtomicInteger executed = new AtomicInteger();
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    if (executed.incrementAndGet() == 2) {
                        exchange.close();
                    } else {
                        exchange.answer(wire.ok(), wire.result(request, true));
                    }
                });
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            write(client);

            assertThatThrownBy(() -> write(client)).isInstanceOf(ConnectionException.class);

            assertThat(executed).hasValue(2);
            assertThat(odoo.server().accepted()).as("all over one connection").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aConnectionThatTheServerAnnouncesToCloseIsNotUsedAgain(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    exchange.answer(wire.ok() + "\r\nConnection: close", wire.result(request, true));
                    exchange.close();
                });
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            for (int i = 0; i < 20; i++) {
                assertThat(write(client)).isEqualTo(true);
            }
            assertThat(odoo.calls()).hasSize(20);
            assertThat(sleeper.waits()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aCallThatFoundNoServerIsMadeAgainEvenIfItWrites(Wire wire) throws Exception {
        AtomicReference<@Nullable RawServer> revived = new AtomicReference<>();
        AtomicInteger executed = new AtomicInteger();
        RawServer.Handler handler = (request, exchange) -> {
            if (!wire.isLogin(request)) {
                executed.incrementAndGet();
            }
            exchange.answer(wire.ok() + "\r\nConnection: close", wire.result(request, 5L));
            exchange.close();
        };
        RawServer server = new RawServer(handler);
        int port = server.port();
        Sleeper reviver = wait -> {
            sleeper.sleep(wait);
            try {
                revived.set(new RawServer(handler, port));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        try (OdooClient client = wire.client(server.url()).sleeper(reviver).build()) {
            read(client);
            server.close();

            assertThat(write(client)).isEqualTo(5L);

            assertThat(executed).hasValue(2);
            assertThat(sleeper.waits()).hasSize(1);
        } finally {
            RawServer last = revived.get();
            if (last != null) {
                last.close();
            }
        }
    }

    @Test
    void aCallThatNeverFindsAServerSaysThatItWasNotExecuted() throws Exception {
        int port;
        try (RawServer server = new RawServer((request, exchange) -> {})) {
            port = server.port();
        }
        try (OdooClient client =
                Wire.JSON2.client("http://127.0.0.1:" + port).sleeper(sleeper).build()) {
            OdooTransportException failure = catchThrowableOfType(ConnectionException.class, () -> write(client));
            assertThat(failure.mayHaveExecuted()).isFalse();
            assertThat(sleeper.waits()).hasSize(3);
        }
    }

    @Test
    void anUnknownHostIsNotExecuted() {
        try (OdooClient client = Wire.JSON2
                .client("https://no-such-host.invalid")
                .sleeper(sleeper)
                .build()) {
            OdooTransportException failure = catchThrowableOfType(ConnectionException.class, () -> write(client));
            assertThat(failure.mayHaveExecuted()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aCallThatOdooRolledBackForConcurrencyIsMadeAgainEvenIfItWrites(Wire wire) throws Exception {
        AtomicInteger executed = new AtomicInteger();
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    if (executed.incrementAndGet() < 3) {
                        wire.fault(
                                request,
                                exchange,
                                "psycopg2.errors.SerializationFailure",
                                "could not serialize access due to concurrent update");
                    } else {
                        exchange.answer(wire.ok(), wire.result(request, true));
                    }
                });
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThat(write(client)).isEqualTo(true);
            assertThat(executed).hasValue(3);
            assertThat(sleeper.waits()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void whatOdooRefusesIsNotAskedAgain(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(
                        wire,
                        (request, exchange) -> wire.fault(
                                request, exchange, "builtins.ValueError", "Invalid field 'x' on 'res.partner'"));
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThatThrownBy(() -> read(client)).isInstanceOf(OdooServerException.class);
            assertThat(odoo.calls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aMethodThatReturnsNothingIsNullAndMadeOnce(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(
                        wire,
                        (request, exchange) -> exchange.answer(
                                wire.ok(),
                                switch (wire) {
                                    case JSON_RPC -> "{\"jsonrpc\":\"2.0\",\"id\":\"" + Wire.id(request) + "\"}";
                                    case XML_RPC -> Wire.xmlFault(1, CANNOT_MARSHAL_NONE);
                                    case JSON2 -> "null";
                                }));
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThat(client.call("account.move", "action_archive", List.of(List.of(1L))))
                    .isNull();
            assertThat(client.withCallSafety(CallSafety.READ)
                            .call("account.move", "action_archive", List.of(List.of(1L))))
                    .isNull();
            assertThat(odoo.calls()).hasSize(2);
            assertThat(sleeper.waits()).isEmpty();
        }
    }

    private static final String CANNOT_MARSHAL_NONE = """
            Traceback (most recent call last):
              File "/usr/lib/python3/dist-packages/odoo/addons/base/controllers/rpc.py", line 164, in xmlrpc_2
                response = self._xmlrpc(service)
              File "/usr/lib/python3.11/xmlrpc/client.py", line 968, in dumps
                data = m.dumps(params)
              File "/usr/lib/python3.11/xmlrpc/client.py", line 530, in dump_nil
                raise TypeError("cannot marshal None unless allow_none is enabled")
            TypeError: cannot marshal None unless allow_none is enabled
            """;

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aMethodThatItselfFailsWithTheWordsOfNoneIsAFailure(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(
                        wire,
                        (request, exchange) -> wire.fault(
                                request,
                                exchange,
                                "builtins.TypeError",
                                "cannot marshal None unless allow_none is enabled"));
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThatThrownBy(() -> write(client)).isInstanceOf(OdooServerException.class);
            assertThat(odoo.calls()).hasSize(1);
        }
    }

    /** Answers the first call with a 429 and these headers. */
    private StubOdoo limitingOnce(Wire wire, String headers) throws IOException {
        AtomicInteger calls = new AtomicInteger();
        return new StubOdoo(wire, (request, exchange) -> {
            if (calls.incrementAndGet() == 1) {
                exchange.answer("429 Too Many Requests\r\nContent-Type: text/html" + headers, "<h1>429</h1>");
            } else {
                exchange.answer(wire.ok(), wire.result(request, true));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aCallThatWasOneTooManyIsMadeAgainWhenTheServerSays(Wire wire) throws Exception {
        try (StubOdoo odoo = limitingOnce(wire, "\r\nRetry-After: 7");
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThat(write(client)).isEqualTo(true);
            assertThat(sleeper.waits()).containsExactly(Duration.ofSeconds(7));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thu, 29 Feb 2024 12:00:30 GMT | PT30S
            Thu, 29 Feb 2024 11:59:00 GMT | PT0S
            60                            | PT1M
            0                             | PT0S
            """)
    void theServerMayAskForSecondsOrATime(String retryAfter, Duration wait) throws Exception {
        try (StubOdoo odoo = limitingOnce(Wire.JSON_RPC, "\r\nRetry-After: " + retryAfter);
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .clock(InstantSource.fixed(Instant.parse("2024-02-29T12:00:00Z")))
                        .build()) {
            assertThat(write(client)).isEqualTo(true);
            assertThat(sleeper.waits()).containsExactly(wait);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\nRetry-After: soon", "\r\nRetry-After: -5", "\r\nRetry-After: 1.5"})
    void withoutAWordFromTheServerTheBackoffHolds(String headers) throws Exception {
        try (StubOdoo odoo = limitingOnce(Wire.JSON_RPC, headers);
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .retry(RetryPolicy.standard().withBackoff(Duration.ofMillis(3), Duration.ofMillis(3)))
                        .build()) {
            assertThat(write(client)).isEqualTo(true);
            assertThat(sleeper.waits()).hasSize(1);
            assertThat(sleeper.waits().get(0)).isBetween(Duration.ZERO, Duration.ofMillis(3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"61", "86400", "9999999999", "99999999999999999999999", "Tue, 29 Feb 2124 12:00:30 GMT"})
    void aServerThatAsksForTooMuchIsNotWaitedFor(String retryAfter) throws Exception {
        try (StubOdoo odoo = limitingOnce(Wire.JSON_RPC, "\r\nRetry-After: " + retryAfter);
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> write(client));
            assertThat(failure.retryAfter()).isGreaterThan(Duration.ofSeconds(60));
            assertThat(failure.mayHaveExecuted()).isFalse();
            assertThat(odoo.calls()).hasSize(1);
            assertThat(sleeper.waits()).isEmpty();
        }
    }

    @Test
    void aProxysRetryAfterIsHeededForReads() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (StubOdoo odoo = new StubOdoo(Wire.JSON_RPC, (request, exchange) -> {
                    if (calls.incrementAndGet() == 1) {
                        exchange.answer("503 Unavailable\r\nRetry-After: 9\r\nContent-Type: text/html", "");
                    } else {
                        exchange.answer(Wire.JSON_RPC.ok(), Wire.JSON_RPC.result(request, 3L));
                    }
                });
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThat(read(client)).isEqualTo(3L);
            assertThat(sleeper.waits()).containsExactly(Duration.ofSeconds(9));
        }
    }

    private static StubOdoo alwaysBadGateway() throws IOException {
        return new StubOdoo(
                Wire.JSON2,
                (request, exchange) -> exchange.answer("502 Bad Gateway\r\nContent-Type: text/html", "<h1>502</h1>"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void thereAreNoMoreTriesThanThePolicySays(int attempts) throws Exception {
        try (StubOdoo odoo = alwaysBadGateway();
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .retry(RetryPolicy.standard().withMaxAttempts(attempts))
                        .build()) {
            assertThatThrownBy(() -> read(client)).isInstanceOf(UnexpectedResponseException.class);
            assertThat(odoo.calls()).hasSize(attempts);
            assertThat(sleeper.waits()).hasSize(attempts - 1);
        }
    }

    @Test
    void waitsDoubleUpToTheMostAndAreRandomBelowIt() throws Exception {
        RetryPolicy policy =
                new RetryPolicy(40, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(60), 10_000);
        List<Duration> all = new ArrayList<>();
        try (StubOdoo odoo = alwaysBadGateway()) {
            for (int round = 0; round < 5; round++) {
                RecordingSleeper waits = new RecordingSleeper();
                try (OdooClient client =
                        odoo.client().sleeper(waits).retry(policy).build()) {
                    assertThatThrownBy(() -> read(client)).isInstanceOf(UnexpectedResponseException.class);
                }
                assertThat(waits.waits()).hasSize(39);
                for (int i = 0; i < 39; i++) {
                    long most = Math.min(1_000, 100L << Math.min(i, 10));
                    assertThat(waits.waits().get(i)).isBetween(Duration.ZERO, Duration.ofMillis(most));
                }
                all.addAll(waits.waits());
            }
        }
        assertThat(all).as("a wait of its own for each").doesNotHaveDuplicates();
        assertThat(all).anyMatch(wait -> wait.toMillis() > 800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT2562047788015H"})
    void aPolicyWithoutPatienceOrWithoutBoundsWorks(Duration backoff) throws Exception {
        RetryPolicy policy = new RetryPolicy(3, backoff, backoff, backoff, Integer.MAX_VALUE);
        try (StubOdoo odoo = alwaysBadGateway();
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .callTimeout(Duration.ZERO)
                        .retry(policy)
                        .build()) {
            assertThatThrownBy(() -> read(client)).isInstanceOf(UnexpectedResponseException.class);
            assertThat(odoo.calls()).hasSize(3);
        }
    }

    @Test
    void anAilingServerGetsNoMoreRepeatsThanTheBudgetAllowsAndSuccessEarnsThemBack() throws Exception {
        AtomicInteger healthy = new AtomicInteger();
        try (StubOdoo odoo = new StubOdoo(Wire.JSON2, (request, exchange) -> {
                    if (healthy.get() == 1) {
                        exchange.answer(Wire.JSON2.ok(), "1");
                    } else {
                        exchange.answer("502 Bad Gateway\r\nContent-Type: text/html", "");
                    }
                });
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .retry(new RetryPolicy(4, Duration.ZERO, Duration.ZERO, Duration.ZERO, 5))
                        .build()) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> read(client)).isInstanceOf(UnexpectedResponseException.class);
            }
            assertThat(odoo.calls()).as("10 calls and 5 repeats").hasSize(15);

            healthy.set(1);
            for (int i = 0; i < 10; i++) {
                read(client);
            }
            healthy.set(0);
            assertThatThrownBy(() -> read(client)).isInstanceOf(UnexpectedResponseException.class);
            assertThat(odoo.calls()).as("ten successes earned one repeat").hasSize(15 + 10 + 2);
        }
    }

    @Test
    void aWaitThatIsInterruptedEndsTheCallAndKeepsTheReason() throws Exception {
        try (StubOdoo odoo = alwaysBadGateway();
                OdooClient client = odoo.client()
                        .sleeper(wait -> {
                            throw new InterruptedException();
                        })
                        .build()) {
            CallInterruptedException failure = catchThrowableOfType(CallInterruptedException.class, () -> read(client));
            assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
            assertThat(failure.mayHaveExecuted()).isTrue();
            assertThat(failure.getSuppressed()).hasExactlyElementsOfTypes(UnexpectedResponseException.class);
            assertThat(odoo.calls()).hasSize(1);
        }
    }

    @Test
    void aRealWaitIsInterruptible() throws Exception {
        CallListener interrupter = new CallListener() {
            @Override
            public void onRetry(CallDetails call, int attempt, OdooException failure, Duration wait) {
                Thread.currentThread().interrupt();
            }
        };
        try (StubOdoo odoo = limitingOnce(Wire.JSON2, "\r\nRetry-After: 60");
                OdooClient client = odoo.client().listener(interrupter).build()) {
            CallInterruptedException failure =
                    catchThrowableOfType(CallInterruptedException.class, () -> write(client));
            assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
            assertThat(failure.mayHaveExecuted()).isFalse();
        }
    }

    @Test
    void aWaitForATurnIsInterruptibleAndNothingWasSent() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (StubOdoo odoo = new StubOdoo(Wire.JSON2, (request, exchange) -> {
                    arrived.countDown();
                    release.await();
                    exchange.answer(Wire.JSON2.ok(), "1");
                });
                OdooClient client = odoo.client().maxConcurrentCalls(1).build()) {
            FutureTask<@Nullable Object> first = new FutureTask<>(() -> read(client));
            new Thread(first).start();
            arrived.await();
            FutureTask<CallInterruptedException> second =
                    new FutureTask<>(() -> catchThrowableOfType(CallInterruptedException.class, () -> write(client)));
            Thread waiting = new Thread(second);
            waiting.start();
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }

            waiting.interrupt();

            assertThat(second.get().mayHaveExecuted()).isFalse();
            release.countDown();
            assertThat(first.get()).isEqualTo(1L);
            assertThat(read(client)).as("the permit was not lost").isEqualTo(1L);
            assertThat(odoo.calls()).hasSize(2);
        }
    }

    @Test
    void aThreadThatIsAlreadyInterruptedSendsNothing() throws Exception {
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, 1L);
                OdooClient client = odoo.client().build()) {
            Thread.currentThread().interrupt();
            CallInterruptedException failure =
                    catchThrowableOfType(CallInterruptedException.class, () -> write(client));
            assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
            assertThat(failure.mayHaveExecuted()).isFalse();
            assertThat(odoo.calls()).isEmpty();
        }
    }

    @Test
    void aClientThatIsClosedWhileACallWaitsMakesNoOtherTry() throws Exception {
        AtomicReference<@Nullable OdooClient> self = new AtomicReference<>();
        try (StubOdoo odoo = alwaysBadGateway();
                OdooClient client = odoo.client()
                        .sleeper(wait -> {
                            OdooClient closing = self.get();
                            if (closing != null) {
                                closing.close();
                            }
                        })
                        .build()) {
            self.set(client);
            assertThatThrownBy(() -> read(client)).isInstanceOf(UnexpectedResponseException.class);
            assertThat(odoo.calls()).hasSize(1);
            odoo.server().awaitNoConnection();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void closingFailsTheCallsThatAreUnderWay(Wire wire) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    arrived.countDown();
                    exchange.awaitClient();
                });
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            FutureTask<Throwable> call = new FutureTask<>(() -> catchThrowable(() -> read(client)));
            new Thread(call).start();
            arrived.await();

            client.close();

            assertThat(call.get())
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("the client was closed during the call; the call may have been executed");
            assertThat(odoo.calls()).hasSize(1);
            odoo.server().awaitNoConnection();
            assertThatThrownBy(() -> read(client))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aCallThatIsUnderWayIsInterruptible(Wire wire) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    arrived.countDown();
                    exchange.awaitClient();
                });
                OdooClient client = odoo.client()
                        .readTimeout(Duration.ZERO)
                        .callTimeout(Duration.ZERO)
                        .build()) {
            FutureTask<Throwable> call = new FutureTask<>(() -> catchThrowable(() -> read(client)));
            Thread thread = new Thread(call);
            thread.start();
            arrived.await();

            thread.interrupt();

            assertThat(call.get()).isInstanceOf(CallInterruptedException.class);
            assertThat(((CallInterruptedException) call.get()).mayHaveExecuted())
                    .isTrue();
            assertThat(odoo.calls()).hasSize(1);
            odoo.server().awaitNoConnection();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aMalformedAnswerIsNotAskedForAgain(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> exchange.answer(wire.ok(), "nonsense"));
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThatThrownBy(() -> read(client)).isInstanceOf(MalformedResponseException.class);
            assertThat(odoo.calls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anAnswerThatOnlySaysItIsZippedIsTakenForWhatItIs(Wire wire) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    switch (calls.incrementAndGet()) {
                        case 1 -> exchange.answer("429 Slow\r\nRetry-After: 3\r\nContent-Encoding: gzip", "");
                        case 2 -> exchange.answer("429 Slow\r\nContent-Encoding: x-gzip", "not zipped");
                        default -> exchange.answer(wire.ok(), wire.result(request, 1L));
                    }
                });
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThat(client.call("res.partner", "create", List.of(Map.of("name", "x"))))
                    .isEqualTo(1L);
            assertThat(sleeper.waits()).startsWith(Duration.ofSeconds(3)).hasSize(2);
        }
    }

    @Test
    void thePolicyRefusesNonsense() {
        RetryPolicy standard = RetryPolicy.standard();
        assertThatThrownBy(() -> standard.withMaxAttempts(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> standard.withBackoff(Duration.ofMillis(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(RetryPolicy.none().maxAttempts()).isEqualTo(1);
        assertThat(Arrays.stream(CallSafety.values()).filter(CallSafety::isRepeatable))
                .containsExactly(CallSafety.READ, CallSafety.IDEMPOTENT);
    }

    @Test
    void aFailureOfAnotherKindIsNotTakenForAConflict() throws Exception {
        try (StubOdoo odoo = new StubOdoo(
                        Wire.JSON2,
                        (request, exchange) ->
                                Wire.JSON2.fault(request, exchange, "odoo.exceptions.AccessError", "no"));
                OdooClient client = odoo.client().sleeper(sleeper).build()) {
            assertThatThrownBy(() -> write(client))
                    .isInstanceOf(AccessErrorException.class)
                    .isNotInstanceOf(ConcurrencyException.class);
            assertThat(odoo.calls()).hasSize(1);
        }
    }

    @Test
    void aWaitThatWouldOutlastTheCallIsNotBegun() throws Exception {
        RetryPolicy policy = new RetryPolicy(9, Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1), 20);
        try (StubOdoo odoo = new StubOdoo(
                        Wire.JSON2,
                        (request, exchange) -> exchange.answer(
                                "429 Too Many Requests\r\nContent-Type: text/html\r\nRetry-After: 3600", ""));
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .callTimeout(Duration.ofMinutes(10))
                        .retry(policy)
                        .build()) {
            assertThatThrownBy(() -> read(client)).isInstanceOf(RateLimitedException.class);
            assertThat(odoo.calls()).hasSize(1);
            assertThat(sleeper.waits()).isEmpty();
        }
    }

    @Test
    void aTurnThatWouldComeAfterTheCallsTimeIsNotWaitedFor() throws Exception {
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, 1L);
                OdooClient client = odoo.client()
                        .sleeper(sleeper)
                        .callTimeout(Duration.ofMinutes(10))
                        .maxCallsPerSecond(0.001)
                        .build()) {
            read(client);
            assertThatThrownBy(() -> read(client))
                    .isInstanceOfSatisfying(
                            CallTimeoutException.class,
                            e -> assertThat(e.mayHaveExecuted()).isFalse());
            assertThat(odoo.calls()).hasSize(1);
        }
    }
}
