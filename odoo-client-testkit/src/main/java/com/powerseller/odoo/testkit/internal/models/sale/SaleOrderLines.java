package com.powerseller.odoo.testkit.internal.models.sale;

import com.powerseller.odoo.testkit.internal.models.accounting.Amounts;
import com.powerseller.odoo.testkit.internal.models.accounting.tax.Taxes;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code sale.order.line}: named, priced and taxed as its product. */
final class SaleOrderLines implements Behaviour {
    private static final String[] PRICE = {
        "product_uom_qty", "price_unit", "discount", "tax_ids", "tax_id", "order_id.currency_id"
    };

    private final Series series;

    SaleOrderLines(Series series) {
        this.series = series;
    }

    @Override
    public void define(ModelDefinition line) {
        line.order("order_id, sequence, id")
                .defaultValue("sequence", 10L)
                .defaultValue("customer_lead", 0.0)
                .onDelete("order_id", OnDelete.CASCADE)
                .displayName(SaleOrderLines::shown)
                .filledByOdoo("technical_price_unit")
                .plain("qty_invoiced", "last_invoiced_date", "untaxed_amount_invoiced")
                .notCopied("parent_line_id", "last_invoiced_date")
                .beforeDelete(SaleOrderLines::demandDeletable)
                .check("Forbidden values on non-accountable sale order line", SaleOrderLines::isPlainNote)
                .beforeWrite(SaleOrderLines::demandSameType)
                .beforeCreate(SaleOrderLines::withoutQuantity)
                .stored("product_uom_qty", record -> isNote(record) ? 0.0 : 1.0, "display_type")
                .stored("name", SaleOrderLines::name, "product_id")
                .stored("price_unit", SaleOrderLines::price, "product_id")
                .stored("product_uom_id", SaleOrderLines::unit, "product_id")
                .stored("product_uom", SaleOrderLines::unit, "product_id")
                .stored("tax_ids", SaleOrderLines::taxes, "product_id")
                .stored("tax_id", SaleOrderLines::taxes, "product_id");
        amounts(line);
        ofOrder(line);
    }

    /** Sections and notes sell nothing. */
    private static boolean isPlainNote(Records line) {
        String unit = line.has("product_uom_id") ? "product_uom_id" : "product_uom";
        return !isNote(line)
                || (line.get("product_id") == null
                        && line.number("price_unit") == 0
                        && line.number("customer_lead") == 0
                        && (!line.has(unit) || line.get(unit) == null));
    }

    private static Map<String, @Nullable Object> withoutQuantity(Map<String, @Nullable Object> values) {
        if (values.get("display_type") instanceof String) {
            values.put("product_uom_qty", 0.0);
        }
        return values;
    }

    private static void demandSameType(Records lines, Map<String, ? extends @Nullable Object> values) {
        if (!values.containsKey("display_type")) {
            return;
        }
        String type = values.get("display_type") instanceof String text ? text : "";
        for (Records line : lines.each()) {
            if (!line.text("display_type").equals(type)) {
                throw FakeErrors.userError("You cannot change the type of a sale order line. Instead you should delete"
                        + " the current line and create a new line of the proper type.");
            }
        }
    }

    private void amounts(ModelDefinition line) {
        line.stored("price_subtotal", SaleOrderLines::subtotal, PRICE)
                .stored("price_tax", this::tax, PRICE)
                .stored("price_total", SaleOrderLines::total, PRICE)
                .stored("price_reduce_taxexcl", record -> perUnit(record, "price_subtotal"), PRICE)
                .stored("price_reduce_taxinc", record -> perUnit(record, "price_total"), PRICE)
                .stored("qty_to_invoice", SaleOrderLines::toInvoice, "order_id.state", "product_uom_qty", "product_id")
                .stored(
                        "invoice_status",
                        record -> toInvoice(record) > 0 ? "to invoice" : "no",
                        "order_id.state",
                        "product_uom_qty",
                        "product_id")
                .stored(
                        "recurring_monthly",
                        SaleOrderLines::monthly,
                        "price_subtotal",
                        "product_id",
                        "order_id.plan_id",
                        "order_id.recurrence_id")
                .stored("temporal_type", SaleOrderLines::temporalType, "product_id", "order_id.recurrence_id")
                .computed("recurring_invoice", SaleOrderLines::recurs)
                .computed("product_template_id", record -> ofRelated(record, "product_id", "product_tmpl_id"));
    }

    private static void ofOrder(ModelDefinition line) {
        line.stored("state", record -> record.related("order_id").get("state"), "order_id.state")
                .stored("company_id", record -> record.related("order_id").get("company_id"), "order_id.company_id")
                .stored("currency_id", record -> record.related("order_id").get("currency_id"), "order_id.currency_id")
                .stored(
                        "order_partner_id",
                        record -> record.related("order_id").get("partner_id"),
                        "order_id.partner_id")
                .stored("salesman_id", record -> record.related("order_id").get("user_id"), "order_id.user_id");
    }

    static boolean isNote(Records line) {
        return !line.text("display_type").isEmpty();
    }

    /** Whether a line is for what is sold again in each period. */
    static boolean recurs(Records line) {
        Records product = line.related("product_id");
        return !product.isEmpty() && product.has("recurring_invoice") && product.flag("recurring_invoice");
    }

    private static @Nullable Object ofRelated(Records record, String relation, String field) {
        Records other = record.related(relation);
        return other.isEmpty() ? null : other.get(field);
    }

    private static Object shown(Records line) {
        Records order = line.related("order_id");
        String first = line.text("name").split("\n", 2)[0];
        return order.text("name") + " - " + first + " ("
                + order.related("partner_id").text("name") + ")";
    }

    private static @Nullable Object name(Records line) {
        Records product = line.related("product_id");
        if (product.isEmpty()) {
            return line.get("name");
        }
        String more = product.has("description_sale") ? product.text("description_sale") : "";
        return product.get("display_name") + (more.isEmpty() ? "" : "\n" + more);
    }

    private static @Nullable Object price(Records line) {
        return line.related("product_id").isEmpty()
                ? line.get("price_unit")
                : ofRelated(line, "product_id", "list_price");
    }

    private static @Nullable Object unit(Records line) {
        return ofRelated(line, "product_id", "uom_id");
    }

    private static List<Long> taxes(Records line) {
        Records product = line.related("product_id");
        return product.isEmpty() || !product.has("taxes_id") || isNote(line)
                ? List.of()
                : product.related("taxes_id").ids();
    }

    /** The taxes of a line, whatever the series calls them. */
    static Records taxesOf(Records line) {
        return line.related(line.has("tax_ids") ? "tax_ids" : "tax_id");
    }

    /** A line with its taxes; it costs nothing, and has none, if it is a note. */
    static Taxes.Taxed taxed(Records line) {
        double quantity = isNote(line) ? 0 : line.number("product_uom_qty");
        double price = line.number("price_unit");
        double whole = quantity * price * (1 - line.number("discount") / 100);
        return Taxes.of(
                isNote(line) ? line.browse("account.tax", List.of()) : taxesOf(line),
                new Taxes.Sale(quantity, price, whole),
                Taxes.rounding(line.related("order_id").related("company_id"), currency(line)));
    }

    private static Records currency(Records line) {
        return line.related("order_id").related("currency_id");
    }

    private static Object subtotal(Records line) {
        return taxed(line).subtotal(currency(line));
    }

    private static Object total(Records line) {
        return taxed(line).total(currency(line));
    }

    private Object tax(Records line) {
        Taxes.Taxed taxed = taxed(line);
        double tax = taxed.total(currency(line)) - taxed.subtotal(currency(line));
        return series.atLeast(Series.V18) ? tax : Amounts.rounded(tax, currency(line));
    }

    private static double perUnit(Records line, String amount) {
        double quantity = line.number("product_uom_qty");
        return quantity == 0 ? 0 : line.number(amount) / quantity;
    }

    /** Nothing has been invoiced yet: the fake does not invoice orders. */
    private static double toInvoice(Records line) {
        Records product = line.related("product_id");
        boolean isOrdered = product.isEmpty()
                || !product.has("invoice_policy")
                || !product.text("invoice_policy").equals("delivery");
        boolean isSold = line.related("order_id").text("state").equals("sale") && !isNote(line);
        return isSold && isOrdered ? line.number("product_uom_qty") : 0;
    }

    private static Object monthly(Records line) {
        Records order = line.related("order_id");
        if (!recurs(line)) {
            return 0.0;
        }
        if (order.has("recurrence_id")) {
            return Plans.monthlyOfRecurrence(order.related("recurrence_id"), line.number("price_subtotal"));
        }
        return order.has("plan_id") ? Plans.monthly(order.related("plan_id"), line.number("price_subtotal")) : 0.0;
    }

    /** In 16.0, a line of a subscription says itself that it recurs. */
    private static @Nullable Object temporalType(Records line) {
        Records order = line.related("order_id");
        return recurs(line) && order.has("recurrence_id") && order.get("recurrence_id") != null ? "subscription" : null;
    }

    private static void demandDeletable(Records lines) {
        for (Records line : lines.each()) {
            if (line.related("order_id").text("state").equals("sale") && !isNote(line)) {
                throw FakeErrors.userError("Once a sales order is confirmed, you can't remove one of its lines. Set the"
                        + " quantity to 0 instead.");
            }
        }
    }
}
