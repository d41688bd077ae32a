package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.access.Access;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.internal.orm.domain.Condition;
import com.powerseller.odoo.testkit.internal.orm.domain.Conditions;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.All;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Searches of one model within one call. */
public final class Searches {
    private final Environment environment;
    private final FakeModel model;

    public Searches(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** The ids that a domain matches, in an order; 0 is no limit. */
    public List<Long> search(@Nullable Object domain, long offset, long limit, @Nullable String order) {
        environment.access().check(model, Operation.READ);
        environment.lang();
        Domain.Parsed parsed = Domain.parse(environment.series(), domain);
        checkFields(parsed.fields());
        Condition condition = Conditions.on(environment, model).of(parsed.node());
        if (condition.is(false)) {
            return List.of();
        }
        condition.checkSql();
        String clause = order == null || order.isBlank() ? model.order() : order;
        // A wrong clause is an error even if there is nothing to sort.
        new Orders(environment, model).check(clause);
        LongPredicate matches = matching(parsed, condition);
        boolean byId = Orders.isById(clause);
        long wanted = byId && limit > 0 ? offset + limit : Long.MAX_VALUE;
        List<Long> found = new ArrayList<>();
        for (long id : candidates(parsed.node())) {
            if (matches.test(id)) {
                found.add(id);
                if (found.size() >= wanted) {
                    break;
                }
            }
        }
        List<Long> sorted = byId ? found : new Orders(environment, model).sorted(found, clause);
        long end = limit == 0 ? sorted.size() : Math.min(sorted.size(), offset + limit);
        return offset >= end ? List.of() : sorted.subList((int) offset, (int) end);
    }

    /** Whether a domain can match no record whatever, which series 19 sees beforehand. */
    public boolean isNever(@Nullable Object domain) {
        Domain.Parsed parsed = Domain.parse(environment.series(), domain);
        return Conditions.on(environment, model).of(parsed.node()).is(false);
    }

    /** How many records a domain matches. */
    public long count(@Nullable Object domain) {
        environment.access().check(model, Operation.READ);
        Domain.Parsed parsed = Domain.parse(environment.series(), domain);
        checkFields(parsed.fields());
        LongPredicate matches =
                matching(parsed, Conditions.on(environment, model).of(parsed.node()));
        return candidates(parsed.node()).stream().filter(matches::test).count();
    }

    private LongPredicate matching(Domain.Parsed domain, Condition condition) {
        LongPredicate found = condition.queried();
        LongPredicate rules = environment.access().rules(model, Operation.READ);
        LongPredicate matches = rules == null ? found : found.and(rules);
        if (!environment.activeTest() || domain.fields().contains("active")) {
            return matches;
        }
        LongPredicate isActive = model::isActive;
        return isActive.and(matches);
    }

    private void checkFields(Collection<String> names) {
        Access access = environment.access();
        for (String name : names) {
            model.checkComplete(name);
            FakeField field = model.field(name);
            if (field != null) {
                access.check(model, field, Operation.READ);
            }
        }
    }

    /** Ids, ascending, among which all matching ones are: few if the domain says so by id or by a value. */
    private Collection<Long> candidates(Node node) {
        Collection<Long> few = few(node);
        return few == null ? model.table().ids() : few;
    }

    private @Nullable Collection<Long> few(Node node) {
        if (node instanceof All all) {
            Collection<Long> left = few(all.left());
            Collection<Long> right = left != null && left.size() < 16 ? null : few(all.right());
            return left == null || (right != null && right.size() < left.size()) ? right : left;
        }
        if (!(node instanceof Leaf leaf)
                || !(leaf.operator().equals("=") || leaf.operator().equals("in"))) {
            return null;
        }
        List<?> values = leaf.value() instanceof List<?> list ? list : Collections.singletonList(leaf.value());
        if (values.isEmpty()) {
            return null;
        }
        FakeField field = model.field(leaf.path());
        if (field == null) {
            return null;
        }
        if (field.name().equals("id")) {
            return values.stream().allMatch(Long.class::isInstance)
                    ? new TreeSet<>(values.stream()
                            .map(Long.class::cast)
                            .filter(model.table()::has)
                            .toList())
                    : null;
        }
        // Where the fake has no value for some rows, those must be looked at, to say so.
        boolean isIndexable = field.column() >= 0
                && new KnownFields(model).isReadable(field)
                && !model.definition().fallbacks().containsKey(field.name())
                && !field.isTranslated()
                && !model.definition().secret().contains(field.name())
                && (field.type() == FieldType.MANY2ONE
                        ? values.stream().allMatch(Long.class::isInstance)
                        : (field.type() == FieldType.CHAR || field.type() == FieldType.SELECTION)
                                && values.stream().allMatch(value -> value instanceof String text && !text.isEmpty()));
        if (!isIndexable) {
            return null;
        }
        return field.schema().companyDependent()
                ? model.table().havingForACompany(field.column(), values)
                : model.table().having(field.column(), values);
    }
}
