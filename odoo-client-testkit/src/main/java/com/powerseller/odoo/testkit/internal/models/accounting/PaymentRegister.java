package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code account.payment.register}: the wizard that pays invoices, those of the context. */
final class PaymentRegister implements Behaviour {
    private final Series series;
    private final Payments payments;

    PaymentRegister(Series series, Payments payments) {
        this.series = series;
        this.payments = payments;
    }

    @Override
    public void define(ModelDefinition wizard) {
        wizard.defaultValue("payment_date", records -> Today.of(records).toString())
                .defaultValue("payment_difference_handling", "open")
                .defaultValue("writeoff_label", "Write-Off")
                .defaultValue("group_payment", records -> moves(records).size() == 1)
                .defaultValue("line_ids", records -> List.of(List.of(6L, 0L, due(records))))
                .stored("company_id", record -> first(record).get("company_id"))
                .stored("partner_id", record -> first(record).get("partner_id"))
                .stored("partner_type", record -> isSale(record) ? "customer" : "supplier")
                .stored("payment_type", record -> open(record) > 0 ? "inbound" : "outbound")
                .stored("source_currency_id", record -> first(record).get("currency_id"))
                .stored("source_amount_currency", record -> Math.abs(open(record)))
                .stored("source_amount", record -> Math.abs(sum(record.related("line_ids"), "amount_residual")))
                .stored("can_edit_wizard", record -> true)
                .stored(
                        "can_group_payments",
                        record -> record.related("line_ids").ids().size() > 1)
                .stored("currency_id", PaymentRegister::currency, "journal_id")
                .stored("amount", record -> Math.abs(open(record)))
                .stored("communication", PaymentRegister::communication)
                .stored("journal_id", PaymentRegister::journal)
                .stored("payment_method_line_id", Payments::methodLine, "journal_id", "payment_type")
                .computed("payment_difference", PaymentRegister::difference)
                .method("action_create_payments", this::createPayments);
    }

    // --------------------------------------------------------------------------------------------- what

    private static List<Long> moves(Records wizard) {
        Object model = wizard.context().get("active_model");
        List<Long> ids = new ArrayList<>();
        if (wizard.context().get("active_ids") instanceof List<?> active) {
            active.forEach(id -> ids.add((Long) id));
        }
        if ("account.move".equals(model)) {
            return ids;
        }
        if ("account.move.line".equals(model)) {
            return wizard.browse("account.move.line", ids).related("move_id").ids();
        }
        throw FakeErrors.userError(
                "The register payment wizard should only be called on account.move or account.move.line records.");
    }

    /** The lines of what is due. */
    private List<Long> due(Records wizard) {
        List<Long> due = new ArrayList<>();
        for (Records move : wizard.browse("account.move", moves(wizard)).each()) {
            demandPayable(move);
            for (Records line : move.related("line_ids").each()) {
                if (MoveAmounts.isTerm(line) && line.number("amount_residual_currency") != 0) {
                    due.add(line.id());
                }
            }
        }
        if (due.isEmpty()) {
            throw FakeErrors.userError("There's nothing left to pay for the selected journal items, so no payment"
                    + " registration is necessary.");
        }
        return due;
    }

    private void demandPayable(Records move) {
        if (move.search("account.move", List.of(List.of("id", "=", move.id()))).isEmpty()) {
            throw PythonException.missingRecord(move.model(), move.id(), move.uid());
        }
        String state = move.text("state");
        if (state.equals("cancel")) {
            throw FakeErrors.userError("You can not reconcile cancelled entries.");
        }
        if (!state.equals("posted") && !series.atLeast(Series.V19)) {
            throw FakeErrors.userError("You can only register payment for posted journal entries.");
        }
    }

    private static Records first(Records wizard) {
        Records lines = wizard.related("line_ids");
        return lines.each().get(0);
    }

    private static boolean isSale(Records wizard) {
        return MoveTypes.isSale(first(wizard).related("move_id"));
    }

    private static double sum(Records lines, String field) {
        return lines.each().stream().mapToDouble(line -> line.number(field)).sum();
    }

    private static double open(Records wizard) {
        return sum(wizard.related("line_ids"), "amount_residual_currency");
    }

    private static @Nullable Object currency(Records wizard) {
        Records journal = wizard.related("journal_id");
        Object own = journal.isEmpty() ? null : journal.get("currency_id");
        return own != null ? own : first(wizard).get("currency_id");
    }

    private static Object communication(Records wizard) {
        return wizard.related("line_ids").related("move_id").each().stream()
                .map(move -> move.text("payment_reference").isEmpty()
                        ? move.text("ref").isEmpty() || MoveTypes.isSale(move) ? move.text("name") : move.text("ref")
                        : move.text("payment_reference"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static @Nullable Object journal(Records wizard) {
        List<Long> journals = wizard.search(
                        "account.journal",
                        List.of(
                                List.of("type", "in", List.of("bank", "cash", "credit")),
                                List.of("company_id", "=", first(wizard).get("company_id"))))
                .ids();
        return journals.isEmpty() ? null : journals.get(0);
    }

    private static double difference(Records wizard) {
        return Amounts.rounded(
                wizard.number("source_amount_currency") - wizard.number("amount"), wizard.related("currency_id"));
    }

    // ---------------------------------------------------------------------------------------------- pay

    private Object createPayments(MethodCall call) {
        Records wizard = call.existing();
        Records lines = wizard.related("line_ids");
        List<Records> moves = lines.related("move_id").each();
        List<Long> made = new ArrayList<>();
        if (moves.size() == 1) {
            made.add(pay(wizard, lines, wizard.number("amount"), wizard.get("communication")));
        } else if (wizard.flag("group_payment")) {
            throw new UnsupportedByFakeException("one payment of several invoices (group_payment)");
        } else {
            for (Records move : moves) {
                Records own = lines.browse(
                        lines.model(),
                        lines.each().stream()
                                .filter(line -> move.ids().contains(line.get("move_id")))
                                .map(Records::id)
                                .toList());
                made.add(pay(wizard, own, Math.abs(sum(own, "amount_residual_currency")), reference(move)));
            }
        }
        return action(made);
    }

    private static Object reference(Records move) {
        return move.text("payment_reference").isEmpty() ? move.text("name") : move.text("payment_reference");
    }

    private long pay(Records wizard, Records lines, double amount, @Nullable Object memo) {
        Records line = lines.each().get(0);
        boolean isSale = MoveTypes.isSale(line.related("move_id"));
        double open = sum(lines, "amount_residual_currency");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("date", wizard.get("payment_date"));
        values.put("amount", amount);
        values.put("payment_type", open > 0 ? "inbound" : "outbound");
        values.put("partner_type", isSale ? "customer" : "supplier");
        values.put("memo", memo);
        values.put("journal_id", wizard.get("journal_id"));
        values.put("currency_id", wizard.get("currency_id"));
        values.put("partner_id", line.get("partner_id"));
        values.put("destination_account_id", line.get("account_id"));
        values.put(
                "invoice_ids", List.of(List.of(6L, 0L, lines.related("move_id").ids())));
        if (wizard.get("payment_method_line_id") != null) {
            values.put("payment_method_line_id", wizard.get("payment_method_line_id"));
        }
        Records payment = wizard.browse("account.payment", List.of()).create(values);
        payments.post(payment, writeOffs(wizard, open));
        List<Records> matched = new ArrayList<>(lines.each());
        for (Records counterpart :
                payment.related("move_id").related("line_ids").each()) {
            if (java.util.Objects.equals(counterpart.get("account_id"), line.get("account_id"))) {
                matched.add(counterpart);
            }
        }
        Reconciliation.match(matched);
        return payment.id();
    }

    /** What the payment lacks, or has too much, where that is to be written off. */
    private static List<Payments.WriteOff> writeOffs(Records wizard, double open) {
        double difference = difference(wizard);
        boolean isOff = wizard.text("payment_difference_handling").equals("reconcile") && difference != 0;
        if (!isOff) {
            return List.of();
        }
        Object account = wizard.get("writeoff_account_id");
        if (account == null) {
            throw new UnsupportedByFakeException("payment_difference_handling reconcile without writeoff_account_id");
        }
        return List.of(new Payments.WriteOff(account, wizard.text("writeoff_label"), Math.signum(open) * difference));
    }

    private static Map<String, Object> action(List<Long> made) {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("name", "Payments");
        action.put("type", "ir.actions.act_window");
        action.put("res_model", "account.payment");
        action.put("context", Map.of("create", false));
        if (made.size() == 1) {
            action.put("view_mode", "form");
            action.put("res_id", made.get(0));
        } else {
            action.put("view_mode", "list,form");
            action.put("domain", List.of(List.of("id", "in", made)));
        }
        return action;
    }
}
