package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.Records;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code account.tax}: percentages on top of prices; others are refused. */
public final class Taxes {
    private Taxes() {}

    /** How much tax is on a base; not rounded. */
    public static double amount(Records tax, double base) {
        boolean isSimple = tax.text("amount_type").equals("percent")
                && !(tax.has("price_include") && tax.flag("price_include"))
                && !(tax.has("include_base_amount") && tax.flag("include_base_amount"));
        if (!isSimple) {
            throw new UnsupportedByFakeException("the tax " + tax.text("name")
                    + ", which is not simply a percentage on top of the price: give lines other taxes, or none");
        }
        return base * tax.number("amount") / 100;
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
