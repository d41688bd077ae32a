package com.powerseller.odoo.provisioning.store;

import com.powerseller.odoo.provisioning.Hint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A hint that came in. Immutable.
 *
 * <p>Hints about the same record are one, as are those about no record: a store keeps the first that waits, {@link #seenAgain} when others came.
 *
 * @param hint what it says; its model has up to 255 characters
 * @param correlationId what ties it to what follows from it, in logs and in the audit trail; up to 255 characters, not blank
 * @param seen when it came in; kept to the microsecond
 * @param lastSeen when the last one about the same record came in, since this one; to the microsecond
 */
public record ReceivedHint(Hint hint, String correlationId, Instant seen, Instant lastSeen) {
    private static final int LONGEST = 255;

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if a text is too long or has a NUL, or the correlation id is blank
     */
    public ReceivedHint {
        Objects.requireNonNull(hint);
        if (hint.model() != null) {
            checkLength("model", hint.model());
        }
        checkLength("correlation id", correlationId);
        if (correlationId.isBlank()) {
            throw new IllegalArgumentException("a hint without a correlation id");
        }
        seen = seen.truncatedTo(ChronoUnit.MICROS);
        lastSeen = lastSeen.truncatedTo(ChronoUnit.MICROS);
    }

    /** One that came in now, and no other since. */
    public ReceivedHint(Hint hint, String correlationId, Instant seen) {
        this(hint, correlationId, seen, seen);
    }

    /** For stores: this one, when another one about the same record has come. */
    public ReceivedHint seenAgain(ReceivedHint other) {
        boolean isCalled = other.hint.kind() == Hint.Kind.WEBHOOK;
        Instant last = other.lastSeen.isAfter(lastSeen) ? other.lastSeen : lastSeen;
        return new ReceivedHint(isCalled ? other.hint : hint, correlationId, seen, last);
    }

    /** For stores, which keep no null: the model of the record that it is about; empty if it is about none. */
    public String recordModel() {
        return hint.model() == null ? "" : hint.model();
    }

    /** For stores: the id of the record that it is about; 0 if it is about none. */
    public long recordId() {
        return hint.id();
    }

    private static void checkLength(String what, String text) {
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the " + what + " of a hint has " + text.length()
                    + " characters; it must have " + LONGEST + " at most, and no NUL among them");
        }
    }
}
