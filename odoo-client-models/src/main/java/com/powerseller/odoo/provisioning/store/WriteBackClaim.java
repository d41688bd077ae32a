package com.powerseller.odoo.provisioning.store;

/**
 * An outcome that one instance is writing back to Odoo: that the app has taken a signal. Immutable. Its text form leaves the signal out: it may name users.
 *
 * @param tenant the tenant's key
 * @param sequence the number of the signal: the last one of its tenant that was delivered
 * @param owner who claimed it
 * @param fence the number of this claim: a later one has a higher number
 * @param attempt which try this is; the first is 1. A try that was never finished, as its instance died, counts
 * @param signal what was delivered, as JSON
 * @param correlationId what ties it to its hints
 */
public record WriteBackClaim(
        String tenant, long sequence, String owner, long fence, int attempt, String signal, String correlationId) {
    @Override
    public String toString() {
        return "WriteBackClaim[" + tenant + " " + sequence + ", fence " + fence + ", attempt " + attempt + "]";
    }
}
