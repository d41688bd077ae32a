package com.powerseller.odoo.model;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/**
 * The decimal that a double stands for on the wire. Python writes the shortest digits that give the same double; so does Jackson's writer, while
 * {@code Double.toString} before Java 19 sometimes writes one digit too many. So nothing that Odoo sent is lost or added.
 */
final class ShortestDecimal {
    private static final double[] POWERS = {10, 100, 1_000, 10_000};
    /** Two decimals of up to 15 digits never stand for the same double. */
    private static final double FIFTEEN_DIGITS = 1e15;

    private ShortestDecimal() {}

    static BigDecimal of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite number");
        }
        // Amounts have few decimals: then dividing tells whether a decimal stands for the double, and no text is
        // needed.
        for (int i = 0; i < POWERS.length && Math.abs(value) * POWERS[i] < FIFTEEN_DIGITS; i++) {
            long unscaled = Math.round(value * POWERS[i]);
            if (unscaled / POWERS[i] == value) {
                return BigDecimal.valueOf(unscaled, i + 1);
            }
        }
        return new BigDecimal(NumberOutput.toString(value, true));
    }
}
