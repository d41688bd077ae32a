package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Matches what is due with what pays it ({@code account.partial.reconcile}), and undoes that. */
final class Reconciliation implements Behaviour {
    private static final Comparator<Records> OLDEST_FIRST = Comparator.<Records, String>comparing(
                    line -> line.get("date_maturity") == null ? line.text("date") : line.text("date_maturity"))
            .thenComparing(Records::id);

    @Override
    public void define(ModelDefinition partial) {
        partial.onDelete("debit_move_id", OnDelete.CASCADE)
                .onDelete("credit_move_id", OnDelete.CASCADE)
                .plain("debit_currency_id", "credit_currency_id", "max_date");
    }

    /** Matches the lines of two entries that are on the same accounts. */
    static void match(Records one, Records other) {
        Map<Object, List<Records>> byAccount = new LinkedHashMap<>();
        for (Records move : List.of(one, other)) {
            for (Records line : move.related("line_ids").each()) {
                boolean isOpen = !line.related("account_id").isEmpty()
                        && line.related("account_id").flag("reconcile")
                        && line.number("amount_residual") != 0;
                if (isOpen) {
                    byAccount
                            .computeIfAbsent(
                                    Objects.requireNonNull(line.get("account_id")), unused -> new ArrayList<>())
                            .add(line);
                }
            }
        }
        byAccount.values().forEach(Reconciliation::match);
    }

    /** Matches debits with credits of one account, as far as they go. */
    static void match(List<Records> lines) {
        List<Records> debits = new ArrayList<>();
        List<Records> credits = new ArrayList<>();
        lines.stream().sorted(OLDEST_FIRST).forEach(line -> (line.number("balance") > 0 ? debits : credits).add(line));
        for (Records debit : debits) {
            for (Records credit : credits) {
                if (debit.number("amount_residual") > 0 && credit.number("amount_residual") < 0) {
                    matchTwo(debit, credit);
                }
            }
        }
        lines.forEach(Reconciliation::number);
        Payments.refresh(lines);
    }

    private static void matchTwo(Records debit, Records credit) {
        Records currency = debit.related("currency_id");
        if (!currency.ids().equals(credit.related("currency_id").ids())) {
            throw new UnsupportedByFakeException("matching amounts in different currencies");
        }
        double inCurrency =
                Math.min(debit.number("amount_residual_currency"), -credit.number("amount_residual_currency"));
        double amount = Math.min(debit.number("amount_residual"), -credit.number("amount_residual"));
        double debitRate = debit.number("amount_residual") / debit.number("amount_residual_currency");
        double creditRate = credit.number("amount_residual") / credit.number("amount_residual_currency");
        if (Math.abs(debitRate - creditRate) > 1e-6) {
            throw new UnsupportedByFakeException(
                    "matching amounts in " + currency.text("name") + " whose rate has changed in between");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("debit_move_id", debit.id());
        values.put("credit_move_id", credit.id());
        values.put("amount", amount);
        values.put("debit_amount_currency", inCurrency);
        values.put("credit_amount_currency", inCurrency);
        values.put("debit_currency_id", currency.id());
        values.put("credit_currency_id", currency.id());
        values.put("company_id", debit.get("company_id"));
        values.put("max_date", max(debit.text("date"), credit.text("date")));
        debit.browse("account.partial.reconcile", List.of()).create(values);
    }

    private static String max(String one, String other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Says which lines belong together: with a number once nothing of them is open, else with that of the first match. */
    private static void number(Records line) {
        Map<Long, Records> group = new TreeMap<>();
        TreeSet<Long> partials = new TreeSet<>();
        Deque<Records> queue = new ArrayDeque<>(List.of(line));
        while (!queue.isEmpty()) {
            Records next = queue.pop();
            if (group.putIfAbsent(next.id(), next) == null) {
                Records debits = next.related("matched_debit_ids");
                Records credits = next.related("matched_credit_ids");
                partials.addAll(debits.ids());
                partials.addAll(credits.ids());
                queue.addAll(debits.related("debit_move_id").each());
                queue.addAll(credits.related("credit_move_id").each());
            }
        }
        Records all = line.browse(line.model(), List.copyOf(group.keySet()));
        boolean isFull = !partials.isEmpty() && group.values().stream().allMatch(one -> one.flag("reconciled"));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (isFull && line.get("full_reconcile_id") == null) {
            Records full = line.browse("account.full.reconcile", List.of()).create(Map.of());
            line.browse("account.partial.reconcile", List.copyOf(partials)).set("full_reconcile_id", full.id());
            values.put("full_reconcile_id", full.id());
            values.put("matching_number", String.valueOf(full.id()));
        } else if (!isFull) {
            values.put("full_reconcile_id", null);
            values.put("matching_number", partials.isEmpty() ? null : "P" + partials.first());
        }
        if (!values.isEmpty()) {
            all.write(values);
        }
    }

    /** Takes back what lines were matched with. */
    static void undo(Records lines) {
        List<Records> touched = new ArrayList<>();
        for (Records line : lines.each()) {
            for (String side : List.of("matched_debit_ids", "matched_credit_ids")) {
                Records partials = line.related(side);
                touched.addAll(partials.related("debit_move_id").each());
                touched.addAll(partials.related("credit_move_id").each());
                partials.delete();
            }
        }
        touched.forEach(Reconciliation::number);
        Payments.refresh(touched);
    }
}
