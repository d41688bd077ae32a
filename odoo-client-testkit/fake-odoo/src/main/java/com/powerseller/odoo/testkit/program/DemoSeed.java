package com.powerseller.odoo.testkit.program;

import com.powerseller.odoo.testkit.FakeData;
import com.powerseller.odoo.testkit.FakeSeed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Three customers with contacts, two products, an order and a draft invoice for each customer, and a helpdesk team with tickets; since series 17 also a subscription for each: one
 * that runs, one that is paused, one that is closed, with a posted invoice each.
 */
final class DemoSeed implements FakeSeed {
    private static final List<String> STATES = List.of("3_progress", "4_paused", "6_churn");

    private static final List<String> CUSTOMERS = List.of("Acme AG", "Globex GmbH", "Initech SA");

    private final boolean hasPlans;

    /** @param series of the server */
    DemoSeed(String series) {
        this.hasPlans = !series.equals("16.0");
    }

    @Override
    public void plant(FakeData data) {
        List<Long> products = data.create(
                "product.product",
                List.of(
                        Map.of("name", "Basic", "default_code", "BASIC", "type", "service", "list_price", 49.0),
                        Map.of("name", "Pro", "default_code", "PRO", "type", "service", "list_price", 99.0)));
        long team = data.create("helpdesk.team", Map.of("name", "Support"));
        long stage =
                data.create("helpdesk.stage", Map.of("name", "New", "team_ids", List.of(List.of(6, 0, List.of(team)))));
        data.create(
                "helpdesk.stage",
                Map.of(
                        "name",
                        "Solved",
                        "fold",
                        true,
                        "sequence",
                        20,
                        "team_ids",
                        List.of(List.of(6, 0, List.of(team)))));
        for (String name : CUSTOMERS) {
            String domain = name.substring(0, name.indexOf(' ')).toLowerCase(java.util.Locale.ROOT) + ".example";
            long customer =
                    data.create("res.partner", Map.of("name", name, "is_company", true, "email", "office@" + domain));
            data.create(
                    "res.partner", Map.of("name", "Anna of " + name, "parent_id", customer, "email", "anna@" + domain));
            long product = products.get(CUSTOMERS.indexOf(name) % products.size());
            data.create(
                    "sale.order",
                    Map.of(
                            "partner_id",
                            customer,
                            "order_line",
                            List.of(List.of(0, 0, Map.of("product_id", product, "product_uom_qty", 1)))));
            invoice(data, customer, product);
            if (hasPlans) {
                subscription(data, customer, STATES.get(CUSTOMERS.indexOf(name)));
            }
            data.create(
                    "helpdesk.ticket",
                    Map.of(
                            "name",
                            "A question of " + name,
                            "team_id",
                            team,
                            "stage_id",
                            stage,
                            "partner_id",
                            customer));
        }
    }

    private static void subscription(FakeData data, long customer, String state) {
        List<Long> plans = data.search("sale.subscription.plan", List.of(List.of("name", "=", "Every month")));
        long plan = plans.isEmpty()
                ? data.create(
                        "sale.subscription.plan",
                        Map.of("name", "Every month", "billing_period_value", 1, "billing_period_unit", "month"))
                : plans.get(0);
        List<Long> products = data.search("product.product", List.of(List.of("default_code", "=", "SUB")));
        long product = products.isEmpty()
                ? data.create(
                        "product.product",
                        Map.of(
                                "name",
                                "Subscription",
                                "default_code",
                                "SUB",
                                "type",
                                "service",
                                "list_price",
                                99.0,
                                "recurring_invoice",
                                true))
                : products.get(0);
        long order = data.create(
                "sale.order",
                Map.of(
                        "partner_id",
                        customer,
                        "plan_id",
                        plan,
                        "order_line",
                        List.of(List.of(0, 0, Map.of("product_id", product, "product_uom_qty", 1)))));
        data.call("sale.order", "action_confirm", List.of(List.of(order)), Map.of());
        data.call("account.move", "action_post", List.of(List.of(invoice(data, customer, product))), Map.of());
        if (state.equals("4_paused")) {
            data.write("sale.order", order, Map.of("subscription_state", state));
        } else if (state.equals("6_churn")) {
            data.call("sale.order", "set_close", List.of(List.of(order)), Map.of());
        }
    }

    private static long invoice(FakeData data, long customer, long product) {
        Map<String, Object> values = new HashMap<>();
        values.put("move_type", "out_invoice");
        values.put("partner_id", customer);
        values.put("invoice_date", "2026-01-31");
        values.put(
                "invoice_line_ids",
                List.of(List.of(
                        0, 0, Map.of("product_id", product, "name", "Subscription", "quantity", 1, "price_unit", 99))));
        return data.create("account.move", values);
    }
}
