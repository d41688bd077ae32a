package com.powerseller.odoo.internal.http;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cancels tries whose time is over, and those of threads that were interrupted, which a thread that reads from a socket does not notice. OkHttp's own limit of a
 * call wakes a thread for every call, a tenth of what a short one costs; here one look at all tries is planned while there are any. Thread-safe.
 */
final class CallWatch {
    /** The longest time between looks: how late an interrupt or a connection that does not come may be noticed. */
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);

    private final Set<Try> tries = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Long nextLook;

    /** Watches a try until it is removed. */
    void add(Try watched) {
        tries.add(watched);
        Long next = nextLook;
        if (next == null || watched.end() - next < 0) {
            planLook(watched.end());
        }
    }

    /** Forgets a try that is over. */
    void remove(Try watched) {
        tries.remove(watched);
    }

    /** Plans a look for then, or earlier. */
    private synchronized void planLook(long latest) {
        long now = System.nanoTime();
        long wait = Math.max(0, Math.min(latest - now, INTERVAL));
        long when = now + wait;
        if (nextLook == null || when - nextLook < 0) {
            nextLook = when;
            // The JDK's own timer thread; to cancel a call takes no time.
            CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(() -> look(when));
        }
    }

    private void look(long planned) {
        synchronized (this) {
            if (nextLook != null && nextLook == planned) {
                nextLook = null;
            }
        }
        // A try that was added when this look was still the next one is among the tries by now.
        Long next = null;
        try {
            for (Try watched : tries) {
                if (!watched.cancelIfOver(System.nanoTime()) && (next == null || watched.end() - next < 0)) {
                    next = watched.end();
                }
            }
        } finally {
            if (!tries.isEmpty()) {
                planLook(next == null ? System.nanoTime() + INTERVAL : next);
            }
        }
    }
}
