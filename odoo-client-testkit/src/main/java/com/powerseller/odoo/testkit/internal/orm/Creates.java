package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.testkit.internal.orm.access.Access;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.internal.orm.chatter.Chatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates records of one model within one call. */
final class Creates {
    private final Environment environment;
    private final FakeModel model;
    private final Writes writes;
    private final RecordChecks checks;

    Creates(Environment environment, FakeModel model, Writes writes) {
        this.environment = environment;
        this.model = model;
        this.writes = writes;
        this.checks = new RecordChecks(environment, model);
    }

    List<Long> create(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        Access access = environment.access();
        access.check(model, Operation.CREATE);
        for (Map<String, ? extends @Nullable Object> row : rows) {
            checks.checkNames(row.keySet(), "create");
        }
        List<Created> created = new ArrayList<>();
        for (Map<String, ? extends @Nullable Object> row : rows) {
            created.add(insert(row));
        }
        created.forEach(this::complete);
        List<Long> ids = created.stream().map(Created::id).toList();
        access.check(model, ids, Operation.CREATE);
        Chatter chatter = Chatter.of(environment, model);
        if (chatter != null) {
            chatter.created(ids, rows);
        }
        Automations automations = Automations.of(environment, model);
        if (automations != null) {
            automations.created(ids);
        }
        return ids;
    }

    /** A new row, and what it still lacks. */
    private record Created(long id, Set<String> given, Map<String, @Nullable Object> later) {}

    private Created insert(Map<String, ? extends @Nullable Object> given) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(given);
        new Defaults(environment, model).of(model.fields().keySet()).forEach(values::putIfAbsent);
        for (var change : model.definition().beforeCreate()) {
            values = new LinkedHashMap<>(change.apply(values));
        }
        createDelegates(values);
        long id = model.table().nextId();
        Row row = Row.empty(environment, model);
        Map<String, @Nullable Object> later = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            FakeField field = model.existing(name);
            boolean isEmpty = value == null || Boolean.FALSE.equals(value);
            boolean isCleared = isEmpty && field.inverse() != null && given.containsKey(name);
            if ((field.isX2Many() || field.column() < 0) && !FakeModel.isAutomatic(name) && (!isEmpty || isCleared)) {
                later.put(name, value);
            }
        });
        row.putAll(values);
        row.stampCreation();
        row.fillBooleans();
        row.roundAmounts();
        new PropertyDefinitions(environment, model).fillDefaults(row.columns());
        row.insert(id);
        environment.transaction().tracking().created(model, id);
        Recomputation recomputation = environment.transaction().recomputation();
        recomputation.created(environment.sudo(), model, id, values.keySet());
        return new Created(id, Set.copyOf(given.keySet()), later);
    }

    private void complete(Created row) {
        long id = row.id();
        writes.apply(id, row.later(), true);
        RecordSet created = environment.browse(model, List.of(id));
        model.definition().beforeRequired().forEach(action -> action.accept(created));
        environment.transaction().recomputation().computeFields(environment.sudo(), model, id);
        checks.checkRequired(id, null);
        checks.checkRow(id);
        checks.checkLinks(id, model.fields().keySet(), row.given(), true);
        checks.check(List.of(id));
        model.definition().afterCreate().forEach(action -> action.accept(created));
    }

    /** Creates the records that this one delegates to, with its values for their fields. */
    private void createDelegates(Map<String, @Nullable Object> values) {
        for (String many2one : model.definition().delegations()) {
            if (!Python.isTrue(values.get(many2one))) {
                Map<String, @Nullable Object> theirs = new LinkedHashMap<>();
                values.forEach((name, value) -> {
                    if (model.isDelegated(name, many2one)) {
                        theirs.put(name, value);
                    }
                });
                values.keySet().removeAll(theirs.keySet());
                FakeModel other = environment.model(model.existing(many2one).relation());
                Environment inner = environment.with("created_by_delegation", true);
                values.put(
                        many2one,
                        new Writes(inner, other).create(List.of(theirs)).get(0));
            }
        }
    }
}
