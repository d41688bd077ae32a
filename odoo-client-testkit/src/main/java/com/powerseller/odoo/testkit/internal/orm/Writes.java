package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.access.Access;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.internal.orm.chatter.Chatter;
import com.powerseller.odoo.testkit.model.Records;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return change(() -> createAll(rows));
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

    private List<Long> createAll(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        Access access = environment.access();
        access.check(model, Operation.CREATE);
        for (Map<String, ? extends @Nullable Object> row : rows) {
            checkNames(row.keySet(), "create");
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
        Table table = model.table();
        long id = table.nextId();
        @Nullable Object[] row = table.newRow();
        Map<String, @Nullable Object> later = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            FakeField field = model.existing(name);
            boolean isEmpty = value == null || Boolean.FALSE.equals(value);
            boolean isCleared = isEmpty && field.inverse() != null && given.containsKey(name);
            if ((field.isX2Many() || field.column() < 0) && !isAutomatic(name) && (!isEmpty || isCleared)) {
                later.put(name, value);
            }
        });
        putAll(row, values);
        stamp(row, "create_date", "create_uid");
        stamp(row, "write_date", "write_uid");
        for (FakeField field : model.fields().values()) {
            boolean isFilled = field.schema().required() || field.schema().readonly();
            if (isFilled && field.type() == FieldType.BOOLEAN && field.column() >= 0 && row[field.column()] == null) {
                row[field.column()] = false;
            }
        }
        roundAmounts(row);
        new PropertyDefinitions(environment, model).fillDefaults(row);
        table.insert(id, row, environment.transaction());
        environment.transaction().tracking().created(model, id);
        Recomputation recomputation = environment.transaction().recomputation();
        recomputation.created(environment.sudo(), model, id, values.keySet());
        return new Created(id, Set.copyOf(given.keySet()), later);
    }

    private void complete(Created row) {
        long id = row.id();
        apply(id, row.later(), true);
        RecordSet created = environment.browse(model, List.of(id));
        model.definition().beforeRequired().forEach(action -> action.accept(created));
        environment.transaction().recomputation().computeFirst(environment.sudo(), model, id);
        checks.checkRequired(id, null);
        checks.checkRow(id);
        checks.checkLinks(id, model.fields().keySet(), row.given(), true);
        checks.check(List.of(id));
        model.definition().afterCreate().forEach(action -> action.accept(created));
    }

    /** Puts in what is kept in columns: in the order of the fields, and at last what only PostgreSQL looks at. */
    private void putAll(@Nullable Object[] row, Map<String, @Nullable Object> values) {
        for (boolean isLink : new boolean[] {false, true}) {
            for (FakeField field : model.fields().values()) {
                boolean isGiven = values.containsKey(field.name()) && !isAutomatic(field.name());
                boolean isColumn = !field.isX2Many() && field.column() >= 0;
                if (isGiven && isColumn && (field.type() == FieldType.MANY2ONE) == isLink) {
                    put(row, field, values.get(field.name()));
                }
            }
        }
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

    private void stamp(@Nullable Object[] row, String date, String user) {
        FakeField when = model.field(date);
        FakeField who = model.field(user);
        if (when != null && when.column() >= 0) {
            row[when.column()] = environment.transaction().now();
        }
        if (who != null && who.column() >= 0) {
            row[who.column()] = environment.uid();
        }
    }

    static boolean isAutomatic(String field) {
        return FakeModel.AUTOMATIC.contains(field);
    }

    private void checkNames(Collection<String> names, String method) {
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

    private void put(@Nullable Object[] row, FakeField field, @Nullable Object value) {
        Object kept = FieldValues.toKept(environment, model, field, value);
        if (field.schema().companyDependent()) {
            row[field.column()] = with(row[field.column()], environment.company(), kept);
        } else if (field.isTranslated() && !(kept instanceof Translations)) {
            row[field.column()] = Translations.with(row[field.column()], environment.lang(), kept);
        } else {
            row[field.column()] = kept;
        }
    }

    private static Map<?, @Nullable Object> with(@Nullable Object byCompany, long company, @Nullable Object value) {
        if (!(byCompany instanceof Map<?, ?> before)) {
            return Collections.singletonMap(company, value);
        }
        Map<Object, @Nullable Object> after = new HashMap<>(before);
        after.put(company, value);
        return after;
    }

    /** Rounds amounts as their currency does, where both are stored. */
    private void roundAmounts(@Nullable Object[] row) {
        for (FakeField field : model.fields().values()) {
            String currencyField = field.schema().currencyField();
            FakeField currency = currencyField == null ? null : model.field(currencyField);
            if (field.type() == FieldType.MONETARY
                    && field.column() >= 0
                    && currency != null
                    && currency.column() >= 0
                    && row[field.column()] instanceof Double amount
                    && row[currency.column()] instanceof Long id) {
                row[field.column()] = rounded(amount, environment.model(currency.relation()), id);
            }
        }
    }

    private static Double rounded(Double amount, FakeModel currencies, long id) {
        FakeField rounding = currencies.field("rounding");
        if (rounding == null || !(currencies.table().get(id, rounding.column()) instanceof Double step) || step <= 0) {
            return amount;
        }
        BigDecimal unit = BigDecimal.valueOf(step);
        return BigDecimal.valueOf(amount)
                .divide(unit, 0, RoundingMode.HALF_UP)
                .multiply(unit)
                .doubleValue();
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
        checkNames(values.keySet(), "write");
        for (long id : ids) {
            existing(id);
        }
        Automations automations = Automations.of(environment, model);
        Automations.Before before = automations == null ? null : automations.before(ids, fields(values.keySet()));
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        Map<String, @Nullable Object> later = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!isAutomatic(name)) {
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
            @Nullable Object[] row = row(id).clone();
            columns.forEach((name, value) -> {
                boolean unused = environment.transaction().recomputation().given(model.existing(name), id);
                put(row, model.existing(name), referred(model.existing(name), value));
            });
            stamp(row, "write_date", "write_uid");
            roundAmounts(row);
            model.table().replace(id, row, environment.transaction());
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

    private List<FakeField> fields(Set<String> names) {
        return names.stream().map(model::existing).toList();
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
        @Nullable Object[] row = row(id).clone();
        if (field.type() == FieldType.MANY2MANY) {
            row[field.column()] = value instanceof List<?> links && !links.isEmpty() ? List.copyOf(links) : null;
        } else {
            put(row, field, value);
        }
        roundAmounts(row);
        if (!Objects.equals(row[field.column()], row(id)[field.column()])) {
            stamp(row, "write_date", "write_uid");
            model.table().replace(id, row, environment.transaction());
        }
    }

    private @Nullable Object[] row(long id) {
        return Objects.requireNonNull(model.table().rows().get(id));
    }

    /** Throws if there is no such record. */
    void existing(long id) {
        if (!model.table().has(id)) {
            throw PythonException.missingRecord(model.name(), id, environment.uid());
        }
    }

    /** What is in other tables than the record's own, or computed. */
    private void apply(long id, Map<String, @Nullable Object> values, boolean isNew) {
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
        @Nullable Object[] row = row(id).clone();
        Object kept = row[field.column()];
        for (Map.Entry<String, ? extends @Nullable Object> text : texts.entrySet()) {
            kept = text.getValue() instanceof String written
                    ? Translations.with(kept, text.getKey(), written)
                    : Translations.without(kept, text.getKey());
        }
        row[field.column()] = kept;
        stamp(row, "write_date", "write_uid");
        model.table().replace(id, row, environment.transaction());
    }

    /** Replaces a record's many2many links. */
    void link(long id, FakeField field, List<Long> links) {
        @Nullable Object[] row = row(id).clone();
        row[field.column()] = links.isEmpty() ? null : List.copyOf(links);
        stamp(row, "write_date", "write_uid");
        model.table().replace(id, row, environment.transaction());
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
