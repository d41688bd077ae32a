package com.powerseller.odoo.testkit.internal.orm;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and datetimes in domains: texts, and from series 19 on also relative ones such as {@code today -7d}. */
final class Dates {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]");
    private static final Pattern STEP = Pattern.compile("([+-])(\\d+)([dwmyHMS])");

    private final Environment environment;
    private final boolean isRelativeKnown;

    Dates(Environment environment) {
        this.environment = environment;
        this.isRelativeKnown = environment.series().atLeast(Series.V19);
    }

    LocalDate date(String text) {
        if (text.length() >= 10 && text.charAt(4) == '-') {
            return FieldValues.date(text);
        }
        return isRelativeKnown ? relative(text, "date").toLocalDate() : FieldValues.date(text);
    }

    Instant datetime(String text) {
        if (text.length() == 10 && text.charAt(4) == '-') {
            return midnight(FieldValues.date(text));
        }
        if (!isRelativeKnown) {
            return FieldValues.datetime(text);
        }
        if (text.length() > 10 && text.charAt(4) == '-') {
            try {
                return LocalDateTime.parse(text, ISO).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException e) {
                throw PythonException.valueError("Invalid isoformat string: " + Python.repr(text));
            }
        }
        return relative(text, "datetime").atZone(environment.zone()).toInstant();
    }

    /** What a datetime is compared with. A date alone means its start or its end, as the operator needs it; from series 19 on in the user's time zone. */
    Instant bound(String text, String operator) {
        boolean isDay = text.length() == 10 && text.charAt(4) == '-';
        boolean isEnd = operator.equals(">") || operator.equals("<=");
        return isDay && isEnd ? midnight(FieldValues.date(text).plusDays(1)).minusSeconds(1) : datetime(text);
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
