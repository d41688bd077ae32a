package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.fail;

import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.testkit.FakeClock;
import org.junit.jupiter.api.Test;

/** Random histories; {@code -Dprovisioning.histories} sets how many times as many as in a build, {@code -Dprovisioning.seed} where to begin. */
class HistoryTest {
    private static final int TIMES = Integer.getInteger("provisioning.histories", 1);
    private static final long FIRST = Long.getLong("provisioning.seed", 1);

    @Test
    void whateverHappensTheApplicationHasWhatWasSold() {
        for (long seed = FIRST; seed < FIRST + 3_000L * TIMES; seed++) {
            FakeClock clock = FakeClock.at("2030-06-15T10:00:00Z");
            run(seed, new History(seed, clock, new MemoryWorld(clock), new MemoryStore(clock)), 200);
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
