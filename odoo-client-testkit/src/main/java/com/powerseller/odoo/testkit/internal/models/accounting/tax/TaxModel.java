package com.powerseller.odoo.testkit.internal.models.accounting.tax;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code account.tax}: its defaults, what it takes from its company, and what must hold for it. */
public final class TaxModel {
    private TaxModel() {}

    public static void define(ModelDefinition tax, Series series) {
        tax.order("sequence, id")
                .copiedAs("name", name -> name + " (copy)")
                .defaultValue("amount_type", "percent")
                .defaultValue("type_tax_use", "sale")
                .defaultValue("sequence", 1L)
                .defaultValue("is_base_affected", true)
                .defaultValue("tax_group_id", 1L)
                .defaultValue("tax_exigibility", "on_invoice")
                .filledByOdoo("country_id", "is_domestic")
                .defaultValue("invoice_repartition_line_ids", unused -> distribution("invoice"))
                .defaultValue("refund_repartition_line_ids", unused -> distribution("refund"))
                .constraint(TaxModel::checkGroups)
                .lines(
                        "invoice_repartition_line_ids",
                        line -> line.text("document_type").equals("invoice"))
                .lines(
                        "refund_repartition_line_ids",
                        line -> line.text("document_type").equals("refund"))
                .defaultValue("company_id", records -> records.company())
                .constraint(TaxModel::checkNames);
        if (series.atLeast(Series.V18)) {
            tax.computed("company_price_include", TaxModel::ofCompany);
            tax.computed(
                    "price_include",
                    TaxModel::isIncluded,
                    (record, value) -> record.set(
                            "price_include_override", Boolean.TRUE.equals(value) ? "tax_included" : "tax_excluded"));
        }
    }

    /** All of a tax to no account. */
    private static List<Object> distribution(String document) {
        return Stream.of("base", "tax")
                .<Object>map(type -> List.of(
                        0L, 0L, Map.of("document_type", document, "repartition_type", type, "factor_percent", 100.0)))
                .toList();
    }

    private static void checkGroups(Records taxes) {
        for (Records tax : taxes.each()) {
            boolean hasGroup = tax.related("children_tax_ids").each().stream()
                    .anyMatch(child -> child.text("amount_type").equals("group"));
            if (tax.text("amount_type").equals("group") && hasGroup) {
                throw FakeErrors.validationError("Nested group of taxes are not allowed.");
            }
        }
    }

    /** No two taxes of a company that are for the same have the same name. */
    private static void checkNames(Records taxes) {
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

    /** Whether prices include a tax: it says so, or its company does. */
    private static boolean isIncluded(Records tax) {
        String own = tax.text("price_include_override");
        return (own.isEmpty() ? ofCompany(tax) : own).equals("tax_included");
    }

    /** Whether prices include the taxes of a company; empty if that is not known. */
    private static String ofCompany(Records tax) {
        Records company = tax.related("company_id");
        return company.isEmpty() || !company.has("account_price_include") ? "" : company.text("account_price_include");
    }
}
