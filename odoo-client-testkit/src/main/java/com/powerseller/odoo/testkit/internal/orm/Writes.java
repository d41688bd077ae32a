package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.access.Access;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.internal.orm.chatter.Chatter;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes records of one model within one call. */
public final class Writes {
    private final Environment environment;
    private final FakeModel model;
    private final RecordChecks checks;

    public Writes(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
        this.checks = new RecordChecks(environment, model);
    }

    // ------------------------------------------------------------------------------------------ create

    public List<Long> create(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return change(() -> new Creates(environment, model, this).create(rows));
    }

    /** Does something, and then what follows from it, unless that is a part of something greater. */
    private <T> T change(Supplier<T> change) {
        Recomputation recomputation = environment.transaction().recomputation();
        recomputation.begin();
        T result;
        try {
            result = change.get();
        } catch (RuntimeException | Error e) {
            recomputation.fail();
            throw e;
        }
        recomputation.end(environment.sudo());
        return result;
    }

    // ------------------------------------------------------------------------------------------- write

    public void write(List<Long> ids, Map<String, ? extends @Nullable Object> values) {
        change(() -> {
            writeAll(ids, values);
            return true;
        });
    }

    private void writeAll(List<Long> ids, Map<String, ? extends @Nullable Object> values) {
        Access access = environment.access();
        access.check(model, Operation.WRITE);
        access.check(model, ids.stream().filter(model.table()::has).toList(), Operation.WRITE);
        checks.checkNames(values.keySet(), "write");
        for (long id : ids) {
            existing(id);
        }
        Automations automations = Automations.of(environment, model);
        Automations.Before before = automations == null ? null : automations.before(ids);
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        Map<String, @Nullable Object> later = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!FakeModel.isAutomatic(name)) {
                FakeField field = model.existing(name);
                (field.isX2Many() || field.column() < 0 ? later : columns).put(name, value);
            }
        });
        Chatter chatter = Chatter.of(environment, model);
        if (chatter != null) {
            chatter.beforeWrite(ids);
        }
        RecordSet written = environment.browse(model, ids);
        model.definition().beforeWrite().forEach(action -> action.accept(written, values));
        List<Consumer<Records>> afterwards = model.definition().aroundWrite().stream()
                .map(action -> action.apply(written, values))
                .toList();
        changed(columns.keySet(), ids, values.keySet());
        for (long id : ids) {
            Row row = Row.of(environment, model, id);
            columns.forEach((name, value) -> {
                environment.transaction().recomputation().given(model.existing(name), id);
                row.put(model.existing(name), referred(model.existing(name), value));
            });
            row.stampChange();
            row.roundAmounts();
            row.replace(id);
            apply(id, later, false);
            checks.checkRequired(id, values.keySet());
            checks.checkRow(id);
            checks.checkLinks(id, columns.keySet(), columns.keySet(), false);
            checks.checkHierarchy(id, columns.keySet());
        }
        changed(values.keySet(), ids, values.keySet());
        checks.check(ids);
        model.definition().afterWrite().forEach(action -> action.accept(written, values.keySet()));
        afterwards.forEach(action -> action.accept(written));
        if (chatter != null) {
            chatter.written(ids, values);
        }
        if (automations != null && before != null) {
            automations.written(before);
        }
    }

    /** A reference that is written is looked for; one that a record is created with is not. */
    private @Nullable Object referred(FakeField field, @Nullable Object value) {
        if (field.type() != FieldType.REFERENCE
                || !(FieldValues.toKept(environment, model, field, value) instanceof String reference)) {
            return value;
        }
        int comma = reference.indexOf(',');
        FakeModel other = environment.model(reference.substring(0, comma));
        return other.table().has(Long.parseLong(reference.substring(comma + 1))) ? value : null;
    }

    void changed(Set<String> fields, List<Long> ids, Set<String> given) {
        environment.transaction().recomputation().changed(environment.sudo(), model, fields, ids, given);
    }

    /** Keeps what a field is worked out to be. */
    void putComputed(long id, FakeField field, @Nullable Object value) {
        Chatter chatter = Chatter.of(environment, model);
        if (chatter != null) {
            chatter.beforeComputation(id, field);
        }
        Row row = Row.of(environment, model, id);
        if (field.type() == FieldType.MANY2MANY) {
            row.keepLinks(field, value instanceof List<?> links ? links : List.of());
        } else {
            row.put(field, value);
        }
        row.roundAmounts();
        if (row.differs(field, id)) {
            row.stampChange();
            row.replace(id);
        }
    }

    /** Throws if there is no such record. */
    void existing(long id) {
        if (!model.table().has(id)) {
            throw PythonException.missingRecord(model.name(), id, environment.uid());
        }
    }

    /** What is in other tables than the record's own, or computed. */
    void apply(long id, Map<String, @Nullable Object> values, boolean isNew) {
        values.forEach((name, value) -> {
            FakeField field = model.existing(name);
            if (field.inverse() != null) {
                field.inverse().accept(environment.browse(model, List.of(id)), value);
            } else if (field.computed() != null || name.equals("display_name")) {
                // As Odoo: a computed field without an inverse takes what is written, and forgets it.
                return;
            } else if (field.isX2Many()) {
                new Commands(environment, model, field, id, isNew).apply(value);
            } else {
                throw new UnsupportedByFakeException("writing the field " + name + " of " + model.name()
                        + ", which Odoo computes: give the model a behaviour with an inverse");
            }
        });
    }

    /** Replaces what a translated field has in the languages. */
    public void translate(long id, FakeField field, Map<String, ? extends @Nullable Object> texts) {
        environment.access().check(model, List.of(id), Operation.WRITE);
        Row row = Row.of(environment, model, id);
        Object kept = row.kept(field);
        for (Map.Entry<String, ? extends @Nullable Object> text : texts.entrySet()) {
            kept = text.getValue() instanceof String written
                    ? Translations.with(kept, text.getKey(), written)
                    : Translations.without(kept, text.getKey());
        }
        row.keep(field, kept);
        row.stampChange();
        row.replace(id);
    }

    /** Replaces a record's many2many links. */
    void link(long id, FakeField field, List<Long> links) {
        Row row = Row.of(environment, model, id);
        row.keepLinks(field, links);
        row.stampChange();
        row.replace(id);
        changed(Set.of(field.name()), List.of(id), Set.of());
    }

    // ---------------------------------------------------------------------------------- unlink and copy

    public void unlink(List<Long> ids) {
        change(() -> {
            new Deletions(environment, model).delete(ids);
            return true;
        });
    }

    public List<Long> copy(List<Long> ids, Map<String, ? extends @Nullable Object> changes) {
        List<Long> copies = new ArrayList<>();
        for (long id : ids) {
            existing(id);
            Map<String, @Nullable Object> values = new Copies(environment, model).of(id);
            values.putAll(changes);
            copies.addAll(create(List.of(values)));
        }
        return copies;
    }
}
