package com.powerseller.odoo.provisioning;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a sweep over all tenants has come, and how far off it found things: what it found is what no webhook and no poll had told of, as far as one can say. Immutable.
 *
 * @param started when it began
 * @param finished when it was done; null if it is not
 * @param tenants tenants that it has looked at, or found new
 * @param appeared tenants that Odoo has and the store did not know, all of them in the first sweep
 * @param underWay tenants that it left alone, as they wait to be derived anyway
 * @param differing tenants whose last signal says something else than Odoo does
 * @param changes in what these differ, each with the number of tenants
 * @param ended of these, tenants that Odoo has nothing of any more
 * @param rescheduled tenants whose state is as signalled, but that time alone will change earlier than was known; and those that have, or no longer have, a problem
 * @param unread tenants that could not be read together: they will be, one by one
 * @param withoutKey subscriptions that are no tenant's
 */
public record SweepReport(
        Instant started,
        @Nullable Instant finished,
        long tenants,
        long appeared,
        long underWay,
        long differing,
        Map<Change, Long> changes,
        long ended,
        long rescheduled,
        long unread,
        long withoutKey) {
    /** Copies the map. */
    public SweepReport {
        changes = Collections.unmodifiableMap(new TreeMap<>(changes));
    }

    /** A sweep that begins. */
    public static SweepReport begun(Instant started) {
        return new SweepReport(started, null, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0);
    }
}
