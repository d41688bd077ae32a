package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models of Odoo's accounting. */
public final class AccountingModels {
    private AccountingModels() {}

    /** The behaviours by the names of the models. */
    public static Map<String, Behaviour> of(Series series) {
        Map<String, Behaviour> models = new LinkedHashMap<>();
        Payments payments = new Payments();
        models.put("account.move", new Moves(series));
        models.put("account.move.line", new MoveLines());
        models.put("account.payment", payments);
        models.put("account.payment.register", new PaymentRegister(series, payments));
        models.put("account.move.reversal", new Reversals(series));
        models.put("account.partial.reconcile", new Reconciliation());
        models.put("account.full.reconcile", full -> {});
        models.put(
                "account.account",
                account -> account.order("code, id")
                        .displayName(record -> record.get("name"))
                        .defaultValue("company_ids", records -> List.of(List.of(6L, 0L, List.of(records.company()))))
                        .afterCreate(AccountingModels::demandCompanies));
        models.put("account.tax", tax -> taxes(tax, series));
        models.put("account.tax.group", group -> group.order("sequence, id"));
        models.put(
                "account.journal",
                journal -> journal.order("sequence, type, code")
                        .defaultValue("sequence", 10L)
                        .defaultValue("company_id", records -> records.company())
                        .defaultValue("invoice_reference_type", "invoice")
                        .defaultValue("invoice_reference_model", "odoo")
                        .defaultValue("show_on_dashboard", true)
                        .stored("code", AccountingData::code)
                        .unique("Journal codes must be unique per company.", "company_id", "code")
                        .afterCreate(AccountingData::complete));
        models.put("account.payment.term", term -> term.order("sequence, id").defaultValue("sequence", 10L));
        models.put(
                "account.payment.term.line",
                line -> line.order("id").defaultValue("value", "percent").defaultValue("delay_type", "days_after"));
        models.put(
                "account.payment.method.line",
                line -> line.displayName(record -> {
                    Records journal = record.related("journal_id");
                    return journal.isEmpty()
                            ? record.get("name")
                            : record.text("name") + " (" + journal.text("name") + ")";
                }));
        models.put(
                "res.currency.rate",
                rate -> rate.order("name desc, id")
                        .recordName("name")
                        .defaultValue("name", records -> Today.of(records).toString())
                        .defaultValue("company_id", records -> records.company()));
        return models;
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

    private static void taxes(ModelDefinition tax, Series series) {
        tax.order("sequence, id")
                .defaultValue("amount_type", "percent")
                .defaultValue("type_tax_use", "sale")
                .defaultValue("sequence", 1L)
                .defaultValue("is_base_affected", true)
                .defaultValue("tax_group_id", 1L)
                .constraint(AccountingModels::checkGroups)
                .lines(
                        "invoice_repartition_line_ids",
                        line -> line.text("document_type").equals("invoice"))
                .lines(
                        "refund_repartition_line_ids",
                        line -> line.text("document_type").equals("refund"))
                .defaultValue("company_id", records -> records.company())
                .constraint(Taxes::checkNames);
        if (series.atLeast(Series.V18)) {
            tax.computed("company_price_include", Taxes::ofCompany);
            tax.computed(
                    "price_include",
                    Taxes::isIncluded,
                    (record, value) -> record.set(
                            "price_include_override", Boolean.TRUE.equals(value) ? "tax_included" : "tax_excluded"));
        }
    }

    private static void demandCompanies(Records accounts) {
        for (Records account : accounts.each()) {
            if (account.has("company_ids") && account.related("company_ids").isEmpty()) {
                throw FakeErrors.validationError(
                        "The following accounts must be assigned to at least one company:\n- " + account.text("name"));
            }
        }
    }
}
