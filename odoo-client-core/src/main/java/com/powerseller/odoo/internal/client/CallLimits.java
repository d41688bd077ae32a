package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.CallTimeoutException;
import com.powerseller.odoo.resilience.Sleeper;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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

    /**
     * Waits for a permit and a start; each must be followed by {@link #release()}.
     *
     * @throws CallTimeoutException if the call's time would be over before its turn
     */
    void acquire(CallDetails call, Deadline deadline) throws InterruptedException {
        if (!permits.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
            throw Deadline.over(call, "while it waited for its turn");
        }
        if (nanosBetweenCalls == 0) {
            return;
        }
        try {
            Duration wait = waitForStart(call, deadline);
            if (!wait.isZero()) {
                sleeper.sleep(wait);
            }
        } catch (InterruptedException | RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    private synchronized Duration waitForStart(CallDetails call, Deadline deadline) {
        long now = System.nanoTime();
        long start = nextStart - now > 0 ? nextStart : now;
        Duration wait = Duration.ofNanos(start - now);
        if (!deadline.allows(wait)) {
            throw Deadline.over(call, "while it waited for its turn");
        }
        nextStart = start + nanosBetweenCalls;
        return wait;
    }

    void release() {
        permits.release();
    }
}
