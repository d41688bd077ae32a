package com.powerseller.odoo.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One change of a one2many or many2many field, as Odoo's {@code Command}. Immutable.
 *
 * @param <R> the model that the field refers to
 */
@SuppressWarnings("UnusedTypeParameter") // keeps commands for different models apart
public final class Command<R> {
    private final List<Object> triple;

    private Command(int code, long id, Object argument) {
        this.triple = List.of((long) code, id, argument);
    }

    /** Creates a record and links it. */
    public static <R> Command<R> create(Values<R> values) {
        return new Command<>(0, 0, copy(values));
    }

    /** The values as they are now; a field that is cleared travels as {@code False}, as it does outside of commands. */
    private static Map<String, Object> copy(Values<?> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.asMap().forEach((field, value) -> copy.put(field, value == null ? false : value));
        return Collections.unmodifiableMap(copy);
    }

    /** Updates a linked record. */
    public static <R> Command<R> update(long id, Values<R> values) {
        return new Command<>(1, id, copy(values));
    }

    /** Removes the link and deletes the record. */
    public static <R> Command<R> delete(long id) {
        return new Command<>(2, id, 0L);
    }

    /** Removes the link; of a one2many, the record is deleted if its many2one is required with cascade. */
    public static <R> Command<R> unlink(long id) {
        return new Command<>(3, id, 0L);
    }

    /** Links an existing record. */
    public static <R> Command<R> link(long id) {
        return new Command<>(4, id, 0L);
    }

    /** Links an existing record. */
    public static <R> Command<R> link(Ref<R> ref) {
        return link(ref.id());
    }

    /** Removes all links. */
    public static <R> Command<R> clear() {
        return new Command<>(5, 0, 0L);
    }

    /** Replaces all links by these. */
    public static <R> Command<R> set(Collection<Long> ids) {
        return new Command<>(6, 0, List.copyOf(ids));
    }

    /** The triple that goes over the wire. */
    public List<Object> toWire() {
        return triple;
    }
}
