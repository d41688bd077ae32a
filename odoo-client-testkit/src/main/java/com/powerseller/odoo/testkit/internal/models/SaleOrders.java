package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code sale.order}: gets a number and addresses. */
final class SaleOrders implements Behaviour {
    @Override
    public void define(ModelDefinition order) {
        order.order("date_order desc, id desc")
                .defaultValue("state", "draft")
                .defaultValue("name", "New")
                .defaultValue("company_id", records -> records.company())
                .defaultValue("currency_id", 1L)
                .defaultValue(
                        "date_order",
                        records -> records.now()
                                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                                .toString()
                                .replace("T", " ")
                                .replace("Z", ""))
                .defaultValue("user_id", records -> records.uid())
                .beforeCreate(SaleOrders::addressed)
                .afterCreate(created -> {
                    if (created.text("name").equals("New")) {
                        created.set("name", String.format(java.util.Locale.ROOT, "S%05d", created.id()));
                    }
                })
                .onDelete("partner_id", ModelDefinition.OnDelete.RESTRICT);
    }

    private static Map<String, @Nullable Object> addressed(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>(values);
        if (Objects.nonNull(values.get("partner_id"))) {
            complete.putIfAbsent("partner_invoice_id", values.get("partner_id"));
            complete.putIfAbsent("partner_shipping_id", values.get("partner_id"));
        }
        return complete;
    }
}
