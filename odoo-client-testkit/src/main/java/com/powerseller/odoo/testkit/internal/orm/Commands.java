package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out the commands of a one2many or many2many field of one record, in their order. */
final class Commands {
    private final Environment environment;
    private final FakeModel model;
    private final FakeField field;
    private final long record;
    private final FakeModel other;
    private final Writes others;

    Commands(Environment environment, FakeModel model, FakeField field, long record) {
        this.environment = environment;
        this.model = model;
        this.field = field;
        this.record = record;
        this.other = environment.model(field.relation());
        this.others = new Writes(environment, other);
    }

    void apply(@Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value)) {
            set(List.of());
            return;
        }
        if (!(value instanceof List<?> list)) {
            throw new UnsupportedByFakeException(
                    "commands of " + model.name() + "." + field.name() + " that are no list: " + Python.repr(value));
        }
        if (!list.isEmpty() && list.stream().allMatch(Long.class::isInstance)) {
            set(ids(list));
            return;
        }
        for (Object one : list) {
            if (!(one instanceof List<?> command) || command.isEmpty() || !(command.get(0) instanceof Long code)) {
                throw PythonException.valueError(
                        "Wrong value for " + model.name() + "." + field.name() + ": " + Python.repr(value));
            }
            apply(code, command);
        }
    }

    private void apply(long code, List<?> command) {
        switch ((int) code) {
            case 0 -> create(values(command));
            case 1 -> others.write(List.of(id(command)), values(command));
            case 2 -> delete(id(command));
            case 3 -> unlink(id(command));
            case 4 -> link(id(command));
            case 5 -> set(List.of());
            case 6 -> set(command.size() > 2 && command.get(2) instanceof List<?> ids ? ids(ids) : List.of());
            default -> {
                // Odoo takes a command that it does not know without a word.
            }
        }
    }

    private static long id(List<?> command) {
        return command.size() > 1 && command.get(1) instanceof Long id ? id : 0;
    }

    private static Map<String, @Nullable Object> values(List<?> command) {
        return command.size() > 2 && command.get(2) instanceof Map<?, ?> values
                ? FieldValues.map(values)
                : new LinkedHashMap<>();
    }

    private static List<Long> ids(List<?> values) {
        return values.stream().map(Long.class::cast).toList();
    }

    private boolean isOne2Many() {
        return field.type() == FieldType.ONE2MANY;
    }

    private FakeField inverse() {
        return other.existing(Objects.requireNonNull(field.schema().inverse()));
    }

    private void create(Map<String, @Nullable Object> values) {
        if (isOne2Many()) {
            values.put(inverse().name(), record);
            others.create(List.of(values));
        } else {
            link(others.create(List.of(values)).get(0));
        }
    }

    private void delete(long id) {
        if (!isOne2Many()) {
            unlink(id);
        }
        others.unlink(List.of(id));
    }

    private void unlink(long id) {
        if (!isOne2Many()) {
            Set<Long> left = new LinkedHashSet<>(links());
            left.remove(id);
            replace(List.copyOf(left));
        } else if (inverse().schema().required() || isCascade()) {
            others.unlink(List.of(id));
        } else {
            Map<String, @Nullable Object> none = new LinkedHashMap<>();
            none.put(inverse().name(), null);
            others.write(List.of(id), none);
        }
    }

    private boolean isCascade() {
        return other.definition().onDelete().get(inverse().name())
                == com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete.CASCADE;
    }

    private void link(long id) {
        others.existing(id);
        if (isOne2Many()) {
            others.write(List.of(id), Map.of(inverse().name(), record));
        } else {
            Set<Long> all = new LinkedHashSet<>(links());
            all.add(id);
            replace(List.copyOf(all));
        }
    }

    private void set(List<Long> ids) {
        if (isOne2Many()) {
            for (long id : links()) {
                if (!ids.contains(id)) {
                    unlink(id);
                }
            }
            ids.forEach(this::link);
        } else {
            ids.forEach(others::existing);
            replace(ids);
        }
    }

    private List<Long> links() {
        Object links = model.value(environment, record, field);
        return links instanceof List<?> ids ? ids(ids) : List.of();
    }

    private void replace(List<Long> links) {
        if (field.otherSide() == null) {
            new Writes(environment, model).link(record, field, new ArrayList<>(new LinkedHashSet<>(links)));
            return;
        }
        FakeField otherField = model.otherField(field);
        Set<Long> changed = new LinkedHashSet<>(links());
        changed.addAll(links);
        for (long id : changed) {
            List<Long> theirs = new ArrayList<>();
            if (other.table().get(id, otherField.column()) instanceof List<?> before) {
                theirs.addAll(ids(before));
            }
            theirs.remove(record);
            if (links.contains(id)) {
                theirs.add(record);
            }
            others.link(id, otherField, theirs);
        }
    }
}
