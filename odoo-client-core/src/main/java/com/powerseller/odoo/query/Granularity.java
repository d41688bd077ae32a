package com.powerseller.odoo.query;

import java.util.Locale;

/** How long the periods are by which dates are grouped. They begin and end in the context's time zone, weeks as its language says. */
public enum Granularity {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /** As Odoo writes it. */
    String odooName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
