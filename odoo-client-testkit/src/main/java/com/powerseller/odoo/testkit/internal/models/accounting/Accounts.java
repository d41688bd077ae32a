package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;

/** Finds {@code account.account} records. */
final class Accounts {
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
