package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Conditions of series 19 over relations: by ids, by names, by hierarchy. */
final class RelationsSince19 {
    private final Environment environment;
    private final FakeModel model;
    private final ConditionsSince19 conditions;

    RelationsSince19(Environment environment, FakeModel model, ConditionsSince19 conditions) {
        this.environment = environment;
        this.model = model;
        this.conditions = conditions;
    }

    Condition condition(Leaf leaf, FakeField field, boolean negated) {
        if (Operators.isInequality(leaf.operator())) {
            return compared(leaf, field, negated);
        }
        boolean isNegative = Operators.isNegative(leaf.operator());
        String operator = Operators.positive(leaf.operator());
        if (isNegative != negated && !field.isX2Many() && isZeroAmong(operator, leaf.value())) {
            // To Python, False is among ids of which one is 0.
            return Condition.of(id -> conditions.links(id, field).isEmpty());
        }
        Condition positive =
                operator.endsWith("like") ? matching(leaf, operator, field) : referring(leaf, operator, field);
        return isNegative == negated ? positive : positive.negate();
    }

    private Condition compared(Leaf leaf, FakeField field, boolean negated) {
        Object wanted = leaf.value();
        if (wanted instanceof String) {
            throw PythonException.typeError(
                    "Inequality not supported for relational field using a string in condition " + leaf);
        }
        if (field.isX2Many()) {
            return Condition.refused(PythonException.of(
                    "builtins.AssertionError",
                    "Relational field " + model.name() + "." + field.name() + " expects 'any' operator"));
        }
        if (!Python.isTrue(wanted)) {
            return Condition.of(id -> negated && conditions.links(id, field).isEmpty());
        }
        if (!(wanted instanceof Number bound)) {
            return Condition.refused(ConditionErrors.noOperator());
        }
        LongPredicate test = id -> conditions.value(id, field) instanceof Long link
                && Operators.holds(leaf.operator(), Double.compare(link, bound.doubleValue()));
        return Condition.of(negated ? test.negate() : test);
    }

    // ---------------------------------------------------------------------------------- ids and names

    private Condition referring(Leaf leaf, String operator, FakeField field) {
        Set<Long> ids = new HashSet<>();
        List<Object> names = new ArrayList<>();
        boolean none = false;
        PythonException refusal = null;
        List<?> wanted = wanted(leaf, operator, field);
        for (Object one : wanted) {
            if (one == null || Boolean.FALSE.equals(one)) {
                // Among the ids of an x2many field, None is the id of nothing.
                none |= one != null || !field.isX2Many();
            } else if (one instanceof Number id) {
                none |= field.isX2Many() && id.doubleValue() == 0;
                if (id.doubleValue() == id.longValue()) {
                    ids.add(id.longValue());
                }
            } else if (one instanceof String name) {
                names.add(name);
            } else if (one instanceof Boolean) {
                refusal = ConditionErrors.noOperator();
            } else {
                throw ConditionErrors.unhashable(one);
            }
        }
        if (wanted.isEmpty()) {
            return Condition.FALSE;
        }
        boolean orNone = none;
        Condition linked = new Condition(
                null,
                id -> {
                    List<Long> links = conditions.links(id, field);
                    return links.isEmpty() ? orNone : links.stream().anyMatch(ids::contains);
                },
                refusal);
        return names.isEmpty() ? linked : linked.or(conditions.named(field, "in", names));
    }

    private static boolean isZeroAmong(String operator, @Nullable Object value) {
        return !operator.endsWith("like")
                && WantedValues.of(operator, value).stream()
                        .anyMatch(one -> one instanceof Number id && id.doubleValue() == 0);
    }

    private static List<?> wanted(Leaf leaf, String operator, FakeField field) {
        Object value = leaf.value();
        if (operator.equals("=") && field.isX2Many() && !(value instanceof String) && !Python.isTrue(value)) {
            return Collections.singletonList(false);
        }
        return WantedValues.of(operator, value);
    }

    private Condition matching(Leaf leaf, String operator, FakeField field) {
        Object value = leaf.value();
        if (!Python.isTrue(value)) {
            LongPredicate none = id -> conditions.links(id, field).isEmpty();
            return Condition.of(operator.startsWith("=") ? none : none.negate());
        }
        if (operator.startsWith("=") && !(value instanceof String)) {
            throw ConditionErrors.noPattern(leaf);
        }
        return conditions.named(field, operator, Python.str(Objects.requireNonNull(value)));
    }

    // --------------------------------------------------------------------------------------- hierarchy

    Condition hierarchy(Leaf leaf, FakeField field) {
        boolean isOfItself = field.name().equals("id");
        Object value = leaf.value();
        if (value == null || Boolean.FALSE.equals(value)) {
            return Condition.FALSE;
        }
        if (!isOfItself && !field.isRelational()) {
            throw PythonException.valueError("Cannot execute " + leaf.operator() + " for " + model.name() + "."
                    + field.name() + ", works only for relational fields in condition " + leaf);
        }
        if (value instanceof Map<?, ?>) {
            throw PythonException.valueError(
                    "Value of type <class '" + Python.type(value) + "'> is not supported in condition " + leaf);
        }
        FakeModel tree = isOfItself ? model : environment.model(field.relation());
        Set<Object> start = start(leaf, field, tree);
        if (start.isEmpty()) {
            return Condition.FALSE;
        }
        // Odoo takes a field of the model's own records for the one that makes the tree.
        FakeField parent = tree == model && !isOfItself ? field : tree.field("parent_id");
        if (parent == null) {
            throw leaf.operator().equals("parent_of")
                    ? PythonException.of("builtins.KeyError", "parent_id")
                    : PythonException.valueError("Invalid field " + tree.name()
                            + ".parent_id in condition ('parent_id', 'in', " + Python.repr(List.copyOf(start)) + ")");
        }
        boolean isChild = leaf.operator().equals("child_of");
        PythonException refusal = start.contains(true) ? ConditionErrors.noOperator() : null;
        boolean orNone = start.contains(false);
        if (orNone && tree.field("parent_path") != null && parent.name().equals("parent_id")) {
            throw isChild
                    ? PythonException.typeError("unsupported operand type(s) for +: 'bool' and 'str'")
                    : PythonException.attributeError("'bool' object has no attribute 'split'");
        }
        Set<Long> ids = new LinkedHashSet<>();
        start.forEach(id -> {
            if (id instanceof Long one) {
                ids.add(one);
            }
        });
        Set<Long> family = parent.column() < 0 || parent.isX2Many()
                ? isChild ? referringTo(field, ids) : referredTo(field, ids)
                : isChild ? Hierarchies.below(tree, parent, ids) : Hierarchies.above(tree, parent, ids);
        boolean isItself = tree == model && !field.isX2Many();
        LongPredicate test = isItself
                ? family::contains
                : id -> {
                    List<Long> links = conditions.links(id, field);
                    return links.isEmpty() ? orNone : links.stream().anyMatch(family::contains);
                };
        return new Condition(null, test, refusal);
    }

    /** The records that a hierarchy begins with: ids, with what Python takes for some, and what is found by name. */
    private Set<Object> start(Leaf leaf, FakeField field, FakeModel tree) {
        Set<Object> start = new LinkedHashSet<>();
        for (Object one : leaf.values()) {
            if (one instanceof List<?> || one instanceof Map<?, ?>) {
                throw ConditionErrors.unhashable(one);
            }
            if (one instanceof Long id) {
                boolean isLookedFor = field.isX2Many();
                if (!isLookedFor || (tree.table().has(id) && (!environment.activeTest() || tree.isActive(id)))) {
                    start.add(id);
                }
            } else if (one instanceof Boolean) {
                start.add(one);
            } else {
                start.addAll(byName(tree, field, one == null ? "" : Python.str(one)));
            }
        }
        return start;
    }

    private Set<Long> referringTo(FakeField field, Set<Long> start) {
        Set<Long> found = new LinkedHashSet<>(start);
        boolean isGrowing = true;
        while (isGrowing) {
            isGrowing = false;
            for (long id : model.table().ids()) {
                if (conditions.links(id, field).stream().anyMatch(found::contains)) {
                    isGrowing |= found.add(id);
                }
            }
        }
        return found;
    }

    private Set<Long> referredTo(FakeField field, Set<Long> start) {
        Set<Long> found = new LinkedHashSet<>();
        Deque<Long> left = new ArrayDeque<>(start);
        while (!left.isEmpty()) {
            long id = left.pop();
            if (found.add(id)) {
                left.addAll(conditions.links(id, field));
            }
        }
        return found;
    }

    private Set<Long> byName(FakeModel tree, FakeField field, String name) {
        LongPredicate named = new ConditionsSince19(environment, tree)
                .of(new Leaf("display_name", "ilike", name))
                .queried();
        boolean activeOnly = environment.activeTest() && field.isX2Many();
        Set<Long> found = new LinkedHashSet<>();
        for (long id : tree.table().ids()) {
            if ((!activeOnly || tree.isActive(id)) && named.test(id)) {
                found.add(id);
            }
        }
        return found;
    }
}
