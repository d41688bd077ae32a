package com.powerseller.odoo.internal.client;

import java.util.concurrent.atomic.AtomicLong;

/** How many repeats may still be spent. A repeat costs ten parts, a call that succeeds earns one. Thread-safe. */
final class RetryBudget {
    private static final int PARTS = 10;

    private final long full;
    private final AtomicLong parts;

    RetryBudget(int repeats) {
        this.full = (long) repeats * PARTS;
        this.parts = new AtomicLong(full);
    }

    boolean spend() {
        return parts.getAndUpdate(left -> left >= PARTS ? left - PARTS : left) >= PARTS;
    }

    void earn() {
        if (parts.get() < full) {
            parts.updateAndGet(left -> Math.min(full, left + 1));
        }
    }
}
