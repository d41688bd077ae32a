package com.powerseller.odoo.testkit.internal.orm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** How Python writes values and decides what is true. */
public final class Python {
    /** So many digits tell two numbers apart whatever they are; with more, fewer may do. */
    private static final int SAFE_DIGITS = 15;

    private static final int MAX_DIGITS = 17;
    /** From here on Python writes an exponent. */
    private static final int BIG = 16;

    private static final int SMALL = -4;

    private Python() {}

    /** {@code str(value)} */
    public static String str(@Nullable Object value) {
        return value instanceof String text ? text : repr(value);
    }

    /** {@code repr(value)} */
    public static String repr(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof Double number) {
            return repr(number.doubleValue());
        }
        if (value instanceof String text) {
            return repr(text);
        }
        if (value instanceof List<?> list) {
            StringJoiner items = new StringJoiner(", ", "[", "]");
            list.forEach(item -> items.add(repr(item)));
            return items.toString();
        }
        if (value instanceof Map<?, ?> map) {
            StringJoiner items = new StringJoiner(", ", "{", "}");
            map.forEach((key, item) -> items.add(repr(key) + ": " + repr(item)));
            return items.toString();
        }
        return value.toString();
    }

    /** A list as a tuple. */
    public static String tuple(List<?> values) {
        String list = repr(values);
        return "(" + list.substring(1, list.length() - 1) + (values.size() == 1 ? ",)" : ")");
    }

    private static String repr(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder repr = new StringBuilder().append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> repr.append("\\n");
                case '\r' -> repr.append("\\r");
                case '\t' -> repr.append("\\t");
                case '\\' -> repr.append("\\\\");
                default -> {
                    if (c == quote) {
                        repr.append('\\').append(c);
                    } else if (c < ' ' || c == 0x7f) {
                        repr.append(String.format("\\x%02x", (int) c));
                    } else {
                        repr.append(c);
                    }
                }
            }
        }
        return repr.append(quote).toString();
    }

    /** The shortest decimal that is this number. */
    public static String repr(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return (number == 0 && 1 / number < 0 ? "-0" : Long.toString((long) number)) + ".0";
        }
        BigDecimal shortest = shortest(number);
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - shortest.scale() - 1;
        String sign = number < 0 ? "-" : "";
        if (exponent < SMALL || exponent >= BIG) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            String power = String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
            return sign + digits.charAt(0) + fraction + power;
        }
        String plain = shortest.abs().toPlainString();
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }

    private static BigDecimal shortest(double number) {
        BigDecimal printed = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        boolean normal = Math.abs(number) >= Double.MIN_NORMAL;
        if (normal && printed.precision() <= SAFE_DIGITS) {
            return printed;
        }
        // Before Java 19, toString may give more digits than are needed.
        BigDecimal exact = new BigDecimal(number);
        for (int digits = normal ? SAFE_DIGITS : 1; digits < MAX_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == number) {
                return rounded.stripTrailingZeros();
            }
        }
        return printed;
    }

    /** {@code bool(value)} */
    public static boolean isTrue(@Nullable Object value) {
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
    public static String type(@Nullable Object value) {
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
