package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The amounts of one {@code account.move}, and how far it is paid. */
final class MoveAmounts {
    private static final String[] LINES = {
        "line_ids.amount_currency", "line_ids.balance", "line_ids.display_type", "currency_id", "move_type"
    };
    private static final String[] RESIDUALS = {
        "line_ids.amount_residual", "line_ids.amount_residual_currency", "currency_id", "move_type"
    };

    private MoveAmounts() {}

    static void define(ModelDefinition move, Series series) {
        move.stored("amount_untaxed", record -> untaxed(record), LINES)
                .stored("amount_tax", record -> tax(record), LINES)
                .stored("amount_total", record -> total(record), LINES)
                .stored("amount_untaxed_signed", record -> signed(record, MoveAmounts::isBase), LINES)
                .stored("amount_tax_signed", record -> signed(record, MoveAmounts::isTax), LINES)
                .stored("amount_total_signed", record -> totalSigned(record), LINES)
                .stored("amount_untaxed_in_currency_signed", record -> direction(record) * untaxed(record) + 0.0, LINES)
                .stored("amount_total_in_currency_signed", record -> direction(record) * total(record) + 0.0, LINES)
                .stored("amount_residual", record -> residual(record), RESIDUALS)
                .stored("amount_residual_signed", record -> residualSigned(record), RESIDUALS)
                .stored(
                        "payment_state",
                        record -> paymentState(record),
                        "amount_residual",
                        "amount_total",
                        "state",
                        "move_type")
                .computed("has_reconciled_entries", MoveAmounts::hasReconciled)
                .computed("payment_count", record ->
                        (long) record.related("matched_payment_ids").ids().size())
                .computed("status_in_payment", record -> status(record, series));
        if (series.atLeast(Series.V18)) {
            move.sameLinks("matched_payment_ids", "account.payment", "invoice_ids");
        }
    }

    static boolean isTerm(Records line) {
        return line.text("display_type").equals("payment_term");
    }

    private static boolean isTax(Records line) {
        return line.text("display_type").equals("tax");
    }

    private static boolean isBase(Records line) {
        return MoveLines.isProduct(line);
    }

    private static double sum(Records move, Predicate<Records> which, String amount) {
        return move.related("line_ids").each().stream()
                .filter(which)
                .mapToDouble(line -> line.number(amount))
                .sum();
    }

    private static double inCurrency(Records move, Predicate<Records> which) {
        double sum = MoveTypes.direction(move) * sum(move, which, "amount_currency");
        return Amounts.rounded(sum, move.related("currency_id")) + 0.0;
    }

    private static double untaxed(Records move) {
        return MoveTypes.isInvoice(move) ? inCurrency(move, MoveAmounts::isBase) : 0;
    }

    private static double tax(Records move) {
        return MoveTypes.isInvoice(move) ? inCurrency(move, MoveAmounts::isTax) : 0;
    }

    private static double total(Records move) {
        return MoveTypes.isInvoice(move)
                ? inCurrency(move, line -> isBase(line) || isTax(line))
                : inCurrency(move, line -> line.number("balance") > 0);
    }

    /** What the company earns is positive. */
    private static double direction(Records move) {
        return MoveTypes.isInvoice(move) ? -MoveTypes.direction(move) : 1;
    }

    private static double signed(Records move, Predicate<Records> which) {
        return MoveTypes.isInvoice(move) ? ofCompany(move, -sum(move, which, "balance")) : 0;
    }

    private static double totalSigned(Records move) {
        return MoveTypes.isInvoice(move)
                ? signed(move, line -> isBase(line) || isTax(line))
                : ofCompany(move, sum(move, line -> line.number("balance") > 0, "balance"));
    }

    private static double ofCompany(Records move, double amount) {
        return Amounts.rounded(amount, move.related("company_id").related("currency_id")) + 0.0;
    }

    private static double residual(Records move) {
        if (!MoveTypes.isInvoice(move)) {
            return 0;
        }
        double open = -MoveTypes.direction(move) * sum(move, MoveAmounts::isTerm, "amount_residual_currency");
        return Amounts.rounded(open, move.related("currency_id")) + 0.0;
    }

    private static double residualSigned(Records move) {
        return MoveTypes.isInvoice(move) ? ofCompany(move, sum(move, MoveAmounts::isTerm, "amount_residual")) : 0;
    }

    // ------------------------------------------------------------------------------------------ paid

    private static Object paymentState(Records move) {
        String known = move.text("payment_state");
        if (known.equals("blocked") || known.equals("invoicing_legacy")) {
            return known;
        }
        if (!MoveTypes.isInvoice(move)) {
            return "not_paid";
        }
        List<Records> counterparts = counterparts(move);
        if (move.number("amount_residual") != 0) {
            return counterparts.isEmpty() ? "not_paid" : "partial";
        }
        if (counterparts.isEmpty()) {
            boolean isNothing = move.text("state").equals("posted")
                    && !move.related("line_ids").isEmpty();
            return isNothing ? "paid" : "not_paid";
        }
        Set<String> types = new HashSet<>();
        counterparts.forEach(
                counterpart -> types.add(Payments.isOf(counterpart) ? "payment" : MoveTypes.of(counterpart)));
        boolean isReversed = !MoveTypes.isRefund(move) && types.equals(Set.of(MoveTypes.reversed(move)));
        return isReversed ? "reversed" : "paid";
    }

    /** The entries that what is due was matched with. */
    private static List<Records> counterparts(Records move) {
        List<Records> counterparts = new ArrayList<>();
        for (Records line : move.related("line_ids").each()) {
            if (isTerm(line)) {
                counterparts.addAll(line.related("matched_debit_ids")
                        .related("debit_move_id")
                        .related("move_id")
                        .each());
                counterparts.addAll(line.related("matched_credit_ids")
                        .related("credit_move_id")
                        .related("move_id")
                        .each());
            }
        }
        return counterparts;
    }

    private static Object hasReconciled(Records move) {
        return move.related("line_ids").each().stream()
                .anyMatch(line -> line.flag("reconciled")
                        && !(line.related("matched_debit_ids").isEmpty()
                                && line.related("matched_credit_ids").isEmpty()));
    }

    private static Object status(Records move, Series series) {
        String paid = move.text("payment_state");
        String state = move.text("state");
        if (state.equals("cancel")) {
            return state;
        }
        if (!paid.equals("not_paid") && !paid.equals("blocked")) {
            return paid;
        }
        if (!state.equals("posted")) {
            return state;
        }
        if (!series.atLeast(Series.V19)) {
            return paid;
        }
        return move.flag("is_move_sent") ? "sent" : "posted";
    }
}
