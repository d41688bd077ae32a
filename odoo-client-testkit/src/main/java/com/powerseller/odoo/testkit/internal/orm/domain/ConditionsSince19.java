package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.All;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Any;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Constant;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Node;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Not;
import com.powerseller.odoo.testkit.model.ModelDefinition.NameDomain;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Domains as series 19 reads them: conditions that say the same for all records are folded away first, from left to right, and what is wrong with a condition is only an
 * error if it is not folded away before.
 */
final class ConditionsSince19 implements Conditions {
    private static final List<?> NOTHING = List.of(List.of(0L, "=", 1L));

    private final Environment environment;
    private final FakeModel model;

    ConditionsSince19(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    @Override
    public Condition of(Node node) {
        return look(node, false).condition();
    }

    /**
     * A node after the first look, at each field for itself, through relations too. Hierarchies are looked at afterwards, and only if they have not been folded away.
     *
     * @param known what has come out already; null if {@code later} tells
     */
    private record Looked(@Nullable Condition known, Supplier<Condition> later) {
        static Looked at(Condition known) {
            return new Looked(known, () -> known);
        }

        static Looked later(Supplier<Condition> later) {
            return new Looked(null, later);
        }

        Condition condition() {
            return later.get();
        }

        boolean is(boolean value) {
            return known != null && known.is(value);
        }

        Looked map(UnaryOperator<Condition> change) {
            return known == null ? later(() -> change.apply(later.get())) : at(change.apply(known));
        }

        /** Both of two ({@code and}), or either of them. */
        Looked joined(Looked other, boolean and) {
            if (is(!and) || other.is(!and)) {
                return at(Condition.of(!and));
            }
            if (is(and) || other.is(and)) {
                return is(and) ? other : this;
            }
            if (known != null && other.known != null) {
                return at(and ? known.and(other.known) : known.or(other.known));
            }
            return later(() -> {
                Condition left = condition();
                if (left.is(!and)) {
                    return left;
                }
                return and ? left.and(other.condition()) : left.or(other.condition());
            });
        }
    }

    private Looked look(Node node, boolean negated) {
        if (node instanceof Constant constant) {
            return Looked.at(Condition.of(constant.value() != negated));
        }
        if (node instanceof Not not) {
            return look(not.negated(), !negated);
        }
        if (node instanceof All all) {
            return combined(all.left(), all.right(), negated, !negated);
        }
        if (node instanceof Any any) {
            return combined(any.left(), any.right(), negated, negated);
        }
        return leaf((Leaf) node, negated);
    }

    private Looked combined(Node first, Node second, boolean negated, boolean both) {
        Looked left = look(first, negated);
        return left.is(!both) ? left : left.joined(look(second, negated), both);
    }

    private FakeField field(String name, Leaf leaf) {
        FakeField field = model.field(name);
        if (field == null) {
            throw PythonException.valueError("Invalid field " + model.name() + "." + name + " in condition " + leaf);
        }
        return field;
    }

    private Looked leaf(Leaf leaf, boolean negated) {
        int dot = leaf.path().indexOf('.');
        FakeField field = field(dot < 0 ? leaf.path() : leaf.path().substring(0, dot), leaf);
        String rest = dot < 0 ? "" : leaf.path().substring(dot + 1);
        if (leaf.operator().equals("=?") && rest.isEmpty()) {
            return Python.isTrue(leaf.value())
                    ? leaf(new Leaf(leaf.path(), "=", leaf.value()), negated)
                    : Looked.at(Condition.of(!negated));
        }
        String related = model.relatedPath(field);
        if (!rest.isEmpty()) {
            if (related != null) {
                return leaf(new Leaf(related + "." + rest, leaf.operator(), leaf.value()), negated);
            }
            Looked path = path(leaf, field, rest);
            return negated ? path.map(Condition::negate) : path;
        }
        if (related != null) {
            return related(related, leaf, negated);
        }
        if (leaf.operator().endsWith("any")) {
            return any(leaf, field, negated);
        }
        if (field.name().equals("display_name")) {
            Condition named = displayName(leaf);
            return Looked.at(negated ? named.negate() : named);
        }
        RelationsSince19 relations = new RelationsSince19(environment, model, this);
        if (leaf.operator().endsWith("_of")) {
            if (field.type() == FieldType.BOOLEAN) {
                throw ConditionErrors.notComparable(leaf);
            }
            return Looked.later(() -> {
                Condition family = relations.hierarchy(leaf, field);
                return negated ? family.negate() : family;
            });
        }
        return Looked.at(
                field.isRelational()
                        ? relations.condition(leaf, field, negated)
                        : new ScalarsSince19(environment, model, field, leaf).condition(negated));
    }

    // ------------------------------------------------------------------------------------- paths, any

    private Looked path(Leaf leaf, FakeField field, String rest) {
        if (field.type() == FieldType.PROPERTIES) {
            return Looked.at(new PartsSince19(environment, model, field).property(leaf, rest));
        }
        if (!field.isRelational()) {
            if (field.name().equals("display_name")) {
                return Looked.at(Condition.refused(ConditionErrors.notStored(model, field)));
            }
            if (field.type() == FieldType.DATE || field.type() == FieldType.DATETIME) {
                return Looked.at(new PartsSince19(environment, model, field).datePart(leaf, rest));
            }
            if (field.type() == FieldType.BOOLEAN && !Operators.isEquality(leaf.operator())) {
                throw ConditionErrors.notComparable(leaf);
            }
            return Looked.later(() -> {
                throw PythonException.valueError("Invalid field property '" + rest + "' on " + model.name() + "."
                        + field.name() + " in condition " + leaf);
            });
        }
        Leaf inner = new Leaf(rest, leaf.operator(), leaf.value());
        return other(field).look(inner, false).map(matches -> exists(field, matches, Set.of(inner.first())));
    }

    /** The condition of the field that a related one shows. A record without the relation is one whose field has no value. */
    private Looked related(String path, Leaf leaf, boolean negated) {
        String operator = leaf.operator();
        boolean isNone = leaf.value() == null || leaf.value().equals(false);
        if (Operators.isInequality(operator)) {
            String wanted = negated ? Operators.opposite(operator) : operator;
            Looked matching = leaf(new Leaf(path, wanted, leaf.value()), false);
            return isNone || "".equals(leaf.value()) ? matching.map(found -> orWithout(path, found)) : matching;
        }
        boolean isNegative = Operators.isNegative(operator);
        Leaf positive = new Leaf(path, Operators.positive(operator), leaf.value());
        if (positive.operator().contains("like")
                && !positive.operator().startsWith("=")
                && !Python.isTrue(leaf.value())) {
            return Looked.at(Condition.of(negated == isNegative));
        }
        boolean matchesNone = WantedValues.includeNone(positive) || (isNone && operator.endsWith("_of"));
        return leaf(positive, false).map(found -> {
            Condition matching = matchesNone ? orWithout(path, found) : found;
            return negated == isNegative ? matching : matching.negate();
        });
    }

    private Condition orWithout(String path, Condition matching) {
        return matching.or(leaf(new Leaf(new Leaf(path, "=", false).first(), "=", false), false)
                .condition());
    }

    private Looked any(Leaf leaf, FakeField field, boolean negated) {
        boolean isNothing = leaf.value() == null || leaf.value().equals(false);
        Domain.Parsed inner = Domain.parse(Series.V19, isNothing ? NOTHING : leaf.value());
        boolean isNegated = leaf.operator().startsWith("not ") != negated;
        Looked matching;
        if (field.name().equals("id")) {
            matching = look(inner.node(), false);
        } else if (field.isRelational()) {
            matching = other(field).look(inner.node(), false).map(matches -> exists(field, matches, inner.fields()));
        } else {
            throw PythonException.valueError("Cannot use 'any' with non-relational fields in condition " + leaf);
        }
        return isNegated ? matching.map(Condition::negate) : matching;
    }

    private ConditionsSince19 other(FakeField field) {
        return new ConditionsSince19(environment, environment.model(field.relation()));
    }

    /** Records whose other record's display name a condition matches. */
    Condition named(FakeField field, String operator, Object value) {
        return exists(field, other(field).of(new Leaf("display_name", operator, value)), Set.of());
    }

    /** Records that refer to one that a condition matches. */
    private Condition exists(FakeField field, Condition matches, Set<String> mentioned) {
        FakeModel other = environment.model(field.relation());
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
        boolean isNegative = Operators.isNegative(leaf.operator());
        String operator = Operators.positive(leaf.operator());
        NameDomain domain = model.definition().nameDomain();
        if (domain != null && leaf.value() != null && !Boolean.FALSE.equals(leaf.value())) {
            Condition found = Condition.FALSE;
            boolean isAmong = operator.equals("in");
            for (Object one : isAmong && leaf.value() instanceof List<?> list ? list : List.of(leaf.value())) {
                List<?> wanted = domain.of(
                        environment.sudo().browse(model, List.of()), isAmong ? "=" : operator, one == null ? "" : one);
                found = found.or(of(Domain.parse(Series.V19, wanted).node()));
            }
            return isNegative ? found.negate() : found;
        }
        List<String> names = model.definition().namesSearched();
        Condition found = Condition.FALSE;
        for (String name : names.isEmpty() ? List.of(model.definition().recordName()) : names) {
            if (model.field(name) != null) {
                found = found.or(
                        leaf(new Leaf(name, operator, leaf.value()), false).condition());
            }
        }
        return isNegative ? found.negate() : found;
    }
}
