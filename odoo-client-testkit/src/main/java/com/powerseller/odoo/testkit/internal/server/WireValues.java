package com.powerseller.odoo.testkit.internal.server;

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
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java's values as they are on the wire. */
public final class WireValues {
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private WireValues() {}

    /** A value; null stays null. */
    public static @Nullable Object of(@Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double
                || value instanceof BigInteger) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigDecimal || value instanceof Float) {
            return Double.valueOf(value.toString());
        }
        if (value instanceof Instant instant) {
            return DATETIME.format(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof LocalDate || value instanceof Reference) {
            return value.toString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof Ref<?> ref) {
            return ref.id();
        }
        if (value instanceof Selection selection) {
            return selection.value();
        }
        return nested(value);
    }

    private static @Nullable Object nested(Object value) {
        if (value instanceof JsonValue json) {
            return of(json.value());
        }
        if (value instanceof Properties properties) {
            return map(properties.toWire());
        }
        if (value instanceof Domain<?> domain) {
            return list(domain.terms());
        }
        if (value instanceof Command<?> command) {
            return list(command.toWire());
        }
        if (value instanceof Values<?> values) {
            return map(values.asMap());
        }
        if (value instanceof Collection<?> collection) {
            return list(collection);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        throw new IllegalArgumentException(
                "no value of a field: a " + value.getClass().getName());
    }

    /** A list. */
    public static List<@Nullable Object> list(Collection<?> values) {
        List<@Nullable Object> list = new ArrayList<>(values.size());
        values.forEach(value -> list.add(of(value)));
        return list;
    }

    /** A map; a null in it clears a field. */
    public static Map<String, @Nullable Object> map(Map<?, ?> values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        values.forEach((name, value) -> map.put(String.valueOf(name), value == null ? (Object) false : of(value)));
        return map;
    }
}
