package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Domain.All;
import com.powerseller.odoo.testkit.internal.orm.Domain.Any;
import com.powerseller.odoo.testkit.internal.orm.Domain.Constant;
import com.powerseller.odoo.testkit.internal.orm.Domain.Leaf;
import com.powerseller.odoo.testkit.internal.orm.Domain.Node;
import com.powerseller.odoo.testkit.internal.orm.Domain.Not;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Domains as series 19 reads them: conditions that say the same for all records are folded away first, from left to right, and what is wrong with a condition is only an
 * error if it is not folded away before.
 */
final class ConditionsSince19 implements Conditions {
    static final Set<String> INEQUALITIES = Set.of("<", "<=", ">", ">=");

    private final Environment environment;
    private final FakeModel model;

    ConditionsSince19(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    @Override
    public Condition of(Node node) {
        look(node, false);
        return condition(node, false);
    }

    /** The first look: at each field for itself, before other records are searched. What is wrong here comes before what is found out by them. */
    private Condition look(Node node, boolean negated) {
        if (node instanceof Not not) {
            return look(not.negated(), !negated);
        }
        if (node instanceof All all) {
            return looked(all.left(), all.right(), negated, !negated);
        }
        if (node instanceof Any any) {
            return looked(any.left(), any.right(), negated, negated);
        }
        if (node instanceof Leaf leaf) {
            boolean isOwn = leaf.path().indexOf('.') < 0
                    && !leaf.operator().endsWith("any")
                    && !leaf.operator().endsWith("_of")
                    && !field(leaf.path(), leaf).isRelational();
            return isOwn ? leaf(leaf, negated) : Condition.of(id -> false);
        }
        return condition(node, negated);
    }

    private Condition looked(Node first, Node second, boolean negated, boolean both) {
        Condition left = look(first, negated);
        if (left.is(!both)) {
            return left;
        }
        Condition right = look(second, negated);
        return both ? left.and(right) : left.or(right);
    }

    private Condition condition(Node node, boolean negated) {
        if (node instanceof Constant constant) {
            return Condition.of(constant.value() != negated);
        }
        if (node instanceof Not not) {
            return condition(not.negated(), !negated);
        }
        if (node instanceof All all) {
            return combined(all.left(), all.right(), negated, !negated);
        }
        if (node instanceof Any any) {
            return combined(any.left(), any.right(), negated, negated);
        }
        return leaf((Leaf) node, negated);
    }

    private Condition combined(Node first, Node second, boolean negated, boolean both) {
        Condition left = condition(first, negated);
        if (left.is(!both)) {
            return left;
        }
        Condition right = condition(second, negated);
        return both ? left.and(right) : left.or(right);
    }

    private FakeField field(String name, Leaf leaf) {
        FakeField field = model.field(name);
        if (field == null) {
            throw PythonException.valueError("Invalid field " + model.name() + "." + name + " in condition " + leaf);
        }
        return field;
    }

    private Condition leaf(Leaf leaf, boolean negated) {
        int dot = leaf.path().indexOf('.');
        FakeField field = field(dot < 0 ? leaf.path() : leaf.path().substring(0, dot), leaf);
        String rest = dot < 0 ? "" : leaf.path().substring(dot + 1);
        if (leaf.operator().equals("=?") && rest.isEmpty()) {
            return Python.isTrue(leaf.value())
                    ? leaf(new Leaf(leaf.path(), "=", leaf.value()), negated)
                    : Condition.of(!negated);
        }
        String related = model.relatedPath(field);
        if (!rest.isEmpty()) {
            if (related != null) {
                return leaf(new Leaf(related + "." + rest, leaf.operator(), leaf.value()), negated);
            }
            Condition path = path(leaf, field, rest);
            return negated ? path.negate() : path;
        }
        if (related != null) {
            return related(related, leaf, negated);
        }
        if (leaf.operator().endsWith("any")) {
            return any(leaf, field, negated);
        }
        if (field.name().equals("display_name")) {
            Condition named = displayName(leaf);
            return negated ? named.negate() : named;
        }
        boolean isRelation = field.isRelational();
        if (leaf.operator().endsWith("_of")) {
            Condition family = new RelationsSince19(environment, model, this).hierarchy(leaf, field);
            return negated ? family.negate() : family;
        }
        return isRelation
                ? new RelationsSince19(environment, model, this).condition(leaf, field, negated)
                : new ScalarsSince19(environment, model, field, leaf).condition(negated);
    }

    // ------------------------------------------------------------------------------------- paths, any

    private Condition path(Leaf leaf, FakeField field, String rest) {
        if (field.type() == FieldType.PROPERTIES) {
            return property(leaf, field, rest);
        }
        if (!field.isRelational()) {
            if (field.name().equals("display_name")) {
                return Condition.refused(ScalarsSince19.notStored(model, field));
            }
            if (field.type() == FieldType.DATE || field.type() == FieldType.DATETIME) {
                return new ScalarsSince19(environment, model, field, leaf).datePart(rest);
            }
            if (field.type() == FieldType.BOOLEAN && !ScalarsSince19.isEquality(leaf.operator())) {
                throw ScalarsSince19.notComparable(leaf);
            }
            throw PythonException.valueError("Invalid field property '" + rest + "' on " + model.name() + "."
                    + field.name() + " in condition " + leaf);
        }
        Leaf inner = new Leaf(rest, leaf.operator(), leaf.value());
        return exists(field, inner, Set.of(inner.first()));
    }

    private Condition property(Leaf leaf, FakeField field, String property) {
        return new ScalarsSince19(environment, model, field, leaf)
                .property(id -> value(id, field) instanceof Map<?, ?> values ? values.get(property) : null);
    }

    /** The condition of the field that a related one shows. A record without the relation is one whose field has no value. */
    private Condition related(String path, Leaf leaf, boolean negated) {
        String operator = leaf.operator();
        if (INEQUALITIES.contains(operator)) {
            String wanted = negated ? ScalarsSince19.opposite(operator) : operator;
            Condition matching = leaf(new Leaf(path, wanted, leaf.value()), false);
            boolean isNone = leaf.value() == null
                    || leaf.value().equals(false)
                    || leaf.value().equals("");
            return isNone && wanted.endsWith("=") ? orWithout(path, matching) : matching;
        }
        boolean isNegative = isNegative(operator);
        Leaf positive =
                isNegative ? new Leaf(path, positive(operator), leaf.value()) : new Leaf(path, operator, leaf.value());
        if (positive.operator().contains("like")
                && !positive.operator().startsWith("=")
                && !Python.isTrue(leaf.value())) {
            return Condition.of(negated == isNegative);
        }
        Condition matching = leaf(positive, false);
        if (ScalarsSince19.matchesNone(positive)) {
            matching = orWithout(path, matching);
        }
        return negated == isNegative ? matching : matching.negate();
    }

    private Condition orWithout(String path, Condition matching) {
        return matching.or(leaf(new Leaf(new Leaf(path, "=", false).first(), "=", false), false));
    }

    static boolean isNegative(String operator) {
        return operator.startsWith("not ") || operator.equals("!=");
    }

    static String positive(String operator) {
        return operator.equals("!=") ? "=" : operator.substring(4);
    }

    private Condition any(Leaf leaf, FakeField field, boolean negated) {
        Domain.Parsed inner = Domain.parse(Series.V19, leaf.value());
        boolean isNegated = leaf.operator().startsWith("not ") != negated;
        Condition matching;
        if (field.name().equals("id")) {
            matching = of(inner.node());
        } else if (field.isRelational()) {
            matching = exists(field, inner.node(), inner.fields());
        } else {
            throw PythonException.valueError("Cannot use 'any' with non-relational fields in condition " + leaf);
        }
        return isNegated ? matching.negate() : matching;
    }

    /** Records that refer to one that a condition matches. */
    Condition exists(FakeField field, Node inner, Set<String> mentioned) {
        FakeModel other = environment.model(field.relation());
        Condition matches = new ConditionsSince19(environment, other).of(inner);
        if (matches.is(false)) {
            return Condition.FALSE;
        }
        boolean isMentioned = mentioned.contains("active") && !matches.is(true);
        boolean activeOnly = field.isX2Many() && environment.activeTest() && !isMentioned;
        LongPredicate visible = environment.access().visible(other);
        LongPredicate test = id -> {
            for (Long link : links(id, field)) {
                if ((!activeOnly || other.isActive(link)) && matches.test().test(link) && visible.test(link)) {
                    return true;
                }
            }
            return false;
        };
        return new Condition(null, test, matches.refusal());
    }

    @Nullable Object value(long id, FakeField field) {
        return model.value(environment.sudo(), id, field);
    }

    @SuppressWarnings("unchecked")
    List<Long> links(long id, FakeField field) {
        Object value = value(id, field);
        if (value instanceof Long one) {
            return List.of(one);
        }
        return value instanceof List<?> ids ? (List<Long>) ids : List.of();
    }

    // ------------------------------------------------------------------------------------------- names

    /** Records by their display name: by each of the fields that they are found in by name. */
    private Condition displayName(Leaf leaf) {
        boolean isNegative = isNegative(leaf.operator());
        String operator = isNegative ? positive(leaf.operator()) : leaf.operator();
        List<String> names = model.definition().namesSearched();
        Condition found = Condition.FALSE;
        for (String name : names.isEmpty() ? List.of(model.definition().recordName()) : names) {
            if (model.field(name) != null) {
                found = found.or(leaf(new Leaf(name, operator, leaf.value()), false));
            }
        }
        return isNegative ? found.negate() : found;
    }
}
