package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.query.Domain;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers and the simplest values arrive as they were sent, with their type. */
class NumbersContractTest extends ContractTest {
    @Test
    void integersStayIntegers() {
        for (long number : new long[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(call("echo", number)).isEqualTo(number);
        }
    }

    @Test
    void integersBeyond32BitsAreSentExactly() {
        for (long number :
                new long[] {1L << 31, -(1L << 31) - 1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(model(TEST)
                            .search(Domain.of("id", "in", List.of(number)))
                            .ids())
                    .isEmpty();
            assertThat(model(TEST).exists(List.of(number))).isEmpty();
        }
    }

    @Test
    void integersBeyond32BitsAreAnsweredExactly() {
        if (KnownDifference.BIG_INTEGERS.appliesTo(protocol)) {
            assertThatThrownBy(() -> call("echo", 1L << 31))
                    .isInstanceOf(OdooException.class)
                    .hasMessageContaining("XML-RPC cannot carry its result");
        } else {
            for (long number : new long[] {1L << 31, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
                assertThat(call("echo", number)).isEqualTo(number);
            }
        }
    }

    @Test
    void integersBeyond64Bits() {
        BigInteger number = BigInteger.ONE.shiftLeft(100).negate();
        if (KnownDifference.BIG_INTEGERS.appliesTo(protocol)) {
            assertThatThrownBy(() -> call("echo", number)).isInstanceOf(FieldValueException.class);
        } else {
            assertThat(call("echo", number)).isEqualTo(number);
        }
    }

    @Test
    void floatsAreExactToTheLastBit() {
        for (double number : new double[] {
            0.1,
            0.1 + 0.2,
            1 / 3.0,
            Math.PI,
            1e22,
            Math.nextDown(0x1p77),
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            9007199254740994.0,
            2e-3
        }) {
            assertThat(call("echo", number)).isEqualTo(number);
            assertThat(call("echo", -number)).isEqualTo(-number);
        }
    }

    @Test
    void floatsWithoutAFractionStayFloats() {
        assertThat(call("echo", 1.0)).isEqualTo(1.0);
        assertThat(call("echo", 1e15)).isEqualTo(1e15);
    }

    @Test
    void negativeZeroStaysNegative() {
        assertThat(call("echo", -0.0)).isEqualTo(-0.0);
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedBeforeSending() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> call("echo", number)).isInstanceOf(FieldValueException.class);
        }
    }

    @Test
    void decimalsAreSentWithAllTheirDigits() {
        assertThat(call("echo", new java.math.BigDecimal("0.1"))).isEqualTo(0.1);
        assertThat(call("echo", new java.math.BigDecimal("12345678901.23"))).isEqualTo(12345678901.23);
        assertThat(call("echo", new java.math.BigDecimal("1E-7"))).isEqualTo(1e-7);
    }

    @Test
    void trueAndFalseAreNeitherNumbersNorNothing() {
        assertThat(call("echo", true)).isEqualTo(true);
        assertThat(call("echo", false)).isEqualTo(false);
        assertThat(call("echo", List.of(true, 1, false, 0))).isEqualTo(List.of(true, 1L, false, 0L));
    }

    @Test
    void emptyValuesStayWhatTheyAre() {
        assertThat(call("echo", "")).isEqualTo("");
        assertThat(call("echo", List.of())).isEqualTo(List.of());
        assertThat(call("echo", Map.of())).isEqualTo(Map.of());
        assertThat(call("echo", 0)).isEqualTo(0L);
        assertThat(call("echo", 0.0)).isEqualTo(0.0);
    }

    @Test
    void noneIsNull() {
        assertThat(call("return_none")).isNull();
        assertThat(call("echo")).isNull();
        assertThat(call("echo", (Object) null)).isNull();
    }

    @Test
    void noneInsideAResult() {
        for (Object value : List.of(Arrays.asList(1L, null), java.util.Collections.singletonMap("a", null))) {
            if (KnownDifference.NESTED_NONE.appliesTo(protocol)) {
                assertThatThrownBy(() -> call("echo", value))
                        .isInstanceOf(OdooException.class)
                        .hasMessageContaining("XML-RPC cannot carry its result");
            } else {
                assertThat(call("echo", value)).isEqualTo(value);
            }
        }
    }

    @Test
    void nestedListsAndDictionaries() {
        Object value = List.of(List.of(), Map.of("a", List.of(Map.of("b", List.of(1L, "x", 0.5, true)))), "end");

        assertThat(call("echo", value)).isEqualTo(value);
    }

    @Test
    void dictionariesWithIntegerKeys() {
        if (KnownDifference.INTEGER_KEYS.appliesTo(protocol)) {
            assertThatThrownBy(() -> model("res.users").call("get_external_id", List.of(admin().uid()), Map.of()))
                    .isInstanceOf(OdooException.class)
                    .hasMessageContaining("XML-RPC cannot carry its result");
        } else {
            assertThat(model("res.users").call("get_external_id", List.of(admin().uid()), Map.of()))
                    .isEqualTo(Map.of(Long.toString(admin().uid()), "base.user_admin"));
        }
    }
}
