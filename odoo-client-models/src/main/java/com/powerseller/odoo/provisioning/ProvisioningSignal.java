package com.powerseller.odoo.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.powerseller.odoo.provisioning.internal.json.SignalJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an application is told: the whole state that a tenant should be in now, and what of it is new. Immutable.
 *
 * @param state what should be switched on; it is complete, so applying it needs no signal before
 * @param sequence 1 for a tenant's first signal, then one more each time, without gaps
 * @param idempotencyKey the same whenever this signal is delivered again, and never that of another one: of tenant, sequence and the state's SHA-256
 * @param changes what is different from the tenant's signal before, in the order of the enum; everything in the first one, never nothing
 * @param cause why it was made
 * @param derived when the state was derived from what Odoo had
 */
public record ProvisioningSignal(
        TenantState state, long sequence, String idempotencyKey, Set<Change> changes, Cause cause, Instant derived) {
    /**
     * Copies the changes.
     *
     * @throws IllegalArgumentException if the sequence is not positive, the key is blank or there are no changes
     */
    public ProvisioningSignal {
        Objects.requireNonNull(state);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(derived);
        if (sequence < 1) {
            throw new IllegalArgumentException("a signal's sequence is " + sequence + "; the first is 1");
        }
        if (idempotencyKey.isBlank()) {
            throw new IllegalArgumentException("a signal without an idempotency key");
        }
        if (changes.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing has changed for tenant " + state.tenant() + ": that is no signal");
        }
        changes = Collections.unmodifiableSet(EnumSet.copyOf(changes));
    }

    /**
     * The signal that follows another one.
     *
     * @param before the state of the signal before; null for a tenant's first
     * @throws IllegalArgumentException if nothing has changed
     */
    public static ProvisioningSignal of(
            TenantState state, @Nullable TenantState before, long sequence, Cause cause, Instant derived) {
        return new ProvisioningSignal(
                state, sequence, idempotencyKey(state, sequence), state.changesSince(before), cause, derived);
    }

    private static String idempotencyKey(TenantState state, long sequence) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(state.toJson().getBytes(UTF_8));
            return state.tenant() + "/" + sequence + "/" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }

    /** The signal as JSON, of version 1: see the guide to provisioning signals. */
    public String toJson() {
        return SignalJson.text(this);
    }

    /**
     * Reads what {@link #toJson()} wrote. Members that it does not know are ignored.
     *
     * @throws IllegalArgumentException if it is no JSON of a signal, or of a version that this library does not know
     */
    public static ProvisioningSignal fromJson(String json) {
        return SignalJson.signal(json);
    }

    /** The state, the sequence, the changes and the correlation id. */
    @Override
    public String toString() {
        return "ProvisioningSignal(" + sequence + ", " + changes + ", " + state + ", " + cause.correlationId() + ")";
    }
}
