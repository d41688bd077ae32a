package com.powerseller.odoo.model;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.internal.value.Json;
import com.powerseller.odoo.internal.value.WireArguments;
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

    /**
     * The value that a JSON text is, as {@link #value()} has it. Strict: one value and nothing after it, no name twice in an object, no {@code NaN}. Objects keep the order of
     * their members. Nested at most 200 levels deep, numbers of at most 1,000 characters, and no more than what a third of the JVM's memory takes; bound the text's own length
     * before.
     *
     * @throws IllegalArgumentException if it is no JSON, or beyond these limits, or {@code null} alone; the message says where, and repeats nothing of the text
     */
    public static JsonValue parse(String json) {
        return new JsonValue(Json.parse(json));
    }

    /**
     * The value as a JSON text, without spaces: what {@link #parse} reads. The members of a map come in the map's order.
     *
     * @throws FieldValueException if it holds what has no form in JSON, or is nested more than 100 levels deep
     */
    public String toJson() {
        return Json.text(WireArguments.of(value));
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
