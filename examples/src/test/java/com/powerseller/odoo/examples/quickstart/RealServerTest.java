package com.powerseller.odoo.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.examples.RealServer;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.AccountMoveLine;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.SaleSubscriptionPlan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The quickstart reads from a real Odoo what that computes itself: orders are confirmed and invoices posted, nothing is written past Odoo's own logic. */
@Tag("real-odoo")
class RealServerTest {
    @AutoClose
    private final RealServer server = RealServer.copyOfTheTemplate();

    @Test
    void tenantsHaveTierUsersAndDebts() {
        try (OdooClient odoo =
                OdooClient.builder().fromEnvironment(server.environment()).build()) {
            long pro = product(odoo, "Pro");
            long acme = customer(odoo, "Acme AG");
            long anna = contact(odoo, acme, "anna@acme.example");
            contact(odoo, acme, "bob@acme.example");
            // A contact orders, and another one gets the invoice: both are the company's.
            subscribe(odoo, anna, pro);
            overdueInvoice(odoo, accounting(odoo, acme));
            long globex = customer(odoo, "Globex GmbH");
            contact(odoo, globex, "carla@globex.example");
            subscribe(odoo, globex, pro);
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int status = Quickstart.run(
                server.environment(), InstantSource.system(), new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"))
                .startsWith("Tenants in " + server.url() + ", Odoo 19.0:\n")
                .containsPattern("odoo-\\d+  PAST_DUE  Acme AG, 2 users, since ")
                .containsPattern("odoo-\\d+  ACTIVE  Globex GmbH, 1 users, since ")
                .contains("the grace of 3 days is over: PAST_DUE")
                .doesNotContain("RULES", "NO_USERS");
        assertThat(status).isZero();
    }

    private static long product(OdooClient odoo, String name) {
        return odoo.model(ProductProduct.TYPE)
                .create(ProductProduct.values()
                        .name(name)
                        .type(ProductProduct.Type.SERVICE)
                        .recurringInvoice(true));
    }

    private static long customer(OdooClient odoo, String name) {
        return odoo.model(ResPartner.TYPE).create(ResPartner.values().name(name).isCompany(true));
    }

    private static long contact(OdooClient odoo, long customer, String email) {
        return odoo.model(ResPartner.TYPE)
                .create(ResPartner.values()
                        .name(email)
                        .email(email)
                        .function("user")
                        .parentId(customer));
    }

    private static long accounting(OdooClient odoo, long customer) {
        return odoo.model(ResPartner.TYPE)
                .create(ResPartner.values()
                        .name("Accounting")
                        .parentId(customer)
                        .type(ResPartner.Type.INVOICE));
    }

    private static void subscribe(OdooClient odoo, long partner, long product) {
        long plan = odoo.model(SaleSubscriptionPlan.TYPE)
                .search(SaleSubscriptionPlan.NAME.eq("Monthly"))
                .ids()
                .get(0);
        long order = odoo.model(SaleOrder.TYPE)
                .create(SaleOrder.values()
                        .partnerId(partner)
                        .planId(plan)
                        .orderLine(Command.create(SaleOrderLine.values().productId(product))));
        odoo.model(SaleOrder.TYPE).call("action_confirm", List.of(order), Map.of());
    }

    private static void overdueInvoice(OdooClient odoo, long addressee) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        long invoice = odoo.model(AccountMove.TYPE)
                .create(AccountMove.values()
                        .moveType(AccountMove.MoveType.OUT_INVOICE)
                        .partnerId(addressee)
                        .invoiceDate(today.minusDays(42))
                        .invoiceDateDue(today.minusDays(12))
                        .invoiceLineIds(Command.create(
                                AccountMoveLine.values().name("Set-up").priceUnit(200))));
        odoo.model(AccountMove.TYPE).call("action_post", List.of(invoice), Map.of());
    }
}
