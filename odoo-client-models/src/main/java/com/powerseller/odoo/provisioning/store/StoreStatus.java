package com.powerseller.odoo.provisioning.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much work waits, and where it is stuck. Immutable.
 *
 * @param hints hints that are not resolved
 * @param oldestHint when the oldest of them came in, or null
 * @param dirtyTenants tenants that hints say are to be derived
 * @param oldestDirty since when the one of them that waits longest does, or null
 * @param signals signals that are not delivered, dead letters and those behind them included
 * @param oldestSignal when the first hint came in of those that led to a signal that is to be delivered, not a dead one or one behind it; or null
 * @param deadLetters signals that were given up; each blocks its tenant
 * @param tenantsWithProblems tenants whose state cannot be derived
 * @param writeBacks outcomes that Odoo is yet to be told
 * @param undelivered of each tenant with signals that are not delivered the oldest, the longest waiting first; as many as were asked for
 * @param problems tenants with problems, the longest standing first; as many as were asked for
 * @param checkpoints all checkpoints by name
 */
public record StoreStatus(
        long hints,
        @Nullable Instant oldestHint,
        long dirtyTenants,
        @Nullable Instant oldestDirty,
        long signals,
        @Nullable Instant oldestSignal,
        long deadLetters,
        long tenantsWithProblems,
        long writeBacks,
        List<Undelivered> undelivered,
        List<TenantProblem> problems,
        Map<String, String> checkpoints) {
    public StoreStatus {
        undelivered = List.copyOf(undelivered);
        problems = List.copyOf(problems);
        checkpoints = Map.copyOf(checkpoints);
    }

    /**
     * A tenant's oldest signal that is not delivered. Immutable.
     *
     * @param tenant the tenant's key
     * @param sequence the signal's number within its tenant
     * @param created when it was derived, by the store's clock
     * @param hinted when the first hint came in that led to it: how long the tenant waits; as {@code created} if only time has passed
     * @param attempts how often it was tried
     * @param dead whether it was given up
     * @param reason why the last try failed, or null
     */
    public record Undelivered(
            String tenant,
            long sequence,
            Instant created,
            Instant hinted,
            int attempts,
            boolean dead,
            @Nullable String reason) {}
}
