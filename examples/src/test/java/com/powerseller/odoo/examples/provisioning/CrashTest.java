package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed with {@code SIGKILL} at random moments lose nothing, and do nothing out of order. {@code -Dprovisioning.kills} sets how many in each test, {@code
 * -Dprovisioning.seed} where to begin. What the processes wrote is in {@code target/crashes}.
 */
@SuppressWarnings("NullAway.Init")
class CrashTest {
    private static final int KILLS = Integer.getInteger("provisioning.kills", 3);
    private static final long SEED = Long.getLong("provisioning.seed", 1);

    private static EmbeddedPostgres postgres;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void anH2FileAndWebhooksAlone(TestReporter reporter) throws Exception {
        run(reporter, SEED, "19.0", "jdbc:h2:file:" + folder.resolve("webhooks"), Crashes.Hints.WEBHOOKS, 1);
    }

    @Test
    void anH2FileAndPollsForLostWebhooks(TestReporter reporter) throws Exception {
        run(reporter, SEED + 1, "18.0", "jdbc:h2:file:" + folder.resolve("all"), Crashes.Hints.ALL, 1);
    }

    @Test
    void postgresAndWebhooksAlone(TestReporter reporter) throws Exception {
        run(reporter, SEED + 2, "18.0", database("webhooks"), Crashes.Hints.WEBHOOKS, 1);
    }

    @Test
    void twoInstancesOnOnePostgresAndPollsForLostWebhooks(TestReporter reporter) throws Exception {
        run(reporter, SEED + 3, "19.0", database("two"), Crashes.Hints.ALL, 2);
    }

    private static void run(
            TestReporter reporter, long seed, String series, String store, Crashes.Hints hints, int instances)
            throws Exception {
        try (Crashes crashes = new Crashes(seed, series, store, hints, Duration.ofSeconds(3))) {
            try {
                crashes.start(instances);
                for (int kill = 0; kill < KILLS; kill++) {
                    crashes.kill();
                }
                crashes.calmDown();
            } catch (AssertionError | RuntimeException e) {
                fail("with the seed " + seed, e);
            }
            reporter.publishEntry("killed at", crashes.witness().deaths().toString());
        }
    }

    /** Nothing else waits for the lease of the one that died. */
    @Test
    void whatAnInstanceWasAtWhenItWasKilledComesAfterItsLeaseAndAllElseBefore() throws Exception {
        Duration lease = Duration.ofSeconds(6);
        try (Crashes crashes = new Crashes(SEED, "19.0", database("lease"), Crashes.Hints.WEBHOOKS, lease)) {
            crashes.start(2);
            Witness witness = crashes.witness();
            witness.markAll(crashes.victims(), "signal");
            World.Touched first = crashes.world().sellOnce();
            crashes.tell(List.of(first));
            assertThat(witness.await(
                            Duration.ofSeconds(20),
                            () -> crashes.victims().stream().anyMatch(VictimProcess::isKilled)))
                    .isTrue();
            World.Touched second = crashes.world().sellOnce();
            crashes.tell(List.of(second));
            assertThat(witness.await(
                            lease.plusSeconds(10), () -> witness.delivered().size() == 2))
                    .isTrue();
            assertThat(witness.delivered()).containsExactly("odoo-" + second.id(), "odoo-" + first.id());
        }
    }

    private static String database(String name) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return postgres.getJdbcUrl("postgres", name);
    }
}
