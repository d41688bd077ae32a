package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The models of a database, each made when it is first used, and which of their fields depend on which. */
final class Models {
    private final Database database;
    private final Schemas schemas;
    private final Map<String, Behaviour> behaviours;
    private final Map<String, FakeModel> used = new HashMap<>();
    private final Map<String, List<Recomputation.Dependency>> dependencies = new HashMap<>();

    /** @param behaviours what models do, by their technical names; that of {@code base}, all of them */
    Models(Database database, Schemas schemas, Map<String, Behaviour> behaviours) {
        this.database = database;
        this.schemas = schemas;
        this.behaviours = Map.copyOf(behaviours);
    }

    /** The same models in another database, none of them used yet. */
    Models unusedIn(Database other) {
        return new Models(other, schemas, behaviours);
    }

    /** Takes over what another database has used, with copies of the records. */
    void copyFrom(Models original) {
        original.used.forEach((name, model) -> used.put(
                name,
                new FakeModel(
                        database,
                        model.schema(),
                        model.isPart(),
                        model.definition(),
                        model.table().copy())));
        dependencies.clear();
        List.copyOf(used.values()).forEach(this::addDependencies);
    }

    /** Whether there is a schema of a model. */
    boolean knows(String model) {
        return used.containsKey(model) || schemas.find(model).isPresent();
    }

    /** Those that were used so far: no other one has records. */
    Collection<FakeModel> used() {
        return List.copyOf(used.values());
    }

    /** All that have a behaviour and a schema, and those that were used. */
    Collection<FakeModel> all() {
        behaviours.keySet().stream().filter(this::knows).forEach(this::get);
        return used();
    }

    /** Whether a model has been used, and has records. */
    boolean hasRecords(String model) {
        FakeModel known = used.get(model);
        return known != null && known.table().size() > 0;
    }

    FakeModel get(String model) {
        FakeModel known = used.get(model);
        if (known != null) {
            return known;
        }
        if (schemas.lacks(model)) {
            throw PythonException.userError("Object " + model + " doesn't exist");
        }
        Schemas.Found found = schemas.find(model)
                .orElseThrow(() -> new UnsupportedByFakeException(
                        "the model " + model + ": put its schema on the class path, as META-INF/odoo/schema/"
                                + database.series() + "/" + model + ".json"));
        ModelDefinition definition = new ModelDefinition(model);
        for (String name : List.of("base", model)) {
            Behaviour behaviour = behaviours.get(name);
            if (behaviour != null) {
                behaviour.define(definition);
            }
        }
        FakeModel made = new FakeModel(database, found.schema(), found.isPart(), definition, null);
        used.put(model, made);
        addDependencies(made);
        return made;
    }

    private void addDependencies(FakeModel model) {
        Recomputation.dependencies(model)
                .forEach((field, added) -> dependencies
                        .computeIfAbsent(field, unused -> new ArrayList<>())
                        .addAll(added));
    }

    /** What depends on a field. */
    List<Recomputation.Dependency> dependencies(String model, String field) {
        return dependencies.getOrDefault(model + "/" + field, List.of());
    }
}
