package com.powerseller.odoo.examples.saasapp;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.examples.receiver.JdkWebhooks;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Provisioning;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.ProvisioningStatus;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.store.jdbc.JdbcStore;
import com.powerseller.odoo.provisioning.webhook.Authentication;
import com.powerseller.odoo.provisioning.webhook.WebhookReceiver;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A small application that Odoo switches on: it takes Odoo's webhooks, keeps what it has to do in a file, and provisions tenants. Stop it or kill it at any moment, and it goes on
 * where it was.
 *
 * <p>{@code ODOO_URL}, {@code ODOO_DB}, {@code ODOO_LOGIN} and {@code ODOO_API_KEY} say where Odoo is; {@code WEBHOOK_SECRET} is the last part of the path that Odoo's webhooks are
 * sent to, {@code /odoo/<secret>}; {@code PORT} (8080) and {@code DATA} (saas-app) are where it listens and the file. {@code GET /tenants} and {@code GET /status} tell how it is.
 */
public final class SaasApp implements AutoCloseable {
    private final JdbcConnectionPool database;
    private final Tenants tenants;
    private final OdooClient odoo;
    private final Provisioning provisioning;
    private final WebhookReceiver receiver;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;
    private final PrintStream out;

    private SaasApp(Map<String, String> environment, PrintStream out) throws SQLException, IOException {
        this.out = out;
        Authentication authentication = Authentication.path(secret(environment));
        String file = Path.of(environment.getOrDefault("DATA", "saas-app"))
                .toAbsolutePath()
                .toString();
        database = JdbcConnectionPool.create("jdbc:h2:file:" + file, "sa", "");
        tenants = new Tenants(database);
        JdbcStore store = JdbcStore.builder(database).createTables().build();
        odoo = OdooClient.builder().fromEnvironment(environment).build();
        provisioning = Provisioning.builder()
                .odoo(odoo)
                .rules(rules())
                .store(store)
                .handler(this::provision)
                .build();
        receiver = WebhookReceiver.builder()
                .store(store)
                .onStored(provisioning::wake)
                .path("/odoo")
                .accept(authentication)
                .build();
        server = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(environment.getOrDefault("PORT", "8080"))),
                0);
        server.setExecutor(threads);
        server.createContext("/odoo", new JdkWebhooks(receiver));
        server.createContext("/tenants", exchange -> answer(exchange, this::tenants));
        server.createContext("/status", exchange -> answer(exchange, this::status));
    }

    /** Runs until it is stopped. */
    public static void main(String[] arguments) throws SQLException, IOException {
        try {
            SaasApp app = start(System.getenv(), System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(app::close));
        } catch (IllegalStateException | IllegalArgumentException | OdooException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    static SaasApp start(Map<String, String> environment, PrintStream out) throws SQLException, IOException {
        SaasApp app = new SaasApp(environment, out);
        app.provisioning.start();
        app.server.start();
        out.println("ready http://127.0.0.1:" + app.port());
        return app;
    }

    /** What this company sells. */
    private static Rules rules() {
        return Rules.builder()
                .tiers("basic", "pro")
                .product("BASIC", grant -> grant.tier("basic").limit("users", 3))
                .product("PRO", grant -> grant.tier("pro").limit("users", 25))
                .product("SEAT", grant -> grant.addPerUnit("users", 1))
                .users(UserRule.contacts().roleField("function"))
                .payment(PaymentRule.pastDueAfter(3).suspendedAfter(14))
                .build();
    }

    private static String secret(Map<String, String> environment) {
        String secret = environment.get("WEBHOOK_SECRET");
        if (secret == null) {
            throw new IllegalStateException("set WEBHOOK_SECRET in the environment: 32 random characters or so");
        }
        return secret;
    }

    /** Where an application makes a schema, starts a container, tells a feature server. */
    private void provision(ProvisioningSignal signal) throws SQLException {
        if (tenants.apply(signal)) {
            out.println("signal " + signal.sequence() + " of " + signal.state().tenant() + ": "
                    + signal.state().status() + " " + signal.changes());
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private String tenants() throws SQLException {
        return String.join("\n", tenants.lines()) + "\n";
    }

    private String status() {
        ProvisioningStatus status = provisioning.status(100);
        return "odoo reachable: " + status.odoo().isReachable() + "\nhints: "
                + status.backlog().hints() + "\nsignals: "
                + status.backlog().signals() + "\ndead letters: "
                + status.backlog().deadLetters() + "\nlag: "
                + status.lag().map(Object::toString).orElse("none") + "\n";
    }

    private interface Page {
        String text() throws SQLException;
    }

    private static void answer(HttpExchange exchange, Page page) throws IOException {
        try (exchange) {
            byte[] text = page.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** First nothing more comes in, then what is at work ends. */
    @Override
    public void close() {
        server.stop(1);
        receiver.close();
        provisioning.close();
        odoo.close();
        threads.shutdown();
        database.dispose();
    }
}
