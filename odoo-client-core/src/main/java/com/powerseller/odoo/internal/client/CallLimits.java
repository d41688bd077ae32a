package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.resilience.Sleeper;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** How many tries go out: at most so many at a time, and at most so many in a second. Thread-safe. */
final class CallLimits {
    private final long nanosBetweenCalls;
    private final Semaphore permits;
    private final Sleeper sleeper;
    private long nextStart = System.nanoTime();

    CallLimits(double callsPerSecond, int concurrentCalls, Sleeper sleeper) {
        this.nanosBetweenCalls = Double.isInfinite(callsPerSecond) ? 0 : (long) (1e9 / callsPerSecond);
        this.permits = new Semaphore(concurrentCalls, true);
        this.sleeper = sleeper;
    }

    /** Waits for a permit and a start; each must be followed by {@link #release()}. */
    void acquire() throws InterruptedException {
        permits.acquire();
        try {
            long wait = nanosToStart();
            if (wait > 0) {
                sleeper.sleep(Duration.ofNanos(wait));
            }
        } catch (InterruptedException | RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    private synchronized long nanosToStart() {
        if (nanosBetweenCalls == 0) {
            return 0;
        }
        long now = System.nanoTime();
        long start = nextStart - now > 0 ? nextStart : now;
        nextStart = start + nanosBetweenCalls;
        return start - now;
    }

    void release() {
        permits.release();
    }
}
