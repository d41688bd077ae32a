package com.powerseller.odoo.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told the time. Thread-safe. */
public final class FakeClock implements InstantSource {
    private final AtomicReference<Instant> now;

    private FakeClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /** A clock that stands at this time. */
    public static FakeClock at(Instant now) {
        return new FakeClock(now);
    }

    /** A clock that stands at this time, such as {@code 2026-03-01T12:00:00Z}. */
    public static FakeClock at(String now) {
        return at(Instant.parse(now));
    }

    /** Sets the time. */
    public void set(Instant time) {
        now.set(time);
    }

    /** Lets this time pass. */
    public void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public String toString() {
        return "FakeClock[" + now + "]";
    }
}
