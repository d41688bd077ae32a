package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Orders;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.All;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Any;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Constant;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Node;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Not;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Domains as series up to 18 read them: each condition is turned into SQL by itself. */
final class ConditionsBefore19 implements Conditions {
    /** What a negated condition is before series 19, which negates what the condition says instead of its operator. */
    private static final Map<String, String> OPPOSITES = Map.ofEntries(
            Map.entry("=", "!="),
            Map.entry("!=", "="),
            Map.entry("<", ">="),
            Map.entry(">=", "<"),
            Map.entry(">", "<="),
            Map.entry("<=", ">"),
            Map.entry("in", "not in"),
            Map.entry("not in", "in"),
            Map.entry("like", "not like"),
            Map.entry("not like", "like"),
            Map.entry("ilike", "not ilike"),
            Map.entry("not ilike", "ilike"),
            Map.entry("any", "not any"),
            Map.entry("not any", "any"));

    private final Environment environment;
    private final FakeModel model;
    private final Series series;

    ConditionsBefore19(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
        this.series = environment.series();
    }

    private boolean isSince(Series other) {
        return series.atLeast(other);
    }

    @Override
    public Condition of(Node node) {
        return Condition.of(of(node, false));
    }

    private LongPredicate of(Node node, boolean negated) {
        if (node instanceof Constant constant) {
            boolean value = constant.value() != negated;
            return id -> value;
        }
        if (node instanceof Not not) {
            return of(not.negated(), !negated);
        }
        if (node instanceof All all) {
            LongPredicate left = of(all.left(), negated);
            LongPredicate right = of(all.right(), negated);
            return negated ? left.or(right) : left.and(right);
        }
        if (node instanceof Any any) {
            LongPredicate left = of(any.left(), negated);
            LongPredicate right = of(any.right(), negated);
            return negated ? left.and(right) : left.or(right);
        }
        return leaf((Leaf) node, negated);
    }

    private LongPredicate leaf(Leaf leaf, boolean negated) {
        if (!negated) {
            return leaf(leaf);
        }
        if (isSince(Series.V17) && leaf.path().indexOf('.') >= 0) {
            return leaf(leaf).negate();
        }
        String opposite = OPPOSITES.get(leaf.operator());
        if (opposite != null) {
            return leaf(new Leaf(leaf.path(), opposite, leaf.value()));
        }
        // SQL's own "not": what has no value is in neither.
        LongPredicate condition = leaf(leaf);
        FakeField field = field(leaf.path(), leaf);
        return id -> !condition.test(id) && (field.isX2Many() || value(id, field) != null);
    }

    private FakeField field(String name, Leaf leaf) {
        FakeField field = model.field(name);
        if (field != null) {
            return field;
        }
        throw PythonException.valueError("Invalid field " + model.name() + "." + name + " in leaf " + leaf);
    }

    private @Nullable Object value(long id, FakeField field) {
        return model.value(environment.sudo(), id, field);
    }

    private LongPredicate leaf(Leaf leaf) {
        int dot = leaf.path().indexOf('.');
        if (dot > 0) {
            return path(
                    leaf,
                    field(leaf.path().substring(0, dot), leaf),
                    leaf.path().substring(dot + 1));
        }
        FakeField field = field(leaf.path(), leaf);
        checkSearchable(field);
        if (leaf.operator().equals("=?")) {
            return leaf.value() == null || Boolean.FALSE.equals(leaf.value())
                    ? id -> true
                    : leaf(new Leaf(leaf.path(), "=", leaf.value()));
        }
        if (leaf.operator().equals("child_of") || leaf.operator().equals("parent_of")) {
            return hierarchy(leaf, field);
        }
        if (field.isRelational()) {
            return relation(leaf, field);
        }
        if (leaf.operator().endsWith("any")) {
            throw PythonException.valueError("Cannot use 'any' with non-relational fields in condition " + leaf);
        }
        return scalar(leaf, field);
    }

    private void checkSearchable(FakeField field) {
        boolean isNeither = field.computed() != null
                && !field.schema().stored()
                && !field.name().equals("display_name")
                && model.definition().delegations().stream().noneMatch(way -> model.isDelegated(field.name(), way))
                && !model.definition().searchable().contains(field.name());
        if (isNeither) {
            throw new UnsupportedByFakeException("a domain over the field " + field.name() + " of " + model.name()
                    + ", which is not stored: Odoo before 19 would match everything");
        }
    }

    // ------------------------------------------------------------------------------------------- paths

    private LongPredicate path(Leaf leaf, FakeField field, String rest) {
        if (field.type() == FieldType.PROPERTIES) {
            return property(leaf, field, rest);
        }
        if (!field.isRelational()) {
            throw PythonException.valueError("Invalid field " + model.name() + "." + leaf.path() + " in leaf " + leaf);
        }
        Leaf inner = new Leaf(rest, leaf.operator(), leaf.value());
        return exists(field, inner, Set.of());
    }

    private LongPredicate property(Leaf leaf, FakeField field, String property) {
        if (!isSince(Series.V17)) {
            throw new UnsupportedByFakeException("domains over properties in series " + series);
        }
        Comparison comparison = new Comparison(leaf, FieldType.UNKNOWN);
        boolean isMembership = leaf.operator().endsWith("in");
        List<?> wanted = leaf.value() instanceof List<?> list ? list : Collections.singletonList(leaf.value());
        return id -> {
            Object value = value(id, field) instanceof Map<?, ?> values ? values.get(property) : null;
            if (value instanceof List<?> tags && isMembership) {
                return tags.stream().anyMatch(wanted::contains)
                        != leaf.operator().startsWith("not");
            }
            return comparison.test(List.of().equals(value) ? null : value);
        };
    }

    /** Records that refer to one that a condition matches. */
    private LongPredicate exists(FakeField field, Node inner, Set<String> mentioned) {
        FakeModel other = environment.model(field.relation());
        LongPredicate matches = new ConditionsBefore19(environment, other).of(inner, false);
        boolean activeOnly = field.isX2Many() && environment.activeTest() && !mentioned.contains("active");
        LongPredicate visible = environment.access().visible(other);
        return id -> {
            for (Long link : links(id, field)) {
                if ((!activeOnly || other.isActive(link)) && matches.test(link) && visible.test(link)) {
                    return true;
                }
            }
            return false;
        };
    }

    private List<Long> links(long id, FakeField field) {
        Object value = value(id, field);
        if (value instanceof Long one) {
            return List.of(one);
        }
        List<Long> links = new ArrayList<>();
        if (value instanceof List<?> ids) {
            ids.forEach(link -> links.add((Long) link));
        }
        return links;
    }

    // --------------------------------------------------------------------------------------- relations

    private LongPredicate relation(Leaf leaf, FakeField field) {
        String operator = leaf.operator();
        Object value = leaf.value();
        return switch (operator) {
            case "any", "not any" -> {
                Domain.Parsed inner = Domain.parse(series, value);
                LongPredicate any = exists(field, inner.node(), inner.fields());
                yield operator.equals("any") ? any : any.negate();
            }
            case "=", "in" -> refersTo(leaf, field);
            case "!=", "not in" -> refersTo(leaf, field).negate();
            case "<", "<=", ">", ">=" -> {
                Comparison comparison = new Comparison(leaf, FieldType.INTEGER);
                yield id -> value(id, field) instanceof Long link && comparison.test(link);
            }
            default -> named(leaf, field);
        };
    }

    private LongPredicate refersTo(Leaf leaf, FakeField field) {
        List<?> wanted = leaf.value() instanceof List<?> list ? list : Collections.singletonList(leaf.value());
        Set<Long> ids = new HashSet<>();
        boolean none = false;
        for (Object one : wanted) {
            if (one == null || Boolean.FALSE.equals(one)) {
                none = true;
            } else if (one instanceof Number id) {
                ids.add(id.longValue());
            } else if (one instanceof String name) {
                ids.addAll(environment.model(field.relation()).named(environment, "=", name));
            } else {
                throw new UnsupportedByFakeException("'" + leaf.operator() + "' with a " + Python.type(one) + " of the "
                        + field.type().odooName() + " " + model.name() + "." + field.name());
            }
        }
        boolean orNone = none;
        return id -> {
            List<Long> links = links(id, field);
            return links.isEmpty() ? orNone : links.stream().anyMatch(ids::contains);
        };
    }

    private LongPredicate named(Leaf leaf, FakeField field) {
        if (!(leaf.value() instanceof String text)) {
            throw new UnsupportedByFakeException(
                    "'" + leaf.operator() + "' with a " + Python.type(leaf.value()) + " of " + field.name());
        }
        boolean negated = leaf.operator().startsWith("not ");
        String operator = negated ? leaf.operator().substring(4) : leaf.operator();
        Set<Long> named = environment.model(field.relation()).named(environment, operator, text);
        LongPredicate matches = id -> links(id, field).stream().anyMatch(named::contains);
        return negated ? matches.negate() : matches;
    }

    private LongPredicate hierarchy(Leaf leaf, FakeField field) {
        boolean isSelf = field.name().equals("id") || field.name().equals("parent_id");
        if (!isSelf && !field.isRelational()) {
            throw PythonException.valueError("Cannot execute " + leaf.operator() + " for " + model.name() + "."
                    + field.name() + ", works only for relational fields in condition " + leaf);
        }
        FakeModel tree = field.name().equals("id") ? model : environment.model(field.relation());
        Set<Long> start = new LinkedHashSet<>();
        for (Object one : leaf.value() instanceof List<?> list ? list : Collections.singletonList(leaf.value())) {
            if (one instanceof Long id) {
                start.add(id);
            } else if (one instanceof String name) {
                start.addAll(tree.named(environment, "ilike", name));
            }
        }
        FakeField parent = tree.field("parent_id");
        if (parent == null) {
            if (start.isEmpty()) {
                return id -> false;
            }
            throw PythonException.valueError("Invalid field " + tree.name()
                    + ".parent_id in condition ('parent_id', 'in', " + Python.repr(List.copyOf(start)) + ")");
        }
        Set<Long> family = leaf.operator().equals("child_of")
                ? Hierarchies.below(tree, parent, start)
                : Hierarchies.above(tree, parent, start);
        boolean isItself = tree == model && isSelf;
        return isItself ? family::contains : id -> links(id, field).stream().anyMatch(family::contains);
    }

    // ----------------------------------------------------------------------------------------- scalars

    private LongPredicate scalar(Leaf leaf, FakeField field) {
        Comparison comparison = new Comparison(leaf, field.type());
        if (field.name().equals("id")) {
            checkId(leaf);
            return comparison::test;
        }
        return id -> comparison.test(value(id, field));
    }

    /** PostgreSQL compares an id with a text here, unless there are several, and reads the text as an integer. */
    private static void checkId(Leaf leaf) {
        if (leaf.value() instanceof Long id
                && id.intValue() != id
                && !leaf.operator().endsWith("in")) {
            throw PythonException.of(
                    "psycopg2.errors.NumericValueOutOfRange",
                    "value \"" + id + "\" is out of range for type integer\n");
        }
    }

    /** Compares values of one type with what a condition says. */
    private final class Comparison {
        private final Leaf leaf;
        private final FieldType type;
        private final Predicate<@Nullable Object> test;

        Comparison(Leaf leaf, FieldType type) {
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
                case "=", "in" -> isOneOf(list(wanted));
                case "!=", "not in" -> isOneOf(list(wanted)).negate();
                case "<", "<=", ">", ">=" -> compared(wanted);
                default -> matching(wanted);
            };
        }

        private List<?> list(@Nullable Object wanted) {
            return wanted instanceof List<?> list ? list : Collections.singletonList(wanted);
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
            return value ->
                    (orNone && (value == null || isEmpty(value))) || (value != null && values.contains(key(value)));
        }

        /** Whether a value counts as none: from series 18 on, an empty text and zero do. */
        private boolean isEmpty(Object value) {
            return switch (type) {
                case BOOLEAN -> Boolean.FALSE.equals(value);
                case INTEGER, FLOAT, MONETARY, MANY2ONE_REFERENCE ->
                    isSince(Series.V18)
                            && value instanceof Number number
                            && number.doubleValue() == 0
                            && !leaf.path().equals("id");
                case CHAR, TEXT, HTML -> isSince(Series.V18) && "".equals(value);
                default -> false;
            };
        }

        /** What two equal values have in common. */
        private Object key(Object value) {
            return switch (type) {
                case INTEGER, MANY2ONE_REFERENCE, FLOAT, MONETARY -> number(value);
                case DATE ->
                    value instanceof String text
                            ? new Dates(environment).sentDate(text).toString()
                            : value;
                case DATETIME ->
                    value instanceof Instant kept ? kept : new Dates(environment).sent(String.valueOf(value));
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
                return left != null && holds(operator, compare(left, bound));
            };
        }

        /** What no value counts as in comparisons. */
        private @Nullable Object zero() {
            if (!isSince(Series.V18)) {
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
                case DATE -> new Dates(environment).sentDate(Python.str(wanted)).toString();
                case DATETIME -> new Dates(environment).bound(Python.str(wanted), leaf.operator());
                case UNKNOWN ->
                    wanted instanceof Number number ? (Comparable<?>) number.doubleValue() : Python.str(wanted);
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

        private static boolean holds(String operator, int comparison) {
            return switch (operator) {
                case "<" -> comparison < 0;
                case "<=" -> comparison <= 0;
                case ">" -> comparison > 0;
                default -> comparison >= 0;
            };
        }

        private Predicate<@Nullable Object> matching(@Nullable Object wanted) {
            boolean negated = leaf.operator().startsWith("not ");
            String operator = negated ? leaf.operator().substring(4) : leaf.operator();
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
}
