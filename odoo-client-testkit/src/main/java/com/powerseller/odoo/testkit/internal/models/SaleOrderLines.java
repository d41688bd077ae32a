package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import com.powerseller.odoo.testkit.model.Records;

/** {@code sale.order.line}: named and priced as its product. */
final class SaleOrderLines implements Behaviour {
    @Override
    public void define(ModelDefinition line) {
        line.order("order_id, sequence, id")
                .defaultValue("sequence", 10L)
                .defaultValue("product_uom_qty", 1.0)
                .defaultValue("customer_lead", 0.0)
                .onDelete("order_id", OnDelete.CASCADE)
                .beforeRequired(SaleOrderLines::complete);
    }

    private static void complete(Records line) {
        Records product = line.related("product_id");
        if (!product.isEmpty() && line.text("name").isEmpty()) {
            line.set("name", product.get("display_name"));
        }
        if (!product.isEmpty() && line.get("price_unit") == null) {
            line.set("price_unit", product.get("list_price"));
        }
    }
}
