package com.powerseller.odoo.provisioning;

/**
 * The application's side: brings a tenant to the state that a signal says. Called by several threads at once, for one tenant by one at a time and in the order of the signals'
 * numbers.
 *
 * <p>It returns once the application has done, or durably taken, what the signal says. A signal may come more than once: if the handler failed, took very long, or its instance
 * died at the wrong moment. {@link ProvisioningSignal#idempotencyKey()} is then the same, and a state that was applied already can be applied again.
 */
@FunctionalInterface
public interface SignalHandler {
    /**
     * Applies a signal.
     *
     * @throws PermanentFailureException if trying again cannot help: the signal becomes a dead letter at once
     * @throws Exception if it should be tried again later
     */
    void handle(ProvisioningSignal signal) throws Exception;
}
