package com.powerseller.odoo.examples.quickstart;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Prints which tenant is active, at which tier, with which users, and what changes.
 *
 * <p>Without arguments it runs against a fake Odoo in this JVM, with made-up customers. With {@code ODOO_URL}, {@code ODOO_DB}, {@code ODOO_LOGIN} and {@code
 * ODOO_API_KEY} (or {@code ODOO_PASSWORD}) in the environment it reads, and only reads, from that server.
 */
public final class Quickstart {
    private final TenantReader reader;
    private final PrintStream out;
    private SortedMap<Long, Tenant> known = new TreeMap<>();

    private Quickstart(OdooClient odoo, InstantSource clock, PrintStream out) {
        this.reader = new TenantReader(odoo, clock);
        this.out = out;
    }

    /** Runs it; exits with 1 if Odoo says no or does not answer. */
    public static void main(String[] arguments) {
        int status = run(System.getenv(), InstantSource.system(), System.out);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(Map<String, String> environment, InstantSource clock, PrintStream out) {
        if (!environment.containsKey("ODOO_URL")) {
            runOnFake(clock, out);
            return 0;
        }
        try (OdooClient odoo = OdooClient.builder().fromEnvironment(environment).build()) {
            out.println("Tenants in " + environment.get("ODOO_URL") + ", Odoo " + odoo.version() + ":");
            new Quickstart(odoo, clock, out).printChanges();
            return 0;
        } catch (UnknownFieldException e) {
            out.println("This server has no subscriptions on sale.order (Odoo Enterprise 17 or later has them): "
                    + e.serverMessage());
        } catch (OdooException | IllegalStateException | IllegalArgumentException e) {
            out.println(e.getMessage());
        }
        return 1;
    }

    private static void runOnFake(InstantSource clock, PrintStream out) {
        try (FakeOdoo fake = FakeOdoo.start(clock);
                OdooClient odoo = fake.connect()) {
            DemoShop shop = new DemoShop(odoo, clock);
            Quickstart quickstart = new Quickstart(odoo, clock, out);
            shop.open();
            quickstart.printChangesAfter("Tenants in a fake Odoo at " + fake.url() + ":", () -> {});
            quickstart.printChangesAfter("Globex pays its overdue invoice:", shop::globexPays);
            quickstart.printChangesAfter("Acme hires somebody:", shop::acmeHires);
            quickstart.printChangesAfter("Initech upgrades:", shop::initechUpgrades);
            quickstart.printChangesAfter("Umbrella closes its subscription:", shop::umbrellaLeaves);
            quickstart.printChangesAfter(
                    "Acme renews (a new order, the same tenant, so nothing changes):", shop::acmeRenews);
        }
    }

    private void printChangesAfter(String event, Runnable change) {
        change.run();
        out.println(event);
        printChanges();
        out.println();
    }

    private void printChanges() {
        SortedMap<Long, Tenant> current = reader.read();
        current.forEach((key, tenant) -> {
            Tenant before = known.get(key);
            if (!tenant.equals(before)) {
                out.println((before == null ? "  + " : "  ~ ") + tenant);
            }
        });
        known.forEach((key, tenant) -> {
            if (!current.containsKey(key)) {
                out.println("  - " + tenant);
            }
        });
        known = current;
    }
}
