package com.powerseller.odoo.internal.value;

import com.powerseller.odoo.CallContext;
import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.model.Properties;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Reference;
import com.powerseller.odoo.model.Selection;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be given to a call, brought down to what travels: null, {@code Boolean}, {@code Long}, {@code BigInteger}, {@code Double}, {@code BigDecimal}, {@code
 * String}, {@code byte[]}, {@code List} and {@code Map}. The copy is the call's own, so it may be sent several times whatever the caller does meanwhile.
 */
public final class WireArguments {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final int MAX_DEPTH = 100;

    private WireArguments() {}

    /** The value as it travels. */
    public static @Nullable Object of(@Nullable Object value) {
        return convert(value, "", 0);
    }

    /** The list as it travels. */
    public static List<@Nullable Object> list(Collection<?> values) {
        return list(values, "", 0);
    }

    /** The map as it travels. */
    public static Map<String, @Nullable Object> map(Map<?, ?> values) {
        return map(values, "", 0);
    }

    private static List<@Nullable Object> list(Collection<?> values, String where, int depth) {
        List<@Nullable Object> list = new ArrayList<>(values.size());
        for (Object value : values) {
            list.add(convert(value, where, depth + 1));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> values, String where, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw unsendable("a map whose keys are not all text", where);
            }
            checkText(name, where);
            map.put(name, convert(value, where.isEmpty() ? name : where + "." + name, depth + 1));
        });
        return map;
    }

    private static @Nullable Object convert(@Nullable Object value, String where, int depth) {
        if (depth > MAX_DEPTH) {
            throw unsendable("a value nested more than " + MAX_DEPTH + " levels deep", where);
        }
        if (value instanceof String text) {
            checkText(text, where);
            return text;
        }
        if (value == null
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof BigDecimal
                || value instanceof BigInteger
                || value instanceof byte[]) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = value instanceof Float ? Double.parseDouble(value.toString()) : (Double) value;
            if (!Double.isFinite(number)) {
                throw unsendable("a number that is not finite", where);
            }
            return number;
        }
        if (value instanceof LocalDate date) {
            checkYear(date.getYear(), where);
            return DATE.format(date);
        }
        if (value instanceof Instant instant) {
            if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
                throw unsendable("a time outside the years that Odoo knows (1 to 9999)", where);
            }
            return DATETIME.format(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof Ref<?> ref) {
            return ref.id();
        }
        if (value instanceof Reference reference) {
            checkText(reference.model(), where);
            return reference.toString();
        }
        if (value instanceof Selection selection) {
            return selection.value();
        }
        if (value instanceof Domain<?> domain) {
            return list(domain.terms(), where, depth);
        }
        if (value instanceof Values<?> values) {
            return map(cleared(values), where, depth);
        }
        if (value instanceof CallContext context) {
            return map(context.asMap(), where, depth);
        }
        if (value instanceof Properties properties) {
            return map(properties.toWire(), where, depth);
        }
        if (value instanceof JsonValue json) {
            return convert(json.value(), where, depth);
        }
        if (value instanceof Command<?> command) {
            return list(command.toWire(), where, depth);
        }
        if (value instanceof Collection<?> collection) {
            return list(collection, where, depth);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, where, depth);
        }
        if (value instanceof Object[] array) {
            return list(Arrays.asList(array), where, depth);
        }
        if (value instanceof long[] array) {
            return list(Arrays.stream(array).boxed().toList(), where, depth);
        }
        if (value instanceof int[] array) {
            return list(Arrays.stream(array).boxed().toList(), where, depth);
        }
        if (value instanceof CharSequence text) {
            return convert(text.toString(), where, depth);
        }
        throw unsendable("a " + value.getClass().getName(), where);
    }

    /** A field that is cleared travels as {@code False}, Odoo's own "no value". */
    private static Map<String, Object> cleared(Values<?> values) {
        Map<String, Object> map = new LinkedHashMap<>();
        values.asMap().forEach((field, value) -> map.put(field, value == null ? false : value));
        return map;
    }

    /** Half a character has no form in UTF-8: Odoo would fail on it with an error page. */
    private static void checkText(String text, String where) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw unsendable("text with half a character (an unpaired surrogate)", where);
                }
                i++;
            }
        }
    }

    private static void checkYear(int year, String where) {
        if (year < 1 || year > 9999) {
            throw unsendable("a date in the year " + year + " (Odoo knows 1 to 9999)", where);
        }
    }

    private static FieldValueException unsendable(String what, String where) {
        return new FieldValueException(
                "cannot send " + what + (where.isEmpty() ? "" : " in '" + where + "'")
                        + ": use null, Boolean, a number, text, byte[], LocalDate, Instant, Ref, Selection, Domain, Values, Command, Properties, JsonValue, a collection or a map",
                null);
    }
}
