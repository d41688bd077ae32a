package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.examples.RealServer;
import com.powerseller.odoo.examples.receiver.JdkWebhooks;
import com.powerseller.odoo.examples.setup.PrepareOdoo;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.DryRun;
import com.powerseller.odoo.provisioning.PermanentFailureException;
import com.powerseller.odoo.provisioning.Provisioning;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.WriteBack;
import com.powerseller.odoo.provisioning.store.DeadLetter;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.StoreStatus;
import com.powerseller.odoo.provisioning.store.jdbc.JdbcStore;
import com.powerseller.odoo.provisioning.webhook.Authentication;
import com.powerseller.odoo.provisioning.webhook.WebhookReceiver;
import com.powerseller.odoo.provisioning.webhook.WebhookRequest;
import com.powerseller.odoo.query.Domain;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random histories on a real Odoo 19, which sends the webhooks itself: some are lost, some come twice, some are forged. Two instances share a database; one of them is replaced by
 * another now and then, and their handler fails. After quiet the application has what was sold, and no deletion is forgotten once it was swept.
 */
@Tag("real-odoo")
@SuppressWarnings("NullAway.Init")
class HistoryContractTest {
    private static final String SECRET = "0123456789abcdef";
    private static final int STEPS = 40;

    private final App app = new App();
    private final AtomicInteger instances = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AutoClose
    private final RealServer server = RealServer.copyOfTheTemplate();

    private JdbcConnectionPool database;
    private SignalStore store;

    @BeforeEach
    void start() {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1", "sa", "");
        store = JdbcStore.builder(database).createTables().build();
    }

    @AfterEach
    void stop() {
        threads.shutdown();
        database.dispose();
    }

    @ParameterizedTest
    @CsvSource({"1, JSON2", "2, JSON_RPC", "3, XML_RPC"})
    @Timeout(300)
    void whateverHappensTheApplicationHasWhatWasSold(long seed, Protocol protocol) throws Exception {
        Random random = new Random(seed);
        try (OdooClient odoo = server.client(protocol);
                WebhookReceiver receiver = WebhookReceiver.builder()
                        .store(store)
                        .accept(Authentication.path(SECRET))
                        .build()) {
            HttpServer hooks = listen(receiver, new Random(seed));
            RealWorld world = new RealWorld(odoo);
            Rules rules = world.rules();
            prepare(hooks);
            Provisioning first = provisioning(odoo, rules, seed);
            Provisioning second = provisioning(odoo, rules, seed);
            first.start();
            second.start();
            for (int i = 0; i < STEPS; i++) {
                world.happen(random);
                if (i % 8 == 7) {
                    first.close();
                    first = second;
                    second = provisioning(odoo, rules, seed + i);
                    second.start();
                }
            }
            first.close();
            second.close();
            hooks.stop(1);

            try (Provisioning last = provisioning(odoo, rules, seed)) {
                do {
                    last.runOnce();
                    for (DeadLetter dead : last.deadLetters("", 100)) {
                        last.replay(dead.tenant(), "operator");
                    }
                } while (isWorkLeft());
            }
            check(odoo, rules, world);
        }
    }

    private void prepare(HttpServer hooks) {
        Map<String, String> environment = new HashMap<>(server.environment());
        environment.put("WEBHOOK_URL", "http://127.0.0.1:" + hooks.getAddress().getPort() + "/odoo/webhook/" + SECRET);
        assertThat(PrepareOdoo.run(List.of(), environment, System.out)).isZero();
    }

    /** A server that loses one webhook in three, takes one in three twice, and is sent forged ones in between. */
    private HttpServer listen(WebhookReceiver receiver, Random random) throws IOException {
        HttpServer hooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        JdkWebhooks real = new JdkWebhooks(receiver);
        hooks.setExecutor(threads);
        hooks.createContext("/", exchange -> {
            int what = chance(random, 3);
            if (what == 0) {
                exchange.sendResponseHeaders(502, -1);
                exchange.close();
                return;
            }
            forge(receiver, random);
            real.handle(exchange);
        });
        hooks.start();
        return hooks;
    }

    private static int chance(Random random, int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    private static void forge(WebhookReceiver receiver, Random random) {
        byte[] body = ("{\"_model\": \"sale.order\", \"_id\": " + (1 + chance(random, 30)) + "}")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers = Map.of("Content-Type", List.of("application/json"));
        assertThat(receiver.receive(new WebhookRequest("POST", "/odoo/webhook/wrong", headers, body))
                        .status())
                .isEqualTo(401);
        receiver.receive(new WebhookRequest("POST", "/odoo/webhook/" + SECRET, headers, body));
    }

    private Provisioning provisioning(OdooClient odoo, Rules rules, long seed) {
        Random random = new Random(seed);
        return Provisioning.builder()
                .odoo(odoo)
                .rules(rules)
                .store(store)
                .handler(signal -> take(signal, random))
                .writeBack(WriteBack.nothing().note())
                .instance("instance " + instances.incrementAndGet())
                .retry(5, Duration.ofMillis(10), Duration.ofMillis(100))
                .pause(Duration.ofMillis(50))
                .poll(Duration.ofSeconds(2))
                .build();
    }

    private void take(ProvisioningSignal signal, Random random) throws PermanentFailureException {
        synchronized (app) {
            int what = chance(random, 30);
            if (what == 0) {
                throw new PermanentFailureException("never");
            }
            if (what < 4) {
                throw new IllegalStateException("not now");
            }
            app.apply(signal);
            if (what < 6) {
                throw new IllegalStateException("too late");
            }
        }
    }

    private boolean isWorkLeft() {
        StoreStatus status = store.status(0);
        return status.hints() + status.dirtyTenants() + status.signals() + status.writeBacks() > 0;
    }

    private void check(OdooClient odoo, Rules rules, RealWorld world) {
        Set<String> all = new TreeSet<>(app.tenants.keySet());
        all.addAll(world.everSold());
        for (Derived derived : DryRun.of(odoo, rules).tenants(all)) {
            String tenant = derived.tenant();
            assertThat(derived.isHeld()).isFalse();
            if (derived.state() != null) {
                assertThat(derived.state().changesSince(app.tenants.get(tenant)))
                        .as("what of %s differs", tenant)
                        .isEmpty();
            } else if (app.tenants.containsKey(tenant)) {
                assertThat(app.tenants.get(tenant).status()).isEqualTo(TenantStatus.ENDED);
            }
            assertThat(store.tenant(tenant).map(stored -> stored.sequence()).orElse(0L))
                    .isEqualTo(app.lastOf(tenant));
        }
        assertThat(app.tenants).isNotEmpty();
        assertThat(world.everSold()).containsAll(app.tenants.keySet());
        assertThat(notes(odoo)).isNotEmpty().doesNotHaveDuplicates();
    }

    /** What was written back, each with the order that it stands at. */
    private static List<String> notes(OdooClient odoo) {
        return odoo
                .model("mail.message")
                .search(Domain.<Record>of("model", "=", "sale.order").and(Domain.of("body", "ilike", "(signal ")))
                .select("res_id", "body")
                .list()
                .stream()
                .map(note -> note.get("res_id") + ": " + note.get("body"))
                .toList();
    }
}
