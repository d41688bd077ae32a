package com.powerseller.odoo.provisioning.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Word that something about a record may have changed: from a webhook, a poll, a sweep or an operator. Immutable.
 *
 * <p>Hints about the same record are one: a store keeps the first that waits.
 *
 * @param kind who says so, such as {@code webhook}; up to 255 characters
 * @param model the record's model; empty if the hint is about no record, as a sweep's is; up to 255 characters
 * @param id the record's id; 0 if the hint is about no record
 * @param correlationId what ties the hint to what follows from it, in logs and in the audit trail; up to 255 characters
 * @param seen when the hint came in; kept to the microsecond
 */
public record Hint(String kind, String model, long id, String correlationId, Instant seen) {
    private static final int LONGEST = 255;

    public Hint {
        checkLength("kind", kind);
        checkLength("model", model);
        checkLength("correlationId", correlationId);
        if (kind.isBlank()) {
            throw new IllegalArgumentException("the kind of a hint is blank");
        }
        if (model.isEmpty() != (id == 0) || id < 0) {
            throw new IllegalArgumentException(
                    "a hint is about a record with a model and an id above 0, or about none, with neither; this is about '"
                            + model + "' " + id);
        }
        seen = seen.truncatedTo(ChronoUnit.MICROS);
    }

    /** A hint about no record: from a sweep, or from an operator. */
    public static Hint general(String kind, String correlationId, Instant seen) {
        return new Hint(kind, "", 0, correlationId, seen);
    }

    private static void checkLength(String what, String text) {
        Objects.requireNonNull(text, what);
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the " + what + " of a hint has " + text.length()
                    + " characters; it must have " + LONGEST + " at most, and no NUL among them");
        }
    }
}
