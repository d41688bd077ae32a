package com.powerseller.odoo.provisioning.internal.engine;

import com.powerseller.odoo.error.OdooException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks once whether Odoo has what the rules name, and again while it does not. One thread at a time. */
public final class RulesGuard implements Stage {
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.provisioning.rules");

    private final Supplier<List<String>> check;
    private final Breaker breaker;
    private final InstantSource clock;
    private volatile List<String> mistakes = List.of();
    private Instant next = Instant.MIN;

    /**
     * Does nothing yet.
     *
     * @param check asks Odoo for what is wrong with the rules, a sentence for each mistake
     */
    public RulesGuard(Supplier<List<String>> check, Breaker breaker, InstantSource clock) {
        this.check = check;
        this.breaker = breaker;
        this.clock = clock;
    }

    /** What was found wrong the last time. */
    public List<String> mistakes() {
        return mistakes;
    }

    private static List<String> unchecked(RuntimeException failure) {
        return List.of("it cannot be checked whether Odoo has what the rules name: " + Failures.text(failure));
    }

    @Override
    public boolean step() {
        Instant now = clock.instant();
        if (now.isBefore(next) || !breaker.allows(now)) {
            return false;
        }
        List<String> found;
        try {
            found = check.get();
            breaker.succeeded(now);
        } catch (OdooException e) {
            if (Failures.isOutage(e)) {
                breaker.failed(now, e);
                return false;
            }
            found = unchecked(e);
        } catch (RuntimeException e) {
            found = unchecked(e);
        }
        next = found.isEmpty() ? Instant.MAX : now.plus(AGAIN);
        if (!found.equals(mistakes)) {
            found.forEach(mistake -> LOG.error("the rules: {}", mistake));
        }
        mistakes = List.copyOf(found);
        return false;
    }
}
