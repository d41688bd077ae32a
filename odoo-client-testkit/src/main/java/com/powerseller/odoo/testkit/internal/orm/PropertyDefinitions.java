package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the definitions of a properties field are, as the behaviour of its model says. */
final class PropertyDefinitions {
    private final Environment environment;
    private final FakeModel model;

    PropertyDefinitions(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** The definitions with the values of a record. */
    List<Object> shown(long id, FakeField field, @Nullable Object values) {
        return PropertyValues.toWire(
                environment, definitions(id, field), values instanceof Map<?, ?> map ? map : Map.of());
    }

    private @Nullable Object definitions(long id, FakeField properties) {
        String path = model.definition().propertyDefinitions().get(properties.name());
        if (path == null) {
            throw new UnsupportedByFakeException("the properties " + properties.name() + " of " + model.name()
                    + ": its behaviour must say where they are defined");
        }
        int dot = path.indexOf('.');
        FakeField parent = model.existing(path.substring(0, dot));
        if (!(model.value(environment.sudo(), id, parent) instanceof Long other)) {
            return null;
        }
        FakeModel parents = environment.model(parent.relation());
        FakeField definition = parents.existing(path.substring(dot + 1));
        if (definition.type() != FieldType.PROPERTIES_DEFINITION) {
            throw new UnsupportedByFakeException(path + ", which defines no properties");
        }
        return parents.value(environment.sudo(), other, definition);
    }
}
