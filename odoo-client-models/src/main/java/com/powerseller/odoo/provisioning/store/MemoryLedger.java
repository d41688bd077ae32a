package com.powerseller.odoo.provisioning.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@link MemoryStore}, which holds the lock, remembers beside the work: the audit trail, checkpoints, messages received. */
final class MemoryLedger {
    private static final int MOST_DECISIONS = 10_000;

    private final Deque<Decision> decisions = new ArrayDeque<>();
    private final Map<String, String> checkpoints = new HashMap<>();
    private final Map<String, Instant> nonces = new HashMap<>();
    private long last;

    void decide(
            Instant at,
            String tenant,
            Decision.Kind kind,
            @Nullable Long sequence,
            @Nullable String correlationId,
            String who,
            String why) {
        decisions.addFirst(new Decision(++last, at, tenant, kind, sequence, correlationId, who, why));
        if (decisions.size() > MOST_DECISIONS) {
            decisions.removeLast();
        }
    }

    List<Decision> decisions(@Nullable String tenant, long before, int max) {
        return decisions.stream()
                .filter(d -> d.id() < before && (tenant == null || d.tenant().equals(tenant)))
                .limit(max)
                .toList();
    }

    long purgeBefore(Instant time) {
        long size = decisions.size();
        decisions.removeIf(decision -> decision.at().isBefore(time));
        return size - decisions.size();
    }

    Map<String, String> checkpoints() {
        return checkpoints;
    }

    boolean checkpoint(String name, @Nullable String expected, String text) {
        if (!Objects.equals(checkpoints.get(name), expected)) {
            return false;
        }
        checkpoints.put(name, text);
        return true;
    }

    boolean seenBefore(String nonce, Instant until) {
        return nonces.putIfAbsent(nonce, until) != null;
    }

    long forgetBefore(Instant time) {
        long size = nonces.size();
        nonces.values().removeIf(until -> until.isBefore(time));
        return size - nonces.size();
    }
}
