package com.powerseller.odoo.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.provisioning.internal.engine.StubTruth;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisioningMetricsTest {
    private Instant now = Instant.parse("2030-06-15T10:00:00Z");
    private final MemoryStore store = new MemoryStore(() -> now);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private double gauge(String name) {
        return meters.get("odoo.provisioning." + name).gauge().value();
    }

    @Test
    void whatWaitsIsMeasuredOnceInTenSeconds() {
        Provisioning provisioning = Provisioning.builder()
                .truth(new StubTruth())
                .store(store)
                .clock(() -> now)
                .handler(signal -> {})
                .build();
        ProvisioningMetrics.of(provisioning).bindTo(meters);
        provisioning.receive(
                List.of(new ReceivedHint(new Hint(Hint.Kind.WEBHOOK, "sale.order", 7), "c", now.minusSeconds(5))));
        now = now.plusSeconds(9);
        assertThat(gauge("backlog.hints")).isZero();
        now = now.plusSeconds(1);
        assertThat(gauge("backlog.hints")).isEqualTo(1);
        assertThat(gauge("hint.age")).isEqualTo(15);
        assertThat(gauge("odoo.up")).isEqualTo(1);
        assertThat(meters.get("odoo.provisioning.delivered").functionCounter().count())
                .isZero();
        assertThat(meters.get("odoo.provisioning.delivery.lag").functionTimer().count())
                .isZero();
    }
}
