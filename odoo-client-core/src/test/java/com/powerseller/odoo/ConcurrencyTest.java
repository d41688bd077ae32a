package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.CallInterruptedException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testserver.RawServer;
import com.powerseller.odoo.testserver.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One client, many threads: every thread gets the answer to its own question, and all share one login. */
@Timeout(120)
class ConcurrencyTest {
    private static final int THREADS = 64;
    private static final int CALLS = 30_000;
    private static final Pattern QUESTION = Pattern.compile("question-(\\d+)-");

    private final AtomicInteger logins = new AtomicInteger();

    /** Waits until so many threads of the test wait for something. */
    private static void awaitWaiting(List<Thread> threads, int count) {
        while (threads.stream()
                        .filter(thread -> thread.getState() == Thread.State.WAITING
                                || thread.getState() == Thread.State.TIMED_WAITING)
                        .count()
                < count) {
            Thread.onSpinWait();
        }
    }

    private static List<Object> inThreads(int threads, Callable<Object> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<Object>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<Object> results = new ArrayList<>();
            for (Future<Object> future : running) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void everyThreadGetsTheAnswerToItsOwnQuestionAndThereIsOneLogin(Wire wire) throws Exception {
        try (RawServer server = new RawServer((request, exchange) -> {
            if (wire.isLogin(request)) {
                logins.incrementAndGet();
                exchange.answer(wire.ok(), wire.result(request, 7L));
                return;
            }
            Matcher question = QUESTION.matcher(request.body());
            long number = question.find() ? Long.parseLong(question.group(1)) : -1;
            Object answer =
                    request.body().contains("search_read") || request.path().endsWith("search_read")
                            ? List.of(Map.of("id", number, "name", "answer-" + number))
                            : number;
            exchange.answer(wire.ok(), wire.result(request, answer));
        })) {
            AtomicInteger next = new AtomicInteger();
            AtomicInteger wrong = new AtomicInteger();
            try (OdooClient client = wire.client(server.url()).build()) {
                inThreads(THREADS, () -> {
                    OdooClient mine = client.withLang("fr_CH");
                    for (int n = next.getAndIncrement(); n < CALLS; n = next.getAndIncrement()) {
                        Domain<Record> domain = Domain.of("name", "=", "question-" + n + "-");
                        var query = mine.model("res.partner").search(domain);
                        boolean right = n % 2 == 0
                                ? query.count() == n
                                : query.select("name")
                                        .list()
                                        .get(0)
                                        .toMap()
                                        .equals(Map.of("id", (long) n, "name", "answer-" + n));
                        if (!right) {
                            wrong.incrementAndGet();
                        }
                    }
                    return true;
                });
            }
            assertThat(wrong).hasValue(0);
            assertThat(logins).hasValue(wire == Wire.JSON2 ? 0 : 1);
            assertThat(server.requests()).hasSize(CALLS + logins.get());
            server.awaitNoConnection();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.class,
            names = {"JSON_RPC", "XML_RPC"})
    void allThreadsWaitForOneSlowLogin(Wire wire) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, exchange) -> {
                    if (wire.isLogin(request)) {
                        logins.incrementAndGet();
                        release.await();
                    }
                    exchange.answer(wire.ok(), wire.result(request, 7L));
                });
                OdooClient client = wire.client(server.url()).build()) {
            List<FutureTask<Long>> tasks = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                FutureTask<Long> task = new FutureTask<>(client::uid);
                tasks.add(task);
                threads.add(new Thread(task));
            }
            threads.forEach(Thread::start);
            awaitWaiting(threads, THREADS - 1);
            release.countDown();
            for (FutureTask<Long> task : tasks) {
                assertThat(task.get()).isEqualTo(7L);
            }
            assertThat(logins).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.class,
            names = {"JSON_RPC", "XML_RPC"})
    void aLoginThatFailsFailsAllThatWaitedForItAndTheNextCallTriesAgain(Wire wire) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, exchange) -> {
                    boolean accepted = !wire.isLogin(request) || logins.incrementAndGet() > 1;
                    release.await();
                    exchange.answer(wire.ok(), wire.result(request, accepted ? (Object) 7L : false));
                });
                OdooClient client = wire.client(server.url()).build()) {
            List<FutureTask<Throwable>> tasks = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                FutureTask<Throwable> task = new FutureTask<>(
                        () -> catchThrowable(() -> client.call("res.partner", "search_count", List.of(List.of()))));
                tasks.add(task);
                threads.add(new Thread(task));
            }
            threads.forEach(Thread::start);
            awaitWaiting(threads, THREADS - 1);
            release.countDown();
            for (FutureTask<Throwable> task : tasks) {
                assertThat(task.get()).isInstanceOf(AccessDeniedException.class);
            }
            assertThat(logins).hasValue(1);

            assertThat(client.call("res.partner", "search_count", List.of(List.of())))
                    .isEqualTo(7L);
            assertThat(logins).hasValue(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.class,
            names = {"JSON_RPC", "XML_RPC"})
    void theInterruptionOfTheThreadThatLogsInIsNotThatOfTheOthers(Wire wire) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, exchange) -> {
                    if (logins.incrementAndGet() == 1) {
                        exchange.answer("502 Bad Gateway\r\nContent-Type: text/html", "");
                    } else {
                        exchange.answer(wire.ok(), wire.result(request, 7L));
                    }
                });
                OdooClient client = wire.client(server.url())
                        .retry(RetryPolicy.standard())
                        .sleeper(wait -> {
                            arrived.countDown();
                            release.await();
                        })
                        .build()) {
            FutureTask<Throwable> first = new FutureTask<>(() -> {
                Throwable failure = catchThrowable(client::uid);
                interrupted.countDown();
                return failure;
            });
            Thread firstThread = new Thread(first);
            firstThread.start();
            arrived.await();
            FutureTask<Long> second = new FutureTask<>(client::uid);
            Thread secondThread = new Thread(second);
            secondThread.start();
            awaitWaiting(List.of(secondThread), 1);

            firstThread.interrupt();

            interrupted.await();
            assertThat(first.get()).isInstanceOf(CallInterruptedException.class);
            assertThat(second.get()).isEqualTo(7L);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.class,
            names = {"JSON_RPC", "XML_RPC"})
    void aThreadThatWaitsForAnothersLoginIsInterruptible(Wire wire) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (RawServer server = new RawServer((request, exchange) -> {
                    release.await();
                    exchange.answer(wire.ok(), wire.result(request, 7L));
                });
                OdooClient client = wire.client(server.url()).build()) {
            FutureTask<Long> first = new FutureTask<>(client::uid);
            new Thread(first).start();
            while (server.requests().isEmpty()) {
                Thread.onSpinWait();
            }
            FutureTask<Throwable> second = new FutureTask<>(() -> catchThrowable(client::uid));
            Thread secondThread = new Thread(second);
            secondThread.start();
            awaitWaiting(List.of(secondThread), 1);

            secondThread.interrupt();

            assertThat(second.get()).isInstanceOf(CallInterruptedException.class);
            release.countDown();
            assertThat(first.get()).isEqualTo(7L);
        }
    }
}
