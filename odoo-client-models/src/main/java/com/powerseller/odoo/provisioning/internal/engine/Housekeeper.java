package com.powerseller.odoo.provisioning.internal.engine;

import com.powerseller.odoo.provisioning.store.SignalStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what need not be remembered any longer, once an hour. One thread at a time. */
public final class Housekeeper implements Stage {
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.provisioning.housekeeping");

    private final SignalStore store;
    private final Duration auditKept;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    /** Does nothing yet. */
    public Housekeeper(SignalStore store, Duration auditKept, InstantSource clock) {
        this.store = store;
        this.auditKept = auditKept;
        this.clock = clock;
    }

    @Override
    public boolean step() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(PAUSE);
        long decisions = store.purgeBefore(now.minus(auditKept));
        long messages = store.forgetBefore(now);
        LOG.debug("{} entries of the audit trail and {} messages are forgotten", decisions, messages);
        return false;
    }
}
