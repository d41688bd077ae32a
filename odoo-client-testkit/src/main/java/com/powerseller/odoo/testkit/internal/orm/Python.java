package com.powerseller.odoo.testkit.internal.orm;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Python writes values and decides what is true. */
final class Python {
    private Python() {}

    /** {@code repr(value)} */
    static String repr(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof String text) {
            char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
            StringBuilder quoted = new StringBuilder().append(quote);
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '\\' -> quoted.append("\\\\");
                    case '\n' -> quoted.append("\\n");
                    case '\r' -> quoted.append("\\r");
                    case '\t' -> quoted.append("\\t");
                    default -> quoted.append(c == quote ? "\\" : "").append(c);
                }
            }
            return quoted.append(quote).toString();
        }
        if (value instanceof List<?> list) {
            return sequence(list, "[", "]");
        }
        if (value instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder("{");
            map.forEach((key, item) -> text.append(text.length() > 1 ? ", " : "")
                    .append(repr(key))
                    .append(": ")
                    .append(repr(item)));
            return text.append('}').toString();
        }
        return String.valueOf(value);
    }

    /** A list as a tuple. */
    static String tuple(List<?> values) {
        return values.size() == 1 ? "(" + repr(values.get(0)) + ",)" : sequence(values, "(", ")");
    }

    private static String sequence(List<?> values, String start, String end) {
        StringBuilder text = new StringBuilder(start);
        for (Iterator<?> all = values.iterator(); all.hasNext(); ) {
            text.append(repr(all.next())).append(all.hasNext() ? ", " : "");
        }
        return text.append(end).toString();
    }

    /** {@code str(value)} */
    static String str(Object value) {
        return value instanceof String text ? text : repr(value);
    }

    /** {@code bool(value)} */
    static boolean isTrue(@Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value) || "".equals(value)) {
            return false;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        return !(value instanceof Map<?, ?> map) || !map.isEmpty();
    }

    /** The name of the value's class. */
    static String type(@Nullable Object value) {
        if (value == null) {
            return "NoneType";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof String) {
            return "str";
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof Number) {
            return "int";
        }
        return value instanceof List<?> ? "list" : value instanceof Map<?, ?> ? "dict" : "bytes";
    }
}
