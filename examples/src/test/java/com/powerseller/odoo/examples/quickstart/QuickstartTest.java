package com.powerseller.odoo.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.testkit.FakeOdoo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuickstartTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-28T23:30:00Z"));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void printsTenantsAndThenOnlyWhatChanges() {
        assertThat(Quickstart.run(Map.of(), CLOCK, out)).isZero();

        assertThat(lines().replaceFirst("127.0.0.1:\\d+", "…")).isEqualTo("""
                Tenants in a fake Odoo at http://…:
                  + Acme AG        ACTIVE     Pro        anna@acme.example, bob@acme.example
                  + Globex GmbH    PAST_DUE   Pro        carla@globex.example
                  + Initech SA     ACTIVE     Basic      dora@initech.example, emil@initech.example
                  + Umbrella Ltd   SUSPENDED  Basic      finn@umbrella.example

                Globex pays its overdue invoice:
                  ~ Globex GmbH    ACTIVE     Pro        carla@globex.example

                Acme hires somebody:
                  ~ Acme AG        ACTIVE     Pro        anna@acme.example, bob@acme.example, hugo@acme.example

                Initech upgrades:
                  ~ Initech SA     ACTIVE     Pro        dora@initech.example, emil@initech.example

                Umbrella closes its subscription:
                  ~ Umbrella Ltd   ENDED      -

                Acme renews (the same tenant, with one more order):
                  ~ Acme AG        ACTIVE     Pro        anna@acme.example, bob@acme.example, hugo@acme.example

                """);
    }

    @Test
    void readsFromTheServerThatTheEnvironmentNames() {
        try (FakeOdoo fake = FakeOdoo.start(CLOCK)) {
            assertThat(Quickstart.run(environment(fake, "fake-api-key"), CLOCK, out))
                    .isZero();

            assertThat(lines()).isEqualTo("Tenants in " + fake.url() + ", Odoo 18.0:\n");
        }
    }

    @Test
    void saysWhatIsWrongWithCredentialsWithoutShowingThem() {
        try (FakeOdoo fake = FakeOdoo.start(CLOCK)) {
            assertThat(Quickstart.run(environment(fake, "wrong-key"), CLOCK, out))
                    .isEqualTo(1);

            assertThat(lines()).contains("check the login and the API key").doesNotContain("wrong-key");
        }
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThat(Quickstart.run(Map.of("ODOO_URL", "http://127.0.0.1:1"), CLOCK, out))
                .isEqualTo(1);

        assertThat(lines()).contains("set ODOO_LOGIN in the environment");
    }

    private static Map<String, String> environment(FakeOdoo fake, String key) {
        return Map.of("ODOO_URL", fake.url(), "ODOO_DB", fake.database(), "ODOO_LOGIN", "admin", "ODOO_API_KEY", key);
    }

    private String lines() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
