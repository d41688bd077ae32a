package com.powerseller.odoo.provisioning.internal.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How the stages work. Immutable.
 *
 * @param owner the name of this instance, for people
 * @param lease for how long work is claimed
 * @param lookAgain how long after a webhook what it found is not yet taken for the truth, if Odoo calls before it commits
 * @param retry the pauses between tries of a delivery
 * @param attempts how many tries a delivery has
 * @param clock tells the time
 * @param random makes pauses differ
 * @param ids gives correlation ids
 */
public record Settings(
        String owner,
        Duration lease,
        Duration lookAgain,
        Backoff retry,
        int attempts,
        InstantSource clock,
        RandomGenerator random,
        Supplier<String> ids) {}
