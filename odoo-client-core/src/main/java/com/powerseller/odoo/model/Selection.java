package com.powerseller.odoo.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of a selection field: an open enum. Generated subclasses have a constant for each value of the schema; a value that only the server knows is
 * kept as it is. Immutable.
 */
public abstract class Selection {
    private final String value;

    protected Selection(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The value as Odoo stores it, such as {@code 3_progress}. */
    public final String value() {
        return value;
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // the same value of two fields is not the same
    public final boolean equals(@Nullable Object other) {
        return other != null && other.getClass() == getClass() && ((Selection) other).value.equals(value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    /** The value as Odoo stores it. */
    @Override
    public final String toString() {
        return value;
    }
}
