package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
                        .defaultValue("company_ids", records -> List.of(List.of(6L, 0L, List.of(records.company()))))
                        .filledByOdoo("code_store")
                        .method("copy", AccountingModels::copyWithCode)
                        .beforeDelete(AccountingModels::demandNoItems)
                        .nameDomain(AccountingModels::accountNamed)
                        .displayName(record -> series.atLeast(Series.V19)
                                ? record.get("name")
                                : (record.text("code") + " " + record.text("name")).strip())
                        .afterCreate(AccountingModels::demandCompanies));
        models.put("account.tax", tax -> taxes(tax, series));
        models.put(
                "product.category",
                category -> category.fallback(
                                "property_account_income_categ_id",
                                record -> Accounts.ofCompany(record, "income", series))
                        .fallback(
                                "property_account_expense_categ_id",
                                record -> Accounts.ofCompany(record, "expense", series)));
        models.put("account.tax.group", group -> group.order("sequence, id"));
        models.put(
                "account.journal",
                journal -> journal.order("sequence, type, code")
                        .namesSearched("name", "code")
                        .defaultValue("sequence", 10L)
                        .defaultValue("company_id", records -> records.company())
                        .defaultValue("invoice_reference_type", "invoice")
                        .defaultValue("invoice_reference_model", "odoo")
                        .defaultValue("show_on_dashboard", true)
                        .defaultValue("bank_statements_source", "undefined")
                        .stored(
                                "refund_sequence",
                                record -> List.of("sale", "purchase").contains(record.text("type")),
                                "type")
                        .filledByOdoo("alias_id")
                        .method("copy", AccountingModels::copyWithCode)
                        .stored("code", AccountingData::code)
                        .unique("Journal codes must be unique per company.", "company_id", "code")
                        .afterCreate(AccountingData::complete));
        models.put("account.payment.term", term -> PaymentTerms.define(term, series));
        models.put("account.payment.term.line", PaymentTerms::defineLine);
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

    /** By the name, or by the code, with which a text may begin. */
    private static List<?> accountNamed(Records none, String operator, Object value) {
        String text = String.valueOf(value);
        String first = text.strip().split("\\s+", 2)[0];
        List<?> code = operator.equals("=") ? List.of("code", "=", first) : List.of("code", "=like", first + "%");
        return List.of("|", code, List.of("name", operator, text));
    }

    private static void demandNoItems(Records accounts) {
        if (!accounts.sudo()
                .search("account.move.line", List.of(List.of("account_id", "in", accounts.ids())))
                .isEmpty()) {
            throw FakeErrors.userError("You cannot perform this action on an account that contains journal items.");
        }
    }

    private static Object copyWithCode(MethodCall call) {
        throw new UnsupportedByFakeException("copying " + call.records().model() + ", which finds a new code for it");
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

    private static void taxes(ModelDefinition tax, Series series) {
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
