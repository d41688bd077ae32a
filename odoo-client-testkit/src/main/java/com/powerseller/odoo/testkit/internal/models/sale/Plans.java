package com.powerseller.odoo.testkit.internal.models.sale;

import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Records;

/** How long the periods of {@code sale.subscription.plan} are, and of what 16.0 has instead. */
final class Plans {
    private static final double WEEKS_A_YEAR = 52;
    private static final double MONTHS_A_YEAR = 12;

    private Plans() {}

    /** What an amount a period of a plan is a month; 0 without a plan. */
    static double monthly(Records plan, double amount) {
        return plan.isEmpty()
                ? 0
                : monthly(plan.text("billing_period_unit"), plan.number("billing_period_value"), amount);
    }

    /** What an amount a period of a {@code sale.temporal.recurrence} of 16.0 is a month; 0 without one. */
    static double monthlyOfRecurrence(Records recurrence, double amount) {
        return recurrence.isEmpty() ? 0 : monthly(recurrence.text("unit"), recurrence.number("duration"), amount);
    }

    private static double monthly(String unit, double length, double amount) {
        double months = switch (unit) {
            case "week" -> MONTHS_A_YEAR / WEEKS_A_YEAR;
            case "month" -> 1;
            case "year" -> MONTHS_A_YEAR;
            default ->
                throw new UnsupportedByFakeException(
                        "what an amount is a month that recurs by the " + unit + ": take another unit");
        };
        return amount / (months * Math.max(length, 1));
    }
}
