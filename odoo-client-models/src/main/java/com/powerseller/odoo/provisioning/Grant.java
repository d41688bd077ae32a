package com.powerseller.odoo.provisioning;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a product or a plan gives to whoever subscribes to it. Immutable: each method returns another one; called again, {@code tier} and those of trials replace what was
 * there.
 *
 * <p>Of all lines of a subscription and its plan, the highest tier counts, and for each limit the highest one plus all add-ons, times their lines' quantities.
 */
public final class Grant {
    static final Grant NOTHING = new Grant(null, new TreeMap<>(), new TreeMap<>(), 0, 0);

    private final @Nullable String tier;
    private final SortedMap<String, Long> limits;
    private final SortedMap<String, Long> addOns;
    private final int trialDays;
    private final int trialDaysWithPaymentMethod;

    private Grant(
            @Nullable String tier,
            SortedMap<String, Long> limits,
            SortedMap<String, Long> addOns,
            int trialDays,
            int trialDaysWithPaymentMethod) {
        this.tier = tier;
        this.limits = limits;
        this.addOns = addOns;
        this.trialDays = trialDays;
        this.trialDaysWithPaymentMethod = trialDaysWithPaymentMethod;
    }

    /** This tier: one of those that the rules name. */
    public Grant tier(String tier) {
        return new Grant(Names.of(tier, "a tier"), limits, addOns, trialDays, trialDaysWithPaymentMethod);
    }

    /** At least so much of this, from 0 on, whatever the quantity. */
    public Grant limit(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("the limit '" + name + "' is " + value + ": it starts at 0");
        }
        return new Grant(tier, with(limits, name, value), addOns, trialDays, trialDaysWithPaymentMethod);
    }

    /** So much more of this, at least 1, for each unit of the line's quantity; fractions of the sum are cut off. Of a plan: once. */
    public Grant addPerUnit(String limit, long more) {
        if (more < 1) {
            throw new IllegalArgumentException(
                    "the add-on to the limit '" + limit + "' is " + more + ": it is at least 1");
        }
        return new Grant(tier, limits, with(addOns, limit, more), trialDays, trialDaysWithPaymentMethod);
    }

    /** A trial of so many days, at least 1, from the first day of the first subscription of the chain. A renewal begins no new one. */
    public Grant trial(int days) {
        return new Grant(tier, limits, addOns, checkedDays(days), trialDaysWithPaymentMethod);
    }

    /**
     * As {@link #trial(int)}, for those whose method of payment is known: there is a payment token on the subscription, or one of its customer. Who has none gets what {@link
     * #trial(int)} says, no trial if it says nothing, and is active at once.
     */
    public Grant trialWithPaymentMethod(int days) {
        return new Grant(tier, limits, addOns, trialDays, checkedDays(days));
    }

    private static int checkedDays(int days) {
        if (days < 1 || days > 36_500) {
            throw new IllegalArgumentException("a trial of " + days + " days: it takes from 1 to 36500");
        }
        return days;
    }

    private static SortedMap<String, Long> with(SortedMap<String, Long> map, String name, long value) {
        SortedMap<String, Long> copy = new TreeMap<>(map);
        if (copy.put(Names.of(name, "a limit"), value) != null) {
            throw new IllegalArgumentException("the limit '" + name + "' is given twice in one grant");
        }
        return copy;
    }

    /** The tier; null if it gives none. */
    public @Nullable String tier() {
        return tier;
    }

    /** What {@link #limit} gives. */
    public Map<String, Long> limits() {
        return Collections.unmodifiableMap(limits);
    }

    /** What {@link #addPerUnit} gives. */
    public Map<String, Long> addOns() {
        return Collections.unmodifiableMap(addOns);
    }

    /** The days of the trial; 0 if there is none. */
    public int trialDays() {
        return trialDays;
    }

    /** The days of the trial with a known method of payment; 0 if that makes no difference. */
    public int trialDaysWithPaymentMethod() {
        return trialDaysWithPaymentMethod;
    }

    /** What it gives, in words. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (tier != null) {
            text.append(", tier ").append(tier);
        }
        limits.forEach(
                (name, value) -> text.append(", ").append(value).append(' ').append(name));
        addOns.forEach((name, value) ->
                text.append(", ").append(value).append(" more ").append(name).append(" per unit"));
        if (trialDays > 0) {
            text.append(", a trial of ").append(trialDays).append(" days");
        }
        if (trialDaysWithPaymentMethod > 0) {
            text.append(", a trial of ").append(trialDaysWithPaymentMethod).append(" days with a payment method");
        }
        return text.isEmpty() ? "nothing" : text.substring(2);
    }
}
