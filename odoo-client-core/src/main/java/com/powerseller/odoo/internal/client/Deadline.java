package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.CallTimeoutException;
import java.time.Duration;

/** When a call must be over: its login, its waits and all its tries. Immutable, thread-safe. */
final class Deadline {
    /** Longer than this is no limit; the JVM's clock counts some 292 years in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Deadline NONE = new Deadline(false, 0);

    private final boolean limited;
    private final long end;

    private Deadline(boolean limited, long end) {
        this.limited = limited;
        this.end = end;
    }

    /** From now on; zero means no limit. */
    static Deadline in(Duration timeout) {
        return timeout.isZero() || timeout.compareTo(LONGEST) > 0
                ? NONE
                : new Deadline(true, System.nanoTime() + timeout.toNanos());
    }

    /** The nanoseconds that are left, at least 0; {@code Long.MAX_VALUE} without a limit. */
    long nanosLeft() {
        return limited ? Math.max(0, end - System.nanoTime()) : Long.MAX_VALUE;
    }

    /** Whether there is time for such a wait. */
    boolean allows(Duration wait) {
        return !limited || wait.compareTo(Duration.ofNanos(nanosLeft())) < 0;
    }

    /**
     * The time left for a try; zero means no limit.
     *
     * @throws CallTimeoutException if none is left
     */
    Duration left(CallDetails call) {
        if (!limited) {
            return Duration.ZERO;
        }
        long nanos = nanosLeft();
        if (nanos == 0) {
            throw over(call, "before the call was sent");
        }
        return Duration.ofNanos(nanos);
    }

    /** The exception for a call that has not been sent when its time is over. */
    static CallTimeoutException over(CallDetails call, String when) {
        return new CallTimeoutException(call, "the time limit of the call has passed " + when, false, null);
    }
}
