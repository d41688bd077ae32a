package com.powerseller.odoo.provisioning.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant whose state one instance is deriving. Immutable. Its text form leaves the state out: it may name users.
 *
 * @param tenant the tenant's key
 * @param owner who claimed it
 * @param fence the number of this claim: a later one of this tenant has a higher number
 * @param touches how often the tenant had been marked dirty when it was claimed
 * @param sequence the number of its last signal; 0 if there was none
 * @param state the state that the last signal said, as JSON; null if there was none
 * @param problem what kept its state from being derived the last time, or null
 * @param causes why it is to be derived, oldest first; empty if only time has passed
 */
public record TenantClaim(
        String tenant,
        String owner,
        long fence,
        long touches,
        long sequence,
        @Nullable String state,
        @Nullable TenantProblem problem,
        List<ReceivedHint> causes) {
    public TenantClaim {
        causes = List.copyOf(causes);
    }

    /** When the first of the causes came in; null if there are none. */
    public @Nullable Instant hinted() {
        return causes.stream()
                .map(ReceivedHint::seen)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public String toString() {
        return "TenantClaim[" + tenant + ", fence " + fence + ", sequence " + sequence + ", " + causes.size()
                + " causes]";
    }
}
