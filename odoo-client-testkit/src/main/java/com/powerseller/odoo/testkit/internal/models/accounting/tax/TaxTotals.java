package com.powerseller.odoo.testkit.internal.models.accounting.tax;

import com.powerseller.odoo.testkit.internal.models.accounting.Amounts;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the lines of a document cost together, in one currency. Where a company rounds whole documents, that of each tax is rounded once, and what its lines and the taxes are then booked with
 * sums up to it.
 */
public final class TaxTotals {
    private final List<Double> untaxed;
    private final Map<Taxes.Key, Total> taxes = new LinkedHashMap<>();

    /** A tax of several lines, and what it is on. */
    public record Total(double amount, double base) {}

    /** What lines have of one tax. */
    private static final class Sum {
        private boolean isIncluded;
        private double amount;
        private double base;

        void add(Taxes.Part part) {
            isIncluded = part.isIncluded();
            amount += part.amount();
            base += part.base();
        }
    }

    public TaxTotals(List<Taxes.Taxed> lines, Records currency) {
        Map<Taxes.Key, Sum> sums = new LinkedHashMap<>();
        Map<Long, Sum> byTax = new LinkedHashMap<>();
        for (Taxes.Taxed line : lines) {
            for (Taxes.Part part : line.parts()) {
                sums.computeIfAbsent(part.key(), unused -> new Sum()).add(part);
                byTax.computeIfAbsent(part.key().tax(), unused -> new Sum()).add(part);
            }
        }
        byTax.forEach((tax, sum) -> spread(tax, sum, sums, currency));
        double whole = lines.stream().mapToDouble(Taxes.Taxed::whole).sum();
        double net = lines.stream().mapToDouble(Taxes.Taxed::untaxed).sum();
        boolean isAllIncluded = byTax.values().stream().allMatch(sum -> sum.isIncluded);
        double target = isAllIncluded ? Amounts.rounded(whole, currency) - tax() : Amounts.rounded(net, currency);
        this.untaxed = Spread.of(lines.stream().map(Taxes.Taxed::untaxed).toList(), target, currency);
    }

    private void spread(long tax, Sum whole, Map<Taxes.Key, Sum> sums, Records currency) {
        List<Taxes.Key> keys =
                sums.keySet().stream().filter(key -> key.tax() == tax).toList();
        double amount = Amounts.rounded(whole.amount, currency);
        double base = whole.isIncluded
                ? Amounts.rounded(whole.base + whole.amount, currency) - amount
                : Amounts.rounded(whole.base, currency);
        List<Double> amounts = new ArrayList<>();
        List<Double> bases = new ArrayList<>();
        for (Taxes.Key key : keys) {
            amounts.add(Objects.requireNonNull(sums.get(key)).amount);
            bases.add(Objects.requireNonNull(sums.get(key)).base);
        }
        amounts = Spread.of(amounts, amount, currency);
        bases = Spread.of(bases, base, currency);
        for (int i = 0; i < keys.size(); i++) {
            taxes.put(keys.get(i), new Total(amounts.get(i), bases.get(i)));
        }
    }

    /** The prices of the lines without taxes. */
    public List<Double> untaxed() {
        return untaxed;
    }

    /** The price of all lines without taxes. */
    public double net() {
        return untaxed.stream().mapToDouble(each -> each).sum();
    }

    /** All taxes. */
    public double tax() {
        return taxes.values().stream().mapToDouble(Total::amount).sum();
    }

    public Map<Taxes.Key, Total> taxes() {
        return taxes;
    }
}
