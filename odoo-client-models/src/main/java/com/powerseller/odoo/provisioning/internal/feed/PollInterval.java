package com.powerseller.odoo.provisioning.internal.feed;

import java.time.Duration;

/**
 * How long to wait between two polls: a quarter of the longest time after something has changed, as more often follows, then twice as long each time until nothing has changed for a while;
 * after failures longer than that, up to eight times. Immutable.
 */
public record PollInterval(Duration longest) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int LONGEST_OF_FAILURES = 8;

    /** What came of a poll. */
    public enum Found {
        /** Records that have changed. */
        CHANGES,

        /** Nothing new. */
        NOTHING,

        /** No answer. */
        FAILURE
    }

    /**
     * Checks the time.
     *
     * @throws IllegalArgumentException if it is less than a second
     */
    public PollInterval {
        if (longest.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("polls every " + longest + ": it takes a second at least");
        }
    }

    /** After changes. */
    public Duration shortest() {
        Duration quarter = longest.dividedBy(4);
        return quarter.compareTo(SHORTEST) < 0 ? SHORTEST : quarter;
    }

    /** The time to wait after a poll that came so long after the one before. */
    public Duration after(Duration last, Found found) {
        return switch (found) {
            case CHANGES -> shortest();
            case NOTHING -> least(last.multipliedBy(2), longest);
            case FAILURE -> least(last.multipliedBy(2), longest.multipliedBy(LONGEST_OF_FAILURES));
        };
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
