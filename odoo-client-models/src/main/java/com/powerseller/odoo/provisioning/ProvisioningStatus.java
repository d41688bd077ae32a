package com.powerseller.odoo.provisioning;

import com.powerseller.odoo.provisioning.store.StoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
 */
public record ProvisioningStatus(
        Instant at,
        boolean running,
        int delivering,
        StoreStatus backlog,
        Map<String, String> notPolled,
        @Nullable SweepReport sweep,
        Odoo odoo) {
    /** Copies the map. */
    public ProvisioningStatus {
        notPolled = Map.copyOf(notPolled);
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
     * How late the latest tenant is: how long the longest waiting signal that is not dead has waited for its delivery. Empty if none waits. Clocks of the store and of this instance
     * differ a little; never negative.
     */
    public Optional<Duration> lag() {
        return backlog.undelivered().stream()
                .filter(undelivered -> !undelivered.dead())
                .map(undelivered -> Duration.between(undelivered.created(), at))
                .map(lag -> lag.isNegative() ? Duration.ZERO : lag)
                .findFirst();
    }
}
