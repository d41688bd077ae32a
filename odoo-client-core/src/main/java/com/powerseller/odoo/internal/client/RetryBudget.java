package com.powerseller.odoo.internal.client;

import java.util.concurrent.atomic.AtomicInteger;

/** How many repeats may still be spent. A repeat costs ten parts, a call that succeeds earns one. Thread-safe. */
final class RetryBudget {
    private static final int PARTS = 10;

    private final int full;
    private final AtomicInteger parts;

    RetryBudget(int repeats) {
        this.full = Math.multiplyExact(repeats, PARTS);
        this.parts = new AtomicInteger(full);
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
