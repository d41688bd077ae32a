package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.models.subscription.Subscription;
import com.powerseller.odoo.models.subscription.SubscriptionState;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Invoice;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Sold;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How each of a tenant's subscriptions stands. Used by one thread, once. */
final class Standings {
    /** What serves nobody itself: another subscription carries on what a renewed one and an upsell began. */
    private static final Set<SubscriptionState> NOT_COUNTING = Set.of(
            SubscriptionState.QUOTATION,
            SubscriptionState.RENEWAL_QUOTATION,
            SubscriptionState.UPSELL,
            SubscriptionState.RENEWED,
            SubscriptionState.CANCELLED);

    private final Rules rules;
    private final Notes notes;
    private final Offers offers;
    private final Map<Long, Sold> sold = new TreeMap<>();
    private final List<Invoice> invoices;

    Standings(TenantFacts facts, Rules rules, Notes notes) {
        this.rules = rules;
        this.notes = notes;
        this.offers = new Offers(rules, notes);
        facts.subscriptions().forEach(one -> sold.put(one.id(), one));
        this.invoices = facts.invoices().stream()
                .sorted(Comparator.comparing(Invoice::id))
                .toList();
    }

    /** Whether a subscription may give something itself. */
    static boolean counts(Subscription subscription) {
        return !NOT_COUNTING.contains(subscription.state());
    }

    /** Those that count, by id. */
    List<Standing> all() {
        List<Standing> all = new ArrayList<>();
        for (Sold one : sold.values()) {
            Standing standing = NOT_COUNTING.contains(one.state()) ? null : of(one);
            if (standing != null) {
                all.add(standing);
            }
        }
        return all;
    }

    /** How it stands; null if it does not count, yet or at all. */
    private @Nullable Standing of(Sold one) {
        TenantStatus status = meaning(one);
        if (status == null) {
            notes.problem(
                    Problem.Code.UNKNOWN_STATE,
                    Notes.named(one) + " is in the state '" + one.state()
                            + "', which a module has added: say in the rules what it means, with state(...)");
            return null;
        }
        Instant end = end(one, status);
        if (end != null) {
            notes.reason(Notes.named(one) + " is " + one.state()
                    + (one.end() == null ? "" : ", its end is " + one.end()) + ": ENDED");
            return new Standing(one, TenantStatus.ENDED, Offer.NOTHING, end);
        }
        Sold terms = terms(one);
        if (terms == null) {
            notes.reason(Notes.named(one) + " starts on " + one.start() + ": nothing yet");
            return null;
        }
        notes.reason(
                Notes.named(one) + " is " + one.state() + told(" since ", one.start()) + told(" until ", one.end()));
        Offer offer = offers.of(terms);
        if (status == TenantStatus.SUSPENDED || status == TenantStatus.ENDED) {
            notes.reason(Notes.named(one) + ": " + status);
            return new Standing(one, status, offer, one.writeDate());
        }
        return running(one, offer);
    }

    private static String told(String what, @Nullable LocalDate day) {
        return day == null ? "" : what + day;
    }

    /** What its state means; null if nobody said. One that is closed runs until its end. */
    private @Nullable TenantStatus meaning(Sold one) {
        if (one.state().isRunning() || one.state().equals(SubscriptionState.CHURNED)) {
            return TenantStatus.ACTIVE;
        }
        return one.state().equals(SubscriptionState.PAUSED)
                ? rules.paused()
                : rules.states().get(one.state());
    }

    /** When it ended; null if it has not. */
    private @Nullable Instant end(Sold one, TenantStatus meaning) {
        LocalDate end = one.end();
        if (one.state().equals(SubscriptionState.CHURNED)) {
            if (end == null) {
                return one.writeDate();
            }
            return notes.hasCome(end) ? notes.begin(end) : null;
        }
        if (meaning == TenantStatus.ENDED) {
            return one.writeDate();
        }
        return end != null && notes.hasCome(end.plusDays(1)) ? notes.begin(end.plusDays(1)) : null;
    }

    /**
     * The subscription whose terms hold today: before a renewal starts, the one that it renews; if that cannot be seen, its own. Null if it is no renewal, and has not started.
     */
    private @Nullable Sold terms(Sold one) {
        Sold terms = one;
        while (terms.start() != null && !notes.hasCome(terms.start())) {
            Sold previous = sold.get(terms.previousId());
            if (previous == null) {
                return one.originId() == one.id() ? null : terms;
            }
            if (!previous.state().equals(SubscriptionState.RENEWED) || previous.id() >= terms.id()) {
                return null;
            }
            notes.reason(Notes.named(terms) + " starts on " + terms.start() + ": until then the terms are those of "
                    + previous.name() + " (" + previous.id() + ")");
            terms = previous;
        }
        return terms;
    }

    private Standing running(Sold one, Offer offer) {
        LocalDate first = firstDay(one);
        LocalDate start = first == null ? one.start() : first;
        Instant since = start == null ? one.writeDate() : notes.begin(start);
        TenantStatus status = TenantStatus.ACTIVE;
        int trialDays = offer.trialDays(one.paymentMethodKnown());
        if (first != null && trialDays > 0) {
            LocalDate over = first.plusDays(trialDays);
            if (notes.hasCome(over)) {
                since = notes.begin(over);
            } else {
                status = TenantStatus.TRIAL;
                notes.reason(Notes.named(one) + " is tried out for " + trialDays + " days, until " + over.minusDays(1));
            }
        }
        Overdue worst = overdue(one);
        if (worst != null) {
            notes.reason(worst.reason());
            status = worst.status();
            since = notes.begin(worst.since());
        }
        notes.reason(Notes.named(one) + ": " + status);
        return new Standing(one, status, offer, since);
    }

    /** The first day of its chain; null if the first of the chain is not known. */
    private @Nullable LocalDate firstDay(Sold one) {
        if (!sold.containsKey(one.originId())) {
            return null;
        }
        return sold.values().stream()
                .filter(other -> other.originId() == one.originId()
                        && !other.state().equals(SubscriptionState.UPSELL)
                        && !other.state().equals(SubscriptionState.CANCELLED))
                .map(Sold::start)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private record Overdue(TenantStatus status, LocalDate since, String reason) {}

    /** The payment trouble that matters most; null if there is none. */
    private @Nullable Overdue overdue(Sold one) {
        PaymentRule payment = rules.payment();
        if (payment.isIgnored()) {
            return null;
        }
        Overdue suspended = null;
        Overdue pastDue = null;
        for (Invoice invoice : invoices(one)) {
            if (payment.daysUntilSuspended().isPresent()) {
                suspended =
                        first(suspended, invoice, payment.daysUntilSuspended().getAsInt(), TenantStatus.SUSPENDED);
            }
            pastDue = first(pastDue, invoice, payment.daysUntilPastDue().getAsInt(), TenantStatus.PAST_DUE);
        }
        return suspended == null ? pastDue : suspended;
    }

    private @Nullable Overdue first(@Nullable Overdue before, Invoice invoice, int grace, TenantStatus status) {
        LocalDate day = invoice.due().plusDays(grace + 1L);
        if (!notes.hasCome(day) || (before != null && !day.isBefore(before.since()))) {
            return before;
        }
        return new Overdue(
                status,
                day,
                "invoice " + invoice.name() + " (" + invoice.id() + ") was due on " + invoice.due()
                        + ", and the grace of " + grace + " days is over: " + status);
    }

    private List<Invoice> invoices(Sold one) {
        List<Invoice> ofCustomer = invoices.stream()
                .filter(invoice -> invoice.customer() == one.customer())
                .toList();
        if (!rules.payment().isOfOwnInvoicesOnly()) {
            return ofCustomer;
        }
        Set<String> chain = new HashSet<>();
        sold.values().stream()
                .filter(other -> other.originId() == one.originId())
                .forEach(other -> chain.add(other.name()));
        return ofCustomer.stream()
                .filter(invoice -> invoice.origins().stream().anyMatch(chain::contains))
                .toList();
    }
}
