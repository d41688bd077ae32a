package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition of series 19 over one field that is no relation. */
final class ScalarsSince19 {
    private static final Set<String> TRUE_TEXTS = Set.of("y", "yes", "1", "true", "t", "on");

    private final ScalarField field;
    private final Leaf leaf;
    private final FieldType type;

    ScalarsSince19(Environment environment, FakeModel model, FakeField field, Leaf leaf) {
        this.field = new ScalarField(environment, model, field);
        this.leaf = leaf;
        this.type = field.type();
    }

    Condition condition(boolean negated) {
        Condition condition = ofOperator(negated);
        if (condition.constant() == null && !field.isQueried()) {
            return Condition.refused(ConditionErrors.notStored(field.model(), field.field()));
        }
        return condition;
    }

    private Condition ofOperator(boolean negated) {
        String operator = leaf.operator();
        if (operator.endsWith("like")) {
            return matching(negated);
        }
        if (Operators.isEquality(operator)) {
            Condition one = oneOf(WantedValues.of(Operators.positive(operator), leaf.value()));
            return Operators.isNegative(operator) == negated ? one : one.negate();
        }
        if (type == FieldType.BOOLEAN) {
            throw ConditionErrors.notComparable(leaf);
        }
        return new InequalitiesSince19(field, leaf, negated).condition();
    }

    // ---------------------------------------------------------------------------------------- equality

    private Condition oneOf(List<?> wanted) {
        Set<Object> values = new HashSet<>();
        boolean none = false;
        PythonException refusal = null;
        for (Object one : wanted) {
            if (one instanceof List<?> || one instanceof Map<?, ?>) {
                throw ConditionErrors.unhashable(one);
            }
        }
        ScalarKeys keys = new ScalarKeys(field);
        for (Object one : wanted) {
            if (type == FieldType.BOOLEAN) {
                values.add(truth(one));
            } else if (isNone(one)
                    || (type == FieldType.MONETARY && Double.valueOf(0).equals(one))) {
                none = true;
            } else {
                Object key = keys.wanted(one);
                if (key instanceof PythonException e) {
                    refusal = e;
                } else {
                    values.add(key);
                    none |= isEmpty(key);
                }
            }
        }
        if (wanted.isEmpty()) {
            return Condition.FALSE;
        }
        if (field.isId() && values.isEmpty() && refusal == null) {
            return Condition.FALSE;
        }
        if (type == FieldType.BOOLEAN && values.size() == 2) {
            return Condition.TRUE;
        }
        boolean orNone = none;
        Condition test = field.where(value -> {
            if (type == FieldType.BOOLEAN) {
                return values.contains(Boolean.TRUE.equals(value));
            }
            boolean isListed = value != null && values.contains(ScalarKeys.kept(value));
            return isListed || (orNone && (value == null || isUnset(value)));
        });
        return new Condition(null, test.test(), refusal);
    }

    private static boolean truth(@Nullable Object value) {
        return value instanceof String text ? TRUE_TEXTS.contains(text.toLowerCase(Locale.ROOT)) : Python.isTrue(value);
    }

    /** Whether a wanted value means "no value". */
    private boolean isNone(@Nullable Object wanted) {
        if (Boolean.FALSE.equals(wanted)) {
            return true;
        }
        return switch (type) {
            case DATE, DATETIME -> false;
            case INTEGER, FLOAT, MANY2ONE_REFERENCE -> wanted == null || (wanted.equals("") && !field.isId());
            default -> wanted == null;
        };
    }

    /** Whether a stored value counts as none in an equality with "no value". */
    private boolean isUnset(Object value) {
        return isEmpty(value) || (type == FieldType.MONETARY && ((Number) value).doubleValue() == 0);
    }

    /** Whether a wanted value means "no value" too. */
    private boolean isEmpty(Object value) {
        return switch (type) {
            case INTEGER, FLOAT, MANY2ONE_REFERENCE ->
                value instanceof Number number && number.doubleValue() == 0 && !field.isId();
            case CHAR, TEXT, HTML -> "".equals(value);
            default -> false;
        };
    }

    // ---------------------------------------------------------------------------------------- patterns

    private Condition matching(boolean negated) {
        boolean isNegative = Operators.isNegative(leaf.operator());
        String operator = Operators.positive(leaf.operator());
        Object wanted = leaf.value();
        boolean isWhole = operator.startsWith("=");
        if (!Python.isTrue(wanted)) {
            if (!isWhole) {
                return Condition.of(isNegative == negated);
            }
            Condition none = oneOf(Collections.singletonList(false));
            return isNegative == negated ? none : none.negate();
        }
        if (isWhole && !(wanted instanceof String)) {
            throw ConditionErrors.noPattern(leaf);
        }
        String text = Python.str(Objects.requireNonNull(wanted));
        if (type == FieldType.BOOLEAN) {
            throw ConditionErrors.notComparable(new Leaf(leaf.path(), leaf.operator(), text));
        }
        Pattern pattern = Like.pattern(operator, text);
        boolean isOpen = isWhole && endsInEscape(text);
        // A value for the company is never NULL in a query, but it is only looked for where there may be one.
        boolean isNull = isNegative == negated || !field.field().schema().companyDependent();
        return field.where(isNegative != negated, value -> {
            if (value == null) {
                return !isNull && pattern.matcher("").matches();
            }
            if (isOpen) {
                throw ConditionErrors.openEscape();
            }
            return pattern.matcher(shown(value)).matches();
        });
    }

    private static boolean endsInEscape(String pattern) {
        int escapes = 0;
        while (escapes < pattern.length() && pattern.charAt(pattern.length() - 1 - escapes) == '\\') {
            escapes++;
        }
        return escapes % 2 == 1;
    }

    private static String shown(Object value) {
        if (value instanceof Instant time) {
            return FieldValues.micros(time);
        }
        return value instanceof Double number && number == Math.rint(number)
                ? String.valueOf(number.longValue())
                : Python.str(value);
    }
}
