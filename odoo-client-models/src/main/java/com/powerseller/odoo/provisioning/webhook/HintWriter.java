package com.powerseller.odoo.provisioning.webhook;

import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignedHint;
import com.powerseller.odoo.provisioning.webhook.Authentication.Proof;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes hints into a store for many threads at once: those that come while a transaction is under way go into the next one together. Thread-safe.
 *
 * <p>A store that does not answer blocks the writing thread only: who waits for it gives up in time, and once one has, others do not begin to wait.
 */
final class HintWriter implements AutoCloseable {
    /** How many hints wait at most. */
    static final int MOST_WAITING = 10_000;

    /** How many hints go into one transaction at most. */
    private static final int BATCH = 500;

    private static final Duration BETWEEN_CLEANUPS = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private final SignalStore store;
    private final Runnable onStored;
    private final InstantSource clock;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean closed;
    private boolean isStuck;
    private boolean isFailing;
    private Instant cleanup = Instant.MIN;

    /** What became of a hint. */
    enum Result {
        STORED,
        REPLAYED,
        FAILED
    }

    private record Waiting(ReceivedHint hint, Proof proof, CompletableFuture<Result> result) {}

    /** @param onStored called after each transaction */
    HintWriter(SignalStore store, Runnable onStored, InstantSource clock) {
        this.store = store;
        this.onStored = onStored;
        this.clock = clock;
    }

    /** Returns when the hint is in the store, or will not be, or is not within the time. */
    Result write(ReceivedHint hint, Proof proof, Duration within) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        boolean waits;
        synchronized (queue) {
            if (closed || queue.size() >= MOST_WAITING) {
                return Result.FAILED;
            }
            queue.add(new Waiting(hint, proof, result));
            start();
            queue.notifyAll();
            waits = !isStuck;
        }
        return waits ? await(result, within) : Result.FAILED;
    }

    private Result await(CompletableFuture<Result> result, Duration within) {
        try {
            return result.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            synchronized (queue) {
                isStuck = !result.isDone();
            }
            LOG.warn("a hint of a webhook is not stored after {} ms: the store does not answer", within.toMillis());
            return Result.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.FAILED;
        } catch (ExecutionException e) {
            throw new IllegalStateException("results are never exceptions", e);
        }
    }

    private void start() {
        if (thread == null) {
            thread = new Thread(this::run, "odoo-webhooks");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
            write(batch);
        }
    }

    /** Those that wait; none if there will be none. */
    private List<Waiting> next() {
        List<Waiting> batch = new ArrayList<>();
        synchronized (queue) {
            isStuck = false;
            while (queue.isEmpty() && !closed) {
                try {
                    queue.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("nobody interrupts this thread", e);
                }
            }
            while (!queue.isEmpty() && batch.size() < BATCH) {
                batch.add(queue.remove());
            }
        }
        return batch;
    }

    private void write(List<Waiting> batch) {
        List<Waiting> plain = new ArrayList<>();
        Map<String, Waiting> signed = new LinkedHashMap<>();
        List<Waiting> repeated = new ArrayList<>();
        for (Waiting waiting : batch) {
            String nonce = waiting.proof.nonce();
            if (nonce == null) {
                plain.add(waiting);
            } else if (signed.putIfAbsent(nonce, waiting) != null) {
                repeated.add(waiting);
            }
        }
        try {
            if (!signed.isEmpty()) {
                writeSigned(signed);
                repeated.forEach(waiting -> waiting.result.complete(Result.REPLAYED));
            }
            if (!plain.isEmpty()) {
                writePlain(plain);
            }
            if (isFailing) {
                isFailing = false;
                LOG.info("hints of webhooks are stored again");
            }
        } catch (RuntimeException | Error e) {
            if (!isFailing) {
                isFailing = true;
                LOG.warn("hints of webhooks are not stored, nor are others until this is over", e);
            }
        } finally {
            batch.forEach(waiting -> waiting.result.complete(Result.FAILED));
        }
    }

    private void writePlain(List<Waiting> plain) {
        store.add(plain.stream().map(Waiting::hint).toList());
        plain.forEach(waiting -> waiting.result.complete(Result.STORED));
        onStored.run();
    }

    private void writeSigned(Map<String, Waiting> signed) {
        Instant now = clock.instant();
        if (cleanup.isBefore(now)) {
            cleanup = now.plus(BETWEEN_CLEANUPS);
            store.forgetBefore(now);
        }
        Set<String> before = store.addOnce(signed.entrySet().stream()
                .map(one -> new SignedHint(
                        one.getValue().hint, one.getKey(), one.getValue().proof.until()))
                .toList());
        signed.forEach(
                (nonce, waiting) -> waiting.result.complete(before.contains(nonce) ? Result.REPLAYED : Result.STORED));
        if (before.size() < signed.size()) {
            onStored.run();
        }
    }

    /** Takes no more hints, and waits for those that wait; not for ever, if the store does not answer. */
    @Override
    public void close() {
        Thread running;
        synchronized (queue) {
            closed = true;
            queue.notifyAll();
            running = thread;
        }
        if (running != null) {
            try {
                running.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
