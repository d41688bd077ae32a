package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Python's {@code json.loads} takes it, with its errors: null, Boolean, Long (BigInteger beyond 64 bits), Double (also {@code NaN} and
 * {@code Infinity}), String, List, Map.
 */
final class JsonReader {
    private static final int MAX_DEPTH = 900;

    private final String text;
    /** Of records that come in one request, each has the same names: once in memory is enough. */
    private final Map<String, String> names = new HashMap<>();

    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads UTF-8.
     *
     * @throws PythonException a {@code JSONDecodeError} if it is no JSON
     */
    static @Nullable Object read(byte[] utf8) {
        JsonReader reader = new JsonReader(new String(utf8, StandardCharsets.UTF_8));
        reader.space();
        Object value = reader.value();
        reader.space();
        if (reader.at < reader.text.length()) {
            throw reader.error("Extra data", reader.at);
        }
        return value;
    }

    private PythonException error(String what, int position) {
        String before = text.substring(0, position);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = position - before.lastIndexOf('\n');
        return PythonException.of(
                "json.decoder.JSONDecodeError",
                what + ": line " + line + " column " + column + " (char " + position + ")");
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private @Nullable Object value() {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> nested(true);
            case '[' -> nested(false);
            case 'n' -> word("null", null);
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'N' -> word("NaN", Double.NaN);
            case 'I' -> word("Infinity", Double.POSITIVE_INFINITY);
            default -> text.startsWith("-Infinity", at) ? word("-Infinity", Double.NEGATIVE_INFINITY) : number();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw error("Expecting value", at);
        }
        at += word.length();
        return value;
    }

    private Object nested(boolean isObject) {
        if (++depth > MAX_DEPTH) {
            throw PythonException.of("builtins.RecursionError", "maximum recursion depth exceeded");
        }
        Object value = isObject ? object() : array();
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        at++;
        space();
        if (peek() == '}') {
            at++;
            return map;
        }
        while (true) {
            if (peek() != '"') {
                throw error("Expecting property name enclosed in double quotes", at);
            }
            String name = string();
            space();
            if (peek() != ':') {
                throw error("Expecting ':' delimiter", at);
            }
            at++;
            space();
            map.put(names.computeIfAbsent(name, same -> same), value());
            space();
            if (peek() == '}') {
                at++;
                return map;
            }
            comma();
        }
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> list = new ArrayList<>();
        at++;
        space();
        if (peek() == ']') {
            at++;
            return list;
        }
        while (true) {
            list.add(value());
            space();
            if (peek() == ']') {
                at++;
                return list;
            }
            comma();
        }
    }

    private void comma() {
        if (peek() != ',') {
            throw error("Expecting ',' delimiter", at);
        }
        at++;
        space();
    }

    private String string() {
        int start = at++;
        int from = at;
        StringBuilder escaped = null;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                String tail = text.substring(from, at++);
                return escaped == null ? tail : escaped.append(tail).toString();
            }
            if (c < ' ') {
                throw error("Invalid control character at", at);
            }
            if (c == '\\') {
                escaped = (escaped == null ? new StringBuilder() : escaped).append(text, from, at);
                at++;
                escaped.append(escape(start));
                from = at;
            } else {
                at++;
            }
        }
        throw error("Unterminated string starting at", start);
    }

    private char escape(int start) {
        if (at >= text.length()) {
            throw error("Unterminated string starting at", start);
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw error("Invalid \\escape", at - 2);
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
            if (digit < 0) {
                throw error("Invalid \\uXXXX escape", at - 1);
            }
            code = code * 16 + digit;
        }
        at += 4;
        return (char) code;
    }

    private Object number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (!isDigit()) {
            at = start;
            throw error("Expecting value", start);
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        boolean whole = true;
        if (peek() == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            whole = false;
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            int before = at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            if (isDigit()) {
                whole = false;
                digits();
            } else {
                at = before;
            }
        }
        String number = text.substring(start, at);
        if (!whole) {
            return Double.valueOf(number);
        }
        return number.length() < 19 ? (Object) Long.valueOf(number) : whole(new BigInteger(number));
    }

    static Object whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private boolean isDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    private void digits() {
        while (isDigit()) {
            at++;
        }
    }
}
