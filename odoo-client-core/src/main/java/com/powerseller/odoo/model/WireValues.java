package com.powerseller.odoo.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What values of the wire mean, one method per kind of field. Each takes {@code false} as "no value". */
final class WireValues {
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private WireValues() {}

    static @Nullable String text(Object wire) {
        return none(wire) ? null : (String) wire;
    }

    static Boolean bool(Object wire) {
        return (Boolean) wire;
    }

    static @Nullable Long integer(Object wire) {
        if (none(wire)) {
            return null;
        }
        // Odoo's XML-RPC sends integers beyond 32 bits as doubles; 2^53 is where a double stops being exact.
        if (wire instanceof Double number && Math.rint(number) == number && Math.abs(number) <= 0x1p53) {
            return number.longValue();
        }
        return (Long) wire;
    }

    static @Nullable Double floating(Object wire) {
        return none(wire) ? null : (Double) ((Number) wire).doubleValue();
    }

    static @Nullable BigDecimal decimal(Object wire) {
        if (none(wire)) {
            return null;
        }
        if (wire instanceof BigDecimal exact) {
            return exact;
        }
        return wire instanceof Long whole ? BigDecimal.valueOf(whole) : ShortestDecimal.of((Double) wire);
    }

    static @Nullable LocalDate date(Object wire) {
        if (none(wire)) {
            return null;
        }
        String text = (String) wire;
        if (startsWithDate(text)) {
            return LocalDate.of(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8));
        }
        int year = yearDigits(text);
        if (text.length() < year + 6 || text.charAt(year + 3) != '-') {
            throw new IllegalArgumentException("not a date");
        }
        return LocalDate.of(digits(text, 0, year), digits(text, year + 1, year + 3), digits(text, year + 4, year + 6));
    }

    /** Whether a text has the dashes of a date whose year has four digits, as nearly all have. */
    private static boolean startsWithDate(String text) {
        return text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
    }

    /** The time in a text that has all characters between the numbers: without the objects for its parts, of which answers have many. */
    private static Instant instant(String text) {
        LocalDate date = LocalDate.of(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8));
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new IllegalArgumentException("not a datetime");
        }
        return Instant.ofEpochSecond(date.toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second);
    }

    private static int two(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            throw new IllegalArgumentException("not a number");
        }
        return tens * 10 + ones;
    }

    /** The digits of the year: four, but Python writes years before 1000 with fewer. */
    private static int yearDigits(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || dash > 4) {
            throw new IllegalArgumentException("not a date");
        }
        return dash;
    }

    /** {@code YYYY-MM-DD HH:MM:SS} in UTC; webhooks add up to six digits of a second. */
    static @Nullable Instant datetime(Object wire) {
        if (none(wire)) {
            return null;
        }
        String text = (String) wire;
        if (text.length() == 19
                && startsWithDate(text)
                && text.charAt(10) == ' '
                && text.charAt(13) == ':'
                && text.charAt(16) == ':') {
            return instant(text);
        }
        LocalDate date = date(wire);
        int time = yearDigits(text) + 7;
        int end = time + 8;
        if (date == null
                || text.length() < end
                || text.charAt(time - 1) != ' '
                || text.charAt(time + 2) != ':'
                || text.charAt(time + 5) != ':') {
            throw new IllegalArgumentException("not a datetime");
        }
        int nanos = 0;
        if (text.length() > end) {
            if (text.charAt(end) != '.' || text.length() > end + 7) {
                throw new IllegalArgumentException("not a datetime");
            }
            nanos = digits(text, end + 1, text.length());
            for (int length = text.length(); length < end + 10; length++) {
                nanos *= 10;
            }
        }
        return LocalDateTime.of(
                        date.getYear(),
                        date.getMonthValue(),
                        date.getDayOfMonth(),
                        digits(text, time, time + 2),
                        digits(text, time + 3, time + 5),
                        digits(text, time + 6, end),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    static byte @Nullable [] binary(Object wire) {
        return none(wire) ? null : Base64.getMimeDecoder().decode((String) wire);
    }

    static @Nullable Object any(Object wire) {
        return none(wire) ? null : wire;
    }

    static @Nullable JsonValue json(Object wire) {
        return none(wire) ? null : JsonValue.of(wire);
    }

    static Properties properties(Object wire) {
        return none(wire) ? Properties.of() : Properties.ofWire(wire);
    }

    /** The other way round: what stands for a value where one that came over the wire could be. */
    static @Nullable Object wire(@Nullable Object value) {
        if (value instanceof LocalDate || value instanceof Reference) {
            return value.toString();
        }
        if (value instanceof Instant instant) {
            return DATETIME.format(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof Selection selection) {
            return selection.value();
        }
        if (value instanceof Ref<?> ref) {
            return ref.id();
        }
        return value;
    }

    private static boolean none(Object wire) {
        return Boolean.FALSE.equals(wire);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("not a number");
            }
            number = number * 10 + digit;
        }
        if (from == to) {
            throw new IllegalArgumentException("no digits");
        }
        return number;
    }
}
