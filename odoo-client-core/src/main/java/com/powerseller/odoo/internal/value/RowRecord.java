package com.powerseller.odoo.internal.value;

import com.powerseller.odoo.error.FieldNotFetchedException;
import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.X2ManyField;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as an array of values over a shared layout. */
public final class RowRecord implements Record {
    private final RowLayout layout;
    private final @Nullable Object[] values;

    RowRecord(RowLayout layout, @Nullable Object[] values) {
        this.layout = layout;
        this.values = values;
    }

    /** A record with these values, brought down to what comes over the wire. */
    public static RowRecord of(Map<String, ?> values) {
        List<String> names = List.copyOf(values.keySet());
        Map<String, Integer> columns = new HashMap<>();
        @Nullable Object[] row = new Object[names.size()];
        for (int column = 0; column < row.length; column++) {
            columns.put(names.get(column), column);
            Object value = values.get(names.get(column));
            row[column] = value == null ? RowCollector.NULL : received(value);
        }
        return new RowRecord(new RowLayout(names, columns), row);
    }

    private static @Nullable Object received(Object value) {
        if (value instanceof Ref<?>) {
            return value;
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : WireArguments.of(value);
    }

    @Override
    public long id() {
        if (get("id") instanceof Long id) {
            return id;
        }
        throw new FieldValueException("the server's value of field 'id' is no integer", null);
    }

    @Override
    public <T> @Nullable T get(Field<?, T> field) {
        return field.decode(get(field.name()));
    }

    @Override
    @SuppressWarnings("unchecked") // its elements are all Long
    public List<Long> get(X2ManyField<?, ?> field) {
        Object value = get(field.name());
        return value instanceof IdList ids ? (List<Long>) (List<?>) ids : field.decode(value);
    }

    @Override
    public @Nullable Object get(String field) {
        int column = layout.column(field);
        Object value = column < 0 || column >= values.length ? null : values[column];
        if (value == null) {
            throw new FieldNotFetchedException(field, fields());
        }
        return value == RowCollector.NULL ? null : value;
    }

    @Override
    public boolean has(String field) {
        int column = layout.column(field);
        return column >= 0 && column < values.length && values[column] != null;
    }

    @Override
    public List<String> fields() {
        return layout.names().stream().filter(this::has).toList();
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String field : layout.names()) {
            if (has(field)) {
                map.put(field, get(field));
            }
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Record record && record.toMap().equals(toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    /** The fields that were fetched, and the id; other values may be long or private. */
    @Override
    public String toString() {
        return "Record" + (has("id") ? "(id=" + get("id") + ")" : "") + fields();
    }
}
