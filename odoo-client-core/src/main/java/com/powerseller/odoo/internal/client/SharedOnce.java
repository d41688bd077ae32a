package com.powerseller.odoo.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is found out once, by the first thread that needs it, while others wait for that. If it fails, all that waited fail with it, and the next one
 * tries again. Thread-safe.
 */
final class SharedOnce<T> {
    private final AtomicReference<@Nullable CompletableFuture<T>> shared = new AtomicReference<>();

    T get(Supplier<T> finder) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> known = shared.compareAndExchange(null, mine);
        if (known != null) {
            return await(known);
        }
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

    private static <T> T await(CompletableFuture<T> known) {
        try {
            return known.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
