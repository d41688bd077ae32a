package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.TenantState;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** An application that applies each signal once, and minds that none is missing or other than before. */
final class App {
    final Map<String, TenantState> tenants = new TreeMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    void apply(ProvisioningSignal signal) {
        String tenant = signal.state().tenant();
        long before = last.getOrDefault(tenant, 0L);
        String known = keys.putIfAbsent(tenant + " " + signal.sequence(), signal.idempotencyKey());
        if (known != null) {
            assertThat(signal.idempotencyKey())
                    .as("a signal that comes again is the same")
                    .isEqualTo(known);
        }
        if (signal.sequence() > before) {
            assertThat(signal.sequence()).as("the next signal of %s", tenant).isEqualTo(before + 1);
            assertThat(signal.changes()).isEqualTo(signal.state().changesSince(tenants.get(tenant)));
            last.put(tenant, signal.sequence());
            tenants.put(tenant, signal.state());
        }
    }

    /** The number of the last signal; 0 if there was none. */
    long lastOf(String tenant) {
        return last.getOrDefault(tenant, 0L);
    }

    /** An operator has given a signal up, so that the next one is not missed. */
    void skip(String tenant, long sequence, TenantState state) {
        if (last.getOrDefault(tenant, 0L) < sequence) {
            last.put(tenant, sequence);
            tenants.put(tenant, state);
        }
    }
}
