package com.powerseller.odoo.models.subscription;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription is in its life: an open enum. A state that only the server knows (modules add some) is kept as the text that Odoo stores. Immutable.
 *
 * <p>Served are customers whose subscription {@link #isRunning()}.
 */
public final class SubscriptionState {
    /** Not confirmed yet, or not started. */
    public static final SubscriptionState QUOTATION = new SubscriptionState("quotation", "1_draft");

    /** Not confirmed yet, and to take the place of a running subscription, which it has as {@link Subscription#previous()}. From 16.0 on. */
    public static final SubscriptionState RENEWAL_QUOTATION = new SubscriptionState("renewal quotation", "2_renewal");

    /** Running. */
    public static final SubscriptionState IN_PROGRESS = new SubscriptionState("in progress", "3_progress");

    /** Running, and marked as to be renewed soon. Up to 16.0, and in OCA's module. */
    public static final SubscriptionState TO_RENEW = new SubscriptionState("to renew", null);

    /** Paused: not invoiced until it is resumed. From 16.0 on. */
    public static final SubscriptionState PAUSED = new SubscriptionState("paused", "4_paused");

    /** Over, another subscription having taken its place. From 16.0 on: before, and in OCA's module, a subscription stays the same record. */
    public static final SubscriptionState RENEWED = new SubscriptionState("renewed", "5_renewed");

    /** Over. */
    public static final SubscriptionState CHURNED = new SubscriptionState("churned", "6_churn");

    /** An order of more for the running subscription that it has as {@link Subscription#previous()}, confirmed or not. From 16.0 on. */
    public static final SubscriptionState UPSELL = new SubscriptionState("upsell", "7_upsell");

    /** The order was cancelled, as a quotation or later, whatever else Odoo says of its state. From 16.0 on. */
    public static final SubscriptionState CANCELLED = new SubscriptionState("cancelled", null);

    private static final Map<String, SubscriptionState> CONSTANTS = constants();

    private final String text;
    private final @Nullable String wire;

    private SubscriptionState(String text, @Nullable String wire) {
        this.text = Objects.requireNonNull(text);
        this.wire = wire;
    }

    private static Map<String, SubscriptionState> constants() {
        Map<String, SubscriptionState> constants = new HashMap<>();
        Stream.of(QUOTATION, RENEWAL_QUOTATION, IN_PROGRESS, TO_RENEW, PAUSED, RENEWED, CHURNED, UPSELL, CANCELLED)
                .forEach(state -> {
                    constants.put(state.text, state);
                    if (state.wire != null) {
                        constants.put(state.wire, state);
                    }
                });
        return Map.copyOf(constants);
    }

    /**
     * A state by the text that Odoo stores in {@code subscription_state}, such as {@code 8_suspend}, or by its {@link #toString()}. Texts of states that have a constant
     * here, such as {@code 3_progress}, give that constant.
     */
    public static SubscriptionState of(String text) {
        SubscriptionState constant = CONSTANTS.get(text);
        return constant == null ? new SubscriptionState(text, text) : constant;
    }

    /** Whether it is in progress, marked as to be renewed or not. A state that has no constant here is not. */
    public boolean isRunning() {
        return equals(IN_PROGRESS) || equals(TO_RENEW);
    }

    boolean isConstant() {
        return CONSTANTS.containsKey(text);
    }

    /** What {@code subscription_state} stores for it; null if nothing. */
    @Nullable String wire() {
        return wire;
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
