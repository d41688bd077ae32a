package com.powerseller.odoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.FieldValueException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    @Test
    void jsonIsReadAsTheValuesThatAnswersHave() {
        Map<String, Object> value = JsonValue.parse(" {\"z\":[1,2.5,\"\\u00e9\",true,{}],\"a\":99999999999999999999} ")
                .asMap();

        assertThat(value.keySet()).containsExactly("z", "a");
        assertThat(value.get("z")).isEqualTo(List.of(1L, 2.5, "\u00e9", true, Map.of()));
        assertThat(value.get("a")).isEqualTo(new BigInteger("99999999999999999999"));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            JsonValue value = JsonValue.of(random(random, 4));
            assertThat(JsonValue.parse(value.toJson())).isEqualTo(value);
        }
    }

    private static Object random(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextGaussian();
            case 2 -> random.nextBoolean();
            case 3 -> text(random);
            case 4 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(random(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), random(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(6), 0, 0xD800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{",
                "[1,]",
                "{\"a\":1,\"a\":2}",
                "NaN",
                "[Infinity]",
                "1 2",
                "{} x",
                "'a'",
                "01",
                "secret"
            })
    void whatIsNotOneJsonValueIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> JsonValue.parse(text))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void whatIsTooDeepOrTooLongIsRefused() {
        assertThat(JsonValue.parse("[".repeat(200) + "]".repeat(200)).asList()).hasSize(1);
        assertThatThrownBy(() -> JsonValue.parse("[".repeat(201) + "]".repeat(201)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limits");
        assertThatThrownBy(() -> JsonValue.parse("1".repeat(1_001)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limits");
    }

    @Test
    void whatJsonHasNoFormForIsNotWritten() {
        assertThatThrownBy(() -> JsonValue.of(List.of(Double.NaN)).toJson()).isInstanceOf(FieldValueException.class);
        assertThatThrownBy(() -> JsonValue.of(new Object()).toJson()).isInstanceOf(FieldValueException.class);
    }
}
