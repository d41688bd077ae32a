package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be worked out in one transaction since what it depends on has changed: stored fields, when they are read or at the latest when the outermost change ends, and
 * then the actions of models.
 */
final class Recomputation {
    private final Map<FakeField, Set<Long>> fields = new LinkedHashMap<>();
    private final Map<Action, Set<Long>> actions = new LinkedHashMap<>();
    private int depth;
    private int computing;

    private record Action(FakeModel model, ModelDefinition.ChangeAction action) {}

    /** Begins a change; others may be within it. */
    void begin() {
        depth++;
    }

    /** Ends a change; the outermost one brings everything up to date. */
    void end(Environment environment) {
        try {
            if (depth == 1) {
                bringUpToDate(environment);
            }
        } finally {
            depth--;
        }
    }

    /** Ends a change that failed. */
    void fail() {
        depth--;
    }

    private void bringUpToDate(Environment environment) {
        computeFields(environment);
        while (!actions.isEmpty()) {
            Map.Entry<Action, Set<Long>> next = actions.entrySet().iterator().next();
            actions.remove(next.getKey());
            FakeModel model = next.getKey().model();
            List<Long> ids = next.getValue().stream().filter(model.table()::has).toList();
            if (!ids.isEmpty()) {
                next.getKey().action().action().accept(environment.browse(model, ids));
            }
            computeFields(environment);
        }
    }

    /** Works out all fields that are due, unless one is just being worked out: others may depend on it. */
    void computeFields(Environment environment) {
        while (computing == 0 && !fields.isEmpty()) {
            Map.Entry<FakeField, Set<Long>> next = fields.entrySet().iterator().next();
            for (long id : List.copyOf(next.getValue())) {
                compute(environment, next.getKey(), id);
            }
        }
    }

    /** Works out the fields of one record that are due. */
    void computeFields(Environment environment, FakeModel model, long id) {
        for (FakeField field : model.recomputed()) {
            compute(environment, field, id);
        }
    }

    /** Works out one field of one record, if it is due. */
    void compute(Environment environment, FakeField field, long id) {
        Set<Long> ids = fields.get(field);
        if (ids == null || !ids.remove(id)) {
            return;
        }
        if (ids.isEmpty()) {
            fields.remove(field);
        }
        FakeModel model = environment.model(field.model());
        if (model.table().has(id)) {
            computing++;
            try {
                Object value = Objects.requireNonNull(field.recomputed()).apply(environment.browse(model, List.of(id)));
                new Writes(environment, model).putComputed(id, field, value);
            } finally {
                computing--;
            }
        }
    }

    /** A field of a record that is due no more, as it is given. */
    void given(FakeField field, long id) {
        Set<Long> ids = fields.get(field);
        if (ids != null && ids.remove(id) && ids.isEmpty()) {
            fields.remove(field);
        }
    }

    /** The fields of a new record that nobody gave are due, and what depends on any of them. */
    void created(Environment environment, FakeModel model, long id, Set<String> given) {
        for (FakeField field : model.recomputed()) {
            if (!given.contains(field.name())) {
                due(field, Set.of(id));
            }
        }
        changed(environment, model, model.fields().keySet(), List.of(id), given);
    }

    /** What depends on fields of records is due, but for those fields of the same records that were given. */
    void changed(
            Environment environment,
            FakeModel model,
            Collection<String> names,
            Collection<Long> ids,
            Set<String> given) {
        for (String name : names) {
            for (Dependency dependency : environment.database().models().dependencies(model.name(), name)) {
                boolean isGiven = dependency.target() == model && given.contains(dependency.field());
                Set<Long> targets = dependency.targets(ids);
                if (isGiven) {
                    targets = new TreeSet<>(targets);
                    targets.removeAll(ids);
                }
                markDue(environment, dependency, targets);
            }
        }
    }

    private void markDue(Environment environment, Dependency dependency, Set<Long> targets) {
        if (targets.isEmpty()) {
            return;
        }
        FakeModel model = dependency.target();
        if (dependency.action() != null) {
            actions.computeIfAbsent(new Action(model, dependency.action()), unused -> new LinkedHashSet<>())
                    .addAll(targets);
            return;
        }
        FakeField field = model.existing(dependency.field());
        Set<Long> fresh = field.column() < 0 ? targets : due(field, targets);
        if (!fresh.isEmpty()) {
            changed(environment, model, List.of(field.name()), fresh, Set.of());
        }
    }

    /** Those of the records whose field was not due yet. */
    private Set<Long> due(FakeField field, Set<Long> ids) {
        Set<Long> known = fields.computeIfAbsent(field, unused -> new LinkedHashSet<>());
        Set<Long> fresh = new HashSet<>(ids);
        fresh.removeAll(known);
        known.addAll(ids);
        return fresh;
    }

    /**
     * Something that depends on a field.
     *
     * @param target the model of what depends
     * @param field the field that depends, if no action does
     * @param relation the relation of the target that leads to the field; null if it is the target's own
     */
    record Dependency(
            FakeModel target,
            String field,
            ModelDefinition.@Nullable ChangeAction action,
            @Nullable FakeField relation,
            @Nullable FakeField inverse) {
        /** The records that depend on these. */
        Set<Long> targets(Collection<Long> ids) {
            if (relation == null) {
                return new TreeSet<>(ids);
            }
            if (inverse == null) {
                return target.table().having(relation.column(), ids);
            }
            FakeModel other = target.database().model(relation.relation());
            Set<Long> targets = new TreeSet<>();
            for (long id : ids) {
                if (other.table().get(id, inverse.column()) instanceof Long one) {
                    targets.add(one);
                }
            }
            return targets;
        }
    }

    /** What a model's fields and actions depend on: by the model and name of each field that they do. */
    static Map<String, List<Dependency>> dependencies(FakeModel model) {
        Map<String, List<Dependency>> dependencies = new LinkedHashMap<>();
        for (Map.Entry<String, ModelDefinition.StoredField> stored :
                model.definition().storedFields().entrySet()) {
            if (model.field(stored.getKey()) != null) {
                for (String path : stored.getValue().dependsOn()) {
                    add(dependencies, model, stored.getKey(), null, path);
                }
            }
        }
        for (ModelDefinition.ChangeAction action : model.definition().changeActions()) {
            for (String path : action.dependsOn()) {
                add(dependencies, model, "", action, path);
            }
        }
        return dependencies;
    }

    private static void add(
            Map<String, List<Dependency>> dependencies,
            FakeModel model,
            String dependent,
            ModelDefinition.@Nullable ChangeAction action,
            String path) {
        String[] steps = path.split("\\.", 2);
        FakeField first = model.field(steps[0]);
        if (first == null) {
            return;
        }
        key(dependencies, model.name(), steps[0]).add(new Dependency(model, dependent, action, null, null));
        if (steps.length == 1) {
            return;
        }
        FakeField inverse = null;
        if (first.type() == FieldType.ONE2MANY) {
            String many2one = first.schema().inverse();
            if (many2one == null || !model.database().knows(first.relation())) {
                return;
            }
            inverse = model.database().model(first.relation()).existing(many2one);
            key(dependencies, first.relation(), many2one).add(new Dependency(model, dependent, action, first, inverse));
        } else if (first.column() < 0) {
            throw new IllegalStateException(
                    "a stored field of " + model.name() + " cannot depend on " + path + ", which is not stored");
        }
        key(dependencies, first.relation(), steps[1]).add(new Dependency(model, dependent, action, first, inverse));
    }

    private static List<Dependency> key(Map<String, List<Dependency>> dependencies, String model, String field) {
        return dependencies.computeIfAbsent(model + "/" + field, unused -> new ArrayList<>());
    }
}
