package com.powerseller.odoo.testkit.internal.orm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of properties fields: kept by name, shown with the definitions of the record's parent. */
final class PropertyValues {
    private PropertyValues() {}

    /** Values by name, from a dictionary or a list of definitions with values. All that are not given have none afterwards. */
    static Map<String, @Nullable Object> toKept(Object value) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> byName) {
            byName.forEach((name, one) -> kept.put(String.valueOf(name), one));
        } else if (value instanceof List<?> definitions) {
            for (Object definition : definitions) {
                if (definition instanceof Map<?, ?> one && one.get("name") instanceof String name) {
                    kept.put(name, one.get("value"));
                }
            }
        } else {
            throw PythonException.valueError("Wrong property value " + Python.repr(value));
        }
        return kept;
    }

    /** The definitions with the values of a record. */
    static List<Object> toWire(Environment environment, @Nullable Object definitions, Map<?, ?> values) {
        List<Object> shown = new ArrayList<>();
        if (definitions instanceof List<?> list) {
            for (Object definition : list) {
                Map<String, @Nullable Object> property = FieldValues.map((Map<?, ?>) definition);
                Object value = values.get(property.get("name"));
                if (value != null) {
                    property.put("value", value(environment, property, value));
                }
                shown.add(property);
            }
        }
        return shown;
    }

    private static Object value(Environment environment, Map<String, @Nullable Object> property, Object value) {
        return switch (String.valueOf(property.get("type"))) {
            case "many2one" -> value instanceof Long id ? named(environment, property, id) : value;
            case "many2many" -> {
                List<Object> records = new ArrayList<>();
                if (value instanceof List<?> ids) {
                    ids.forEach(id -> records.add(named(environment, property, (Long) id)));
                }
                yield records;
            }
            default -> value;
        };
    }

    private static Object named(Environment environment, Map<String, @Nullable Object> property, Long id) {
        FakeModel other = environment.model(String.valueOf(property.get("comodel")));
        Object name = other.displayName(environment.sudo(), id);
        return List.of(id, name == null ? false : name);
    }
}
