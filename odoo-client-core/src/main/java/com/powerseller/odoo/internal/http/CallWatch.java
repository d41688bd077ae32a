package com.powerseller.odoo.internal.http;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cancels tries that are not over in time. OkHttp's own limit of a call wakes a thread for every call, a tenth of what a short one costs. Here a look at all tries
 * is planned for when the first of them would be late; those that come meanwhile end later, as a rule, and need no look of their own. Thread-safe.
 */
final class CallWatch {
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

    private synchronized void planLook(long when) {
        if (nextLook == null || when - nextLook < 0) {
            nextLook = when;
            // The JDK's own timer thread; to cancel a call takes no time.
            CompletableFuture.delayedExecutor(
                            Math.max(0, when - System.nanoTime()), TimeUnit.NANOSECONDS, Runnable::run)
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
        for (Try watched : tries) {
            if (watched.end() - System.nanoTime() <= 0) {
                watched.cancelLate();
            } else if (next == null || watched.end() - next < 0) {
                next = watched.end();
            }
        }
        if (next != null) {
            planLook(next);
        }
    }
}
