package com.powerseller.odoo.provisioning.internal.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after so many failures in a row: twice as long each time up to a longest pause, less up to half of it by chance, so that not all come again at once. Immutable.
 */
public record Backoff(Duration first, Duration longest) {
    /**
     * Checks the pauses.
     *
     * @throws IllegalArgumentException if the first one is not positive, or longer than the longest
     */
    public Backoff {
        if (first.isZero() || first.isNegative() || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException("the first pause is " + first + " and the longest " + longest
                    + ": the first must be positive, and not longer than the longest");
        }
    }

    /**
     * The pause.
     *
     * @param failures 1 after the first
     */
    Duration after(int failures, RandomGenerator random) {
        long most = first.toMillis() == 0 ? 1 : first.toMillis();
        for (int i = 1; i < failures && most < longest.toMillis(); i++) {
            most *= 2;
        }
        most = Math.min(most, Math.max(1, longest.toMillis()));
        return Duration.ofMillis(most - (long) (random.nextDouble() * most / 2));
    }
}
