package com.powerseller.odoo.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.FieldValueException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireArgumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ude00", "\ude00\ud83d", "\ud83dx"})
    void halfACharacterIsRefusedBeforeAnythingIsSent(String text) {
        assertThatThrownBy(() -> WireArguments.of(Map.of("name", List.of(text))))
                .isInstanceOf(FieldValueException.class)
                .hasMessageContaining("'name'");
        assertThatThrownBy(() -> WireArguments.of(Map.of(text, 1))).isInstanceOf(FieldValueException.class);
        assertThatThrownBy(() -> WireArguments.of(java.nio.CharBuffer.wrap(text)))
                .isInstanceOf(FieldValueException.class);
    }

    @Test
    void charactersBeyondTheBmpTravelAsTheyAre() {
        assertThat(WireArguments.of("a\ud83d\ude00b\ud83d\ude00")).isEqualTo("a\ud83d\ude00b\ud83d\ude00");
    }

    @Test
    void timesThatOdooDoesNotKnowAreRefused() {
        assertThat(WireArguments.of(Instant.parse("9999-12-31T23:59:59Z"))).isEqualTo("9999-12-31 23:59:59");
        for (Instant instant : new Instant[] {Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z")}) {
            assertThatThrownBy(() -> WireArguments.of(instant)).isInstanceOf(FieldValueException.class);
        }
    }
}
