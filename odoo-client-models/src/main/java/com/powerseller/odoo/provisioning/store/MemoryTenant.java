package com.powerseller.odoo.provisioning.store;

import com.powerseller.odoo.provisioning.Sources;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tenant of a {@link MemoryStore}, which holds the lock, with the signals that are not delivered. */
final class MemoryTenant {
    final String key;
    /** The oldest first. */
    final Deque<Letter> letters = new ArrayDeque<>();

    long fence;
    long touches;
    long sequence;

    @Nullable String state;

    @Nullable TenantProblem problem;

    @Nullable Instant dirtySince;

    @Nullable Instant recheckAt;

    Instant notBefore = Instant.EPOCH;
    Instant leasedUntil = Instant.EPOCH;

    @Nullable WriteBack writeBack;

    Sources sources = Sources.NONE;

    private final Map<String, Cause> causes = new HashMap<>();

    MemoryTenant(String key) {
        this.key = key;
    }

    private record Cause(ReceivedHint hint, long touch) {}

    /** A signal that is not delivered. */
    static final class Letter {
        final long sequence;
        final Outcome.Signal signal;
        final Instant created;
        final Instant hinted;
        long fence;
        int attempts;
        Instant dueAt = Instant.EPOCH;
        Instant leasedUntil = Instant.EPOCH;

        @Nullable String reason;

        @Nullable Instant died;

        Letter(long sequence, Outcome.Signal signal, Instant created, @Nullable Instant hinted) {
            this.sequence = sequence;
            this.signal = signal;
            this.created = created;
            this.hinted = hinted == null ? created : hinted;
        }
    }

    /** An outcome that is to be written back. */
    static final class WriteBack {
        Letter letter;
        int attempts;
        long fence;
        Instant notBefore = Instant.EPOCH;
        Instant leasedUntil = Instant.EPOCH;

        WriteBack(Letter letter) {
            this.letter = letter;
        }
    }

    /** The last one is written back, also if the one before is just being. */
    void writeBack(Letter letter) {
        if (writeBack == null) {
            writeBack = new WriteBack(letter);
        } else {
            writeBack.letter = letter;
            writeBack.attempts = 0;
            writeBack.notBefore = Instant.EPOCH;
        }
    }

    Instant dirtySince() {
        return Objects.requireNonNull(dirtySince);
    }

    Instant recheckAt() {
        return Objects.requireNonNull(recheckAt);
    }

    Letter head() {
        return letters.getFirst();
    }

    boolean isDead() {
        return !letters.isEmpty() && head().died != null;
    }

    boolean isHeldBy(DeliveryClaim claim) {
        return !letters.isEmpty() && head().sequence == claim.sequence() && head().fence == claim.fence();
    }

    void touch(Collection<ReceivedHint> hints) {
        touches++;
        hints.forEach(hint -> causes.put(MemoryHints.record(hint), new Cause(hint, touches)));
    }

    void forgetCauses(long upTo) {
        causes.values().removeIf(cause -> cause.touch <= upTo);
    }

    List<ReceivedHint> causes() {
        return causes.values().stream()
                .map(Cause::hint)
                .sorted(Comparator.comparing(ReceivedHint::seen)
                        .thenComparing(ReceivedHint::recordModel)
                        .thenComparing(ReceivedHint::recordId))
                .toList();
    }

    /** The oldest signal, which {@link #isDead}. */
    DeadLetter deadLetter() {
        Letter letter = head();
        return new DeadLetter(
                key,
                letter.sequence,
                letter.signal.signal(),
                letter.signal.correlationId(),
                letter.attempts,
                Objects.requireNonNull(letter.reason),
                letter.created,
                Objects.requireNonNull(letter.died));
    }

    /** The oldest signal. */
    StoreStatus.Undelivered undelivered() {
        Letter letter = head();
        return new StoreStatus.Undelivered(
                key,
                letter.sequence,
                letter.created,
                letter.hinted,
                letter.attempts,
                letter.died != null,
                letter.reason);
    }

    StoredTenant stored() {
        return new StoredTenant(key, sequence, state, dirtySince != null, recheckAt, problem);
    }
}
