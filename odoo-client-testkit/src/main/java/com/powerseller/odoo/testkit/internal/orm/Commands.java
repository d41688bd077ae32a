package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
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
    private final boolean isNew;
    private final FakeModel other;
    private final Writes others;

    /** @param isNew whether the record is being created */
    Commands(Environment environment, FakeModel model, FakeField field, long record, boolean isNew) {
        this.isNew = isNew;
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
            throw PythonException.valueError(
                    "Wrong value for " + model.name() + "." + field.name() + ": " + Python.str(value));
        }
        if (!list.isEmpty() && list.stream().allMatch(Long.class::isInstance)) {
            set(ids(list));
            return;
        }
        List<List<?>> commands = new ArrayList<>();
        for (Object one : list) {
            if (!(one instanceof List<?> command) || command.isEmpty() || !(command.get(0) instanceof Long)) {
                throw PythonException.valueError(
                        "Wrong value for " + model.name() + "." + field.name() + ": " + Python.repr(value));
            }
            commands.add(command);
        }
        if (isOne2Many()) {
            applyToLines(commands);
        } else {
            applyToLinks(commands);
        }
    }

    private static int code(List<?> command) {
        return ((Long) command.get(0)).intValue();
    }

    private static long id(List<?> command) {
        if (command.size() < 2) {
            throw PythonException.of("builtins.IndexError", "list index out of range");
        }
        Object id = command.get(1);
        if (id instanceof String text) {
            throw PythonException.of("psycopg2.errors.InvalidTextRepresentation", "no id: " + text + "\n");
        }
        return id instanceof Long number ? number : 0;
    }

    private static Map<String, @Nullable Object> values(List<?> command) {
        if (command.size() < 3) {
            throw PythonException.of("builtins.IndexError", "list index out of range");
        }
        return command.get(2) instanceof Map<?, ?> values ? FieldValues.map(values) : new LinkedHashMap<>();
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

    private void update(List<?> command) {
        Map<String, @Nullable Object> values = values(command);
        long id = id(command);
        if (other.table().has(id)) {
            others.write(List.of(id), values);
        } else {
            demandNoRules(id, Operation.WRITE);
        }
    }

    /** A record that is not there is missed by the rules of access, if there are any; else nothing is. */
    private void demandNoRules(long missing, Operation operation) {
        if (missing != 0 && environment.access().rules(other, operation) != null) {
            others.existing(missing);
        }
    }

    private List<Long> wanted(List<?> command) {
        if (code(command) == 5) {
            return List.of();
        }
        if (command.size() < 3) {
            throw PythonException.of("builtins.IndexError", "list index out of range");
        }
        Object ids = command.get(2);
        if (ids instanceof List<?> list) {
            return ids(list);
        }
        if (ids instanceof String text && !text.isEmpty()) {
            throw PythonException.of(
                    "psycopg2.errors.InvalidTextRepresentation",
                    "invalid input syntax for type integer: \"" + text + "\"\n");
        }
        if (ids instanceof Map<?, ?> map && map.isEmpty()) {
            return List.of();
        }
        if (!isNew && isOne2Many()) {
            throw new UnsupportedByFakeException("a command that sets the lines " + model.name() + "." + field.name()
                    + " to what is no list: " + Python.repr(ids));
        }
        throw PythonException.typeError("'" + Python.type(ids) + "' object is not iterable");
    }

    // --------------------------------------------------------------------------------------- many2many

    /** All links are worked out first; what is deleted goes last. */
    private void applyToLinks(List<List<?>> commands) {
        Set<Long> links = new LinkedHashSet<>(links());
        Set<Long> deleted = new LinkedHashSet<>();
        List<?> noId = List.of();
        for (List<?> command : commands) {
            switch (code(command)) {
                case 0 -> links.add(others.create(List.of(values(command))).get(0));
                case 1 -> update(command);
                case 2 -> deleted.add(id(command));
                case 3 -> links.remove(id(command));
                case 4 -> {
                    if (command.size() > 1 && command.get(1) instanceof String) {
                        noId = command;
                    } else {
                        links.add(id(command));
                    }
                }
                case 5, 6 -> {
                    noId = List.of();
                    links.clear();
                    links.addAll(wanted(command));
                }
                default -> {
                    // Odoo takes a command that it does not know without a word.
                }
            }
        }
        if (!noId.isEmpty()) {
            id(noId);
        }
        // A new record with commands that look at others is stored before it is looked at itself.
        boolean isStored = !isNew || commands.stream().anyMatch(command -> code(command) >= 1 && code(command) <= 3);
        for (long id : links) {
            if (isStored && !other.table().has(id)) {
                throw PythonException.validationError("The operation cannot be completed: Another model is using the"
                        + " record you are trying to delete.\n\nThe troublemaker is: " + model.name());
            }
            others.existing(id);
        }
        replace(List.copyOf(links));
        delete(deleted);
    }

    private void delete(Set<Long> ids) {
        List<Long> existing = ids.stream().filter(other.table()::has).toList();
        ids.stream().filter(id -> !other.table().has(id)).forEach(id -> demandNoRules(id, Operation.UNLINK));
        if (!existing.isEmpty()) {
            others.unlink(existing);
        }
    }

    // ---------------------------------------------------------------------------------------- one2many

    /** New lines, deletions and links are put off until the end, or until the lines are set. */
    private void applyToLines(List<List<?>> commands) {
        // After lines that are created or linked, Odoo does not take others for all lines there shall be.
        boolean mayClear = !isNew;
        Lines lines = new Lines();
        for (List<?> command : commands) {
            switch (code(command)) {
                case 0 -> {
                    mayClear = false;
                    lines.created.add(values(command));
                }
                case 1 -> update(command);
                case 2 -> lines.deleted.add(id(command));
                case 3 -> lines.release(id(command));
                case 4 -> {
                    mayClear = false;
                    lines.linked.add(id(command));
                }
                case 5, 6 -> {
                    List<Long> wanted = wanted(command);
                    if (mayClear || !wanted.isEmpty()) {
                        lines.flushLinks();
                        lines.set(wanted, mayClear);
                    }
                }
                default -> {
                    // Odoo takes a command that it does not know without a word.
                }
            }
        }
        lines.flush();
        lines.mentioned.forEach(others::existing);
    }

    /** What is put off. */
    private final class Lines {
        private final List<Map<String, @Nullable Object>> created = new ArrayList<>();
        private final Set<Long> deleted = new LinkedHashSet<>();
        private final Set<Long> linked = new LinkedHashSet<>();
        private final Set<Long> mentioned = new LinkedHashSet<>();
        private final Set<Long> before = isNew ? Set.of() : Set.copyOf(links());

        private void release(long id) {
            if (isCascade()) {
                deleted.add(id);
            } else if (other.table().has(id)) {
                Map<String, @Nullable Object> none = new LinkedHashMap<>();
                none.put(inverse().name(), null);
                others.write(List.of(id), none);
            } else {
                demandNoRules(id, Operation.WRITE);
            }
        }

        private void set(List<Long> ids, boolean mayClear) {
            if (mayClear) {
                links().stream()
                        .filter(id -> !ids.contains(id) && other.isActive(id))
                        .forEach(this::release);
            }
            if (isNew) {
                linked.addAll(ids);
                return;
            }
            ids.forEach(id -> {
                if (!mayClear && !before.contains(id)) {
                    others.existing(id);
                }
                link(id);
            });
        }

        private void link(long id) {
            if (isNew) {
                mentioned.add(id);
            }
            if (other.table().has(id)) {
                others.write(List.of(id), Map.of(inverse().name(), record));
            }
        }

        private void flush() {
            if (!created.isEmpty()) {
                created.forEach(values -> values.put(inverse().name(), record));
                others.create(List.copyOf(created));
                created.clear();
            }
            flushLinks();
        }

        private void flushLinks() {
            delete(deleted);
            linked.forEach(id -> {
                // What was a line before is taken for one still.
                if (!before.contains(id)) {
                    others.existing(id);
                }
                link(id);
            });
            deleted.clear();
            linked.clear();
        }
    }

    private boolean isCascade() {
        return other.definition().onDelete().get(inverse().name()) == OnDelete.CASCADE
                || inverse().schema().required();
    }

    private void set(List<Long> ids) {
        List<?> command = List.of(6L, 0L, ids);
        if (isOne2Many()) {
            applyToLines(List.of(command));
        } else {
            applyToLinks(List.of(command));
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
