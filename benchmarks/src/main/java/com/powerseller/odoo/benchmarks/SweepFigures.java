package com.powerseller.odoo.benchmarks;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.ResPartnerCategory;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Provisioning;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A program that measures a sweep over many tenants, each with a customer, a user, an order and a line, in a JVM of its own with a heap of 256 MB and a store in PostgreSQL: how many
 * requests and how long the first run takes, which tells of all tenants, and the next, which finds nothing. Argument: tenants. Odoo is a fake in this process; give it some gigabytes.
 */
public final class SweepFigures {
    private static final int CHUNK = 1_000;

    private SweepFigures() {}

    /** Measures, and prints a line for each run. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1) {
            sweep(arguments);
            return;
        }
        try (FakeOdoo fake = FakeOdoo.builder().series("19.0").callsKept(0).start()) {
            try (OdooClient shop = fake.connect()) {
                sell(shop, Integer.parseInt(arguments[0]));
            }
            int status = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SweepFigures.class.getName(),
                            fake.url().toString(),
                            fake.database())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("the sweep ended with " + status);
            }
        }
    }

    private static void sell(OdooClient shop, int tenants) {
        RunningOrders running = new RunningOrders(shop);
        long tag = shop.model(ResPartnerCategory.TYPE)
                .create(ResPartnerCategory.values().name("Users"));
        for (int sold = 0; sold < tenants; sold += CHUNK) {
            List<ResPartner.Values> customers = new ArrayList<>();
            for (int i = sold; i < Math.min(tenants, sold + CHUNK); i++) {
                customers.add(ResPartner.values()
                        .name("Customer " + i)
                        .isCompany(true)
                        .childIds(Command.create(ResPartner.values()
                                .name("User " + i)
                                .email("user" + i + "@acme.example")
                                .categoryId(Command.link(tag)))));
            }
            shop.model(SaleOrder.TYPE)
                    .create(shop.model(ResPartner.TYPE).create(customers).stream()
                            .map(running::of)
                            .toList());
        }
    }

    private static void sweep(String[] arguments) throws Exception {
        AtomicLong requests = new AtomicLong();
        AtomicLong signals = new AtomicLong();
        Rules rules = RunningOrders.rules()
                .users(UserRule.contacts().tagged("Users", "member"))
                .payment(PaymentRule.pastDueAfter(3))
                .build();
        try (PostgresStore postgres = PostgresStore.start();
                OdooClient odoo = OdooClient.builder()
                        .url(arguments[0])
                        .database(arguments[1])
                        .credentials(Credentials.password("admin", "admin"))
                        .listener(new CallListener() {
                            @Override
                            public void onEnd(
                                    CallDetails call, int attempts, Duration elapsed, @Nullable Throwable failure) {
                                requests.addAndGet(attempts);
                            }
                        })
                        .build()) {
            for (String run : List.of("all is new", "nothing has changed")) {
                requests.set(0);
                signals.set(0);
                long start = System.nanoTime();
                try (Provisioning provisioning = Provisioning.builder()
                        .odoo(odoo)
                        .rules(rules)
                        .store(postgres.store())
                        .handler(signal -> signals.incrementAndGet())
                        .build()) {
                    provisioning.runOnce();
                }
                System.out.printf(
                        Locale.ROOT,
                        "%s: %d requests, %d signals, %.0f s, heap %d MB at most%n",
                        run,
                        requests.get(),
                        signals.get(),
                        (System.nanoTime() - start) / 1e9,
                        Runtime.getRuntime().maxMemory() >> 20);
            }
        }
    }
}
