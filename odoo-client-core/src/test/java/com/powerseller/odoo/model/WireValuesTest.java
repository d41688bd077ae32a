package com.powerseller.odoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireValuesTest {
    @Test
    void yearsBefore1000HaveFewerDigits() {
        assertThat(WireValues.date("1-01-01")).isEqualTo("0001-01-01");
        assertThat(WireValues.date("999-12-31")).isEqualTo("0999-12-31");
        assertThat(WireValues.datetime("1-01-01 23:59:59")).isEqualTo("0001-01-01T23:59:59Z");
        assertThat(WireValues.datetime("999-12-31 00:00:00.5")).isEqualTo("0999-12-31T00:00:00.500Z");
    }

    @Test
    void datetimesAreInUtc() {
        assertThat(WireValues.datetime("2024-02-29 23:59:59")).isEqualTo("2024-02-29T23:59:59Z");
        assertThat(WireValues.datetime("1000-01-01 00:00:00")).isEqualTo("1000-01-01T00:00:00Z");
        assertThat(WireValues.datetime("1969-12-31 23:59:59")).isEqualTo("1969-12-31T23:59:59Z");
        assertThat(WireValues.datetime("9999-12-31 12:34:56")).isEqualTo("9999-12-31T12:34:56Z");
    }

    @Test
    void datetimesMayHaveFractions() {
        assertThat(WireValues.datetime("2024-02-29 23:59:59")).isEqualTo("2024-02-29T23:59:59Z");
        assertThat(WireValues.datetime("2024-02-29 23:59:59.000001")).isEqualTo("2024-02-29T23:59:59.000001Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "2024",
                "2024-1-01",
                "2024-01",
                "20240-01-01",
                "-024-01-01",
                "2024/01/01",
                "x024-01-01",
                "2023-02-29"
            })
    void whatIsNoDateIsRefused(String text) {
        assertThatThrownBy(() -> WireValues.date(text)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> WireValues.datetime(text + " 00:00:00")).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-01",
                "2024-01-01T00:00:00",
                "2024-01-01 00:00",
                "2024-01-01 00:00:00.",
                "2024-01-01 24:00:00",
                "2024-01-01 00:60:00",
                "2024-01-01 00:00:60",
                "2024-01-01 0:000:00",
                "2024-01-01 00:00:0x",
                "2024-02-30 00:00:00",
                "202x-01-01 00:00:00"
            })
    void whatIsNoDatetimeIsRefused(String text) {
        assertThatThrownBy(() -> WireValues.datetime(text)).isInstanceOf(RuntimeException.class);
    }
}
