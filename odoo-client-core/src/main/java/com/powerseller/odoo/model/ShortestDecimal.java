package com.powerseller.odoo.model;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/**
 * The decimal that a double stands for on the wire. Python writes the shortest digits that give the same double; so does Jackson's writer, while
 * {@code Double.toString} before Java 19 sometimes writes one digit too many. So nothing that Odoo sent is lost or added.
 */
final class ShortestDecimal {
    private ShortestDecimal() {}

    static BigDecimal of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite number");
        }
        return new BigDecimal(NumberOutput.toString(value, true));
    }
}
