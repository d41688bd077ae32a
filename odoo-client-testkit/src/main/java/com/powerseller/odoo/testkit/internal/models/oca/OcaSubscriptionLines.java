package com.powerseller.odoo.testkit.internal.models.oca;

import com.powerseller.odoo.testkit.internal.models.accounting.Amounts;
import com.powerseller.odoo.testkit.internal.models.accounting.tax.Taxes;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sale.subscription.line} of {@code subscription_oca}: named, priced and taxed as its product. */
final class OcaSubscriptionLines implements Behaviour {
    private static final String[] PRICE = {
        "product_uom_qty", "price_unit", "discount", "tax_ids", "sale_subscription_id.currency_id"
    };

    @Override
    public void define(ModelDefinition line) {
        line.stored("name", OcaSubscriptionLines::name, "product_id")
                .stored("price_unit", OcaSubscriptionLines::price, "product_id", "sale_subscription_id.pricelist_id")
                .stored("discount", record -> 0.0, "product_id")
                .stored("tax_ids", OcaSubscriptionLines::taxes, "product_id")
                .stored(
                        "currency_id",
                        record -> ofSubscription(record, "currency_id"),
                        "sale_subscription_id.currency_id")
                .stored("company_id", record -> ofSubscription(record, "company_id"), "sale_subscription_id.company_id")
                .stored("price_subtotal", OcaSubscriptionLines::subtotal, PRICE)
                .stored("amount_tax_line_amount", OcaSubscriptionLines::tax, PRICE)
                .stored("price_total", OcaSubscriptionLines::total, PRICE)
                .afterCreate(record -> OcaTemplates.demand(record, "product_uom_qty"));
    }

    private static @Nullable Object ofSubscription(Records line, String field) {
        Records subscription = line.related("sale_subscription_id");
        return subscription.isEmpty() ? null : subscription.get(field);
    }

    private static @Nullable Object name(Records line) {
        Records product = line.related("product_id");
        if (product.isEmpty()) {
            return line.get("name");
        }
        if (product.has("description_sale") && product.get("description_sale") != null) {
            throw new UnsupportedByFakeException(
                    "the name of a sale.subscription.line whose product has a description: give it one");
        }
        return product.get("display_name");
    }

    private static @Nullable Object price(Records line) {
        Records product = line.related("product_id");
        if (product.isEmpty()) {
            return line.get("price_unit");
        }
        Records subscription = line.related("sale_subscription_id");
        Records company = subscription.related("company_id");
        if (!company.related("currency_id").ids().equals(currency(line).ids())) {
            throw new UnsupportedByFakeException(
                    "the price_unit of a sale.subscription.line in another currency than the company's: give it one");
        }
        return product.get("list_price");
    }

    private static List<Long> taxes(Records line) {
        if (ofSubscription(line, "fiscal_position_id") != null) {
            throw new UnsupportedByFakeException(
                    "the taxes of a sale.subscription.line with a fiscal position: give it tax_ids");
        }
        Records product = line.related("product_id");
        return product.isEmpty() || !product.has("taxes_id")
                ? List.of()
                : product.related("taxes_id").ids();
    }

    private static Records currency(Records line) {
        return line.related("sale_subscription_id").related("currency_id");
    }

    private static Taxes.Taxed taxed(Records line) {
        double quantity = line.number("product_uom_qty");
        double price = line.number("price_unit");
        double whole = quantity * price * (1 - line.number("discount") / 100);
        return Taxes.of(
                line.related("tax_ids"),
                new Taxes.Sale(quantity, price, whole),
                Taxes.rounding(line.related("sale_subscription_id").related("company_id"), currency(line)));
    }

    private static double subtotal(Records line) {
        return taxed(line).subtotal(currency(line));
    }

    private static double total(Records line) {
        return taxed(line).total(currency(line));
    }

    private static double tax(Records line) {
        return Amounts.rounded(total(line) - subtotal(line), currency(line));
    }
}
