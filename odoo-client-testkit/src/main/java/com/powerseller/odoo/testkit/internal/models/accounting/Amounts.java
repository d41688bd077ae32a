package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.model.Records;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Money: rounded as its currency does, and changed into another one. */
public final class Amounts {
    private static final double USUAL_STEP = 0.01;

    private Amounts() {}

    /** An amount in a currency, which may be none. */
    public static double rounded(double amount, Records currency) {
        double step = step(currency);
        if (step <= 0) {
            return amount;
        }
        BigDecimal unit = BigDecimal.valueOf(step);
        // What differs from half a unit by less than a double can tell is half a unit.
        return BigDecimal.valueOf(amount)
                .divide(unit, 10, RoundingMode.HALF_UP)
                .setScale(0, RoundingMode.HALF_UP)
                .multiply(unit)
                .doubleValue();
    }

    /** The smallest amount of a currency, which may be none. */
    public static double step(Records currency) {
        return currency.isEmpty() || !currency.has("rounding") ? USUAL_STEP : currency.number("rounding");
    }

    /** Whether an amount is nothing in its currency. */
    static boolean isZero(double amount, Records currency) {
        return rounded(amount, currency) == 0;
    }

    /** How much of a currency one unit of the company's is worth on a day; 1 where no rate is known. */
    static double rate(Records currency, Records company, @Nullable Object day) {
        if (currency.isEmpty()
                || company.isEmpty()
                || currency.ids().equals(company.related("currency_id").ids())) {
            return 1;
        }
        return rateOf(currency, day) / rateOf(company.related("currency_id"), day);
    }

    private static double rateOf(Records currency, @Nullable Object day) {
        Records rates = currency.search("res.currency.rate", List.of(List.of("currency_id", "=", currency.id())));
        Records latest = null;
        Records earliest = null;
        for (Records rate : rates.each()) {
            if (earliest == null || rate.text("name").compareTo(earliest.text("name")) < 0) {
                earliest = rate;
            }
            if (rate.text("name").compareTo(String.valueOf(day)) <= 0
                    && (latest == null || rate.text("name").compareTo(latest.text("name")) > 0)) {
                latest = rate;
            }
        }
        Records valid = latest == null ? earliest : latest;
        return valid == null ? 1 : valid.number("rate");
    }
}
