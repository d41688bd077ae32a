package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.models.accounting.tax.TaxModel;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
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
                        .defaultValue("company_ids", records -> List.of(List.of(6L, 0L, List.of(records.company()))))
                        .filledByOdoo("code_store")
                        .method("copy", AccountingModels::copyWithCode)
                        .beforeDelete(AccountingModels::demandNoItems)
                        .nameDomain(AccountingModels::accountNamed)
                        .displayName(record -> series.atLeast(Series.V19)
                                ? record.get("name")
                                : (record.text("code") + " " + record.text("name")).strip())
                        .afterCreate(AccountingModels::demandCompanies));
        models.put("account.tax", tax -> TaxModel.define(tax, series));
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

    private static void demandCompanies(Records accounts) {
        for (Records account : accounts.each()) {
            if (account.has("company_ids") && account.related("company_ids").isEmpty()) {
                throw FakeErrors.validationError(
                        "The following accounts must be assigned to at least one company:\n- " + account.text("name"));
            }
        }
    }
}
