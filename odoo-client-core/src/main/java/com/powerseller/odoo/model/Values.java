package com.powerseller.odoo.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values to create or update a record with. A field is unset (not in here: Odoo keeps or defaults it), cleared (null here, {@code False} on the
 * wire) or set. A builder: not thread-safe; what a call was given is copied when the call starts.
 *
 * @param <M> the model
 */
public class Values<M> {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Values without any field. Generated models have their own, with a method per field. */
    public Values() {}

    /** Sets a field; null clears it. A one2many or many2many field refers to the records of these ids then, and to no others. */
    public <T> Values<M> set(Field<M, T> field, @Nullable T value) {
        return field instanceof X2ManyField<?, ?> x2many && value != null
                ? set(field.name(), List.of(Command.set(x2many.decode(value))))
                : set(field.name(), value);
    }

    /** Sets a many2one field to a record. */
    public Values<M> set(Many2OneField<M, ?> field, long id) {
        return set(field.name(), id);
    }

    /** Changes a one2many or many2many field. */
    public <R> Values<M> set(X2ManyField<M, R> field, Command<R> command) {
        return set(field, List.of(command));
    }

    /** Changes a one2many or many2many field, in this order. */
    public <R> Values<M> set(X2ManyField<M, R> field, List<Command<R>> commands) {
        return set(field.name(), List.copyOf(commands));
    }

    /** Sets a field by its technical name; null clears it. The value may be anything that {@code OdooClient.call} takes. */
    public Values<M> set(String field, @Nullable Object value) {
        values.put(Objects.requireNonNull(field), value);
        return this;
    }

    /** Clears a field. */
    public Values<M> clear(Field<M, ?> field) {
        return set(field.name(), null);
    }

    /** The fields that are set or cleared, by technical name, in the order they were given. */
    public final Map<String, @Nullable Object> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** The names of the fields; not their values, which may be private. */
    @Override
    public final String toString() {
        return "Values" + values.keySet();
    }
}
