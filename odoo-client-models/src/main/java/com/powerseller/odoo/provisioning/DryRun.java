package com.powerseller.odoo.provisioning;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.provisioning.internal.derive.OdooTruth;
import com.powerseller.odoo.provisioning.internal.derive.RulesCheck;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What would be signalled now, and why: reads Odoo and changes nothing, nor tells anybody. Immutable, thread-safe. Every method throws {@link OdooException}.
 *
 * <p>Tenants are read 2,500 at a time, with six requests or so. A tenant that an application has but Odoo does not is not here.
 */
public final class DryRun {
    private final OdooClient odoo;
    private final Rules rules;
    private final Truth truth;

    private DryRun(OdooClient odoo, Rules rules, InstantSource clock) {
        this.odoo = Objects.requireNonNull(odoo);
        this.rules = Objects.requireNonNull(rules);
        this.truth = new OdooTruth(odoo, rules, Objects.requireNonNull(clock));
    }

    /** A dry run of these rules, as that user sees Odoo. No request. */
    public static DryRun of(OdooClient odoo, Rules rules) {
        return of(odoo, rules, InstantSource.system());
    }

    /** As {@link #of(OdooClient, Rules)}, at the time of that clock: what would be signalled then, if nothing changed. */
    public static DryRun of(OdooClient odoo, Rules rules, InstantSource clock) {
        return new DryRun(odoo, rules, clock);
    }

    /**
     * What the rules name and the server does not have, a sentence for each: plans, products, tags, companies, fields. Nothing if all is there. One request for each kind of
     * thing that is named, at most eight.
     */
    public List<String> check() {
        return RulesCheck.of(odoo, rules, WriteBack.nothing());
    }

    /** What the rules make of these tenants, in this order. */
    public List<Derived> tenants(Collection<String> keys) {
        return truth.derive(keys);
    }

    /**
     * What the rules make of all tenants that Odoo has, by key, a batch at a time in memory.
     *
     * @return the subscriptions that are no tenant's, as problems
     */
    public List<Problem> forEach(Consumer<Derived> tenant) {
        TruthReader.Index index = truth.index();
        batches(index.tenants()).forEach(batch -> tenants(batch).forEach(tenant));
        return index.problems();
    }

    /**
     * Writes as text what {@link #check()} and {@link #forEach} find: for each tenant its state, problems and reasons. Users are counted, not named; customers are named.
     *
     * @throws IOException if it cannot be written
     */
    public void print(Appendable out) throws IOException {
        for (String mistake : check()) {
            out.append("RULES  ").append(mistake).append('\n');
        }
        TruthReader.Index index = truth.index();
        for (Problem problem : index.problems()) {
            print(out, problem);
        }
        for (List<String> batch : batches(index.tenants())) {
            for (Derived derived : tenants(batch)) {
                print(out, derived);
            }
        }
    }

    private static List<List<String>> batches(List<String> keys) {
        return IntStream.iterate(0, from -> from < keys.size(), from -> from + TruthReader.BATCH)
                .mapToObj(from -> keys.subList(from, Math.min(keys.size(), from + TruthReader.BATCH)))
                .toList();
    }

    private static void print(Appendable out, Derived derived) throws IOException {
        TenantState state = derived.state();
        out.append(derived.tenant()).append("  ");
        if (state == null) {
            out.append(derived.isHeld() ? "stays as it is" : "nothing is sold").append('\n');
        } else {
            out.append(state.status().name()).append("  ").append(state.name());
            if (state.tier() != null) {
                out.append(", tier ").append(state.tier());
            }
            for (Map.Entry<String, Long> limit : state.limits().entrySet()) {
                out.append(", ")
                        .append(String.valueOf(limit.getValue()))
                        .append(' ')
                        .append(limit.getKey());
            }
            out.append(", ")
                    .append(String.valueOf(state.users().size()))
                    .append(" users, since ")
                    .append(state.effective().toString())
                    .append('\n');
        }
        for (Problem problem : derived.problems()) {
            print(out, problem);
        }
        for (String reason : derived.reasons()) {
            out.append("  ").append(reason).append('\n');
        }
        Instant next = derived.nextChange();
        if (next != null) {
            out.append("  looked at again at ").append(next.toString()).append('\n');
        }
    }

    private static void print(Appendable out, Problem problem) throws IOException {
        out.append("  ")
                .append(problem.code().name())
                .append(": ")
                .append(problem.sentence())
                .append('\n');
    }
}
