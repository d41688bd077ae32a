package com.powerseller.odoo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestDecimalTest {
    /** As Python writes them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0",
                "0.1",
                "-0.01",
                "10.0",
                "10.1",
                "0.30000000000000004",
                "2.675",
                "1234.56",
                "9999999.0",
                "10000000.0",
                "12345670.5",
                "99999999999.99",
                "-99999999999999.9",
                "0.0001",
                "0.00011"
            })
    void theDigitsOnTheWireAreKept(String digits) {
        assertThat(ShortestDecimal.of(Double.parseDouble(digits)).toPlainString())
                .isEqualTo(digits);
    }

    @Test
    void aDecimalThatWasMadeOfADoubleGivesTheDoubleAndHasTheFewestDigits() {
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            double value = i % 2 == 0
                    ? random.nextInt() / Math.pow(10, random.nextInt(8))
                    : Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                BigDecimal decimal = ShortestDecimal.of(value);
                assertThat(decimal.doubleValue()).isEqualTo(value == 0 ? 0.0 : value);
                // Java's own text is sometimes longer, never shorter.
                assertThat(decimal.stripTrailingZeros().precision())
                        .isLessThanOrEqualTo(new BigDecimal(Double.toString(value))
                                .stripTrailingZeros()
                                .precision());
            }
        }
    }
}
