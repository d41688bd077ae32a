package com.powerseller.odoo.testkit.internal.orm.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.List;

/** Parts of dates and datetimes, as domains and groupings of series 19 name them. */
public final class DateParts {
    public static final List<String> NAMES = List.of(
            "year_number",
            "quarter_number",
            "month_number",
            "iso_week_number",
            "day_of_year",
            "day_of_month",
            "day_of_week",
            "hour_number",
            "minute_number",
            "second_number");

    private DateParts() {}

    /** A part of a value as it is kept; of a datetime, in a time zone. */
    public static long of(String part, Object value, ZoneId zone) {
        LocalDateTime time = value instanceof Instant instant
                ? LocalDateTime.ofInstant(instant, zone)
                : LocalDate.parse(String.valueOf(value)).atStartOfDay();
        return switch (part) {
            case "year_number" -> time.getYear();
            case "quarter_number" -> time.get(IsoFields.QUARTER_OF_YEAR);
            case "month_number" -> time.getMonthValue();
            case "iso_week_number" -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "day_of_year" -> time.getDayOfYear();
            case "day_of_month" -> time.getDayOfMonth();
            case "day_of_week" -> time.getDayOfWeek().getValue() % 7;
            case "hour_number" -> time.getHour();
            case "minute_number" -> time.getMinute();
            default -> time.getSecond();
        };
    }
}
