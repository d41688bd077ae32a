package com.powerseller.odoo.testkit.internal.models.sale;

import com.powerseller.odoo.testkit.internal.models.accounting.Today;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import java.util.LinkedHashMap;
import java.util.Map;

/** The models of Odoo's sales and subscriptions. */
public final class SaleModels {
    private SaleModels() {}

    /**
     * The behaviours by the names of the models.
     *
     * @param hasSubscriptions whether Enterprise makes subscriptions of orders
     */
    public static Map<String, Behaviour> of(Series series, boolean hasSubscriptions) {
        Map<String, Behaviour> models = new LinkedHashMap<>();
        Behaviour orders = new SaleOrders(series);
        Behaviour subscriptions = series.atLeast(Series.V17) ? new Subscriptions() : new Subscriptions16();
        models.put("sale.order", order -> {
            orders.define(order);
            if (hasSubscriptions) {
                subscriptions.define(order);
            }
        });
        models.put("sale.order.line", new SaleOrderLines(series));
        models.put(
                "sale.order.log",
                log -> log.order("event_date desc, id desc")
                        .defaultValue("event_date", records -> Today.of(records).toString())
                        .stored(
                                "company_id",
                                record -> record.related("order_id").get("company_id"),
                                "order_id.company_id"));
        models.put(
                "sale.subscription.plan",
                plan -> plan.order("sequence, id")
                        .defaultValue("sequence", 10L)
                        .defaultValue("billing_period_value", 1L)
                        .defaultValue("billing_period_unit", "month")
                        .defaultValue("auto_close_limit", 15L)
                        .defaultValue("user_closable_options", "end_of_period"));
        models.put(
                "sale.order.close.reason",
                reason -> reason.order("sequence, id").defaultValue("sequence", 10L));
        models.put("sale.subscription.close.reason.wizard", new CloseWizard());
        models.put("sale.order.stage", stage -> stage.order("sequence, id").defaultValue("sequence", 10L));
        return models;
    }
}
