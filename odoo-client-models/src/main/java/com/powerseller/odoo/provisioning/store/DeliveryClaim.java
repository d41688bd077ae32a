package com.powerseller.odoo.provisioning.store;

import java.time.Instant;

/**
 * A signal that one instance is delivering: its tenant's oldest that is not delivered. Immutable. Its text form leaves the signal out: it may name users.
 *
 * @param tenant the tenant's key
 * @param sequence the signal's number within its tenant
 * @param owner who claimed it
 * @param fence the number of this claim: a later one of this signal has a higher number
 * @param attempt which try this is; the first is 1. A try that was never finished, as its instance died, counts
 * @param signal what to deliver, as JSON
 * @param correlationId what ties it to its hints
 * @param created when it was derived, by the store's clock
 * @param hinted when the first hint came in that led to it, by the clock of the instance that took it; as {@code created} if only time has passed
 */
public record DeliveryClaim(
        String tenant,
        long sequence,
        String owner,
        long fence,
        int attempt,
        String signal,
        String correlationId,
        Instant created,
        Instant hinted) {
    @Override
    public String toString() {
        return "DeliveryClaim[" + tenant + " " + sequence + ", fence " + fence + ", attempt " + attempt + "]";
    }
}
