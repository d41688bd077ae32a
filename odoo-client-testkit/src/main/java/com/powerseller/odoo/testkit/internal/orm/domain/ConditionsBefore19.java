package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.All;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Any;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Constant;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Node;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Not;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
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

    @Nullable Object value(long id, FakeField field) {
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
            return new RelationsBefore19(environment, model, this).hierarchy(leaf, field);
        }
        if (field.isRelational()) {
            return new RelationsBefore19(environment, model, this).condition(leaf, field);
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
                && !model.isDelegated(field)
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
        ScalarsBefore19 comparison = new ScalarsBefore19(environment, leaf, FieldType.UNKNOWN);
        boolean isMembership = leaf.operator().endsWith("in");
        List<?> wanted = leaf.values();
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
    LongPredicate exists(FakeField field, Node inner, Set<String> mentioned) {
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

    List<Long> links(long id, FakeField field) {
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

    // ----------------------------------------------------------------------------------------- scalars

    private LongPredicate scalar(Leaf leaf, FakeField field) {
        ScalarsBefore19 comparison = new ScalarsBefore19(environment, leaf, field.type());
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
}
