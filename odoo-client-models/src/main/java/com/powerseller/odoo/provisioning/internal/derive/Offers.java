package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.provisioning.Grant;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Line;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Sold;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What subscriptions give by their plan and their products. Used by one thread. */
final class Offers {
    private final Rules rules;
    private final Notes notes;

    Offers(Rules rules, Notes notes) {
        this.rules = rules;
        this.notes = notes;
    }

    Offer of(Sold sold) {
        Offer base = Offer.NOTHING;
        Offer addOns = Offer.NOTHING;
        boolean isKnown =
                rules.productsByReference().isEmpty() && rules.productsById().isEmpty();
        Grant plan = plan(sold);
        if (plan != null) {
            base = Offer.base(plan, rules);
            addOns = Offer.addOns(plan, BigDecimal.ONE);
            isKnown |= gives(plan);
            if (gives(plan)) {
                notes.reason((sold.plan() == 0 ? "having no plan" : "its plan " + sold.plan()) + " gives " + plan);
            }
        }
        List<Line> lines =
                sold.lines().stream().sorted(Comparator.comparing(Line::id)).toList();
        for (Line line : lines) {
            Grant grant = product(line);
            if (grant == null) {
                continue;
            }
            isKnown = true;
            BigDecimal quantity = quantity(sold, line);
            notes.reason("its line " + line.id() + ", " + plain(quantity) + " of the product " + name(line) + ", gives "
                    + (quantity.signum() == 0 ? "nothing" : grant));
            if (quantity.signum() != 0) {
                base = base.and(Offer.base(grant, rules), false);
                addOns = addOns.and(Offer.addOns(grant, quantity), true);
            }
        }
        if (!isKnown) {
            notes.problem(
                    Problem.Code.UNKNOWN_PRODUCT_ONLY,
                    Notes.named(sold) + " has no product that the rules know, but "
                            + lines.stream().map(Offers::name).toList()
                            + ": name one with product(...), or leave the subscription out with subscriptions(...)");
        }
        Offer offer = base.and(addOns, true);
        if (offer.isTooLarge()) {
            notes.problem(
                    Problem.Code.LIMIT_TOO_LARGE,
                    Notes.named(sold) + " has quantities that come to more than a limit holds: " + offer.amounts());
        }
        return offer;
    }

    private static boolean gives(Grant grant) {
        return grant.tier() != null
                || !grant.limits().isEmpty()
                || !grant.addOns().isEmpty();
    }

    private @Nullable Grant plan(Sold sold) {
        Grant named = rules.plans().get(sold.plan());
        if (named != null || rules.plans().isEmpty()) {
            return named;
        }
        if (rules.otherPlans() == null) {
            notes.problem(
                    Problem.Code.UNKNOWN_PLAN,
                    Notes.named(sold) + (sold.plan() == 0 ? " has no plan" : " has the plan " + sold.plan())
                            + ", and the rules know " + rules.plans().keySet()
                            + " only: name it with plan(...), or say what others give with otherPlans(...)");
        }
        return rules.otherPlans();
    }

    private @Nullable Grant product(Line line) {
        Grant byId = rules.productsById().get(line.product());
        if (byId != null || line.reference() == null) {
            return byId;
        }
        return rules.productsByReference().get(line.reference());
    }

    /** The quantity; nothing if there is a problem with it. */
    private BigDecimal quantity(Sold sold, Line line) {
        double quantity = line.quantity();
        if (quantity < 0 || !Double.isFinite(quantity)) {
            notes.problem(
                    Problem.Code.NEGATIVE_QUANTITY,
                    Notes.named(sold) + " has " + quantity + " of the product " + name(line) + " in its line "
                            + line.id() + ": correct the line, since what is given cannot be taken");
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(quantity);
    }

    private static String name(Line line) {
        return line.reference() == null ? String.valueOf(line.product()) : line.reference();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
