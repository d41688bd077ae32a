package com.powerseller.odoo.provisioning;

import com.powerseller.odoo.provisioning.store.StoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How provisioning is doing: what waits, and whether Odoo can be reached. Immutable.
 *
 * @param at when this was asked
 * @param running whether this instance has been started, and not closed
 * @param delivering how many signals this instance's handler is at work on
 * @param backlog what waits in the store, for all instances
 * @param notPolled models that this instance cannot poll, each with why: they are not there, or the user may not read them
 * @param sweep the sweep that is under way, or was last; null if there was none
 * @param odoo how it is with Odoo, as this instance sees it
 * @param troubles what somebody must mend before all works, a sentence for each: names in the rules that this Odoo does not have, sweeps or polls that Odoo refuses
 */
public record ProvisioningStatus(
        Instant at,
        boolean running,
        int delivering,
        StoreStatus backlog,
        Map<String, String> notPolled,
        @Nullable SweepReport sweep,
        Odoo odoo,
        List<String> troubles) {
    /** Copies. */
    public ProvisioningStatus {
        notPolled = Map.copyOf(notPolled);
        troubles = List.copyOf(troubles);
    }

    /**
     * How it is with Odoo. Immutable.
     *
     * @param downSince when the first call failed, of those since which none succeeded; null if Odoo can be reached, or was not called yet
     * @param reason why the last call failed; null if Odoo can be reached
     * @param nextAttempt when Odoo is called again; null if it can be reached
     * @param lastAnswer when it last answered; null if it has not yet
     */
    public record Odoo(
            @Nullable Instant downSince,
            @Nullable String reason,
            @Nullable Instant nextAttempt,
            @Nullable Instant lastAnswer) {
        /** Whether nothing is known against it. */
        public boolean isReachable() {
            return downSince == null;
        }
    }

    /**
     * How late it is: how long ago the first hint came in of what waits longest, be it a hint, a tenant to be derived or a signal to be delivered; dead letters, and what is behind
     * them, are left out. Empty if nothing waits. {@link StoreStatus#undelivered} says it of single tenants. Clocks of the store and of the instances differ a little; never negative.
     */
    public Optional<Duration> lag() {
        return Stream.of(backlog.oldestHint(), backlog.oldestDirty(), backlog.oldestSignal())
                .flatMap(Stream::ofNullable)
                .min(Comparator.naturalOrder())
                .map(oldest -> Duration.between(oldest, at))
                .map(lag -> lag.isNegative() ? Duration.ZERO : lag);
    }
}
