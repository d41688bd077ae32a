package com.powerseller.odoo.testkit.internal.models.accounting.tax;

import com.powerseller.odoo.testkit.internal.models.accounting.Amounts;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Taxes on top of prices or included in them, alone or in groups: what they are for a line. */
public final class Taxes {
    private Taxes() {}

    /** What is taxed: a price for each of a quantity, and both together less the discount. */
    public record Sale(double quantity, double price, double whole) {}

    /**
     * What is booked together: a tax.
     *
     * @param group the tax that it came with, if that is a group
     * @param onIt the taxes that are on it too
     */
    public record Key(long tax, @Nullable Long group, List<Long> onIt) {}

    /**
     * One of the taxes of a line.
     *
     * @param base what it is on
     */
    public record Part(Key key, boolean isIncluded, double base, double amount) {
        private Part in(double rate, DoubleUnaryOperator rounding) {
            return new Part(
                    key, isIncluded, rounding.applyAsDouble(base / rate), rounding.applyAsDouble(amount / rate));
        }
    }

    /**
     * A line with its taxes.
     *
     * @param whole its price, with the taxes that it includes
     * @param untaxed its price without them
     */
    public record Taxed(double whole, double untaxed, List<Part> parts) {
        /** The same in another currency, of which one unit is worth so many of this one's. */
        public Taxed in(double rate, DoubleUnaryOperator rounding) {
            return new Taxed(
                    rounding.applyAsDouble(whole / rate),
                    rounding.applyAsDouble(untaxed / rate),
                    parts.stream().map(part -> part.in(rate, rounding)).toList());
        }

        /** The same, what taxes are on being rounded. */
        public Taxed withRoundedBases(Records currency) {
            return new Taxed(
                    whole,
                    untaxed,
                    parts.stream()
                            .map(part -> new Part(
                                    part.key(),
                                    part.isIncluded(),
                                    Amounts.rounded(part.base(), currency),
                                    part.amount()))
                            .toList());
        }

        /** The price of the line without taxes. */
        public double subtotal(Records currency) {
            return Amounts.rounded(untaxed, currency);
        }

        /** The price of the line with all taxes. */
        public double total(Records currency) {
            double total = subtotal(currency);
            for (Part part : parts) {
                total += Amounts.rounded(part.amount(), currency);
            }
            return Amounts.rounded(total, currency);
        }
    }

    /** A line with these taxes, each once, in their order. */
    public static Taxed of(Records taxes, Sale sale, DoubleUnaryOperator rounding) {
        return LineTaxes.of(taxes, sale, rounding);
    }

    /** How a company rounds what it works out of a single line: not at all, if it rounds the taxes of whole documents. */
    public static DoubleUnaryOperator rounding(Records company, Records currency) {
        return isRoundedGlobally(company) ? amount -> amount : amount -> Amounts.rounded(amount, currency);
    }

    /** Whether a company rounds the tax of a whole document, and not of each line. */
    public static boolean isRoundedGlobally(Records company) {
        return company.has("tax_calculation_rounding_method")
                && company.text("tax_calculation_rounding_method").equals("round_globally");
    }

    /** The repartition line that a tax is booked with; null if it has none. */
    public static @Nullable Records repartition(Records tax, boolean isRefund) {
        Records lines = tax.related(isRefund ? "refund_repartition_line_ids" : "invoice_repartition_line_ids");
        Records found = null;
        for (Records line : lines.each()) {
            if (line.text("repartition_type").equals("tax")) {
                if (found != null || line.number("factor_percent") != 100) {
                    throw new UnsupportedByFakeException(
                            "the tax " + tax.text("name") + ", which is booked on several accounts");
                }
                found = line;
            }
        }
        return found;
    }
}
