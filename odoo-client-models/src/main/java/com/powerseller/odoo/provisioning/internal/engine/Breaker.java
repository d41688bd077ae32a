package com.powerseller.odoo.provisioning.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps from calling an Odoo that is down: after a failure nobody calls until a pause is over, which grows from failure to failure. Thread-safe. */
public final class Breaker {
    private final Backoff backoff;
    private final RandomGenerator random;

    private int failures;
    private Instant nextAttempt = Instant.MIN;

    private @Nullable Instant since;
    private @Nullable String reason;
    private @Nullable Instant lastSuccess;

    /** Closed. */
    public Breaker(Backoff backoff, RandomGenerator random) {
        this.backoff = backoff;
        this.random = random;
    }

    /**
     * How it is with Odoo. Immutable.
     *
     * @param downSince when the first call failed, of those since which none succeeded; null if the last one succeeded, or there was none
     * @param reason why the last one failed; null if it did not
     * @param nextAttempt when Odoo is called again; null if it is not down
     * @param lastSuccess when a call last succeeded; null if none did yet
     */
    public record State(
            @Nullable Instant downSince,
            @Nullable String reason,
            @Nullable Instant nextAttempt,
            @Nullable Instant lastSuccess) {}

    /** Whether Odoo may be called. */
    public synchronized boolean allows(Instant now) {
        return !now.isBefore(nextAttempt);
    }

    /** Odoo answered. */
    public synchronized void succeeded(Instant now) {
        failures = 0;
        nextAttempt = Instant.MIN;
        since = null;
        reason = null;
        lastSuccess = now;
    }

    /**
     * Odoo cannot be worked with. Of calls that fail at once only one counts.
     *
     * @return when it may be called again
     */
    public synchronized Instant failed(Instant now, RuntimeException failure) {
        if (allows(now)) {
            failures++;
            Duration pause = backoff.after(failures, random);
            Duration asked = Failures.retryAfter(failure);
            nextAttempt = now.plus(asked == null || asked.compareTo(pause) < 0 ? pause : asked);
            since = since == null ? now : since;
        }
        reason = Failures.text(failure);
        return nextAttempt;
    }

    /** How it is. */
    public synchronized State state() {
        return new State(since, reason, since == null ? null : nextAttempt, lastSuccess);
    }
}
