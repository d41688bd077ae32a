package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes records of one model within one call, and what becomes of those that refer to them. */
final class Deletions {
    private final Environment environment;
    private final FakeModel model;

    Deletions(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    void delete(List<Long> ids) {
        Writes writes = new Writes(environment, model);
        environment
                .access()
                .check(model, ids.stream().filter(model.table()::has).toList(), Operation.UNLINK);
        for (long id : ids) {
            writes.existing(id);
        }
        Automations automations = Automations.of(environment, model);
        if (automations != null) {
            automations.deleted(ids);
        }
        RecordSet records = environment.browse(model, ids);
        model.definition().beforeDelete().forEach(action -> action.accept(records));
        Set<Long> all = Set.copyOf(ids);
        for (long id : new LinkedHashSet<>(ids)) {
            if (model.table().has(id)) {
                releaseReferences(id, all);
                writes.changed(model.fields().keySet(), List.of(id), Set.of());
                model.table().delete(id, environment.transaction());
                RecordsAbout.delete(environment, model, id);
            }
        }
    }

    private void releaseReferences(long id, Set<Long> deleted) {
        for (FakeModel other : environment.database().models().used()) {
            for (FakeField field : other.fields().values()) {
                if (field.type() == FieldType.MANY2ONE
                        && field.column() >= 0
                        && model.name().equals(field.schema().relation())) {
                    release(other, field, id, deleted);
                }
            }
        }
    }

    private void release(FakeModel other, FakeField field, long id, Set<Long> deleted) {
        boolean ofCompanies = field.schema().companyDependent();
        List<Long> referring = new ArrayList<>(
                ofCompanies
                        ? other.table().havingForACompany(field.column(), List.of(id))
                        : other.table().having(field.column(), List.of(id)));
        if (other == model) {
            referring.removeAll(deleted);
        }
        if (referring.isEmpty()) {
            return;
        }
        OnDelete action = other.definition()
                .onDelete()
                .getOrDefault(field.name(), field.schema().required() ? OnDelete.RESTRICT : OnDelete.SET_NULL);
        switch (action) {
            case CASCADE -> new Writes(environment.sudo(), other).unlink(referring);
            case SET_NULL -> {
                for (long one : referring) {
                    @Nullable Object[] row = Objects.requireNonNull(other.table().rows().get(one))
                            .clone();
                    row[field.column()] =
                            row[field.column()] instanceof Map<?, ?> byCompany ? without(byCompany, id) : null;
                    other.table().replace(one, row, environment.transaction());
                    new Writes(environment, other).changed(Set.of(field.name()), List.of(one), Set.of());
                }
            }
            case RESTRICT -> throw ofCompanies ? usedBy(id, other, referring) : requiredElsewhere(other, field);
        }
    }

    /** What the companies have that have another record than this one. */
    private static @Nullable Map<?, ?> without(Map<?, ?> byCompany, long id) {
        Map<Object, @Nullable Object> others = new HashMap<>(byCompany);
        others.values().removeIf(value -> Long.valueOf(id).equals(value));
        return others.isEmpty() ? null : others;
    }

    private PythonException usedBy(long id, FakeModel other, List<Long> referring) {
        return PythonException.userError("You cannot delete " + model.name() + "(" + id + ",), as it is used by "
                + other.name() + Python.tuple(referring));
    }

    private PythonException requiredElsewhere(FakeModel other, FakeField field) {
        return PythonException.validationError(
                environment.series().atLeast(Series.V19)
                        ? "The operation cannot be completed: Another model is using the record you are trying to delete.\n\n"
                                + "The troublemaker is: " + other.name() + "\nThanks to the following constraint: "
                                + field.name() + "\nHow about archiving the record instead?"
                        : "The operation cannot be completed: another model requires the record being deleted. If possible,"
                                + " archive it instead.\n\nModel: " + other.name() + "\nConstraint: " + field.name()
                                + "\n");
    }
}
