package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and datetimes in domains: texts, and from series 19 on also relative ones such as {@code today -7d}. */
final class Dates {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH[:mm[:ss]]");
    /** Fractions of a second, which are cut off. */
    private static final Pattern FRACTION = Pattern.compile("(:\\d\\d:\\d\\d)[.,]\\d+$");

    private static final Pattern SENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?");
    private static final Pattern DIGITS = Pattern.compile("\\d{4}-(\\d\\d)-\\d\\d");
    private static final Pattern NAMED =
            Pattern.compile("now|(today|yesterday|tomorrow)( [+-](\\d|1[0-5])[dmyhs]?)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern STEP = Pattern.compile("([+-])(\\d+)([dwmyHMS])");

    private final Environment environment;
    private final boolean isRelativeKnown;

    Dates(Environment environment) {
        this.environment = environment;
        this.isRelativeKnown = environment.series().atLeast(Series.V19);
    }

    /** What a date is compared with in series 19: a text. */
    LocalDate dateOrRelative(@Nullable Object value) {
        return datetimeOrRelative(value, "date").toLocalDate();
    }

    /** What a datetime is compared with in series 19: a text. */
    Instant datetimeOrRelative(@Nullable Object value) {
        if (value instanceof String text && text.length() == 10 && text.charAt(4) == '-') {
            return midnight(day(text));
        }
        LocalDateTime time = datetimeOrRelative(value, "datetime");
        return value instanceof String text && isWritten(text)
                ? time.toInstant(ZoneOffset.UTC)
                : time.atZone(environment.zone()).toInstant();
    }

    private static boolean isWritten(String text) {
        return text.length() > 4 && text.charAt(4) == '-';
    }

    private LocalDateTime datetimeOrRelative(@Nullable Object value, String type) {
        if (!(value instanceof String text)) {
            throw PythonException.valueError("Failed to cast " + Python.repr(value) + " into a " + type);
        }
        if (text.isEmpty()) {
            throw PythonException.valueError("Empty date value");
        }
        if (!isWritten(text)) {
            return relative(text, "date");
        }
        if (text.length() == 10) {
            return day(text).atStartOfDay();
        }
        if (text.length() > 19 && text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")) {
            throw PythonException.valueError("expecting only datetimes with no timezone: " + Python.repr(text));
        }
        try {
            return LocalDateTime.parse(FRACTION.matcher(text).replaceFirst("$1"), ISO);
        } catch (DateTimeParseException e) {
            throw PythonException.valueError("Invalid isoformat string: " + Python.repr(text));
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            Matcher digits = DIGITS.matcher(text);
            if (!digits.matches()) {
                throw PythonException.valueError("Invalid isoformat string: " + Python.repr(text));
            }
            int month = Integer.parseInt(digits.group(1));
            throw PythonException.valueError(
                    month < 1 || month > 12 ? "month must be in 1..12" : "day is out of range for month");
        }
    }

    /** What a datetime is compared with. A date alone means its start or its end, as the operator needs it; from series 19 on in the user's time zone. */
    Instant bound(String text, String operator) {
        boolean isDay = text.length() == 10 && text.charAt(4) == '-';
        boolean isEnd = operator.equals(">") || operator.equals("<=");
        if (isDay && isEnd) {
            LocalDate day = isRelativeKnown ? day(text) : FieldValues.date(text);
            return midnight(day.plusDays(1)).minusSeconds(1);
        }
        return isRelativeKnown ? datetimeOrRelative(text) : sent(text);
    }

    /** A text as PostgreSQL reads it, which gets it as it is before series 19. */
    Instant sent(String text) {
        LocalDateTime named = named(text);
        if (named != null) {
            return named.toInstant(ZoneOffset.UTC);
        }
        return SENT.matcher(text).matches()
                ? LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC)
                : FieldValues.datetime(text);
    }

    /** As {@link #sent(String)}, of a date. */
    LocalDate sentDate(String text) {
        LocalDateTime named = named(text);
        return named == null ? FieldValues.date(text) : named.toLocalDate();
    }

    /** A time that PostgreSQL has a name for, or null. The number in {@code today -7d} is a time zone to it, which times have none of: it means today. */
    private @Nullable LocalDateTime named(String text) {
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            return null;
        }
        LocalDateTime now = LocalDateTime.ofInstant(environment.transaction().now(), ZoneOffset.UTC);
        LocalDateTime today = now.truncatedTo(ChronoUnit.DAYS);
        return switch (text.substring(0, 3).toLowerCase(Locale.ROOT)) {
            case "now" -> now;
            case "yes" -> today.minusDays(1);
            case "tom" -> today.plusDays(1);
            default -> today;
        };
    }

    private Instant midnight(LocalDate day) {
        return isRelativeKnown
                ? day.atStartOfDay(environment.zone()).toInstant()
                : day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private LocalDateTime relative(String text, String type) {
        LocalDateTime time = LocalDateTime.ofInstant(environment.transaction().now(), environment.zone())
                .truncatedTo(ChronoUnit.SECONDS);
        for (String term : text.split(" ", -1)) {
            Matcher step = STEP.matcher(term);
            if (term.equals("today")) {
                time = time.truncatedTo(ChronoUnit.DAYS);
            } else if (step.matches()) {
                long count = Long.parseLong(step.group(1) + step.group(2));
                time = time.plus(count, unit(step.group(3)));
            } else if (term.startsWith("=") || term.contains("day") || term.equals("week_start")) {
                throw new UnsupportedByFakeException("the term '" + term + "' of a relative date");
            } else if (!term.equals("now")) {
                throw PythonException.valueError(
                        "Invalid term " + Python.repr(term) + " in expression " + type + ": " + Python.repr(text));
            }
        }
        return time;
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "d" -> ChronoUnit.DAYS;
            case "w" -> ChronoUnit.WEEKS;
            case "m" -> ChronoUnit.MONTHS;
            case "y" -> ChronoUnit.YEARS;
            case "H" -> ChronoUnit.HOURS;
            case "M" -> ChronoUnit.MINUTES;
            default -> ChronoUnit.SECONDS;
        };
    }
}
