package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.Map;

/** {@code product.template}: comes with its only variant. */
final class ProductTemplates implements Behaviour {
    private final Series series;

    ProductTemplates(Series series) {
        this.series = series;
    }

    @Override
    public void define(ModelDefinition template) {
        if (!series.atLeast(Series.V19)) {
            template.defaultValue("categ_id", 1L);
        }
        template.order("is_favorite desc, name")
                .copiedAs("name", name -> name + " (copy)")
                .defaultValue("type", "consu")
                .defaultValue("list_price", 1.0)
                .defaultValue("sale_ok", true)
                .defaultValue("purchase_ok", true)
                .defaultValue("sequence", 1L)
                .defaultValue("service_tracking", "no")
                .defaultValue("expense_policy", "no")
                .defaultValue("sale_line_warn", "no-message")
                .defaultValue("uom_id", 1L)
                .defaultValue("uom_po_id", 1L)
                .defaultValue("detailed_type", "consu")
                .defaultValue("tracking", "none")
                .defaultValue("invoice_policy", "order")
                .defaultValue("service_type", "manual")
                .defaultValue("taxes_id", records -> tax(records, "account_sale_tax_id"))
                .defaultValue("supplier_taxes_id", records -> tax(records, "account_purchase_tax_id"))
                .computed("product_variant_count", record ->
                        (long) record.related("product_variant_ids").ids().size())
                .computed("product_variant_id", record -> {
                    var variants = record.related("product_variant_ids").ids();
                    return variants.isEmpty() ? null : variants.get(0);
                })
                .afterCreate(record -> {
                    if (!Boolean.TRUE.equals(record.context().get("created_by_delegation"))) {
                        record.browse("product.product", List.of()).create(Map.of("product_tmpl_id", record.id()));
                    }
                });
    }

    private static Object tax(Records records, String field) {
        Records company = records.browse("res.company", List.of(records.company()));
        return company.has(field)
                ? List.of(List.of(6L, 0L, company.related(field).ids()))
                : List.of();
    }
}
