package com.powerseller.odoo.resilience;

import java.time.Duration;
import java.util.Objects;

/**
 * How often and how patiently a failed call is tried again. Immutable.
 *
 * <p>A call is only ever repeated if that is safe: it did not reach Odoo; or Odoo rolled it back (a serialization failure, HTTP 429); or its outcome is unknown
 * and it is {@linkplain CallSafety#isRepeatable() repeatable}. Between tries the client waits a random time up to the backoff, which doubles each time, or as
 * long as the server asks.
 *
 * @param maxAttempts tries in all; 1 never repeats
 * @param initialBackoff the most to wait before the second try
 * @param maxBackoff the most to wait before any try
 * @param maxRetryAfter the longest wait that a server may ask for; if it asks for more, the call fails at once
 * @param budget how many repeats a client may spend in a row; each call that succeeds earns a tenth back, so that an ailing server is not hit with more calls
 *     than it got before
 */
public record RetryPolicy(
        int maxAttempts, Duration initialBackoff, Duration maxBackoff, Duration maxRetryAfter, int budget) {
    private static final RetryPolicy STANDARD =
            new RetryPolicy(4, Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(60), 20);

    public RetryPolicy {
        Objects.requireNonNull(initialBackoff);
        Objects.requireNonNull(maxBackoff);
        Objects.requireNonNull(maxRetryAfter);
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts is " + maxAttempts + "; it must be 1 or more");
        }
        if (initialBackoff.isNegative() || maxBackoff.isNegative() || maxRetryAfter.isNegative()) {
            throw new IllegalArgumentException("a time to wait cannot be negative");
        }
        if (budget < 0) {
            throw new IllegalArgumentException("budget is " + budget + "; it must be 0 or more");
        }
    }

    /** Four tries, up to 0.25 s, 0.5 s and 1 s apart, and a budget of 20. */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /** One try. */
    public static RetryPolicy none() {
        return STANDARD.withMaxAttempts(1);
    }

    /** The same with another number of tries. */
    public RetryPolicy withMaxAttempts(int attempts) {
        return new RetryPolicy(attempts, initialBackoff, maxBackoff, maxRetryAfter, budget);
    }

    /** The same with other waits. */
    public RetryPolicy withBackoff(Duration initial, Duration max) {
        return new RetryPolicy(maxAttempts, initial, max, maxRetryAfter, budget);
    }
}
