package com.powerseller.odoo.provisioning.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of a tenant. Immutable. Its text form leaves the state out: it may name users.
 *
 * @param tenant the tenant's key
 * @param sequence the number of its last signal; 0 if there was none
 * @param state the state that the last signal said, as JSON; null if there was none
 * @param dirty whether it waits to be derived because of a hint
 * @param recheckAt when it is due even without a hint; null if never
 * @param problem what keeps its state from being derived, or null
 */
public record StoredTenant(
        String tenant,
        long sequence,
        @Nullable String state,
        boolean dirty,
        @Nullable Instant recheckAt,
        @Nullable TenantProblem problem) {
    @Override
    public String toString() {
        return "StoredTenant[" + tenant + ", sequence " + sequence + ", " + (dirty ? "dirty" : "clean") + ", recheckAt "
                + recheckAt + ", " + problem + "]";
    }
}
