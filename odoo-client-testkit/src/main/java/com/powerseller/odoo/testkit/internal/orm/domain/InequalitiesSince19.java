package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Orders;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition of series 19 that says what a field's values are smaller or greater than. */
final class InequalitiesSince19 {
    private final ScalarField field;
    private final String operator;
    private final @Nullable Object wanted;
    private final boolean negated;

    InequalitiesSince19(ScalarField field, Leaf leaf, boolean negated) {
        this.field = field;
        this.operator = leaf.operator();
        this.wanted = leaf.value();
        this.negated = negated;
    }

    Condition condition() {
        return switch (field.type()) {
            case INTEGER, FLOAT, MONETARY, MANY2ONE_REFERENCE -> field.isId() ? ofIds() : ofNumbers();
            case CHAR, TEXT, HTML -> ofTexts();
            case DATE, DATETIME -> ofTimes();
            default ->
                wanted == null || wanted.equals(false)
                        ? withNone()
                        : field.where(
                                negated,
                                value -> value != null
                                        && holds(Orders.compareTexts(Python.str(value), Python.str(wanted))));
        };
    }

    private boolean holds(int comparison) {
        return Operators.holds(operator, comparison);
    }

    /** A comparison with NULL: true for nothing, and its negation for what is NULL itself. */
    private Condition withNone() {
        return field.where(value -> negated && value == null);
    }

    private Condition ofIds() {
        if (wanted == null) {
            return Condition.FALSE;
        }
        if (wanted instanceof List<?> list) {
            boolean isText =
                    list.isEmpty() || list.contains(null) || list.stream().anyMatch(String.class::isInstance);
            return Condition.refused(isText ? ConditionErrors.noNumber(wanted) : ConditionErrors.noOperator());
        }
        Object key = wanted instanceof Map<?, ?> ? ConditionErrors.notAdaptable() : ScalarKeys.id(wanted);
        if (key instanceof PythonException refusal) {
            return Condition.refused(refusal);
        }
        return field.where(negated, value -> value instanceof Long id && holds(Double.compare(id, (Double) key)));
    }

    private Condition ofNumbers() {
        Object key = Python.isTrue(wanted) ? new ScalarKeys(field).number(wanted) : (Object) 0.0;
        if (key instanceof PythonException refusal) {
            return Condition.refused(refusal);
        }
        double bound = (Double) key;
        return field.where(
                negated,
                value -> holds(Double.compare(value instanceof Number number ? number.doubleValue() : 0, bound)));
    }

    private Condition ofTexts() {
        String given = wanted == null || wanted.equals(false) ? "" : Python.str(wanted);
        String bound = field.type() == FieldType.HTML ? FieldValues.html(given.isBlank() ? "" : given) : given;
        return field.where(negated, value -> holds(Orders.compareTexts(value == null ? "" : Python.str(value), bound)));
    }

    private Condition ofTimes() {
        if (wanted == null || wanted.equals(false)) {
            return Condition.of(negated);
        }
        if (wanted instanceof List<?> list) {
            throw severalTimes(list);
        }
        Dates dates = new Dates(field.environment());
        if (field.type() == FieldType.DATE) {
            String bound = dates.dateOrRelative(wanted).toString();
            return field.where(
                    negated, value -> value != null && holds(Python.str(value).compareTo(bound)));
        }
        Instant bound = wanted instanceof String text ? dates.bound(text, operator) : dates.datetimeOrRelative(wanted);
        return field.where(
                negated,
                value -> value instanceof Instant time
                        && holds(time.truncatedTo(ChronoUnit.SECONDS).compareTo(bound)));
    }

    /** What is wrong with one of them, or else with there being several. */
    private PythonException severalTimes(List<?> wantedTimes) {
        ScalarKeys keys = new ScalarKeys(field);
        for (Object one : wantedTimes) {
            if (!Boolean.FALSE.equals(one)) {
                keys.wanted(innermost(one));
            }
        }
        return PythonException.typeError(
                field.type() == FieldType.DATETIME
                        ? "strptime() argument 1 must be str, not list"
                        : "'OrderedSet' object is not subscriptable");
    }

    private static @Nullable Object innermost(@Nullable Object value) {
        return value instanceof List<?> list && list.size() == 1 ? innermost(list.get(0)) : value;
    }
}
