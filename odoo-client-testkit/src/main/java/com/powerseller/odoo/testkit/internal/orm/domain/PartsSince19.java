package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Orders;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conditions of series 19 over a part of a field's value: one of the properties, or a part of a date such as its month. */
final class PartsSince19 {
    private final Environment environment;
    private final Environment sudo;
    private final FakeModel model;
    private final FakeField field;

    PartsSince19(Environment environment, FakeModel model, FakeField field) {
        this.environment = environment;
        this.sudo = environment.sudo();
        this.model = model;
        this.field = field;
    }

    Condition property(Leaf leaf, String property) {
        return condition(leaf, id -> value(id) instanceof Map<?, ?> values ? values.get(property) : null);
    }

    Condition datePart(Leaf leaf, String part) {
        if (!DateParts.NAMES.contains(part)) {
            throw PythonException.valueError("Error when processing the granularity " + part
                    + " is not supported. Only " + String.join(", ", DateParts.NAMES) + " are supported");
        }
        return condition(leaf, id -> {
            Object value = value(id);
            return value == null ? null : DateParts.of(part, value, environment.zone());
        });
    }

    private @Nullable Object value(long id) {
        return model.value(sudo, id, field);
    }

    private static Condition condition(Leaf leaf, LongFunction<@Nullable Object> part) {
        Predicate<@Nullable Object> test = test(leaf, Operators.positive(leaf.operator()));
        boolean isNegative = Operators.isNegative(leaf.operator());
        return Condition.of(id -> test.test(part.apply(id)) != isNegative);
    }

    private static Predicate<@Nullable Object> test(Leaf leaf, String operator) {
        Object wanted = leaf.value();
        if (operator.equals("=") || operator.equals("in")) {
            return oneOf(WantedValues.of(operator, wanted));
        }
        if (operator.endsWith("like")) {
            Pattern pattern = Like.pattern(operator, wanted == null ? "" : Python.str(wanted));
            return value -> value != null && pattern.matcher(Python.str(value)).matches();
        }
        if (Operators.isInequality(operator) && wanted instanceof Number bound) {
            return value -> value instanceof Number number
                    && Operators.holds(operator, Double.compare(number.doubleValue(), bound.doubleValue()));
        }
        if (Operators.isInequality(operator) && wanted instanceof String bound) {
            return value -> value instanceof String text && Operators.holds(operator, Orders.compareTexts(text, bound));
        }
        throw new UnsupportedByFakeException("'" + leaf.operator() + "' of a property with " + Python.repr(wanted));
    }

    private static Predicate<@Nullable Object> oneOf(List<?> wanted) {
        Set<Object> values = new HashSet<>();
        boolean none = false;
        for (Object one : wanted) {
            if (one == null || one.equals(false)) {
                none = true;
            } else {
                values.add(key(one));
            }
        }
        boolean orNone = none;
        return value -> (value == null || value.equals(false))
                ? orNone
                : value instanceof List<?> several
                        ? several.stream().anyMatch(values::contains)
                        : values.contains(key(value));
    }

    private static Object key(Object value) {
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }
}
