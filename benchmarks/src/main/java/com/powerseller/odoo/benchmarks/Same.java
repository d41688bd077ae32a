package com.powerseller.odoo.benchmarks;

import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks, before anything is measured, that a decoder gives the values that were encoded. */
final class Same {
    private Same() {}

    /** Records, maps, or arrays in the order of the fields. */
    static void check(String decoder, List<Map<String, Object>> expected, @Nullable Object decoded) {
        List<Object> rows = new ArrayList<>();
        for (Object row : decoded instanceof Object[] array ? Arrays.asList(array) : (List<?>) some(decoded)) {
            rows.add(map(row, expected.get(0).keySet().toArray(new String[0])));
        }
        if (!rows.equals(expected)) {
            throw new IllegalStateException(decoder + " decodes other values than were encoded");
        }
    }

    private static Map<String, Object> map(@Nullable Object row, String[] names) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (row instanceof Object[] values) {
            for (int i = 0; i < names.length; i++) {
                map.put(names[i], plain(values[i]));
            }
        } else {
            Map<?, ?> values = row instanceof Record record ? record.toMap() : (Map<?, ?>) some(row);
            values.forEach((name, value) -> map.put((String) name, plain(value)));
        }
        return map;
    }

    private static Object plain(@Nullable Object value) {
        if (value instanceof Ref<?> ref) {
            return List.of(ref.id(), some(ref.displayName()));
        }
        if (value instanceof long[] ids) {
            return Arrays.stream(ids).boxed().toList();
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Same::plain).toList();
        }
        if (value instanceof Object[] list) {
            return Arrays.stream(list).map(Same::plain).toList();
        }
        return some(value);
    }

    private static <T> T some(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a value is missing");
        }
        return value;
    }
}
