package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.model.ModelDefinition.Constraint;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What must hold for the records of one model that are created or changed, within one call. */
final class RecordChecks {
    private final Environment environment;
    private final FakeModel model;

    RecordChecks(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** The fields exist, and the user may write them. */
    void checkNames(Collection<String> names, String method) {
        for (String name : names) {
            FakeField field = model.field(name);
            if (field == null) {
                model.checkComplete(name);
                throw unknownField(name, method);
            }
            environment.access().check(model, field, Operation.WRITE);
        }
    }

    private PythonException unknownField(String name, String method) {
        if (!environment.series().atLeast(Series.V19)) {
            return PythonException.valueError("Invalid field '" + name + "' on model '" + model.name() + "'");
        }
        String text = "Invalid field '" + name + "' in '" + model.name() + "'";
        // A chatter looks at the fields before anything else does.
        return method.equals("write") && model.field("message_ids") != null
                ? PythonException.of("builtins.KeyError", text)
                : PythonException.valueError(text);
    }

    /**
     * Each required field has a value.
     *
     * @param written the fields to look at; null for all
     */
    void checkRequired(long id, @Nullable Collection<String> written) {
        for (FakeField field : model.fields().values()) {
            boolean isAsked = written == null || written.contains(field.name());
            if (isAsked
                    && field.schema().required()
                    && field.column() >= 0
                    && !field.schema().companyDependent()
                    && !FakeModel.isAutomatic(field.name())
                    && model.table().get(id, field.column()) == null
                    && field.type() != FieldType.MANY2MANY
                    && !field.isNumber()) {
                throw missingValue(field);
            }
        }
    }

    private PythonException missingValue(FakeField field) {
        String where = "\nModel: " + model.definition().label() + " (" + model.name() + ")\nField: "
                + field.schema().label() + " (" + field.name() + ")\n";
        return PythonException.validationError(
                environment.series().atLeast(Series.V19)
                        ? "The operation cannot be completed: Missing required value for the field '"
                                + field.schema().label() + "' (" + field.name() + ").\nModel: " + model.name() + "\n"
                        : "The operation cannot be completed:\n- Create/update: a mandatory field is not set." + where);
    }

    /** What many2one fields refer to exists. */
    void checkLinks(long id, Collection<String> names, Collection<String> given, boolean isNew) {
        for (String name : names) {
            FakeField field = model.existing(name);
            if (!FakeModel.isAutomatic(name)
                    && field.type() == FieldType.MANY2ONE
                    && field.column() >= 0
                    && model.table().get(id, field.column()) instanceof Long other) {
                new Links(environment, model).check(field, other, given.contains(name), isNew);
            }
        }
    }

    /** No record is above itself. */
    void checkHierarchy(long id, Collection<String> written) {
        FakeField parent = model.field("parent_id");
        if (parent == null
                || !written.contains("parent_id")
                || !model.name().equals(parent.schema().relation())) {
            return;
        }
        Set<Object> seen = new LinkedHashSet<>();
        for (Object up = id; up != null; up = model.table().get((Long) up, parent.column())) {
            if (!seen.add(up)) {
                throw PythonException.userError("Recursion Detected.");
            }
        }
    }

    /** PostgreSQL looks at a row by itself before it looks for others. */
    void checkRow(long id) {
        RecordSet record = environment.browse(model, List.of(id));
        check(constraint -> constraint.check() == null || constraint.check().test(record));
    }

    /** All constraints, once everything of the records is in place. */
    void check(List<Long> ids) {
        for (long id : ids) {
            checkRow(id);
            check(constraint -> constraint.check() != null || isUnique(id, constraint.uniqueFields()));
        }
        RecordSet records = environment.browse(model, ids);
        model.definition().checks().forEach(check -> check.accept(records));
    }

    private void check(Predicate<Constraint> holds) {
        for (Constraint constraint : model.definition().constraints()) {
            if (!holds.test(constraint)) {
                throw PythonException.validationError("The operation cannot be completed: " + constraint.message());
            }
        }
    }

    /** Looks at those alone that have the rarest of the values. */
    private boolean isUnique(long id, List<String> fields) {
        Table table = model.table();
        List<FakeField> columns = fields.stream().map(model::existing).toList();
        Set<Long> fewest = null;
        for (FakeField field : columns) {
            Object value = table.get(id, field.column());
            if (value == null) {
                return true;
            }
            Set<Long> having = table.having(field.column(), List.of(value));
            fewest = fewest == null || having.size() < fewest.size() ? having : fewest;
        }
        return fewest == null
                || fewest.stream()
                        .noneMatch(other -> other != id
                                && columns.stream()
                                        .allMatch(field -> Objects.equals(
                                                table.get(id, field.column()), table.get(other, field.column()))));
    }
}
