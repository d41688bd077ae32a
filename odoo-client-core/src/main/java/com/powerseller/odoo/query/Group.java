package com.powerseller.odoo.query;

import com.powerseller.odoo.error.FieldValueException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records that have something in common, and what was computed of them. Immutable, thread-safe.
 *
 * @param <M> the model
 */
public interface Group<M> {
    /**
     * What the group's records have in common; null if that is no value (false for booleans).
     *
     * @throws IllegalArgumentException if the query did not group by this
     * @throws FieldValueException if the server's value does not fit the field's type
     */
    <K> @Nullable K key(Grouping<M, K> grouping);

    /**
     * What was computed of the group's records.
     *
     * @throws IllegalArgumentException if the query did not ask for this
     * @throws FieldValueException if the server's value does not fit the field's type
     */
    <T> @Nullable T get(Aggregate<M, T> aggregate);

    /** How many records are in the group. */
    long count();

    /** Matches the group's records, among those that the query matches. */
    Domain<M> domain();

    /** The group as it came over the wire, by the server's names. */
    Map<String, @Nullable Object> toMap();
}
