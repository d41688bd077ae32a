package com.powerseller.odoo.provisioning.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail. Immutable.
 *
 * @param id its number; later entries have higher ones
 * @param at when, by the store's clock
 * @param tenant whom it is about
 * @param kind what was decided
 * @param sequence the number of the signal it is about, or null
 * @param correlationId what ties it to its hints; null where an operator decided, or there were none
 * @param who the instance or the operator who decided
 * @param why the reason, for people
 */
public record Decision(
        long id,
        Instant at,
        String tenant,
        Kind kind,
        @Nullable Long sequence,
        @Nullable String correlationId,
        String who,
        String why) {
    /** What can be decided. */
    public enum Kind {
        /** Nothing has changed. */
        UNCHANGED,
        /** The state has changed: the app is to be told. */
        SIGNALLED,
        /** The state cannot be derived. */
        PROBLEM,
        /** The app has taken the signal. */
        DELIVERED,
        /** Odoo was told that the app has taken the signal. */
        WRITTEN_BACK,
        /** The app has not taken the signal: it will be tried again. */
        FAILED,
        /** The signal was given up. */
        DEAD,
        /** A dead letter is to be tried again. */
        REPLAYED,
        /** A dead letter is never to be delivered. */
        SKIPPED
    }
}
