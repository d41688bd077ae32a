package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Orders;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition of series 19 over one field that is no relation. */
public final class ScalarsSince19 {
    private static final Set<String> TRUE_TEXTS = Set.of("y", "yes", "1", "true", "t", "on");

    private final Environment environment;
    private final FakeModel model;
    private final FakeField field;
    private final Leaf leaf;
    private final FieldType type;

    ScalarsSince19(Environment environment, FakeModel model, FakeField field, Leaf leaf) {
        this.environment = environment;
        this.model = model;
        this.field = field;
        this.leaf = leaf;
        this.type = field.type();
    }

    Condition condition(boolean negated) {
        Condition condition = condition(leaf.operator(), negated);
        if (condition.constant() == null && !isStored()) {
            return Condition.refused(notStored(model, field));
        }
        return condition;
    }

    private boolean isStored() {
        return field.computed() == null
                || field.schema().stored()
                || model.definition().searchable().contains(field.name())
                || model.definition().delegations().stream().anyMatch(way -> model.isDelegated(field.name(), way));
    }

    private Condition condition(String operator, boolean negated) {
        if (operator.endsWith("like")) {
            return matching(operator, negated);
        }
        if (type == FieldType.BOOLEAN && !isEquality(operator)) {
            throw notComparable(leaf);
        }
        if (isEquality(operator)) {
            boolean isNegative = ConditionsSince19.isNegative(operator);
            Condition one = oneOf(wanted(isNegative ? ConditionsSince19.positive(operator) : operator, leaf.value()));
            return isNegative == negated ? one : one.negate();
        }
        return compared(operator, negated);
    }

    private Condition over(Predicate<@Nullable Object> test) {
        if (field.name().equals("id")) {
            return Condition.of(test::test);
        }
        Environment sudo = environment.sudo();
        return Condition.of(id -> test.test(model.value(sudo, id, field)));
    }

    static boolean isEquality(String operator) {
        return operator.equals("=") || operator.equals("!=") || operator.equals("in") || operator.equals("not in");
    }

    /** The values that {@code =} or {@code in} lists. */
    static List<?> wanted(String operator, @Nullable Object value) {
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
    static boolean matchesNone(Leaf leaf) {
        return switch (leaf.operator()) {
            case "=", "in" ->
                wanted(leaf.operator(), leaf.value()).stream()
                        .anyMatch(one -> one == null || one.equals(false) || one.equals(""));
            case "=like", "=ilike", "like", "ilike" -> !Python.isTrue(leaf.value());
            default -> false;
        };
    }

    static String opposite(String inequality) {
        return switch (inequality) {
            case "<" -> ">=";
            case "<=" -> ">";
            case ">" -> "<=";
            default -> "<";
        };
    }

    // ------------------------------------------------------------------------------------------ errors

    static PythonException notComparable(Leaf leaf) {
        String type = leaf.value() == null ? "bool" : Python.type(leaf.value());
        return PythonException.valueError("Cannot compare " + Python.repr(leaf.path()) + " to <class '" + type
                + "'> which is not a collection of length 1 in condition " + leaf);
    }

    public static PythonException notStored(FakeModel model, FakeField field) {
        return PythonException.valueError(
                "Cannot convert " + model.name() + "." + field.name() + " to SQL because it is not stored");
    }

    static PythonException noOperator() {
        return PythonException.of("psycopg2.errors.UndefinedFunction", "no such operator for these types\n");
    }

    /** What the database's driver says to a dictionary. */
    static PythonException notAdaptable() {
        return PythonException.of("psycopg2.ProgrammingError", "can't adapt type 'dict'");
    }

    private static PythonException noNumber(@Nullable Object value) {
        return PythonException.of(
                "psycopg2.errors.InvalidTextRepresentation", "no number: " + Python.repr(value) + "\n");
    }

    static PythonException noPattern(Leaf leaf) {
        return PythonException.typeError("The pattern to match must be a string in condition " + leaf);
    }

    static PythonException unhashable(Object value) {
        return PythonException.typeError("unhashable type: '" + Python.type(value) + "'");
    }

    // ---------------------------------------------------------------------------------------- equality

    private Condition oneOf(List<?> wanted) {
        Set<Object> values = new HashSet<>();
        boolean none = false;
        PythonException refusal = null;
        for (Object one : wanted) {
            if (one instanceof List<?> || one instanceof Map<?, ?>) {
                throw unhashable(one);
            }
        }
        for (Object one : wanted) {
            if (type == FieldType.BOOLEAN) {
                values.add(truth(one));
            } else if (isNone(one)
                    || (type == FieldType.MONETARY && Double.valueOf(0).equals(one))) {
                none = true;
            } else {
                Object key = key(one);
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
        if (type == FieldType.BOOLEAN && values.size() == 2) {
            return Condition.TRUE;
        }
        boolean orNone = none;
        Condition test = over(value -> {
            if (type == FieldType.BOOLEAN) {
                return values.contains(Boolean.TRUE.equals(value));
            }
            boolean isListed = value != null && values.contains(kept(value));
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
            case INTEGER, FLOAT, MANY2ONE_REFERENCE -> wanted == null || (wanted.equals("") && !isId());
            default -> wanted == null;
        };
    }

    private boolean isId() {
        return field.name().equals("id");
    }

    /** Whether a stored value counts as none in an equality with "no value". */
    private boolean isUnset(Object value) {
        return isEmpty(value) || (type == FieldType.MONETARY && ((Number) value).doubleValue() == 0);
    }

    /** Whether a wanted value means "no value" too. */
    private boolean isEmpty(Object value) {
        return switch (type) {
            case INTEGER, FLOAT, MANY2ONE_REFERENCE ->
                value instanceof Number number && number.doubleValue() == 0 && !isId();
            case CHAR, TEXT, HTML -> "".equals(value);
            default -> false;
        };
    }

    /** What two equal values have in common, or the exception of a value that PostgreSQL cannot compare with. */
    private Object key(@Nullable Object wanted) {
        return switch (type) {
            case INTEGER, MANY2ONE_REFERENCE -> isId() ? idKey(wanted) : numberKey(wanted, "int");
            case FLOAT -> numberKey(wanted, "float");
            case MONETARY -> amountKey(wanted);
            case DATE -> dates().dateOrRelative(wanted).toString();
            case DATETIME -> dates().datetimeOrRelative(wanted).truncatedTo(ChronoUnit.SECONDS);
            case HTML -> wanted instanceof String ? wanted : noOperator();
            default -> Python.str(Objects.requireNonNull(wanted));
        };
    }

    private static Object numberKey(@Nullable Object wanted, String kind) {
        if (kind.equals("int") && wanted instanceof Map<?, ?>) {
            return 0.0;
        }
        try {
            double number = number(wanted, kind);
            return kind.equals("int") ? (Object) (double) truncated(number) : (Object) number;
        } catch (PythonException e) {
            // Odoo converts numbers on the way to SQL, and not before.
            return e;
        }
    }

    private static long truncated(double number) {
        return (long) number;
    }

    private static Object idKey(@Nullable Object wanted) {
        if (wanted instanceof Boolean) {
            return noOperator();
        }
        if (wanted instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return (double) Long.parseLong(String.valueOf(wanted).strip());
        } catch (NumberFormatException e) {
            return noNumber(wanted);
        }
    }

    private static Object amountKey(@Nullable Object wanted) {
        if (wanted instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(String.valueOf(wanted).strip());
        } catch (NumberFormatException e) {
            return noNumber(wanted);
        }
    }

    private Object kept(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof Instant time ? time.truncatedTo(ChronoUnit.SECONDS) : value;
    }

    private static double number(@Nullable Object value, String python) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (!(value instanceof String text)) {
            String bytes = python.equals("int") ? "a string, a bytes-like object" : "a string";
            throw PythonException.typeError(
                    python + "() argument must be " + bytes + " or a real number, not '" + Python.type(value) + "'");
        }
        try {
            return python.equals("int") ? Long.parseLong(text.strip()) : Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw PythonException.valueError(
                    python.equals("int")
                            ? "invalid literal for int() with base 10: " + Python.repr(text)
                            : "could not convert string to float: " + Python.repr(text));
        }
    }

    private Dates dates() {
        return new Dates(environment);
    }

    // -------------------------------------------------------------------------------------- inequality

    private Condition compared(String operator, boolean negated) {
        Object wanted = leaf.value();
        return switch (type) {
            case INTEGER, FLOAT, MONETARY, MANY2ONE_REFERENCE ->
                isId() ? comparedIds(operator, wanted, negated) : comparedNumbers(operator, wanted, negated);
            case CHAR, TEXT, HTML -> comparedTexts(operator, wanted, negated);
            case DATE, DATETIME -> comparedTimes(operator, wanted, negated);
            default ->
                wanted == null || wanted.equals(false)
                        ? withNone(negated)
                        : directed(
                                negated,
                                value -> value != null
                                        && holds(operator, Orders.compareTexts(Python.str(value), Python.str(wanted))));
        };
    }

    /** A comparison with NULL: true for nothing, and its negation for what is NULL itself. */
    private Condition withNone(boolean negated) {
        return over(value -> negated && value == null);
    }

    private Condition directed(boolean negated, Predicate<@Nullable Object> test) {
        return over(negated ? test.negate() : test);
    }

    private Condition comparedIds(String operator, @Nullable Object wanted, boolean negated) {
        if (wanted == null) {
            return Condition.FALSE;
        }
        if (wanted instanceof List<?> list) {
            boolean isText =
                    list.isEmpty() || list.contains(null) || list.stream().anyMatch(String.class::isInstance);
            return Condition.refused(isText ? noNumber(wanted) : noOperator());
        }
        Object key = wanted instanceof Map<?, ?> ? notAdaptable() : idKey(wanted);
        if (key instanceof PythonException refusal) {
            return Condition.refused(refusal);
        }
        return directed(
                negated, value -> value instanceof Long id && holds(operator, Double.compare(id, (Double) key)));
    }

    private Condition comparedNumbers(String operator, @Nullable Object wanted, boolean negated) {
        boolean isWhole = type == FieldType.INTEGER || type == FieldType.MANY2ONE_REFERENCE;
        Object key = Python.isTrue(wanted) ? numberKey(wanted, isWhole ? "int" : "float") : (Object) 0.0;
        if (key instanceof PythonException refusal) {
            return Condition.refused(refusal);
        }
        double bound = (Double) key;
        return directed(
                negated,
                value -> holds(
                        operator, Double.compare(value instanceof Number number ? number.doubleValue() : 0, bound)));
    }

    private Condition comparedTexts(String operator, @Nullable Object wanted, boolean negated) {
        String given = wanted == null || wanted.equals(false) ? "" : Python.str(wanted);
        String bound = type == FieldType.HTML ? FieldValues.html(given.isBlank() ? "" : given) : given;
        return directed(
                negated, value -> holds(operator, Orders.compareTexts(value == null ? "" : Python.str(value), bound)));
    }

    private Condition comparedTimes(String operator, @Nullable Object wanted, boolean negated) {
        if (wanted == null || wanted.equals(false)) {
            return Condition.of(negated);
        }
        if (wanted instanceof List<?> list) {
            for (Object one : list) {
                if (!Boolean.FALSE.equals(one)) {
                    key(innermost(one));
                }
            }
            throw PythonException.typeError(
                    type == FieldType.DATETIME
                            ? "strptime() argument 1 must be str, not list"
                            : "'OrderedSet' object is not subscriptable");
        }
        if (type == FieldType.DATE) {
            String bound = dates().dateOrRelative(wanted).toString();
            return directed(
                    negated,
                    value -> value != null && holds(operator, Python.str(value).compareTo(bound)));
        }
        Instant bound =
                wanted instanceof String text ? dates().bound(text, operator) : dates().datetimeOrRelative(wanted);
        return directed(
                negated,
                value -> value instanceof Instant time
                        && holds(operator, time.truncatedTo(ChronoUnit.SECONDS).compareTo(bound)));
    }

    private static @Nullable Object innermost(@Nullable Object value) {
        return value instanceof List<?> list && list.size() == 1 ? innermost(list.get(0)) : value;
    }

    static boolean holds(String operator, int comparison) {
        return switch (operator) {
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            default -> comparison >= 0;
        };
    }

    // ---------------------------------------------------------------------------------------- patterns

    private Condition matching(String operator, boolean negated) {
        boolean isNegative = ConditionsSince19.isNegative(operator);
        String positive = isNegative ? ConditionsSince19.positive(operator) : operator;
        Object wanted = leaf.value();
        boolean isWhole = positive.startsWith("=");
        if (!Python.isTrue(wanted)) {
            if (!isWhole) {
                return Condition.of(isNegative == negated);
            }
            Condition none = oneOf(Collections.singletonList(false));
            return isNegative == negated ? none : none.negate();
        }
        if (isWhole && !(wanted instanceof String)) {
            throw noPattern(leaf);
        }
        if (type == FieldType.BOOLEAN) {
            throw notComparable(leaf);
        }
        String text = Python.str(Objects.requireNonNull(wanted));
        Pattern pattern = Like.pattern(positive, text);
        boolean isOpen = isWhole && endsInEscape(text);
        // A value for the company is never NULL in a query, but it is only looked for where there may be one.
        boolean isNull = isNegative == negated || !field.schema().companyDependent();
        return directed(isNegative != negated, value -> {
            if (value == null) {
                return !isNull && pattern.matcher("").matches();
            }
            if (isOpen) {
                throw PythonException.of(
                        "psycopg2.errors.InvalidEscapeSequence", "LIKE pattern must not end with escape character\n");
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

    // -------------------------------------------------------------------------------------- properties

    /** The condition over a part of a date, such as its month. */
    Condition datePart(String part) {
        if (!DateParts.NAMES.contains(part)) {
            throw PythonException.valueError("Error when processing the granularity " + part
                    + " is not supported. Only " + String.join(", ", DateParts.NAMES) + " are supported");
        }
        Environment sudo = environment.sudo();
        return property(id -> {
            Object value = model.value(sudo, id, field);
            return value == null ? null : DateParts.of(part, value, environment.zone());
        });
    }

    /** The condition over one property, whose value a function gives. */
    Condition property(LongFunction<@Nullable Object> property) {
        Object wanted = leaf.value();
        String operator = leaf.operator();
        boolean isNegative = ConditionsSince19.isNegative(operator);
        String positive = isNegative ? ConditionsSince19.positive(operator) : operator;
        Predicate<@Nullable Object> test;
        if (positive.equals("=") || positive.equals("in")) {
            Set<Object> values = new HashSet<>();
            boolean none = false;
            for (Object one : wanted(positive, wanted)) {
                if (one == null || one.equals(false)) {
                    none = true;
                } else {
                    values.add(one instanceof Number number ? (Object) number.doubleValue() : one);
                }
            }
            boolean orNone = none;
            test = value -> (value == null || value.equals(false))
                    ? orNone
                    : value instanceof List<?> several
                            ? several.stream().anyMatch(values::contains)
                            : values.contains(value instanceof Number number ? (Object) number.doubleValue() : value);
        } else if (positive.endsWith("like")) {
            Pattern pattern = Like.pattern(positive, wanted == null ? "" : Python.str(wanted));
            test = value -> value != null && pattern.matcher(Python.str(value)).matches();
        } else if (ConditionsSince19.INEQUALITIES.contains(positive) && wanted instanceof Number bound) {
            test = value -> value instanceof Number number
                    && holds(positive, Double.compare(number.doubleValue(), bound.doubleValue()));
        } else if (ConditionsSince19.INEQUALITIES.contains(positive) && wanted instanceof String bound) {
            test = value -> value instanceof String text && holds(positive, Orders.compareTexts(text, bound));
        } else {
            throw new UnsupportedByFakeException("'" + operator + "' of a property with " + Python.repr(wanted));
        }
        return Condition.of(id -> test.test(property.apply(id)) != isNegative);
    }
}
