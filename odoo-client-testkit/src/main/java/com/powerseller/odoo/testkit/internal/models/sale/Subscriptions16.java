package com.powerseller.odoo.testkit.internal.models.sale;

import com.powerseller.odoo.testkit.internal.models.accounting.Amounts;
import com.powerseller.odoo.testkit.internal.models.accounting.Today;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Subscriptions as they are in 16.0: those of {@code sale.order} that have a recurrence, in stages of a category. */
final class Subscriptions16 implements Behaviour {
    @Override
    public void define(ModelDefinition order) {
        order.defaultValue("subscription_management", "create")
                .stored("is_subscription", Subscriptions16::isSubscription, "recurrence_id", "subscription_management")
                .stored(
                        "stage_id",
                        record -> record.get("stage_id") != null ? record.get("stage_id") : firstStage(record),
                        "recurrence_id")
                .stored("stage_category", Subscriptions16::category, "stage_id.category")
                .stored(
                        "recurring_monthly",
                        Subscriptions16::monthly,
                        "order_line.price_subtotal",
                        "order_line.product_id",
                        "recurrence_id")
                .computed("is_upselling", Subscriptions16::isUpselling)
                .computed("recurring_live", Subscriptions16::live)
                .computed("order_log_ids", Subscriptions16::logs)
                .plain("last_invoice_date", "origin_order_id", "subscription_id")
                .notCopied("stage_id", "stage_category", "start_date", "end_date", "next_invoice_date", "to_renew")
                .notCopied("origin_order_id", "subscription_id", "close_reason_id", "subscription_management")
                .method("set_close", Subscriptions16::close)
                .method("prepare_renewal_order", Subscriptions16::renew)
                .afterWrite(Subscriptions16::confirmed);
    }

    private static Object isSubscription(Records order) {
        return order.get("recurrence_id") != null
                && !order.text("subscription_management").equals("upsell");
    }

    private static Object monthly(Records order) {
        double recurring = order.related("order_line").each().stream()
                .filter(SaleOrderLines::recurs)
                .mapToDouble(line -> line.number("price_subtotal"))
                .sum();
        return Amounts.rounded(
                Plans.monthlyOfRecurrence(order.related("recurrence_id"), recurring), order.related("currency_id"));
    }

    private static Object isUpselling(Records order) {
        return order.related("subscription_child_ids").each().stream()
                .anyMatch(child -> child.text("subscription_management").equals("upsell")
                        && Set.of("draft", "sent").contains(child.text("state")));
    }

    private static Object live(Records order) {
        throw new UnsupportedByFakeException("recurring_live of a sale.order in 16.0: read its stage_category");
    }

    /** Those that somebody has made: what 16.0 calls the events that it keeps itself is not known. */
    private static Object logs(Records order) {
        List<Long> logs = order.search("sale.order.log", List.of(List.of("order_id", "=", order.id())))
                .ids();
        if (logs.isEmpty()
                && order.flag("is_subscription")
                && !order.text("stage_category").equals("draft")) {
            throw new UnsupportedByFakeException(
                    "what 16.0 keeps in sale.order.log of a subscription: create the records that a test needs");
        }
        return logs;
    }

    private static @Nullable Object category(Records order) {
        Records stage = order.related("stage_id");
        return stage.isEmpty() ? null : stage.get("category");
    }

    private static @Nullable Object firstStage(Records order) {
        return order.get("recurrence_id") == null ? null : stage(order, "draft");
    }

    private static long stage(Records order, String category) {
        List<Long> stages = order.search("sale.order.stage", List.of(List.of("category", "=", category)))
                .ids();
        if (stages.isEmpty()) {
            throw new UnsupportedByFakeException(
                    "a subscription without a sale.order.stage of the category " + category + ": create one");
        }
        return stages.get(0);
    }

    private static void confirmed(Records orders, Set<String> written) {
        for (Records order : orders.each()) {
            boolean isStarted = written.contains("state")
                    && order.text("state").equals("sale")
                    && order.has("stage_category")
                    && order.flag("is_subscription")
                    && order.text("stage_category").equals("draft");
            if (isStarted) {
                start(order);
            }
        }
    }

    private static void start(Records order) {
        String start = order.get("start_date") == null ? Today.of(order).toString() : order.text("start_date");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("start_date", start);
        values.put(
                "next_invoice_date", order.get("next_invoice_date") == null ? start : order.get("next_invoice_date"));
        values.put("stage_id", stage(order, "progress"));
        Records parent = order.related("subscription_id");
        if (!parent.isEmpty() && order.text("subscription_management").equals("renew")) {
            parent.set("stage_id", stage(order, "closed"));
        }
        order.write(values);
    }

    private static @Nullable Object close(MethodCall call) {
        close(call.existing(), call.argument(0, "close_reason_id"));
        return null;
    }

    static void close(Records orders, @Nullable Object reason) {
        for (Records order : orders.each()) {
            String category = order.text("stage_category");
            if (!category.equals("progress") && !category.equals("paused")) {
                throw FakeErrors.userError("Only running subscriptions can be closed.");
            }
            String today = Today.of(order).toString();
            String start = order.text("start_date");
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("stage_id", stage(order, "closed"));
            values.put("end_date", start.compareTo(today) > 0 ? start : today);
            values.put("to_renew", false);
            if (reason instanceof Long) {
                values.put("close_reason_id", reason);
            }
            order.write(values);
        }
    }

    private static Object renew(MethodCall call) {
        Records order = call.existing();
        if (!order.text("stage_category").equals("progress")) {
            throw FakeErrors.userError("Only running subscriptions can be renewed.");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String field : List.of(
                "partner_id", "partner_invoice_id", "partner_shipping_id", "company_id", "user_id", "recurrence_id")) {
            values.put(field, order.get(field));
        }
        values.put("subscription_management", "renew");
        values.put("subscription_id", order.id());
        values.put("origin_order_id", order.get("origin_order_id") == null ? order.id() : order.get("origin_order_id"));
        values.put("start_date", order.get("next_invoice_date"));
        List<Object> lines = new ArrayList<>();
        for (Records line : order.related("order_line").each()) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            for (String field : List.of("product_id", "name", "price_unit", "discount", "product_uom_qty")) {
                copy.put(field, line.get(field));
            }
            lines.add(List.of(0L, 0L, copy));
        }
        values.put("order_line", lines);
        return Actions.form("Renewal", order.model(), order.create(values).id());
    }
}
