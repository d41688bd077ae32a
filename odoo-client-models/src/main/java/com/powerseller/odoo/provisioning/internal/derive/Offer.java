package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.provisioning.Grant;
import com.powerseller.odoo.provisioning.Rules;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one or several grants come to. Immutable.
 *
 * @param tier the place of the highest tier among the rules'; -1 if none
 * @param amounts how much of what; exact, however much it is
 * @param trialDays 0 if none
 * @param trialDaysWithPaymentMethod 0 if none
 */
record Offer(int tier, SortedMap<String, BigInteger> amounts, int trialDays, int trialDaysWithPaymentMethod) {
    static final Offer NOTHING = new Offer(-1, new TreeMap<>(), 0, 0);

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /** What a grant gives to whoever has it once, without its add-ons. */
    static Offer base(Grant grant, Rules rules) {
        SortedMap<String, BigInteger> amounts = new TreeMap<>();
        grant.limits().forEach((name, value) -> amounts.put(name, BigInteger.valueOf(value)));
        String tier = grant.tier();
        return new Offer(
                tier == null ? -1 : rules.tiers().indexOf(tier),
                amounts,
                grant.trialDays(),
                grant.trialDaysWithPaymentMethod());
    }

    /** The add-ons of a grant, for a quantity that is not negative. */
    static Offer addOns(Grant grant, BigDecimal quantity) {
        SortedMap<String, BigInteger> amounts = new TreeMap<>();
        grant.addOns()
                .forEach((name, each) -> amounts.put(
                        name,
                        quantity.multiply(BigDecimal.valueOf(each))
                                .setScale(0, RoundingMode.DOWN)
                                .toBigInteger()));
        return new Offer(-1, amounts, 0, 0);
    }

    /** Both: the higher tier, the longer trials; limits added, or the higher of each. */
    Offer and(Offer other, boolean addUp) {
        SortedMap<String, BigInteger> both = new TreeMap<>(amounts);
        for (Map.Entry<String, BigInteger> amount : other.amounts.entrySet()) {
            both.merge(amount.getKey(), amount.getValue(), addUp ? BigInteger::add : BigInteger::max);
        }
        return new Offer(
                Math.max(tier, other.tier),
                both,
                Math.max(trialDays, other.trialDays),
                Math.max(trialDaysWithPaymentMethod, other.trialDaysWithPaymentMethod));
    }

    int trialDays(boolean paymentMethodKnown) {
        return paymentMethodKnown ? Math.max(trialDays, trialDaysWithPaymentMethod) : trialDays;
    }

    /** Whether a limit is more than one holds. */
    boolean isTooLarge() {
        return amounts.values().stream().anyMatch(amount -> amount.compareTo(MOST) > 0);
    }

    @Nullable String tier(Rules rules) {
        return tier < 0 ? null : rules.tiers().get(tier);
    }

    SortedMap<String, Long> limits() {
        SortedMap<String, Long> limits = new TreeMap<>();
        amounts.forEach((name, amount) -> limits.put(name, amount.longValueExact()));
        return limits;
    }
}
