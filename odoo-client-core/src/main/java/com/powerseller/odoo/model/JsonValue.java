package com.powerseller.odoo.model;

import com.powerseller.odoo.error.FieldValueException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of a json field, such as the analytic distribution of a journal item: any JSON value but null. Immutable as far as what it was made of is.
 */
public final class JsonValue {
    private final Object value;

    private JsonValue(Object value) {
        this.value = value;
    }

    /** A value to write: a map, a list, or anything else that {@code OdooClient.call} takes. */
    public static JsonValue of(Object value) {
        return new JsonValue(Objects.requireNonNull(value));
    }

    /** The value: {@code Map}, {@code List}, {@code String}, {@code Long}, {@code Double} or {@code Boolean}, the same within. */
    public Object value() {
        return value;
    }

    /**
     * The members of a JSON object.
     *
     * @throws FieldValueException if it is none
     */
    @SuppressWarnings("unchecked") // the keys of a JSON object are text
    public Map<String, @Nullable Object> asMap() {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw isNo("object");
    }

    /**
     * The elements of a JSON array.
     *
     * @throws FieldValueException if it is none
     */
    @SuppressWarnings("unchecked")
    public List<@Nullable Object> asList() {
        if (value instanceof List<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw isNo("array");
    }

    private FieldValueException isNo(String kind) {
        return new FieldValueException(
                "the json value is a " + value.getClass().getSimpleName() + ", which is no " + kind, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonValue json && json.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The value, as Java prints it. */
    @Override
    public String toString() {
        return value.toString();
    }
}
