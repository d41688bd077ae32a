package com.powerseller.odoo.provisioning.internal.engine;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What an instance has done since it was made. Thread-safe. */
public final class Tally {
    /** Hints whose tenants were found. */
    public final LongAdder hints = new LongAdder();

    /** Tenants whose state was derived. */
    public final LongAdder derived = new LongAdder();

    /** Signals made of it. */
    public final LongAdder signals = new LongAdder();

    /** From the first hint to the signal. */
    public final Times deriving = new Times();

    /** Tries that the handler took. */
    public final LongAdder delivered = new LongAdder();

    /** Tries that failed. */
    public final LongAdder failed = new LongAdder();

    /** Signals that were given up. */
    public final LongAdder dead = new LongAdder();

    /** In the handler, whatever came of it. */
    public final Times handling = new Times();

    /** From the signal to its delivery. */
    public final Times delivering = new Times();

    /** From the first hint to the delivery. */
    public final Times telling = new Times();

    /** Outcomes that were written back. */
    public final LongAdder writtenBack = new LongAdder();

    /** Calls of Odoo that failed as it was down. */
    public final LongAdder outages = new LongAdder();

    /** How often something took how long altogether. Thread-safe. */
    public static final class Times {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        void add(Duration duration) {
            count.increment();
            nanos.add(Math.max(0, duration.toNanos()));
        }

        /** How often. */
        public long count() {
            return count.sum();
        }

        /** How long altogether. */
        public long nanos() {
            return nanos.sum();
        }
    }
}
