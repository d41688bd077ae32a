package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds {@code account.account} records. */
public final class Accounts {
    /** Where payments are until the bank tells of them. */
    static final String OUTSTANDING_RECEIPTS = "101403";

    static final String OUTSTANDING_PAYMENTS = "101404";

    private Accounts() {}

    /** The first account of a type. */
    static long ofType(Records records, String type) {
        return first(records, "account_type", type);
    }

    static long ofCode(Records records, String code) {
        return first(records, "code", code);
    }

    /** The first account of a type that the company of the call has, or null. */
    public static @Nullable Object ofCompany(Records records, String type, Series series) {
        List<?> company = series.atLeast(Series.V18)
                ? List.of("company_ids", "in", List.of(records.company()))
                : List.of("company_id", "=", records.company());
        List<Long> accounts = records.search("account.account", List.of(List.of("account_type", "=", type), company))
                .ids();
        return accounts.isEmpty() ? null : accounts.get(0);
    }

    private static long first(Records records, String field, String value) {
        List<Long> accounts = records.search("account.account", List.of(List.of(field, "=", value)))
                .ids();
        if (accounts.isEmpty()) {
            throw new UnsupportedByFakeException("booking without an account.account whose " + field + " is " + value
                    + ": create one, or start the fake with its schema on the class path");
        }
        return accounts.get(0);
    }
}
