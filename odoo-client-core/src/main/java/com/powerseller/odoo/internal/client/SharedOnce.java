package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.CallInterruptedException;
import com.powerseller.odoo.error.CallTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is found out once, by the first thread that needs it, while others wait for that. If it fails, all that waited fail with it, and the next one
 * tries again. Thread-safe.
 */
final class SharedOnce<T> {
    private final AtomicReference<@Nullable Search<T>> shared = new AtomicReference<>();

    /** A search under way or done, and whose it is. */
    private record Search<T>(Thread thread, CompletableFuture<T> found) {}

    /**
     * The value, found out or waited for.
     *
     * @param waiting what to say a thread was doing that is interrupted, or out of time, while it waits for another one
     */
    T get(Supplier<T> finder, Deadline deadline, Supplier<CallDetails> waiting) {
        while (true) {
            Search<T> known = shared.get();
            if (known == null) {
                Search<T> mine = new Search<>(Thread.currentThread(), new CompletableFuture<>());
                if (shared.compareAndSet(null, mine)) {
                    return find(finder, mine);
                }
                continue;
            }
            CompletableFuture<T> found = known.found();
            if (found.isDone() && !found.isCompletedExceptionally()) {
                return found.join();
            }
            if (known.thread() == Thread.currentThread() && !found.isDone()) {
                throw new IllegalStateException(
                        "a CallListener used the client that it listens to, while the client logs in or asks for the version");
            }
            try {
                return found.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CallInterruptedException(
                        waiting.get(), "interrupted while another thread found it out", false, e);
            } catch (TimeoutException e) {
                throw Deadline.over(waiting.get(), "while another thread found it out");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof CallInterruptedException || e.getCause() instanceof CallTimeoutException) {
                    // That was the other thread, or its time limit: not this one's.
                    continue;
                }
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private T find(Supplier<T> finder, Search<T> mine) {
        try {
            T found = finder.get();
            mine.found().complete(found);
            return found;
        } catch (Throwable e) {
            // Checked ones too, which code in other languages throws unseen: others wait for this.
            shared.set(null);
            mine.found().completeExceptionally(e);
            throw e;
        }
    }
}
