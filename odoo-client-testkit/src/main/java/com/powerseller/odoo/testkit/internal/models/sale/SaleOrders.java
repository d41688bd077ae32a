package com.powerseller.odoo.testkit.internal.models.sale;

import com.powerseller.odoo.testkit.internal.models.Teams;
import com.powerseller.odoo.testkit.internal.models.accounting.Addresses;
import com.powerseller.odoo.testkit.internal.models.accounting.Amounts;
import com.powerseller.odoo.testkit.internal.models.accounting.tax.TaxTotals;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code sale.order}: numbers, addresses, amounts, and the way from a quotation to an order. */
final class SaleOrders implements Behaviour {
    private static final String[] AMOUNTS = {
        "order_line.price_subtotal",
        "order_line.price_tax",
        "order_line.product_uom_qty",
        "order_line.price_unit",
        "order_line.discount",
        "currency_id"
    };

    private final Series series;

    SaleOrders(Series series) {
        this.series = series;
    }

    @Override
    public void define(ModelDefinition order) {
        order.order("date_order desc, id desc")
                .defaultValue("state", "draft")
                .defaultValue("name", "New")
                .defaultValue("company_id", records -> records.company())
                .defaultValue("date_order", Records::timestamp)
                .defaultValue("user_id", records -> records.uid())
                .defaultValue("team_id", SaleOrders::team)
                .notCopied("name", "state", "date_order", "client_order_ref", "locked")
                .copied("order_line", line -> true)
                .afterCreate(SaleOrders::number)
                .plain("pending_email_template_id", "transaction_ids")
                .stored("currency_id", SaleOrders::currency, "company_id", "pricelist_id")
                .stored("currency_rate", record -> 1.0, "currency_id")
                .stored("partner_invoice_id", record -> address(record, "invoice"), "partner_id")
                .stored("partner_shipping_id", record -> address(record, "delivery"), "partner_id")
                .stored("commercial_partner_id", SaleOrders::commercial, "partner_id.commercial_partner_id")
                .stored("amount_untaxed", this::untaxed, AMOUNTS)
                .stored("amount_tax", SaleOrders::tax, AMOUNTS)
                .stored("amount_total", this::total, AMOUNTS)
                .stored("invoice_status", SaleOrders::invoiceStatus, "state", "order_line.invoice_status")
                .computed("access_url", record -> "/my/orders/" + record.id())
                .method("action_confirm", SaleOrders::confirm)
                .method("action_cancel", SaleOrders::cancel)
                .method("action_draft", SaleOrders::draft)
                .beforeDelete(SaleOrders::demandDeletable);
        if (series.atLeast(Series.V19)) {
            order.stored("validity_date", SaleOrders::validity, "company_id")
                    .stored("prepayment_percent", record -> ofCompany(record, "prepayment_percent"), "company_id")
                    .stored("require_signature", record -> ofCompany(record, "portal_confirmation_sign"), "company_id")
                    .stored("require_payment", record -> ofCompany(record, "portal_confirmation_pay"), "company_id");
        } else {
            order.filledByOdoo("validity_date", "prepayment_percent");
        }
    }

    private static @Nullable Object ofCompany(Records order, String field) {
        Records company = order.related("company_id");
        return company.isEmpty() || !company.has(field) ? null : company.get(field);
    }

    private static @Nullable Object validity(Records order) {
        long days = ofCompany(order, "quotation_validity_days") instanceof Long number ? number : 0;
        return days > 0
                ? LocalDate.ofInstant(order.now(), ZoneOffset.UTC)
                        .plusDays(days)
                        .toString()
                : null;
    }

    private static @Nullable Object team(Records records) {
        if (!records.has("team_id")) {
            return null;
        }
        return Teams.of(records, records.uid());
    }

    private static void number(Records order) {
        if (order.text("name").equals("New")) {
            order.set("name", String.format(Locale.ROOT, "S%05d", order.id()));
        }
    }

    private static @Nullable Object currency(Records order) {
        Records company = order.related("company_id");
        return company.isEmpty() ? null : company.get("currency_id");
    }

    private static @Nullable Object address(Records order, String type) {
        Records partner = order.related("partner_id");
        return partner.isEmpty() ? null : Addresses.of(partner, type);
    }

    private static @Nullable Object commercial(Records order) {
        Records partner = order.related("partner_id");
        return partner.isEmpty() ? null : partner.get("commercial_partner_id");
    }

    // ------------------------------------------------------------------------------------------ amounts

    private static TaxTotals totals(Records order) {
        return new TaxTotals(
                order.related("order_line").each().stream()
                        .map(SaleOrderLines::taxed)
                        .toList(),
                order.related("currency_id"));
    }

    private double untaxed(Records order) {
        double sum = series.atLeast(Series.V18)
                ? totals(order).net()
                : order.related("order_line").each().stream()
                        .mapToDouble(line -> line.number("price_subtotal"))
                        .sum();
        return Amounts.rounded(sum, order.related("currency_id"));
    }

    private static double tax(Records order) {
        return Amounts.rounded(totals(order).tax(), order.related("currency_id"));
    }

    private double total(Records order) {
        return Amounts.rounded(untaxed(order) + tax(order), order.related("currency_id"));
    }

    private static Object invoiceStatus(Records order) {
        boolean isDue = order.related("order_line").each().stream()
                .anyMatch(line -> line.text("invoice_status").equals("to invoice"));
        return order.text("state").equals("sale") && isDue ? "to invoice" : "no";
    }

    // ------------------------------------------------------------------------------------------- states

    private static Object confirm(MethodCall call) {
        Records orders = call.existing();
        for (Records order : orders.each()) {
            if (!Set.of("draft", "sent").contains(order.text("state"))) {
                throw FakeErrors.userError("Some orders are not in a state requiring confirmation.");
            }
        }
        for (Records order : orders.each()) {
            order.write(Map.of("state", "sale", "date_order", order.timestamp()));
        }
        return true;
    }

    private static Object cancel(MethodCall call) {
        Records orders = call.existing();
        for (Records order : orders.each()) {
            if (order.has("locked") && order.flag("locked")) {
                throw FakeErrors.userError("You cannot cancel a locked order. Please unlock it first.");
            }
        }
        orders.set("state", "cancel");
        return true;
    }

    private static Object draft(MethodCall call) {
        for (Records order : call.existing().each()) {
            if (Set.of("cancel", "sent").contains(order.text("state"))) {
                order.set("state", "draft");
            }
        }
        return true;
    }

    private static void demandDeletable(Records orders) {
        for (Records order : orders.each()) {
            if (!Set.of("draft", "cancel").contains(order.text("state"))) {
                throw FakeErrors.userError(
                        "You can not delete a sent quotation or a confirmed sales order. You must first"
                                + " cancel it.");
            }
        }
    }
}
