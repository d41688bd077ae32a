package com.powerseller.odoo.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record seen through the class of its model; generated models extend it. Immutable, thread-safe; reading costs no request. Two views are equal if they are
 * of the same class and have the same fetched values.
 */
public abstract class RecordView {
    private final Record record;

    protected RecordView(Record record) {
        this.record = Objects.requireNonNull(record);
    }

    /** The record itself: for fields that have no accessor, and for all fetched values. */
    public final Record record() {
        return record;
    }

    /** The record's id, as {@link Record#id()}. */
    public final long id() {
        return record.id();
    }

    /** A field's value, as {@link Record#get(Field)}. */
    protected final <T> @Nullable T get(Field<?, T> field) {
        return record.get(field);
    }

    /** A boolean field's value; no value is false, as in Odoo. */
    protected final boolean get(BooleanField<?> field) {
        return record.get(field);
    }

    /** The ids in a one2many or many2many field; none if it has no value. */
    protected final List<Long> get(X2ManyField<?, ?> field) {
        return record.get(field);
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // the same record seen as two models is not the same
    public final boolean equals(@Nullable Object other) {
        return other != null && other.getClass() == getClass() && ((RecordView) other).record.equals(record);
    }

    @Override
    public final int hashCode() {
        return record.hashCode();
    }

    /** The class and the id; other values may be long or private. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + (record.has("id") ? "(" + record.get("id") + ")" : "()");
    }
}
