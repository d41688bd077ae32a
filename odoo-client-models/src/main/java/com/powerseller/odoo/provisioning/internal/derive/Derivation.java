package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.TenantUser;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Sold;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From what Odoo has of a tenant to its state: a function of the facts, the rules and the time, and of nothing else. */
public final class Derivation {
    /** The best first: of several subscriptions, the best one tells how the tenant is. */
    private static final List<TenantStatus> BEST_FIRST = List.of(
            TenantStatus.ACTIVE, TenantStatus.TRIAL, TenantStatus.PAST_DUE, TenantStatus.SUSPENDED, TenantStatus.ENDED);

    private static final Comparator<Standing> BY_STATUS =
            Comparator.comparing(standing -> BEST_FIRST.indexOf(standing.status()));

    private final Rules rules;
    private final TenantFacts facts;
    private final Notes notes;

    private Derivation(TenantFacts facts, Rules rules, Notes notes) {
        this.rules = rules;
        this.facts = facts;
        this.notes = notes;
    }

    /** What the rules make of the facts at this time. */
    public static Derived of(TenantFacts facts, Rules rules, Instant now) {
        Notes notes = new Notes(rules.zone(), now);
        TenantState state = new Derivation(facts, rules, notes).state();
        return new Derived(
                facts.tenant(), state, notes.problems(), notes.reasons(), facts.sources(), notes.nextChange());
    }

    private @Nullable TenantState state() {
        List<Standing> standings = new Standings(facts, rules, notes).all();
        List<Standing> counting = counting(standings);
        if (counting.isEmpty()) {
            return null;
        }
        checkCustomers(standings, counting);
        if (notes.isHeld()) {
            return null;
        }
        TenantStatus status = counting.stream().min(BY_STATUS).orElseThrow().status();
        long customer = customer(status, counting);
        if (status == TenantStatus.ENDED) {
            Instant since = counting.stream()
                    .map(Standing::since)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return state(counting, customer, status, Offer.NOTHING, List.of(), since);
        }
        Offer offer = offer(counting);
        List<TenantUser> users = users(counting);
        if (notes.isHeld()) {
            return null;
        }
        Instant since = counting.stream()
                .filter(standing -> standing.status() == status)
                .map(Standing::since)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return state(counting, customer, status, offer, users, since);
    }

    private TenantState state(
            List<Standing> counting,
            long customer,
            TenantStatus status,
            Offer offer,
            List<TenantUser> users,
            Instant since) {
        return new TenantState(
                facts.tenant(),
                customer,
                counting.stream().map(standing -> standing.sold().id()).toList(),
                Objects.requireNonNull(facts.customers().get(customer)),
                status,
                offer.tier(rules),
                offer.limits(),
                users,
                since);
    }

    /** The subscriptions that are served; if none is, those that are suspended; else those that have ended. */
    private static List<Standing> counting(List<Standing> standings) {
        List<Standing> served = standings.stream()
                .filter(standing -> standing.status().isServed())
                .toList();
        if (!served.isEmpty()) {
            return served;
        }
        List<Standing> live = live(standings);
        return live.isEmpty() ? standings : live;
    }

    private static List<Standing> live(List<Standing> standings) {
        return standings.stream()
                .filter(standing -> standing.status() != TenantStatus.ENDED)
                .toList();
    }

    private void checkCustomers(List<Standing> standings, List<Standing> counting) {
        for (Standing standing : counting) {
            Sold sold = standing.sold();
            if (!facts.customers().containsKey(sold.customer())) {
                notes.problem(
                        Problem.Code.NO_CUSTOMER,
                        Notes.named(sold)
                                + " has no customer that this user may see: give it one, or the user the right");
            }
        }
        SortedSet<Long> customers = customers(live(standings));
        customers.retainAll(facts.customers().keySet());
        if (customers.size() > 1 && !rules.sharedByCustomers()) {
            notes.problem(
                    Problem.Code.KEY_CONFLICT,
                    "the customers (res.partner) " + customers + " have subscriptions with the key " + facts.tenant()
                            + ", by " + rules.tenantKey()
                            + ": give one of them another key, or let rules say sharedByCustomers()");
        }
    }

    private static SortedSet<Long> customers(Collection<Standing> standings) {
        SortedSet<Long> customers = new TreeSet<>();
        standings.forEach(standing -> customers.add(standing.sold().customer()));
        return customers;
    }

    /** That of the oldest subscription; of ended ones, that of the last one to end. */
    private static long customer(TenantStatus status, List<Standing> counting) {
        if (status != TenantStatus.ENDED) {
            return counting.get(0).sold().customer();
        }
        return counting.stream()
                .max(Comparator.comparing(Standing::since)
                        .thenComparing(standing -> standing.sold().id()))
                .orElseThrow()
                .sold()
                .customer();
    }

    private Offer offer(List<Standing> counting) {
        Offer all = Offer.NOTHING;
        for (Standing standing : counting) {
            all = all.and(standing.offer(), rules.limitsAddUp());
        }
        if (all.isTooLarge()) {
            notes.problem(
                    Problem.Code.LIMIT_TOO_LARGE,
                    "the limits of the subscriptions of tenant " + facts.tenant()
                            + " add up to more than a limit holds");
        }
        return all;
    }

    private List<TenantUser> users(List<Standing> counting) {
        List<TenantUser> users = Users.of(facts.users(), customers(counting), rules.users(), notes);
        boolean isKnown = rules.users().source() != UserRule.Source.NONE;
        if (isKnown && users.stream().noneMatch(TenantUser::active)) {
            String sentence = "tenant " + facts.tenant() + " has no active user: "
                    + (users.isEmpty()
                            ? "no record of customer " + customers(counting) + " is one by the rules"
                            : "all " + users.size() + " are archived");
            if (rules.users().isRequired()) {
                notes.problem(Problem.Code.NO_USERS, sentence);
            } else {
                notes.oddity(Problem.Code.NO_USERS, sentence);
            }
        }
        return users;
    }
}
