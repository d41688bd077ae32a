package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.RecordNames;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/** Conditions of series up to 18 over relations: by ids, by names, by hierarchy. */
final class RelationsBefore19 {
    private final Environment environment;
    private final FakeModel model;
    private final ConditionsBefore19 conditions;

    RelationsBefore19(Environment environment, FakeModel model, ConditionsBefore19 conditions) {
        this.environment = environment;
        this.model = model;
        this.conditions = conditions;
    }

    LongPredicate condition(Leaf leaf, FakeField field) {
        String operator = leaf.operator();
        Object value = leaf.value();
        return switch (operator) {
            case "any", "not any" -> {
                Domain.Parsed inner = Domain.parse(environment.series(), value);
                LongPredicate any = conditions.exists(field, inner.node(), inner.fields());
                yield operator.equals("any") ? any : any.negate();
            }
            case "=", "in" -> refersTo(leaf, field);
            case "!=", "not in" -> refersTo(leaf, field).negate();
            case "<", "<=", ">", ">=" -> {
                ScalarsBefore19 comparison = new ScalarsBefore19(environment, leaf, FieldType.INTEGER);
                yield id -> conditions.value(id, field) instanceof Long link && comparison.test(link);
            }
            default -> named(leaf, field);
        };
    }

    private LongPredicate refersTo(Leaf leaf, FakeField field) {
        Set<Long> ids = new HashSet<>();
        boolean none = false;
        for (Object one : leaf.values()) {
            if (one == null || Boolean.FALSE.equals(one)) {
                none = true;
            } else if (one instanceof Number id) {
                ids.add(id.longValue());
            } else if (one instanceof String name) {
                ids.addAll(names(environment.model(field.relation())).found("=", name));
            } else {
                throw new UnsupportedByFakeException("'" + leaf.operator() + "' with a " + Python.type(one) + " of the "
                        + field.type().odooName() + " " + model.name() + "." + field.name());
            }
        }
        boolean orNone = none;
        return id -> {
            List<Long> links = conditions.links(id, field);
            return links.isEmpty() ? orNone : links.stream().anyMatch(ids::contains);
        };
    }

    private LongPredicate named(Leaf leaf, FakeField field) {
        if (!(leaf.value() instanceof String text)) {
            throw new UnsupportedByFakeException(
                    "'" + leaf.operator() + "' with a " + Python.type(leaf.value()) + " of " + field.name());
        }
        boolean negated = Operators.isNegative(leaf.operator());
        String operator = Operators.positive(leaf.operator());
        Set<Long> named = names(environment.model(field.relation())).found(operator, text);
        LongPredicate matches = id -> conditions.links(id, field).stream().anyMatch(named::contains);
        return negated ? matches.negate() : matches;
    }

    private RecordNames names(FakeModel of) {
        return new RecordNames(environment, of);
    }

    LongPredicate hierarchy(Leaf leaf, FakeField field) {
        boolean isSelf = field.name().equals("id") || field.name().equals("parent_id");
        if (!isSelf && !field.isRelational()) {
            throw PythonException.valueError("Cannot execute " + leaf.operator() + " for " + model.name() + "."
                    + field.name() + ", works only for relational fields in condition " + leaf);
        }
        FakeModel tree = field.name().equals("id") ? model : environment.model(field.relation());
        Set<Long> start = new LinkedHashSet<>();
        for (Object one : leaf.values()) {
            if (one instanceof Long id) {
                start.add(id);
            } else if (one instanceof String name) {
                start.addAll(names(tree).found("ilike", name));
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
        return isItself
                ? family::contains
                : id -> conditions.links(id, field).stream().anyMatch(family::contains);
    }
}
