package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.fail;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.testkit.FakeClock;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories; {@code -Dprovisioning.histories} sets how many times as many as in a build, {@code -Dprovisioning.seed} where to begin. */
class HistoryTest {
    private static final String START = "2030-06-15T10:00:00Z";
    private static final int TIMES = Integer.getInteger("provisioning.histories", 1);
    private static final long FIRST = Long.getLong("provisioning.seed", 1);

    @Test
    void whateverHappensTheApplicationHasWhatWasSold() {
        for (long seed = FIRST; seed < FIRST + 3_000L * TIMES; seed++) {
            FakeClock clock = FakeClock.at(START);
            run(seed, new History(seed, clock, new MemoryWorld(clock), new MemoryStore(clock)), 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void whateverHappensInOdooTheApplicationHasWhatWasSold(String series) {
        FakeClock clock = FakeClock.at(START);
        try (FakeOdoo fake =
                FakeOdoo.builder().series(series).clock(clock).callsKept(0).start()) {
            FakeOdoo.Snapshot empty = fake.snapshot();
            for (long seed = FIRST; seed < FIRST + 20L * TIMES; seed++) {
                fake.restore(empty);
                clock.set(Instant.parse(START));
                try (OdooClient odoo = fake.connect()) {
                    run(seed, new History(seed, clock, new FakeWorld(odoo, clock), new MemoryStore(clock)), 150);
                }
            }
        }
    }

    private static void run(long seed, History history, int steps) {
        try {
            history.run(steps);
        } catch (AssertionError | RuntimeException e) {
            fail("in the history of -Dprovisioning.seed=" + seed, e);
        }
    }
}
