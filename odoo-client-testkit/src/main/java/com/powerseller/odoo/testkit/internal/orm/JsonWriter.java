package com.powerseller.odoo.testkit.internal.orm;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in the form that Python's {@code json.dumps} gives it: a space after commas and colons, no escapes but those that JSON needs. */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    private final boolean ascii;

    private JsonWriter(boolean ascii) {
        this.ascii = ascii;
    }

    /**
     * A value in characters of all kinds.
     *
     * @throws NoTextException if there are bytes in it
     */
    public static String write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter(false);
        writer.value(value);
        return writer.out.toString();
    }

    /** A value in ASCII. */
    public static String ascii(@Nullable Object value) {
        JsonWriter writer = new JsonWriter(true);
        writer.value(value);
        return writer.out.toString();
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof byte[]) {
            throw new NoTextException();
        } else {
            throw new UnsupportedByFakeException(
                    "a value of the class " + value.getClass().getName() + " in JSON");
        }
    }

    private void number(double number) {
        if (Double.isNaN(number)) {
            out.append("NaN");
        } else if (Double.isInfinite(number)) {
            out.append(number > 0 ? "Infinity" : "-Infinity");
        } else {
            out.append(Python.repr(number));
        }
    }

    private void list(List<?> list) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            value(list.get(i));
        }
        out.append(']');
    }

    private void map(Map<?, ?> map) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            text(String.valueOf(entry.getKey()));
            out.append(": ");
            value(entry.getValue());
            if (entries.hasNext()) {
                out.append(", ");
            }
        }
        out.append('}');
    }

    private void text(String text) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ' || (ascii && c > '~')) {
                out.append(text, from, i);
                escape(c);
                from = i + 1;
            }
        }
        out.append(text, from, text.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> out.append(String.format("\\u%04x", (int) c));
        }
    }
}
