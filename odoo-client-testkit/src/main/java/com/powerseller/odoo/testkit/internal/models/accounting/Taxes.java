package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code account.tax}: taxes on top of prices, alone or in groups; those that prices include are refused. */
public final class Taxes {
    private Taxes() {}

    /**
     * One of the taxes of a line; amounts are not rounded.
     *
     * @param group the tax that it came with, if that is a group
     * @param base what it is on
     */
    public record Part(Records tax, @Nullable Records group, double base, double amount) {}

    /** What is taxed: a price for each of a quantity, and both together less the discount. */
    public record Sale(double quantity, double price, double whole) {}

    /** The taxes of a line in their order, each once. */
    public static List<Part> of(Records taxes, Sale sale) {
        Map<Long, Records> all = new LinkedHashMap<>();
        Map<Long, Records> groups = new HashMap<>();
        for (Records tax : taxes.each()) {
            boolean isGroup = tax.text("amount_type").equals("group");
            for (Records one : isGroup ? tax.related("children_tax_ids").each() : List.of(tax)) {
                all.putIfAbsent(one.id(), one);
                if (isGroup) {
                    groups.put(one.id(), tax);
                }
            }
        }
        List<Part> parts = new ArrayList<>();
        double base = sale.whole();
        for (Records tax : all.values()) {
            double on = tax.has("is_base_affected") && !tax.flag("is_base_affected") ? sale.whole() : base;
            Part part = new Part(tax, groups.get(tax.id()), on, amount(tax, on, sale));
            parts.add(part);
            base += tax.has("include_base_amount") && tax.flag("include_base_amount") ? part.amount() : 0;
        }
        return parts;
    }

    private static double amount(Records tax, double base, Sale sale) {
        if (tax.has("price_include") && tax.flag("price_include")) {
            throw new UnsupportedByFakeException(
                    "the tax " + tax.text("name") + ", which prices include: give lines other taxes, or none");
        }
        double amount = tax.number("amount");
        return switch (tax.text("amount_type")) {
            case "percent" -> base * amount / 100;
            case "division" -> base / (1 - amount / 100) - base;
            case "fixed" -> amount * sale.quantity() * (sale.price() < 0 ? -1 : 1);
            default ->
                throw new UnsupportedByFakeException(
                        "the tax " + tax.text("name") + ", whose computation is " + tax.text("amount_type"));
        };
    }

    /** No two taxes of a company that are for the same have the same name. */
    static void checkNames(Records taxes) {
        for (Records tax : taxes.each()) {
            Records same = tax.search(
                    "account.tax",
                    List.of(
                            Arrays.asList("name", "=", tax.get("name")),
                            Arrays.asList("type_tax_use", "=", tax.get("type_tax_use")),
                            Arrays.asList("company_id", "=", tax.get("company_id"))));
            if (same.ids().size() > 1) {
                throw FakeErrors.validationError("Tax names must be unique!\n- " + tax.text("name") + " in "
                        + tax.related("company_id").text("name"));
            }
        }
    }

    /** Whether a company rounds the tax of a whole document, and not of each line. */
    public static boolean isRoundedGlobally(Records company) {
        return company.has("tax_calculation_rounding_method")
                && company.text("tax_calculation_rounding_method").equals("round_globally");
    }

    /** The repartition line that a tax is booked with; null if it has none. */
    static @Nullable Records repartition(Records tax, boolean isRefund) {
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
