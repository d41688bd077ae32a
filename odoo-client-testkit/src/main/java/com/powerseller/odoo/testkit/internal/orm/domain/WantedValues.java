package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that conditions of series 19 list. */
final class WantedValues {
    private WantedValues() {}

    /** Those of {@code =} or {@code in}. */
    static List<?> of(String operator, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return operator.equals("=") && list.isEmpty() ? Collections.singletonList(false) : distinct(list);
        }
        if (operator.equals("=") || Python.isTrue(value)) {
            return Collections.singletonList(value == null && operator.equals("=") ? false : value);
        }
        return List.of();
    }

    /** As a Python set, to which {@code True} is 1 and {@code False} is 0: the first of them stays. */
    private static List<?> distinct(List<?> values) {
        Set<Double> numbers = new HashSet<>();
        List<@Nullable Object> distinct = new ArrayList<>();
        for (Object value : values) {
            Double number = value instanceof Boolean flag
                    ? (Double) (flag ? 1.0 : 0.0)
                    : value instanceof Number one ? (Double) one.doubleValue() : null;
            if (number == null || numbers.add(number)) {
                distinct.add(value);
            }
        }
        return distinct;
    }

    /** Whether a condition that is not negative matches what has no value. */
    static boolean includeNone(Leaf leaf) {
        return switch (leaf.operator()) {
            case "=", "in" ->
                of(leaf.operator(), leaf.value()).stream()
                        .anyMatch(one -> one == null || one.equals(false) || one.equals(""));
            case "=like", "=ilike", "like", "ilike" -> !Python.isTrue(leaf.value());
            default -> false;
        };
    }
}
