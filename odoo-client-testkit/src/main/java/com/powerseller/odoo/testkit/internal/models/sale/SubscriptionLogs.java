package com.powerseller.odoo.testkit.internal.models.sale;

import com.powerseller.odoo.testkit.internal.models.accounting.Today;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code sale.order.log}: how the state and the monthly revenue of a subscription have changed. */
final class SubscriptionLogs {
    private SubscriptionLogs() {}

    /** Compares orders with what was logged last. */
    static void log(Records orders) {
        for (Records order : orders.each()) {
            if (order.has("order_log_ids") && order.has("subscription_state")) {
                logOne(order);
            }
        }
    }

    private static void logOne(Records order) {
        Records last = null;
        for (Records each : order.related("order_log_ids").each()) {
            last = last == null || each.id() > last.id() ? each : last;
        }
        String state = order.text("subscription_state");
        boolean runs = Subscriptions.RUNNING.contains(state);
        boolean ran = last != null && !isEnd(last);
        double before = last != null && ran ? last.number("recurring_monthly") : 0;
        double revenue = runs ? order.number("recurring_monthly") : 0;
        String event = event(order, last, runs, ran, revenue - before);
        if (event == null) {
            return;
        }
        String today = Today.of(order).toString();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("order_id", order.id());
        values.put("origin_order_id", order.get("origin_order_id") == null ? order.id() : order.get("origin_order_id"));
        values.put("event_type", event);
        values.put("effective_date", event.equals("0_creation") ? order.get("start_date") : today);
        values.put("subscription_state", state);
        values.put("amount_signed", revenue - before);
        values.put("recurring_monthly", revenue);
        values.put("currency_id", order.get("currency_id"));
        values.put("plan_id", order.get("plan_id"));
        values.put("user_id", order.get("user_id"));
        values.put("team_id", order.get("team_id"));
        Records log = order.browse("sale.order.log", List.of());
        values.keySet().removeIf(field -> !log.has(field));
        log.create(values);
    }

    /** Whether a subscription ran no more after what was logged. */
    private static boolean isEnd(Records log) {
        String event = log.text("event_type");
        return event.equals("2_churn") || (event.equals("3_transfer") && log.number("amount_signed") <= 0);
    }

    private static @Nullable String event(
            Records order, @Nullable Records last, boolean runs, boolean ran, double change) {
        if (runs && !ran) {
            return last == null && order.get("subscription_id") != null ? "3_transfer" : "0_creation";
        }
        if (ran && !runs) {
            return order.text("subscription_state").equals("5_renewed") ? "3_transfer" : "2_churn";
        }
        if (!runs || change == 0) {
            return null;
        }
        return change > 0 ? "1_expansion" : "15_contraction";
    }
}
