package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.models.accounting.tax.TaxTotals;
import com.powerseller.odoo.testkit.internal.models.accounting.tax.Taxes;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What an invoice books for its lines and their taxes, in its own currency and in the company's. */
final class InvoiceTaxes {
    private final Records move;
    private final List<Records> lines;
    private final List<Taxes.Taxed> taxed;
    private final boolean isSpread;
    private final double rate;
    private final TaxTotals inCurrency;
    private final TaxTotals inCompanys;

    /**
     * A tax as it is booked.
     *
     * @param firstLine the first of the lines that have it
     */
    record Booked(Taxes.Key key, double amount, double balance, double base, int firstLine) {}

    private InvoiceTaxes(Records move, List<Records> lines, List<Taxes.Taxed> taxed, boolean isSpread) {
        this.move = move;
        this.lines = lines;
        this.taxed = taxed;
        this.isSpread = isSpread;
        Records company = move.related("company_id");
        Records currency = move.related("currency_id");
        Records companys = company.related("currency_id");
        this.rate = Amounts.rate(currency, company, move.get("date"));
        DoubleUnaryOperator rounding = Taxes.rounding(company, companys);
        this.inCurrency = new TaxTotals(taxed, currency);
        this.inCompanys = new TaxTotals(
                taxed.stream().map(line -> line.in(rate, rounding)).toList(), companys);
    }

    /**
     * The taxes of an invoice.
     *
     * @param isSpread whether what is rounded together is spread over the lines, as from series 18 on
     */
    static InvoiceTaxes of(Records move, List<Records> lines, boolean isSpread) {
        List<Taxes.Taxed> taxed = lines.stream()
                .map(LineAmounts::taxed)
                .map(line -> isSpread ? line : line.withRoundedBases(move.related("currency_id")))
                .toList();
        return new InvoiceTaxes(move, lines, taxed, isSpread);
    }

    /** Changes what is booked for the lines themselves, where that follows from all of them. */
    void bookLines() {
        if (!isSpread || !Taxes.isRoundedGlobally(move.related("company_id"))) {
            return;
        }
        double direction = MoveTypes.direction(move);
        for (int i = 0; i < lines.size(); i++) {
            book(
                    lines.get(i),
                    direction * inCurrency.untaxed().get(i) + 0.0,
                    direction * inCompanys.untaxed().get(i) + 0.0);
        }
    }

    private static void book(Records line, double amount, double balance) {
        if (!Objects.equals(line.get("amount_currency"), amount) || !Objects.equals(line.get("balance"), balance)) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("amount_currency", amount);
            values.put("balance", balance);
            // What the line itself costs stays as it is, so it is not worked out anew.
            values.put("price_subtotal", line.get("price_subtotal"));
            values.put("price_total", line.get("price_total"));
            line.write(values);
        }
    }

    /** The taxes, in the order of the lines. */
    List<Booked> booked() {
        double direction = MoveTypes.direction(move);
        Records companys = move.related("company_id").related("currency_id");
        List<Booked> booked = new ArrayList<>();
        inCurrency.taxes().forEach((key, total) -> {
            TaxTotals.Total own = Objects.requireNonNull(inCompanys.taxes().get(key));
            double balance = isSpread ? own.amount() : Amounts.rounded(total.amount() / rate, companys);
            double base = isSpread ? own.base() : Amounts.rounded(total.base() / rate, companys);
            booked.add(new Booked(
                    key,
                    direction * total.amount() + 0.0,
                    direction * balance + 0.0,
                    direction * base + 0.0,
                    firstOf(key)));
        });
        return booked;
    }

    private int firstOf(Taxes.Key key) {
        for (int i = 0; i < taxed.size(); i++) {
            if (taxed.get(i).parts().stream().anyMatch(part -> part.key().equals(key))) {
                return i;
            }
        }
        throw new IllegalStateException("no line has the tax " + key);
    }
}
