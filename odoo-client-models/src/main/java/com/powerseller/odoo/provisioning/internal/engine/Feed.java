package com.powerseller.odoo.provisioning.internal.engine;

import com.powerseller.odoo.error.OdooException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives what asks Odoo from time to time, and leaves hints: a poller, a reconciler. One thread at a time. */
public final class Feed implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.provisioning.feed");

    private final Source source;
    private final Breaker breaker;
    private final Runnable found;
    private final InstantSource clock;
    private final Tally tally;
    private volatile Instant next = Instant.MIN;
    private volatile @Nullable String trouble;

    /**
     * What came of a step.
     *
     * @param next when to do the next one
     * @param hasAsked whether Odoo was asked, and so has answered
     */
    public record Step(Instant next, boolean hasAsked) {}

    /** What asks. Throws {@link OdooException} if Odoo does not answer. */
    public interface Source {
        /** Asks, if it is due. */
        Step step();

        /** When to ask again after Odoo has not answered. */
        Instant nextAfterFailure();
    }

    /**
     * Does nothing yet.
     *
     * @param found called when it has asked: there may be hints
     */
    public Feed(Source source, Breaker breaker, Runnable found, InstantSource clock, Tally tally) {
        this.source = source;
        this.breaker = breaker;
        this.found = found;
        this.clock = clock;
        this.tally = tally;
    }

    /** Why Odoo refuses what it was asked last; null if it does not. */
    public @Nullable String trouble() {
        return trouble;
    }

    @Override
    public boolean step() {
        Instant now = clock.instant();
        if (now.isBefore(next) || !breaker.allows(now)) {
            return false;
        }
        try {
            Step step = source.step();
            next = step.next;
            if (step.hasAsked) {
                trouble = null;
                breaker.succeeded(clock.instant());
            }
        } catch (OdooException e) {
            next = source.nextAfterFailure();
            if (Failures.isOutage(e)) {
                tally.outages.increment();
                breaker.failed(clock.instant(), e);
            } else {
                trouble = Failures.text(e);
            }
            LOG.atWarn().addKeyValue("next", next).log("Odoo cannot be asked for changes: {}", Failures.text(e));
            return false;
        } catch (RuntimeException e) {
            trouble = Failures.text(e);
            throw e;
        } finally {
            found.run();
        }
        return !next.isAfter(clock.instant());
    }
}
