package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;

/** {@code product.product}: a variant of a template. */
final class Products implements Behaviour {
    @Override
    public void define(ModelDefinition product) {
        product.order("default_code, name, id")
                .delegatesTo("product_tmpl_id")
                .onDelete("product_tmpl_id", OnDelete.CASCADE)
                .displayName(record -> {
                    String code = record.text("default_code");
                    return code.isEmpty() ? record.text("name") : "[" + code + "] " + record.text("name");
                });
    }
}
