package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the definitions of a properties field are, as the behaviour of its model says. */
public final class PropertyDefinitions {
    private final Environment environment;
    private final FakeModel model;

    public PropertyDefinitions(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** The definitions with the values of a record. */
    List<Object> shown(long id, FakeField field, @Nullable Object values) {
        return PropertyValues.toWire(
                environment, definitions(id, field), values instanceof Map<?, ?> map ? map : Map.of());
    }

    /** Gives a new row the defaults of the properties that were not given. */
    void fillDefaults(@Nullable Object[] row) {
        for (String name : model.definition().propertyDefinitions().keySet()) {
            FakeField field = model.field(name);
            if (field == null || !(row[parent(field).column()] instanceof Long other)) {
                continue;
            }
            FakeModel parents = environment.model(parent(field).relation());
            if (!(parents.value(environment.sudo(), other, definition(field, parents)) instanceof List<?> list)) {
                continue;
            }
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            if (row[field.column()] instanceof Map<?, ?> given) {
                values.putAll(FieldValues.map(given));
            }
            for (Object one : list) {
                if (one instanceof Map<?, ?> property && Python.isTrue(property.get("default"))) {
                    values.putIfAbsent(String.valueOf(property.get("name")), property.get("default"));
                }
            }
            row[field.column()] = values.isEmpty() ? row[field.column()] : values;
        }
    }

    /** The definition that a property has in any of the parents, or null. */
    public @Nullable Map<?, ?> find(FakeField field, String property) {
        FakeModel parents = environment.model(parent(field).relation());
        FakeField definition = definition(field, parents);
        for (long id : parents.table().ids()) {
            if (parents.value(environment.sudo(), id, definition) instanceof List<?> definitions) {
                for (Object one : definitions) {
                    if (one instanceof Map<?, ?> found && property.equals(found.get("name"))) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable Object definitions(long id, FakeField properties) {
        FakeField parent = parent(properties);
        if (!(model.value(environment.sudo(), id, parent) instanceof Long other)) {
            return null;
        }
        FakeModel parents = environment.model(parent.relation());
        return parents.value(environment.sudo(), other, definition(properties, parents));
    }

    private FakeField parent(FakeField properties) {
        String path = path(properties);
        return model.existing(path.substring(0, path.indexOf('.')));
    }

    private FakeField definition(FakeField properties, FakeModel parents) {
        String path = path(properties);
        FakeField definition = parents.existing(path.substring(path.indexOf('.') + 1));
        if (definition.type() != FieldType.PROPERTIES_DEFINITION) {
            throw new UnsupportedByFakeException(path + ", which defines no properties");
        }
        return definition;
    }

    private String path(FakeField properties) {
        String path = model.definition().propertyDefinitions().get(properties.name());
        if (path == null) {
            throw new UnsupportedByFakeException("the properties " + properties.name() + " of " + model.name()
                    + ": its behaviour must say where they are defined");
        }
        return path;
    }
}
