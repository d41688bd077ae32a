package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.model.Records;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The day of a call. */
public final class Today {
    private Today() {}

    public static LocalDate of(Records records) {
        return LocalDate.ofInstant(records.now(), ZoneOffset.UTC);
    }
}
