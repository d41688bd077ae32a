package com.powerseller.odoo.testkit.internal.orm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Python literals: lists, tuples, texts, numbers, {@code True}, {@code False}, {@code None}. What is more than that, it refuses. */
final class PythonLiteral {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:([\\[\\](),])|'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|(-?\\d+\\.\\d+)|(-?\\d+)|(True|False|None)\\b)\\s*");

    private final String source;
    private final Matcher matcher;
    private int position;

    private PythonLiteral(String source) {
        this.source = source;
        this.matcher = TOKEN.matcher(source);
    }

    /** The value that a text stands for; tuples are lists. */
    static @Nullable Object parse(String source) {
        PythonLiteral reader = new PythonLiteral(source);
        Object value = reader.value();
        if (reader.position != source.length()) {
            throw reader.refused();
        }
        return value;
    }

    private @Nullable Object value() {
        next();
        String mark = matcher.group(1);
        if (mark == null) {
            return scalar();
        }
        if (!mark.equals("[") && !mark.equals("(")) {
            throw refused();
        }
        return items(mark.equals("[") ? "]" : ")");
    }

    private List<@Nullable Object> items(String end) {
        List<@Nullable Object> items = new ArrayList<>();
        while (true) {
            int before = position;
            next();
            if (end.equals(matcher.group(1))) {
                return items;
            }
            position = before;
            items.add(value());
            before = position;
            next();
            if (!",".equals(matcher.group(1))) {
                position = before;
                next();
                if (!end.equals(matcher.group(1))) {
                    throw refused();
                }
                return items;
            }
        }
    }

    private @Nullable Object scalar() {
        String text = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        if (text != null) {
            return text.replaceAll("\\\\(.)", "$1");
        }
        if (matcher.group(4) != null) {
            return Double.valueOf(matcher.group(4));
        }
        if (matcher.group(5) != null) {
            return Long.valueOf(matcher.group(5));
        }
        return switch (matcher.group(6)) {
            case "True" -> true;
            case "False" -> false;
            default -> null;
        };
    }

    private void next() {
        if (!matcher.find(position) || matcher.start() != position) {
            throw refused();
        }
        position = matcher.end();
    }

    private UnsupportedByFakeException refused() {
        return new UnsupportedByFakeException("Python that is more than literals: " + source);
    }
}
