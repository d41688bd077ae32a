package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.models.accounting.tax.Taxes;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/** The amounts of one {@code account.move.line}: prices, what is booked, and what of it is still open. */
final class LineAmounts {
    private static final String[] PRICE = {"quantity", "discount", "price_unit", "tax_ids", "currency_id", "balance"};

    private LineAmounts() {}

    static void define(ModelDefinition line) {
        line.stored("price_subtotal", record -> price(record, Taxes.Taxed::subtotal), PRICE)
                .stored("price_total", record -> price(record, Taxes.Taxed::total), PRICE)
                .stored(
                        "amount_currency",
                        LineAmounts::inCurrency,
                        "price_subtotal",
                        "balance",
                        "currency_id",
                        "move_id.move_type")
                .stored("balance", LineAmounts::balance, "amount_currency", "date", "currency_id")
                .stored("debit", record -> Math.max(record.number("balance"), 0), "balance")
                .stored("credit", record -> Math.max(-record.number("balance"), 0), "balance")
                .stored(
                        "amount_residual",
                        record -> residual(record, "balance", "amount", "amount", "company_currency_id"),
                        "balance",
                        "account_id",
                        "matched_debit_ids.amount",
                        "matched_credit_ids.amount")
                .stored(
                        "amount_residual_currency",
                        record -> residual(
                                record,
                                "amount_currency",
                                "debit_amount_currency",
                                "credit_amount_currency",
                                "currency_id"),
                        "amount_currency",
                        "account_id",
                        "matched_debit_ids.amount",
                        "matched_credit_ids.amount")
                .stored("reconciled", LineAmounts::reconciled, "amount_residual", "amount_residual_currency");
    }

    private static boolean isPriced(Records line) {
        return MoveLines.isProduct(line) && MoveTypes.isInvoice(line.related("move_id"));
    }

    private static Object price(Records line, ToDoubleBiFunction<Taxes.Taxed, Records> amount) {
        if (!isPriced(line)) {
            return MoveLines.isProduct(line) ? line.number("balance") : 0.0;
        }
        return amount.applyAsDouble(taxed(line), line.related("currency_id"));
    }

    /** Quantity times price, less the discount, and the taxes. */
    static Taxes.Taxed taxed(Records line) {
        double quantity = line.number("quantity");
        double price = line.number("price_unit");
        double whole = quantity * price * (1 - line.number("discount") / 100);
        return Taxes.of(
                line.related("tax_ids"),
                new Taxes.Sale(quantity, price, whole),
                Taxes.rounding(line.related("company_id"), line.related("currency_id")));
    }

    private static @Nullable Object inCurrency(Records line) {
        if (isPriced(line)) {
            return MoveTypes.direction(line.related("move_id")) * line.number("price_subtotal") + 0.0;
        }
        if (line.related("currency_id")
                .ids()
                .equals(line.related("company_currency_id").ids())) {
            return line.number("balance");
        }
        return line.number("amount_currency");
    }

    private static @Nullable Object balance(Records line) {
        if (!isPriced(line)) {
            return line.number("balance");
        }
        double rate = Amounts.rate(line.related("currency_id"), line.related("company_id"), line.get("date"));
        return Amounts.rounded(line.number("amount_currency") / rate, line.related("company_currency_id"));
    }

    private static boolean isMatched(Records line) {
        Records account = line.related("account_id");
        return !account.isEmpty() && account.flag("reconcile") && !MoveLines.isNote(line);
    }

    private static Object residual(Records line, String whole, String debited, String credited, String currency) {
        if (!isMatched(line)) {
            return 0.0;
        }
        double residual = line.number(whole);
        for (Records partial : line.related("matched_debit_ids").each()) {
            residual += partial.number(credited);
        }
        for (Records partial : line.related("matched_credit_ids").each()) {
            residual -= partial.number(debited);
        }
        return Amounts.rounded(residual, line.related(currency));
    }

    private static Object reconciled(Records line) {
        return isMatched(line) && line.number("amount_residual") == 0 && line.number("amount_residual_currency") == 0;
    }
}
