package com.powerseller.odoo.testkit.program;

import com.powerseller.odoo.testkit.FakeData;
import com.powerseller.odoo.testkit.FakeSeed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three customers with contacts, two products, an order and a draft invoice for each customer, and a helpdesk team with tickets. */
final class DemoSeed implements FakeSeed {
    private static final List<String> CUSTOMERS = List.of("Acme AG", "Globex GmbH", "Initech SA");

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

    private static void invoice(FakeData data, long customer, long product) {
        Map<String, Object> values = new HashMap<>();
        values.put("move_type", "out_invoice");
        values.put("partner_id", customer);
        values.put("invoice_date", "2026-01-31");
        values.put(
                "invoice_line_ids",
                List.of(List.of(
                        0, 0, Map.of("product_id", product, "name", "Subscription", "quantity", 1, "price_unit", 99))));
        data.create("account.move", values);
    }
}
