package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import java.util.HashMap;
import java.util.Map;

/** What becomes of the records of Odoo's own models when others that they refer to are deleted, where that does not follow from the fields being required or not. */
final class StandardReferences {
    private static final Map<OnDelete, Map<String, String[]>> MODELS = Map.of(
            OnDelete.RESTRICT,
            Map.ofEntries(
                    of(
                            "account.move",
                            "commercial_partner_id",
                            "currency_id",
                            "fiscal_position_id",
                            "journal_id",
                            "partner_id"),
                    of(
                            "account.move.line",
                            "account_id",
                            "currency_id",
                            "partner_id",
                            "product_id",
                            "product_uom_id",
                            "tax_line_id"),
                    of("account.journal", "default_account_id", "suspense_account_id"),
                    of("account.payment", "journal_id", "partner_id"),
                    of("account.payment.method.line", "payment_account_id"),
                    of("account.tax", "tax_group_id"),
                    of("crm.lead", "stage_id"),
                    of("product.category", "property_account_expense_categ_id", "property_account_income_categ_id"),
                    of("product.template", "property_account_expense_id", "property_account_income_id"),
                    of("res.company", "parent_id"),
                    of(
                            "res.partner",
                            "country_id",
                            "property_account_payable_id",
                            "property_account_receivable_id",
                            "property_payment_term_id"),
                    of(
                            "sale.order",
                            "currency_id",
                            "partner_id",
                            "partner_invoice_id",
                            "partner_shipping_id",
                            "plan_id"),
                    of("sale.order.line", "product_id", "product_uom_id", "product_uom")),
            OnDelete.CASCADE,
            Map.ofEntries(
                    of("account.payment.term.line", "payment_id"),
                    of("account.tax.repartition.line", "tax_id"),
                    of("product.category", "parent_id"),
                    of("res.currency.rate", "currency_id"),
                    of("res.partner.bank", "partner_id"),
                    of("res.partner.category", "parent_id"),
                    of("sale.order.line", "linked_line_id")));

    private StandardReferences() {}

    private static Map.Entry<String, String[]> of(String model, String... many2ones) {
        return Map.entry(model, many2ones);
    }

    static Map<String, Behaviour> added(Map<String, Behaviour> behaviours) {
        Map<String, Behaviour> all = new HashMap<>(behaviours);
        MODELS.forEach((action, models) -> models.forEach((model, many2ones) -> {
            Behaviour references = definition -> {
                for (String many2one : many2ones) {
                    definition.onDelete(many2one, action);
                }
            };
            all.merge(model, references, (behaviour, added) -> definition -> {
                added.define(definition);
                behaviour.define(definition);
            });
        }));
        return all;
    }
}
