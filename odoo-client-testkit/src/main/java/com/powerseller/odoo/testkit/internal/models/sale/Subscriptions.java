package com.powerseller.odoo.testkit.internal.models.sale;

import com.powerseller.odoo.testkit.internal.models.accounting.Amounts;
import com.powerseller.odoo.testkit.internal.models.accounting.Today;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Subscriptions as they are since 17.0: those of {@code sale.order} that have a plan. */
final class Subscriptions implements Behaviour {
    static final Set<String> RUNNING = Set.of("3_progress", "4_paused");

    private static final Set<String> QUOTATIONS = Set.of("1_draft", "2_renewal", "7_upsell");
    private static final String[] RECURRING = {"order_line.price_subtotal", "order_line.product_id", "plan_id"};

    @Override
    public void define(ModelDefinition order) {
        order.stored("subscription_state", Subscriptions::state, "plan_id")
                .stored("is_subscription", Subscriptions::isSubscription, "plan_id", "subscription_state")
                .stored("recurring_total", Subscriptions::recurring, RECURRING)
                .stored("recurring_monthly", Subscriptions::monthly, RECURRING)
                .stored(
                        "non_recurring_total",
                        record -> record.number("amount_untaxed") - recurring(record),
                        "amount_untaxed",
                        "recurring_total")
                .stored("is_closing", Subscriptions::isClosing, "end_date", "subscription_state")
                .computed("has_recurring_line", Subscriptions::hasRecurringLine)
                .computed(
                        "is_renewing", record -> !children(record, "2_renewal").isEmpty())
                .computed(
                        "is_upselling",
                        record -> children(record, "7_upsell").stream()
                                .anyMatch(child -> !child.text("state").equals("sale")))
                .computed("upsell_count", record ->
                        (long) children(record, "7_upsell").size())
                .computed(
                        "renewal_count", record -> (long) (children(record, "").size()
                                - children(record, "7_upsell").size()))
                .computed("history_count", record -> 1L + chain(record).ids().size())
                .plain(
                        "first_contract_date",
                        "last_invoice_date",
                        "origin_order_id",
                        "subscription_id",
                        "kpi_1month_mrr_delta")
                .notCopied("subscription_state", "start_date", "end_date", "next_invoice_date", "last_invoice_date")
                .notCopied("first_contract_date", "origin_order_id", "subscription_id", "close_reason_id")
                .constraint(Subscriptions::checkDates)
                .method("set_close", Subscriptions::close)
                .method("set_open", Subscriptions::open)
                .method("prepare_renewal_order", call -> renew(call, "2_renewal"))
                .method("prepare_upsell_order", call -> renew(call, "7_upsell"))
                .beforeWrite(Subscriptions::demandRecurring)
                .afterWrite(Subscriptions::confirmed)
                .afterChanges(SubscriptionLogs::log, "subscription_state", "recurring_monthly");
    }

    // ------------------------------------------------------------------------------------------- fields

    private static @Nullable Object state(Records order) {
        String state = order.text("subscription_state");
        if (order.get("plan_id") != null) {
            return state.isEmpty() ? "1_draft" : state;
        }
        boolean isQuotation = Set.of("draft", "sent").contains(order.text("state"));
        return isQuotation || state.isEmpty() ? null : state;
    }

    private static Object isSubscription(Records order) {
        return order.get("plan_id") != null && !order.text("subscription_state").equals("7_upsell");
    }

    private static double recurring(Records order) {
        if (order.get("plan_id") == null) {
            return 0;
        }
        return Amounts.rounded(
                order.related("order_line").each().stream()
                        .filter(SaleOrderLines::recurs)
                        .mapToDouble(line -> line.number("price_subtotal"))
                        .sum(),
                order.related("currency_id"));
    }

    private static Object monthly(Records order) {
        return Amounts.rounded(Plans.monthly(order.related("plan_id"), recurring(order)), order.related("currency_id"));
    }

    private static Object isClosing(Records order) {
        return RUNNING.contains(order.text("subscription_state")) && order.get("end_date") != null;
    }

    private static boolean hasRecurringLine(Records order) {
        return order.related("order_line").each().stream().anyMatch(SaleOrderLines::recurs);
    }

    /** What renews or extends an order, and is not cancelled; in one state, or in any. */
    private static List<Records> children(Records order, String state) {
        return order.related("subscription_child_ids").each().stream()
                .filter(child -> !child.text("state").equals("cancel"))
                .filter(child ->
                        state.isEmpty() || child.text("subscription_state").equals(state))
                .toList();
    }

    private static Records chain(Records order) {
        return order.search(order.model(), List.of(List.of("origin_order_id", "=", origin(order))));
    }

    private static Object origin(Records order) {
        Object origin = order.get("origin_order_id");
        return origin == null ? (Object) order.id() : origin;
    }

    private static void checkDates(Records orders) {
        for (Records order : orders.each()) {
            boolean isKnown = order.has("start_date") && order.has("end_date");
            if (isKnown
                    && order.get("start_date") != null
                    && order.get("end_date") != null
                    && order.text("end_date").compareTo(order.text("start_date")) < 0) {
                throw FakeErrors.validationError("A subscription cannot end before it starts.");
            }
        }
    }

    // ------------------------------------------------------------------------------------------ confirm

    private static boolean isConfirmed(Map<String, ? extends @Nullable Object> values) {
        return "sale".equals(values.get("state"));
    }

    private static void demandRecurring(Records orders, Map<String, ? extends @Nullable Object> values) {
        for (Records order : orders.each()) {
            boolean isAsked = isConfirmed(values) && order.has("plan_id") && order.flag("is_subscription");
            if (isAsked && !order.text("state").equals("sale") && !hasRecurringLine(order)) {
                throw FakeErrors.userError("You cannot confirm a subscription without a recurring product.");
            }
        }
    }

    private static void confirmed(Records orders, Set<String> written) {
        for (Records order : orders.each()) {
            boolean isConfirmed =
                    written.contains("state") && order.text("state").equals("sale");
            boolean isQuotation = order.has("plan_id")
                    && order.get("plan_id") != null
                    && QUOTATIONS.contains(order.text("subscription_state"));
            if (isConfirmed && isQuotation && !written.contains("subscription_state")) {
                start(order);
            }
        }
    }

    private static void start(Records order) {
        Records parent = order.related("subscription_id");
        String state = order.text("subscription_state");
        if (state.equals("7_upsell")) {
            extend(parent, order);
            return;
        }
        Object next = parent.isEmpty() ? null : parent.get("next_invoice_date");
        Object start = order.get("start_date") != null ? order.get("start_date") : next;
        String day = start == null ? Today.of(order).toString() : start.toString();
        Records first = order.related("origin_order_id");
        Object firstDay = first.isEmpty() ? null : first.get("first_contract_date");
        if (state.equals("2_renewal")) {
            parent.set("subscription_state", "5_renewed");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("start_date", day);
        values.put("next_invoice_date", order.get("next_invoice_date") == null ? day : order.get("next_invoice_date"));
        if (order.has("first_contract_date")) {
            values.put("first_contract_date", firstDay == null ? day : firstDay);
        }
        values.put("subscription_state", "3_progress");
        order.write(values);
    }

    /** What was upsold is added to the running contract, by line where the line is known. */
    private static void extend(Records parent, Records upsell) {
        for (Records line : upsell.related("order_line").each()) {
            if (!SaleOrderLines.recurs(line) || line.number("product_uom_qty") == 0) {
                continue;
            }
            Records known = parent.related("order_line").each().stream()
                    .filter(one -> Objects.equals(one.get("product_id"), line.get("product_id")))
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                parent.browse(line.model(), List.of()).create(copy(line, parent.id(), line.number("product_uom_qty")));
            } else {
                known.set("product_uom_qty", known.number("product_uom_qty") + line.number("product_uom_qty"));
            }
        }
    }

    // --------------------------------------------------------------------------------- close and renew

    static void close(Records orders, @Nullable Object reason, boolean isRenewed) {
        for (Records order : orders.each()) {
            if (!RUNNING.contains(order.text("subscription_state"))) {
                throw FakeErrors.userError("Only running subscriptions can be closed.");
            }
        }
        for (Records order : orders.each()) {
            String today = Today.of(order).toString();
            String start = order.text("start_date");
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("subscription_state", isRenewed ? "5_renewed" : "6_churn");
            values.put("end_date", start.compareTo(today) > 0 ? start : today);
            if (reason instanceof Long) {
                values.put("close_reason_id", reason);
            }
            order.write(values);
        }
    }

    private static @Nullable Object close(MethodCall call) {
        close(call.existing(), call.argument(0, "close_reason_id"), Boolean.TRUE.equals(call.argument(1, "renew")));
        return null;
    }

    private static @Nullable Object open(MethodCall call) {
        for (Records order : call.existing().each()) {
            if (order.text("state").equals("sale") && !QUOTATIONS.contains(order.text("subscription_state"))) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                values.put("subscription_state", "3_progress");
                values.put("end_date", null);
                values.put("close_reason_id", null);
                order.write(values);
            }
        }
        return null;
    }

    private static Object renew(MethodCall call, String state) {
        Records order = call.existing();
        if (!RUNNING.contains(order.text("subscription_state"))) {
            throw FakeErrors.userError("Only running subscriptions can be renewed or extended.");
        }
        boolean isRenewal = state.equals("2_renewal");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String field : List.of(
                "partner_id",
                "partner_invoice_id",
                "partner_shipping_id",
                "company_id",
                "user_id",
                "team_id",
                "plan_id")) {
            values.put(field, order.get(field));
        }
        values.put("subscription_state", state);
        values.put("subscription_id", order.id());
        values.put("origin_order_id", origin(order));
        values.put(
                "start_date",
                isRenewal ? order.get("next_invoice_date") : Today.of(order).toString());
        List<Object> lines = new ArrayList<>();
        for (Records line : order.related("order_line").each()) {
            if (SaleOrderLines.recurs(line)) {
                Map<String, @Nullable Object> copy = copy(line, null, isRenewal ? line.number("product_uom_qty") : 0);
                if (line.has("parent_line_id")) {
                    copy.put("parent_line_id", line.id());
                }
                lines.add(List.of(0L, 0L, copy));
            }
        }
        values.put("order_line", lines);
        return Actions.form(
                isRenewal ? "Renewal" : "Upsell",
                order.model(),
                order.create(values).id());
    }

    private static Map<String, @Nullable Object> copy(Records line, @Nullable Object order, double quantity) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String field : List.of("product_id", "name", "price_unit", "discount")) {
            values.put(field, line.get(field));
        }
        values.put("product_uom_qty", quantity);
        if (order != null) {
            values.put("order_id", order);
        }
        return values;
    }
}
