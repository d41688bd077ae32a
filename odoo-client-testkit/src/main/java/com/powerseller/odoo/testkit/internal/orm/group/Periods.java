package com.powerseller.odoo.testkit.internal.orm.group;

import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;

/**
 * The hours, days, weeks … years that dates and datetimes are grouped by: where one begins, which is next, and how it is shown.
 *
 * @param length such as {@code month}
 * @param isDate whether they are periods of dates, which know no time zone
 */
record Periods(String length, boolean isDate, ZoneId zone, Locale locale) {
    static final List<String> LENGTHS = List.of("hour", "day", "week", "month", "quarter", "year");

    /** The start of the period that a value as it is kept is in: in the time zone, if it is a datetime. */
    LocalDateTime of(Object value) {
        LocalDateTime time = value instanceof Instant instant
                ? LocalDateTime.ofInstant(instant, zone)
                : LocalDate.parse(String.valueOf(value)).atStartOfDay();
        LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        return switch (length) {
            case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
            case "day" -> day;
            case "week" ->
                day.with(TemporalAdjusters.previousOrSame(WeekFields.of(locale).getFirstDayOfWeek()));
            case "month" -> day.withDayOfMonth(1);
            case "quarter" -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            default -> day.withDayOfYear(1);
        };
    }

    /**
     * The start of the period that a bound of {@code fill_temporal} is in. Weeks are those from Monday on here, moved to the first day of the language's: a bound on a day between the
     * two is in the week before the one that it is in otherwise.
     */
    LocalDateTime ofBound(LocalDate day) {
        if (!length.equals("week")) {
            return of(day.toString());
        }
        DayOfWeek first = WeekFields.of(locale).getFirstDayOfWeek();
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return monday.with(TemporalAdjusters.previousOrSame(first)).atStartOfDay();
    }

    LocalDateTime next(LocalDateTime start) {
        return switch (length) {
            case "hour" -> start.plusHours(1);
            case "day" -> start.plusDays(1);
            case "week" -> start.plusWeeks(1);
            case "month" -> start.plusMonths(1);
            case "quarter" -> start.plusMonths(3);
            default -> start.plusYears(1);
        };
    }

    /** The start as it is written in domains: of datetimes, in UTC. */
    String written(LocalDateTime start) {
        return isDate
                ? start.toLocalDate().toString()
                : FieldValues.seconds(
                        start.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toInstant());
    }

    /** As people read it, in the language of the call. */
    String shown(LocalDateTime start) {
        if (length.equals("hour") && isDate) {
            throw PythonException.attributeError("'datetime.date' object has no attribute 'hour'");
        }
        return switch (length) {
            case "hour" -> format("hh:00 dd MMM", start);
            case "day" -> format("dd MMM yyyy", start);
            case "week" -> {
                WeekFields weeks = WeekFields.of(locale);
                yield "W" + start.get(weeks.weekOfWeekBasedYear()) + " " + start.get(weeks.weekBasedYear());
            }
            case "month" -> format("MMMM yyyy", start);
            case "quarter" -> format("QQQ yyyy", start);
            default -> format("yyyy", start);
        };
    }

    private String format(String pattern, LocalDateTime start) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(start);
    }
}
