package com.powerseller.odoo.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.FieldValueException;
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
}
