package com.powerseller.odoo.models.subscription;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription is in its life: an open enum. A state that only the server knows (modules add some) is kept as the text that Odoo stores. Immutable.
 *
 * <p>Served are customers whose subscription {@link #isRunning()}.
 */
public final class SubscriptionState {
    /** Not confirmed yet, or not started. */
    public static final SubscriptionState QUOTATION = new SubscriptionState("quotation");

    /** Not confirmed yet, and to take the place of a running subscription, which it has as {@link Subscription#previous()}. From 16.0 on. */
    public static final SubscriptionState RENEWAL_QUOTATION = new SubscriptionState("renewal quotation");

    /** Running. */
    public static final SubscriptionState IN_PROGRESS = new SubscriptionState("in progress");

    /** Running, and marked as to be renewed soon. Up to 16.0, and in OCA's module. */
    public static final SubscriptionState TO_RENEW = new SubscriptionState("to renew");

    /** Paused: not invoiced until it is resumed. From 16.0 on. */
    public static final SubscriptionState PAUSED = new SubscriptionState("paused");

    /** Over, another subscription having taken its place. From 16.0 on: before, and in OCA's module, a subscription stays the same record. */
    public static final SubscriptionState RENEWED = new SubscriptionState("renewed");

    /** Over. */
    public static final SubscriptionState CHURNED = new SubscriptionState("churned");

    /** An order of more for the running subscription that it has as {@link Subscription#previous()}, confirmed or not. From 16.0 on. */
    public static final SubscriptionState UPSELL = new SubscriptionState("upsell");

    private final String text;

    private SubscriptionState(String text) {
        this.text = Objects.requireNonNull(text);
    }

    /** A state that has no constant here, by the text that Odoo stores, such as {@code 8_suspend}. One that has a constant is never known by Odoo's text. */
    public static SubscriptionState of(String wire) {
        return new SubscriptionState(wire);
    }

    /** Whether it is in progress, marked as to be renewed or not. A state that has no constant here is not. */
    public boolean isRunning() {
        return equals(IN_PROGRESS) || equals(TO_RENEW);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubscriptionState state && state.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The name of the constant in small letters, or the text that Odoo stores. */
    @Override
    public String toString() {
        return text;
    }
}
