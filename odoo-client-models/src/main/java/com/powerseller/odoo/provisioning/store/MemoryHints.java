package com.powerseller.odoo.provisioning.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The hints of a {@link MemoryStore}, which holds the lock. */
final class MemoryHints {
    private final Map<String, Waiting> byRecord = new HashMap<>();
    private final NavigableSet<Waiting> queue = new TreeSet<>(Comparator.comparing((Waiting w) -> w.notBefore)
            .thenComparing(w -> w.hint.seen())
            .thenComparing(w -> w.hint.recordModel())
            .thenComparing(w -> w.hint.recordId()));
    private long numbers;

    private static final class Waiting {
        private ReceivedHint hint;
        private long generation;
        private long fence;
        private Instant notBefore = Instant.EPOCH;
        private Instant leasedUntil = Instant.EPOCH;

        private Waiting(ReceivedHint hint) {
            this.hint = hint;
        }
    }

    void add(Collection<ReceivedHint> hints, Instant time) {
        Map<String, ReceivedHint> first = new TreeMap<>();
        hints.forEach(hint -> first.merge(record(hint), hint, ReceivedHint::seenAgain));
        first.forEach((record, hint) -> {
            Waiting waiting = byRecord.get(record);
            if (waiting == null) {
                waiting = new Waiting(hint);
                byRecord.put(record, waiting);
                queue.add(waiting);
            } else if (waiting.leasedUntil.isAfter(time)) {
                queue.remove(waiting);
                waiting.hint = hint;
                queue.add(waiting);
            } else {
                waiting.hint = waiting.hint.seenAgain(hint);
            }
            waiting.generation = ++numbers;
        });
    }

    List<ClaimedHint> claim(int max, Duration lease, Instant now, Instant time) {
        long fence = ++numbers;
        List<ClaimedHint> claims = new ArrayList<>();
        for (Waiting waiting :
                MemoryStore.first(queue, max, w -> !w.notBefore.isAfter(now), w -> !w.leasedUntil.isAfter(time))) {
            waiting.leasedUntil = time.plus(lease);
            waiting.fence = fence;
            claims.add(new ClaimedHint(waiting.hint, waiting.generation, fence));
        }
        return claims;
    }

    void resolved(Collection<ClaimedHint> claims) {
        for (ClaimedHint claim : claims) {
            Waiting waiting = byRecord.get(record(claim.hint()));
            if (waiting != null && waiting.generation == claim.generation()) {
                byRecord.remove(record(claim.hint()));
                queue.remove(waiting);
            } else if (waiting != null && waiting.fence == claim.fence()) {
                waiting.leasedUntil = Instant.EPOCH;
            }
        }
    }

    void release(Collection<ClaimedHint> claims, Instant notBefore) {
        for (ClaimedHint claim : claims) {
            Waiting waiting = byRecord.get(record(claim.hint()));
            if (waiting != null && waiting.fence == claim.fence()) {
                queue.remove(waiting);
                waiting.notBefore = notBefore;
                waiting.leasedUntil = Instant.EPOCH;
                queue.add(waiting);
            }
        }
    }

    int size() {
        return byRecord.size();
    }

    @Nullable Instant oldest() {
        return byRecord.values().stream()
                .map(waiting -> waiting.hint.seen())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What hints about the same record have in common. */
    static String record(ReceivedHint hint) {
        return hint.recordModel() + '\0' + hint.recordId();
    }
}
