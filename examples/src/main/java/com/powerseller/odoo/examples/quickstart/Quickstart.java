package com.powerseller.odoo.examples.quickstart;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.provisioning.DryRun;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Provisioning;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantUser;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Prints which tenant is active, at which tier, with which users, and what changes.
 *
 * <p>Without arguments it runs against a fake Odoo in this JVM, with made-up customers. With {@code ODOO_URL}, {@code ODOO_DB}, {@code ODOO_LOGIN} and {@code
 * ODOO_API_KEY} (or {@code ODOO_PASSWORD}) in the environment it reads, and only reads, from that server, and says what would be signalled, and why.
 */
public final class Quickstart {
    private Quickstart() {}

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
            DryRun.of(odoo, anythingSold(), clock).print(out);
            return 0;
        } catch (OdooException | IllegalStateException | IllegalArgumentException e) {
            out.println(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 1;
    }

    private static void runOnFake(InstantSource clock, PrintStream out) {
        try (FakeOdoo fake = FakeOdoo.start(clock);
                OdooClient odoo = fake.connect();
                Provisioning provisioning = Provisioning.builder()
                        .odoo(odoo)
                        .rules(rules())
                        .clock(clock)
                        .handlerThreads(1)
                        .handler(signal -> print(signal, out))
                        .build()) {
            DemoShop shop = new DemoShop(odoo, clock);
            Step step = (event, change) -> {
                change.run();
                out.println(event);
                provisioning.runOnce();
                out.println();
            };
            step.of("Tenants in a fake Odoo at " + fake.url() + ":", shop::open);
            step.of("Globex pays its overdue invoice:", shop::globexPays);
            step.of("Acme hires somebody:", shop::acmeHires);
            step.of("Initech upgrades:", shop::initechUpgrades);
            step.of("Umbrella closes its subscription:", shop::umbrellaLeaves);
            step.of("Acme renews (the same tenant, with one more order):", shop::acmeRenews);
        }
    }

    private interface Step {
        void of(String event, Runnable change);
    }

    /** What the demonstration sells. */
    private static Rules rules() {
        return Rules.builder()
                .tiers("Basic", "Pro")
                .product("BASIC", grant -> grant.tier("Basic"))
                .product("PRO", grant -> grant.tier("Pro"))
                .users(UserRule.contacts().roleField("function"))
                .payment(PaymentRule.pastDueAfter(3))
                .build();
    }

    /** Rules that suit any server: who has a subscription is active, whatever was sold. */
    private static Rules anythingSold() {
        return Rules.builder()
                .users(UserRule.contacts().roleField("function"))
                .payment(PaymentRule.pastDueAfter(3))
                .build();
    }

    private static void print(ProvisioningSignal signal, PrintStream out) {
        TenantState tenant = signal.state();
        out.println(String.format(
                        "  %s %-14s %-9s  %-10s %s",
                        signal.sequence() == 1 ? "+" : "~",
                        tenant.name(),
                        tenant.status(),
                        Objects.requireNonNullElse(tenant.tier(), "-"),
                        tenant.users().stream().map(TenantUser::login).collect(Collectors.joining(", ")))
                .stripTrailing());
    }
}
