package com.powerseller.odoo.testkit.internal.models.sale;

import com.powerseller.odoo.testkit.model.Records;

/** How long the periods of {@code sale.subscription.plan} are. */
final class Plans {
    private static final double WEEKS_A_YEAR = 52;
    private static final double MONTHS_A_YEAR = 12;

    private Plans() {}

    /** What an amount a period is a month; 0 without a plan. */
    static double monthly(Records plan, double amount) {
        if (plan.isEmpty()) {
            return 0;
        }
        double unit = switch (plan.text("billing_period_unit")) {
            case "week" -> MONTHS_A_YEAR / WEEKS_A_YEAR;
            case "year" -> MONTHS_A_YEAR;
            default -> 1;
        };
        return amount / (unit * Math.max(plan.number("billing_period_value"), 1));
    }
}
