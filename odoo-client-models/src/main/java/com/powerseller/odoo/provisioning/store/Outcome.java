package com.powerseller.odoo.provisioning.store;

import com.powerseller.odoo.provisioning.Sources;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of deriving a tenant's state. Immutable. */
public sealed interface Outcome {
    /** When time alone may change the state, to the microsecond; null if it cannot. The tenant is then due again. */
    @Nullable Instant recheckAt();

    /** The records that this came of, to be remembered from now on; null if they could not be read, and those that were before stay. */
    @Nullable Sources sources();

    /** The same, which came of these records. */
    Outcome from(@Nullable Sources records);

    /** Nothing has changed; and it will not before {@code recheckAt}. */
    static Outcome unchanged(@Nullable Instant recheckAt) {
        return new Unchanged(recheckAt, null);
    }

    /**
     * The state is as it was last signalled. A problem that the tenant had is over.
     *
     * @param recheckAt see {@link Outcome#recheckAt}
     * @param why what to say in the audit trail; null for no entry there
     * @param sources see {@link Outcome#sources}
     */
    record Unchanged(
            @Nullable Instant recheckAt,
            @Nullable String why,
            @Nullable Sources sources) implements Outcome {
        public Unchanged {
            recheckAt = micros(recheckAt);
        }

        /** Without sources. */
        public Unchanged(@Nullable Instant recheckAt, @Nullable String why) {
            this(recheckAt, why, null);
        }

        @Override
        public Unchanged from(@Nullable Sources records) {
            return new Unchanged(recheckAt, why, records);
        }
    }

    /**
     * The state has changed, and the app is to be told. The signal's number is the claim's sequence plus 1. A problem that the tenant had is over. The text form leaves out the
     * state and the signal: they may name users.
     *
     * @param state the new state, as JSON, which becomes the last one
     * @param signal what to deliver, as JSON
     * @param correlationId what ties it to its hints
     * @param recheckAt see {@link Outcome#recheckAt}
     * @param why what to say in the audit trail
     * @param sources see {@link Outcome#sources}
     */
    record Signal(
            String state,
            String signal,
            String correlationId,
            @Nullable Instant recheckAt,
            String why,
            @Nullable Sources sources)
            implements Outcome {
        public Signal {
            Objects.requireNonNull(state);
            Objects.requireNonNull(signal);
            Objects.requireNonNull(correlationId);
            Objects.requireNonNull(why);
            recheckAt = micros(recheckAt);
        }

        /** Without sources. */
        public Signal(String state, String signal, String correlationId, @Nullable Instant recheckAt, String why) {
            this(state, signal, correlationId, recheckAt, why, null);
        }

        @Override
        public Signal from(@Nullable Sources records) {
            return new Signal(state, signal, correlationId, recheckAt, why, records);
        }

        @Override
        public String toString() {
            return "Signal[" + correlationId + ", recheckAt " + recheckAt + ", " + why + "]";
        }
    }

    /**
     * The state cannot be derived; the last one stays. The audit trail says so once, until code or sentence change.
     *
     * @param code see {@link TenantProblem#code}
     * @param sentence see {@link TenantProblem#sentence}
     * @param recheckAt see {@link Outcome#recheckAt}
     * @param sources see {@link Outcome#sources}
     */
    record Problem(
            String code,
            String sentence,
            @Nullable Instant recheckAt,
            @Nullable Sources sources) implements Outcome {
        public Problem {
            Objects.requireNonNull(code);
            Objects.requireNonNull(sentence);
            recheckAt = micros(recheckAt);
        }

        /** Without sources. */
        public Problem(String code, String sentence, @Nullable Instant recheckAt) {
            this(code, sentence, recheckAt, null);
        }

        @Override
        public Problem from(@Nullable Sources records) {
            return new Problem(code, sentence, recheckAt, records);
        }
    }

    private static @Nullable Instant micros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
