package com.powerseller.odoo.resilience;

import java.time.Duration;

/** Waits. The client waits through one, so that tests need not. */
@FunctionalInterface
public interface Sleeper {
    /** Waits so long. */
    void sleep(Duration duration) throws InterruptedException;

    /** Really waits. */
    static Sleeper system() {
        return duration -> Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
    }
}
