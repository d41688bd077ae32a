package com.powerseller.odoo.provisioning;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Odoo is told once the application has taken a signal: a note in the chatter of the tenant's newest subscription, fields of that subscription, fields of the customer.
 * Immutable, thread-safe if its functions are.
 *
 * <p>Of several signals that a tenant has taken while Odoo was down, the last one is told. A note is posted once, also if an instance dies in between; fields are written again
 * then. What is written raises hints; they find nothing new, unless the rules depend on these fields, which they must not.
 *
 * <p>Costs a request for each, and a few bytes of text in the note, by which it is known again. The user needs the right to write these records.
 */
public final class WriteBack {
    private final @Nullable Function<ProvisioningSignal, String> note;
    private final Map<String, Function<ProvisioningSignal, ? extends @Nullable Object>> subscriptionFields;
    private final Map<String, Function<ProvisioningSignal, ? extends @Nullable Object>> customerFields;

    private WriteBack(
            @Nullable Function<ProvisioningSignal, String> note,
            Map<String, Function<ProvisioningSignal, ? extends @Nullable Object>> subscriptionFields,
            Map<String, Function<ProvisioningSignal, ? extends @Nullable Object>> customerFields) {
        this.note = note;
        this.subscriptionFields = subscriptionFields;
        this.customerFields = customerFields;
    }

    /** Nothing yet: add to it. */
    public static WriteBack nothing() {
        return new WriteBack(null, Map.of(), Map.of());
    }

    /** With a note in the subscription's chatter, which says the status and what was new. */
    public WriteBack note() {
        return note(signal -> "Provisioned: " + signal.state().status() + ", new: " + signal.changes());
    }

    /**
     * With a note in the subscription's chatter.
     *
     * @param text plain text. People who see the subscription see it: leave out what they should not
     */
    public WriteBack note(Function<ProvisioningSignal, String> text) {
        return new WriteBack(Objects.requireNonNull(text), subscriptionFields, customerFields);
    }

    /**
     * With a field of the newest subscription.
     *
     * @param name its technical name, such as {@code x_provisioned}
     * @param value what to write: text, a number, a truth value, a date; null clears it
     * @throws IllegalArgumentException if it is no name of a field
     */
    public WriteBack field(String name, Function<ProvisioningSignal, ? extends @Nullable Object> value) {
        return new WriteBack(note, with(subscriptionFields, name, value), customerFields);
    }

    /**
     * With a field of the customer, the legal entity.
     *
     * @param name its technical name
     * @param value what to write: text, a number, a truth value, a date; null clears it
     * @throws IllegalArgumentException if it is no name of a field
     */
    public WriteBack customerField(String name, Function<ProvisioningSignal, ? extends @Nullable Object> value) {
        return new WriteBack(note, subscriptionFields, with(customerFields, name, value));
    }

    private static Map<String, Function<ProvisioningSignal, ? extends @Nullable Object>> with(
            Map<String, Function<ProvisioningSignal, ? extends @Nullable Object>> fields,
            String name,
            Function<ProvisioningSignal, ? extends @Nullable Object> value) {
        Map<String, Function<ProvisioningSignal, ? extends @Nullable Object>> more = new LinkedHashMap<>(fields);
        more.put(Names.ofField(name, "what is written back"), Objects.requireNonNull(value));
        return more;
    }

    /** The note for this signal; null if none is posted. */
    public @Nullable String noteOf(ProvisioningSignal signal) {
        return note == null ? null : note.apply(signal);
    }

    /** What to write to the subscription, by field. */
    public Map<String, @Nullable Object> subscriptionValues(ProvisioningSignal signal) {
        return values(subscriptionFields, signal);
    }

    /** What to write to the customer, by field. */
    public Map<String, @Nullable Object> customerValues(ProvisioningSignal signal) {
        return values(customerFields, signal);
    }

    private static Map<String, @Nullable Object> values(
            Map<String, Function<ProvisioningSignal, ? extends @Nullable Object>> fields, ProvisioningSignal signal) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        fields.forEach((name, value) -> values.put(name, value.apply(signal)));
        return values;
    }

    /** The fields of the newest subscription that are written. */
    public Set<String> subscriptionFields() {
        return Set.copyOf(subscriptionFields.keySet());
    }

    /** The fields of the customer that are written. */
    public Set<String> customerFields() {
        return Set.copyOf(customerFields.keySet());
    }

    /** Whether there is nothing to tell. */
    public boolean isNothing() {
        return note == null && subscriptionFields.isEmpty() && customerFields.isEmpty();
    }
}
