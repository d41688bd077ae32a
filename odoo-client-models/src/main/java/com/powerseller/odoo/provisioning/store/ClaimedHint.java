package com.powerseller.odoo.provisioning.store;

/**
 * A hint that one instance is resolving. Immutable.
 *
 * @param hint the hint
 * @param generation which hint about this record it was: a later one has a higher number, in this store for ever
 * @param fence the number of this claim: a later one has a higher number
 */
public record ClaimedHint(ReceivedHint hint, long generation, long fence) {}
