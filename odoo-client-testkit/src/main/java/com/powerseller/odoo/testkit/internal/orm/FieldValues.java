package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values as they travel and as they are kept. Kept are {@code String} (texts, selections, references, dates, base64), {@code Long}, {@code Double}, {@code Boolean}, {@code
 * Instant} (datetimes), lists and maps (json, properties); null is "no value".
 */
public final class FieldValues {
    private static final String FORMAT = "%Y-%m-%d %H:%M:%S";
    private static final String LONGEST = "2000-01-01 00:00:00";
    private static final DateTimeFormatter DATETIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter MICROS = new DateTimeFormatterBuilder()
            .append(DATETIME)
            .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
            .toFormatter();
    /** The fields of every model that has images as Odoo's own have them. */
    private static final Pattern IMAGE = Pattern.compile("image_(variant_)?\\d+");

    private static final Pattern HTML = Pattern.compile("<[a-zA-Z/!]");

    private FieldValues() {}

    /** A value to write, as it is kept. Not for x2many fields. */
    static @Nullable Object toKept(Environment environment, FakeModel model, FakeField field, @Nullable Object value) {
        FieldSchema schema = field.schema();
        if (schema.type() == FieldType.BOOLEAN) {
            return Python.isTrue(value);
        }
        if (value == null || Boolean.FALSE.equals(value)) {
            return null;
        }
        if (value.equals("") && !field.isText() && !isOpaque(schema.type())) {
            return null;
        }
        if (value instanceof Translations) {
            return value;
        }
        return switch (schema.type()) {
            case CHAR, TEXT -> {
                UnaryOperator<String> cleaning = model.definition().cleaned().get(field.name());
                yield cleaning == null ? Python.str(value) : cleaning.apply(Python.str(value));
            }
            case HTML -> html(Python.str(value));
            case INTEGER -> ranged(model, field, integer(value));
            case FLOAT, MONETARY -> rounded(schema, floating(value));
            case DATE -> date(text(value, "'int' object is not subscriptable")).toString();
            case DATETIME -> datetime(text(value, "object of type 'int' has no len()"));
            case SELECTION -> selection(model, schema, value);
            case REFERENCE -> reference(environment, model, schema, value);
            case MANY2ONE -> id(value);
            case MANY2ONE_REFERENCE -> integer(value);
            case BINARY ->
                isImage(model, field)
                        ? Binaries.image(value)
                        : value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : Python.str(value);
            case JSON, PROPERTIES_DEFINITION -> value;
            case PROPERTIES -> PropertyValues.toKept(value);
            default ->
                throw new UnsupportedByFakeException(
                        "writing the " + schema.type().odooName() + " field " + field.name() + " of " + model.name());
        };
    }

    private static boolean isImage(FakeModel model, FakeField field) {
        return IMAGE.matcher(field.name()).matches()
                || model.definition().images().contains(field.name());
    }

    private static boolean isOpaque(FieldType type) {
        return type == FieldType.JSON
                || type == FieldType.BINARY
                || type == FieldType.MANY2ONE
                || type == FieldType.REFERENCE;
    }

    private static String text(Object value, String objection) {
        if (value instanceof Number) {
            throw PythonException.typeError(objection);
        }
        return Python.str(value);
    }

    /** A text as Odoo keeps it in an html field. */
    public static String html(String text) {
        if (HTML.matcher(text).find()) {
            return text;
        }
        return text.isEmpty()
                ? text
                : "<p>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>";
    }

    private static Long integer(Object value) {
        if (value instanceof Boolean) {
            return 1L;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        String text = Python.str(value).strip();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw PythonException.valueError(
                    "invalid literal for int() with base 10: " + Python.repr(Python.str(value)));
        }
    }

    private static Long ranged(FakeModel model, FakeField field, Long value) {
        if (value.intValue() != value && !model.definition().bigIntegers().contains(field.name())) {
            throw PythonException.of("psycopg2.errors.NumericValueOutOfRange", "integer out of range\n");
        }
        return value;
    }

    private static double floating(Object value) {
        if (value instanceof Boolean) {
            return 1;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(Python.str(value).strip());
        } catch (NumberFormatException e) {
            throw PythonException.valueError("could not convert string to float: " + Python.repr(value));
        }
    }

    private static Double rounded(FieldSchema field, double value) {
        FieldSchema.Digits digits = field.digits();
        return digits == null || digits.scale() == 0
                ? (Double) value
                : (Double) BigDecimal.valueOf(value)
                        .setScale(digits.scale(), RoundingMode.HALF_UP)
                        .doubleValue();
    }

    /** A date, from its first ten characters. */
    public static LocalDate date(String text) {
        String day = text.length() > 10 ? text.substring(0, 10) : text;
        try {
            return LocalDate.parse(day, DAY);
        } catch (DateTimeException e) {
            throw PythonException.valueError("time data " + Python.repr(day) + " does not match format '%Y-%m-%d'");
        }
    }

    /** A datetime; of a shorter text, what its length has of one. */
    public static Instant datetime(String text) {
        int length = Math.max(0, text.length() < 2 ? FORMAT.length() - 2 + text.length() : text.length() - 2);
        String format = FORMAT.substring(0, Math.min(FORMAT.length(), length));
        if (format.endsWith("%")) {
            throw PythonException.valueError("stray % in format '" + format + "'");
        }
        int end = Math.min(text.length(), LONGEST.length());
        if (format.isEmpty()) {
            throw PythonException.valueError("unconverted data remains: " + text);
        }
        Instant time;
        try {
            time = LocalDateTime.parse(text.substring(0, end) + LONGEST.substring(end), DATETIME)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw PythonException.valueError(
                    "time data " + Python.repr(text) + " does not match format '" + format + "'");
        }
        if (text.length() > end) {
            throw PythonException.valueError("unconverted data remains: " + text.substring(end));
        }
        return time;
    }

    private static String selection(FakeModel model, FieldSchema field, Object value) {
        for (FieldSchema.Option option : field.selection()) {
            if (option.value().equals(value)) {
                return option.value();
            }
        }
        // Schemas do not list the options that Odoo works out.
        boolean isZone = field.name().equals("tz");
        if (field.selection().isEmpty() && !(isZone && TimeZones.find(Python.str(value)) == null)) {
            return Python.str(value);
        }
        throw PythonException.valueError(
                "Wrong value for " + model.name() + "." + field.name() + ": " + Python.repr(value));
    }

    private static @Nullable String reference(
            Environment environment, FakeModel model, FieldSchema field, Object value) {
        if (value instanceof String text) {
            int comma = text.indexOf(',');
            if (comma < 0) {
                throw PythonException.valueError("not enough values to unpack (expected 2, got 1)");
            }
            if (comma > 0 && text.substring(comma + 1).chars().allMatch(Character::isDigit)) {
                String other =
                        environment.database().model(text.substring(0, comma)).name();
                long id = Long.parseLong(text.substring(comma + 1));
                return id == 0 ? null : other + "," + id;
            }
        }
        throw PythonException.valueError(
                "Wrong value for " + model.name() + "." + field.name() + ": " + Python.repr(value));
    }

    private static @Nullable Long id(Object value) {
        if (value instanceof Long id) {
            return id == 0 ? null : id;
        }
        if (value instanceof String || value instanceof List<?>) {
            throw PythonException.of(
                    "psycopg2.errors.InvalidTextRepresentation", "no id: " + Python.repr(value) + "\n");
        }
        throw new UnsupportedByFakeException("a many2one value that is a " + Python.type(value));
    }

    /** A value as it is shown; of a many2one, its id. Not for x2many fields. */
    static Object toWire(FakeField field, @Nullable Object kept) {
        if (kept == null) {
            return switch (field.type()) {
                case INTEGER, MANY2ONE_REFERENCE -> 0L;
                case FLOAT, MONETARY -> 0.0;
                case PROPERTIES -> List.of();
                default -> false;
            };
        }
        if (field.type() == FieldType.INTEGER && kept instanceof Long number && number > Integer.MAX_VALUE) {
            return field.name().equals("id") ? kept : (Object) number.doubleValue();
        }
        return kept instanceof Instant time ? seconds(time) : kept;
    }

    public static String seconds(Instant time) {
        return DATETIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** With microseconds, if there are any, as Python writes it. */
    public static String micros(Instant time) {
        return (time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? DATETIME : MICROS)
                .format(time.atOffset(ZoneOffset.UTC));
    }

    /** Keys of text only, as JSON has them. */
    public static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
