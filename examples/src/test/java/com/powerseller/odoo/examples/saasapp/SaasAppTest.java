package com.powerseller.odoo.examples.saasapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.SaleSubscriptionPlan;
import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.webhook.WebhookRule;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application against a fake Odoo that sends it webhooks. */
@SuppressWarnings("NullAway.Init")
class SaasAppTest {
    private static final String SECRET = "a-secret-of-32-characters-or-more";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final FakeOdoo fake = FakeOdoo.builder().series("18.0").start();
    private final OdooClient odoo = fake.connect();

    @TempDir
    private Path data;

    private long pro;

    @BeforeEach
    void sell() {
        pro = odoo.model(ProductProduct.TYPE)
                .create(ProductProduct.values().name("Pro").defaultCode("PRO"));
    }

    @AfterEach
    void stop() {
        odoo.close();
        fake.close();
    }

    @Test
    void aWebhookProvisionsATenantAndARestartProvisionsNothingTwice() throws Exception {
        long acme = customer("Acme AG");
        long order;
        int port;
        try (SaasApp app = start("0")) {
            port = app.port();
            WebhookRule.on("sale.order").sending("write_date").to(fake.data(), webhooks(port));
            order = subscription(acme, SubscriptionState._3_PROGRESS);
            assertThat(nextSignal()).startsWith("signal 1 of odoo-" + order + ": ACTIVE");
            assertThat(get(port, "/tenants"))
                    .isEqualTo("odoo-" + order + " Acme AG ACTIVE tier=pro users=0 signal=1\n");
            assertThat(get(port, "/status")).contains("odoo reachable: true", "dead letters: 0");
        }
        long globex;
        try (SaasApp app = start(String.valueOf(port))) {
            globex = subscription(customer("Globex"), SubscriptionState._3_PROGRESS);
            assertThat(nextSignal()).startsWith("signal 1 of odoo-" + globex + ": ACTIVE");
            odoo.model(SaleOrder.TYPE).update(order, SaleOrder.values().subscriptionState(SubscriptionState._4_PAUSED));
            assertThat(nextSignal()).startsWith("signal 2 of odoo-" + order + ": SUSPENDED");
            assertThat(get(app.port(), "/tenants").lines()).hasSize(2);
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void whatChangedWhileItWasDownIsFoundByTheSweepAtItsStart() throws Exception {
        long order = subscription(customer("Acme AG"), SubscriptionState._3_PROGRESS);
        try (SaasApp app = start("0")) {
            assertThat(nextSignal()).startsWith("signal 1 of odoo-" + order + ": ACTIVE");
            assertThat(get(app.port(), "/tenants").lines()).hasSize(1);
        }
    }

    @Test
    void aWebhookWithoutTheSecretIsRefused() throws Exception {
        try (SaasApp app = start("0")) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + app.port() + "/odoo/some-other-secret"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"_model\": \"sale.order\", \"_id\": 1}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void withoutASecretItDoesNotStart() {
        Map<String, String> environment = environment("0");
        environment.remove("WEBHOOK_SECRET");
        assertThatThrownBy(() -> SaasApp.start(environment, System.out))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set WEBHOOK_SECRET");
    }

    private SaasApp start(String port) throws Exception {
        SaasApp app = SaasApp.start(environment(port), new PrintStream(new Lines(), true, StandardCharsets.UTF_8));
        assertThat(lines.poll(10, TimeUnit.SECONDS)).startsWith("ready ");
        return app;
    }

    private Map<String, String> environment(String port) {
        return new HashMap<>(Map.of(
                "ODOO_URL",
                fake.url(),
                "ODOO_DB",
                fake.database(),
                "ODOO_LOGIN",
                "admin",
                "ODOO_API_KEY",
                "fake-api-key",
                "WEBHOOK_SECRET",
                SECRET,
                "DATA",
                data.resolve("app").toString(),
                "PORT",
                port));
    }

    private static String webhooks(int port) {
        return "http://127.0.0.1:" + port + "/odoo/" + SECRET;
    }

    private String nextSignal() throws InterruptedException {
        return Objects.requireNonNull(lines.poll(30, TimeUnit.SECONDS), "no signal came");
    }

    private static String get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private long customer(String name) {
        return odoo.model(ResPartner.TYPE).create(ResPartner.values().name(name).isCompany(true));
    }

    private long subscription(long customer, SubscriptionState state) {
        long plan = odoo.model(SaleSubscriptionPlan.TYPE)
                .create(SaleSubscriptionPlan.values().name("Monthly"));
        return odoo.model(SaleOrder.TYPE)
                .create(SaleOrder.values()
                        .partnerId(customer)
                        .planId(plan)
                        .subscriptionState(state)
                        .orderLine(com.powerseller.odoo.model.Command.create(
                                SaleOrderLine.values().productId(pro))));
    }

    /** What the application prints, line by line. */
    private final class Lines extends OutputStream {
        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(int character) {
            if (character == '\n') {
                lines.add(line.toString());
                line.setLength(0);
            } else {
                line.append((char) character);
            }
        }
    }
}
