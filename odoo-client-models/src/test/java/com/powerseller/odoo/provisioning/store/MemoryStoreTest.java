package com.powerseller.odoo.provisioning.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends SignalStoreContract {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2027-01-01T00:00:00Z"));
    private SignalStore store = new MemoryStore();

    @Override
    protected SignalStore open() {
        // Each look at the clock is a microsecond after the last one.
        store = new MemoryStore(() -> time.updateAndGet(now -> now.plusNanos(1000)));
        return store;
    }

    @Override
    protected SignalStore openAgain() {
        return store;
    }

    @Override
    protected void letTimePass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    @Test
    void theAuditTrailIsBounded() {
        for (int i = 0; i < 10_100; i++) {
            store.touch(List.of("t"), hint(1, "c"));
            TenantClaim claim = store.claimTenants("a", 1, LEASE, NOW).get(0);
            store.derived(claim, new Outcome.Unchanged(null, "look " + i));
        }
        List<Decision> decisions = store.decisions(null, Long.MAX_VALUE, 20_000);
        assertThat(decisions).hasSize(10_000);
        assertThat(decisions.get(0).why()).isEqualTo("look 10099");
    }
}
