package com.powerseller.odoo.provisioning.store;

import java.time.Instant;

/**
 * A signal that was given up, and that keeps its tenant's later ones waiting until it is replayed or skipped. Immutable. Its text form leaves the signal out: it may name
 * users.
 *
 * @param tenant the tenant's key
 * @param sequence the signal's number within its tenant
 * @param signal what was to be delivered, as JSON
 * @param correlationId what ties it to its hints
 * @param attempts how often it was tried
 * @param reason why it was given up
 * @param created when it was derived, by the store's clock
 * @param died when it was given up, by the store's clock
 */
public record DeadLetter(
        String tenant,
        long sequence,
        String signal,
        String correlationId,
        int attempts,
        String reason,
        Instant created,
        Instant died) {
    @Override
    public String toString() {
        return "DeadLetter[" + tenant + " " + sequence + ", " + attempts + " attempts, " + reason + "]";
    }
}
