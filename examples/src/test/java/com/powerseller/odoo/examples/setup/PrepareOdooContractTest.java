package com.powerseller.odoo.examples.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.examples.RealServer;
import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.ResUsers;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.provisioning.DryRun;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.UserRule;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the guide has a reader prepare, on a real Odoo 19: enough to read tenants, and no more. */
@Tag("real-odoo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrepareOdooContractTest {
    @AutoClose
    private final RealServer server = RealServer.copyOfTheTemplate();

    private String prepared(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.putAll(more);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status =
                PrepareOdoo.run(List.of(arguments), environment, new PrintStream(out, true, StandardCharsets.UTF_8));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isZero();
        return text;
    }

    @Test
    void aUserIsMadeWhoMayReadAndNoMoreAndTheRestIsLeftToTheNextRun() {
        Map<String, String> app = Map.of("APP_LOGIN", "saas-app");
        assertThat(prepared(app, "--dry-run"))
                .contains("Would make the user saas-app.")
                .doesNotContain("Did");
        assertThat(prepared(app)).contains("Did make the user saas-app.", "make an API key");
        assertThat(prepared(app)).contains("make an API key").doesNotContain("Did");
    }

    /** The one user with a key that only the group is left to. */
    @Test
    void withTheGroupAloneTenantsAreReadAndNothingIsWritten() {
        Map<String, String> app = Map.of("APP_LOGIN", "employee");
        assertThat(prepared(app)).contains("Did take every group but '" + PrepareOdoo.GROUP + "' from employee.");
        assertThat(prepared(app)).doesNotContain("Did");
        for (Protocol protocol : List.of(Protocol.JSON2, Protocol.JSON_RPC, Protocol.XML_RPC)) {
            try (OdooClient admin = server.client(protocol);
                    OdooClient odoo = server.employee(protocol)) {
                long customer =
                        admin.model(ResPartner.TYPE).create(ResPartner.values().name("Acme AG"));
                long order =
                        admin.model(SaleOrder.TYPE).create(SaleOrder.values().partnerId(customer));
                DryRun run = DryRun.of(
                        odoo,
                        Rules.builder()
                                .tiers("pro")
                                .product("SUB-PRO", grant -> grant.tier("pro"))
                                .plan(1, grant -> grant.trialWithPaymentMethod(30))
                                .otherPlans(grant -> grant)
                                .users(UserRule.portal())
                                .payment(PaymentRule.pastDueAfter(3))
                                .build());
                assertThat(run.check()).noneMatch(mistake -> mistake.contains("may not"));
                assertThat(run.tenants(List.of("odoo-" + order)))
                        .singleElement()
                        .satisfies(derived -> assertThat(derived.problems()).isEmpty());
                assertThat(odoo.model(ResUsers.TYPE)
                                .search(ResUsers.LOGIN.eq("employee"))
                                .select(ResUsers.SHARE)
                                .one()
                                .orElseThrow()
                                .share())
                        .as("a user whom Odoo does not charge for")
                        .isTrue();
                assertThatThrownBy(() -> odoo.model(ResPartner.TYPE)
                                .update(customer, ResPartner.values().name("x")))
                        .isInstanceOf(AccessErrorException.class);
                assertThatThrownBy(() -> odoo.model("res.partner.bank").search().count())
                        .isInstanceOf(AccessErrorException.class);
            }
        }
    }

    @Test
    void changesSendWebhooksToTheAddress() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/odoo", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        app.start();
        try (OdooClient odoo = server.client(Protocol.JSON_RPC)) {
            assertThat(prepared(Map.of("APP_LOGIN", "hooks", "WEBHOOK_URL", "http://127.0.0.1:9/before")))
                    .contains("Did make webhooks about res.partner.");
            String url = "http://127.0.0.1:" + app.getAddress().getPort() + "/odoo";
            Map<String, String> environment = Map.of("APP_LOGIN", "hooks", "WEBHOOK_URL", url);
            assertThat(prepared(environment)).contains("Did send the webhooks about res.partner to the new address.");
            assertThat(prepared(environment)).doesNotContain("Did");

            long customer = odoo.model("res.partner").create(new Values<Record>().set("name", "Acme AG"));
            JsonValue body = JsonValue.parse(Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS)));
            assertThat(body.toJson())
                    .contains("\"_model\":\"res.partner\"", "\"_id\":" + customer, "\"write_date\":\"");
        } finally {
            app.stop(0);
        }
    }
}
