package com.powerseller.odoo.provisioning;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules make of Odoo's records of one tenant. Immutable.
 *
 * <p>There is a state; or there is none and there are problems: the tenant stays as it was; or there is neither: nothing is sold, so a tenant that was there has ended.
 *
 * @param tenant the tenant's key
 * @param state what should be switched on; null if nothing is sold, or a problem is in the way
 * @param problems what is in the way, or odd
 * @param reasons what led to the state, in sentences; without names or addresses of people
 * @param sources the records that this was derived from; those in conflict if a problem is in the way; none if Odoo has nothing of the tenant
 * @param nextChange when time alone may make another state of the same records: the end of a trial, of a grace, of a subscription, the start of one; null if it will not
 */
public record Derived(
        String tenant,
        @Nullable TenantState state,
        List<Problem> problems,
        List<String> reasons,
        Sources sources,
        @Nullable Instant nextChange) {
    /** Copies the lists. */
    public Derived {
        problems = List.copyOf(problems);
        reasons = List.copyOf(reasons);
    }

    /** Whether a problem holds the tenant at its last state. */
    public boolean isHeld() {
        return state == null && !problems.isEmpty();
    }

    /** Whether nothing is sold to this tenant. */
    public boolean isNothing() {
        return state == null && problems.isEmpty();
    }
}
