package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Orders;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares values of one type with what a condition says, as series up to 18 do. */
final class ScalarsBefore19 {
    private final Environment environment;
    private final Leaf leaf;
    private final FieldType type;
    private final Predicate<@Nullable Object> test;

    ScalarsBefore19(Environment environment, Leaf leaf, FieldType type) {
        this.environment = environment;
        this.leaf = leaf;
        this.type = type;
        this.test = prepare();
    }

    boolean test(@Nullable Object value) {
        return test.test(value);
    }

    private Predicate<@Nullable Object> prepare() {
        Object wanted = leaf.value();
        return switch (leaf.operator()) {
            case "=", "in" -> isOneOf(leaf.values());
            case "!=", "not in" -> isOneOf(leaf.values()).negate();
            case "<", "<=", ">", ">=" -> compared(wanted);
            default -> matching(wanted);
        };
    }

    private Predicate<@Nullable Object> isOneOf(List<?> wanted) {
        Set<Object> values = new HashSet<>();
        boolean none = false;
        for (Object one : wanted) {
            if (type == FieldType.BOOLEAN) {
                boolean flag = Python.isTrue(one);
                values.add(flag);
                none |= !flag;
            } else if (one == null || Boolean.FALSE.equals(one)) {
                none = true;
            } else {
                Object key = key(one);
                values.add(key);
                none |= isEmpty(key);
            }
        }
        boolean orNone = none;
        return value -> (orNone && (value == null || isEmpty(value))) || (value != null && values.contains(key(value)));
    }

    /** Whether a value counts as none: from series 18 on, an empty text and zero do. */
    private boolean isEmpty(Object value) {
        return switch (type) {
            case BOOLEAN -> Boolean.FALSE.equals(value);
            case INTEGER, FLOAT, MONETARY, MANY2ONE_REFERENCE ->
                environment.series().atLeast(Series.V18)
                        && value instanceof Number number
                        && number.doubleValue() == 0
                        && !leaf.path().equals("id");
            case CHAR, TEXT, HTML -> environment.series().atLeast(Series.V18) && "".equals(value);
            default -> false;
        };
    }

    /** What two equal values have in common. */
    private Object key(Object value) {
        return switch (type) {
            case INTEGER, MANY2ONE_REFERENCE, FLOAT, MONETARY -> number(value);
            case DATE -> value instanceof String text ? FieldValues.date(text).toString() : value;
            case DATETIME -> value instanceof Instant kept ? kept : Dates.sent(String.valueOf(value));
            case CHAR, TEXT, HTML, SELECTION, REFERENCE -> value instanceof Boolean ? value : Python.str(value);
            default -> value instanceof Number number ? (Object) number.doubleValue() : value;
        };
    }

    private Double number(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        String text = Python.str(value).strip();
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw PythonException.valueError(
                    type == FieldType.FLOAT || type == FieldType.MONETARY
                            ? "could not convert string to float: " + Python.repr(text)
                            : "invalid literal for int() with base 10: " + Python.repr(text));
        }
    }

    private Predicate<@Nullable Object> compared(@Nullable Object wanted) {
        String operator = leaf.operator();
        if (type == FieldType.BOOLEAN) {
            throw new UnsupportedByFakeException("'" + operator + "' of a boolean");
        }
        if (wanted == null || (Boolean.FALSE.equals(wanted) && type != FieldType.INTEGER)) {
            return value -> false;
        }
        Comparable<?> bound = bound(wanted);
        return value -> {
            Object left = value == null ? zero() : value;
            return left != null && Operators.holds(operator, compare(left, bound));
        };
    }

    /** What no value counts as in comparisons. */
    private @Nullable Object zero() {
        if (!environment.series().atLeast(Series.V18)) {
            return null;
        }
        return switch (type) {
            case INTEGER, FLOAT, MONETARY -> 0L;
            default -> null;
        };
    }

    private Comparable<?> bound(Object wanted) {
        return switch (type) {
            case INTEGER, FLOAT, MONETARY, MANY2ONE_REFERENCE -> number(wanted);
            case DATE -> FieldValues.date(Python.str(wanted)).toString();
            case DATETIME -> new Dates(environment).bound(Python.str(wanted), leaf.operator());
            case UNKNOWN -> wanted instanceof Number number ? (Comparable<?>) number.doubleValue() : Python.str(wanted);
            default -> Python.str(wanted);
        };
    }

    private int compare(Object value, Comparable<?> bound) {
        if (bound instanceof Double number) {
            return Double.compare(number(value), number);
        }
        if (bound instanceof Instant time) {
            Instant kept = (Instant) value;
            return kept.compareTo(time);
        }
        return Orders.compareTexts(Python.str(value), String.valueOf(bound));
    }

    private Predicate<@Nullable Object> matching(@Nullable Object wanted) {
        boolean negated = Operators.isNegative(leaf.operator());
        String operator = Operators.positive(leaf.operator());
        String text = wanted == null || Boolean.FALSE.equals(wanted) ? "" : Python.str(wanted);
        if (text.isEmpty()) {
            boolean isWhole = operator.startsWith("=");
            return value -> (!isWhole || value == null || "".equals(value)) != negated;
        }
        Pattern pattern = Like.pattern(operator, text);
        return value -> (value != null && pattern.matcher(shown(value)).matches()) != negated;
    }

    private String shown(Object value) {
        return value instanceof Instant time ? FieldValues.micros(time) : Python.str(value);
    }
}
