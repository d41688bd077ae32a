package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.CallInterruptedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is found out once, by the first thread that needs it, while others wait for that. If it fails, all that waited fail with it, and the next one
 * tries again. Thread-safe.
 */
final class SharedOnce<T> {
    private final AtomicReference<@Nullable CompletableFuture<T>> shared = new AtomicReference<>();

    /**
     * The value, found out or waited for.
     *
     * @param waiting what to say a thread was doing that is interrupted while it waits for another one
     */
    T get(Supplier<T> finder, Supplier<CallDetails> waiting) {
        while (true) {
            CompletableFuture<T> known = shared.get();
            if (known == null) {
                CompletableFuture<T> mine = new CompletableFuture<>();
                if (shared.compareAndSet(null, mine)) {
                    return find(finder, mine);
                }
                continue;
            }
            try {
                return known.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CallInterruptedException(
                        waiting.get(), "interrupted while another thread found it out", false, e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof CallInterruptedException) {
                    // That was the other thread, not this one.
                    continue;
                }
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private T find(Supplier<T> finder, CompletableFuture<T> mine) {
        try {
            T found = finder.get();
            mine.complete(found);
            return found;
        } catch (RuntimeException | Error e) {
            shared.set(null);
            mine.completeExceptionally(e);
            throw e;
        }
    }
}
