package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads records of one model within one call, in the form of the wire. */
final class Reads {
    private final Environment environment;
    private final FakeModel model;

    Reads(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** The fields to read: those that are named, or all. */
    List<FakeField> fields(Collection<String> names) {
        if (names.isEmpty()) {
            return List.copyOf(model.fields().values());
        }
        List<FakeField> fields = new ArrayList<>();
        for (String name : names) {
            FakeField field = model.field(name);
            if (field == null) {
                throw PythonException.valueError("Invalid field '" + name + "' on "
                        + (environment.series().atLeast(Series.V19) ? "" : "model ") + "'" + model.name() + "'");
            }
            fields.add(field);
        }
        return fields;
    }

    /**
     * Rows of the records that exist.
     *
     * @param named whether a many2one comes with its display name
     */
    List<Map<String, @Nullable Object>> read(List<Long> ids, List<FakeField> fields, boolean named) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (long id : ids) {
            if (model.table().has(id)) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("id", id);
                for (FakeField field : fields) {
                    row.put(field.name(), value(id, field, named));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    Object value(long id, FakeField field, boolean named) {
        Object value = model.value(environment, id, field);
        if (field.isX2Many()) {
            return visible(field, value instanceof List<?> ids ? ids : List.of());
        }
        if (field.type() == FieldType.MANY2ONE) {
            return value instanceof Long other ? many2one(field, other, named) : false;
        }
        if (field.type() == FieldType.PROPERTIES) {
            return new PropertyDefinitions(environment, model).shown(id, field, value);
        }
        if (field.type() == FieldType.BINARY
                && value != null
                && Python.isTrue(environment.context().get("bin_size"))) {
            throw new UnsupportedByFakeException("bin_size");
        }
        return FieldValues.toWire(field, value);
    }

    private Object many2one(FakeField field, Long id, boolean named) {
        if (!named) {
            return id;
        }
        return List.of(id, environment.database().displayName(environment.sudo(), field.relation(), id));
    }

    /** What an x2many shows: archived records only where they are asked for. */
    private List<Long> visible(FakeField field, List<?> ids) {
        FakeModel other = environment.model(field.relation());
        List<Long> visible = new ArrayList<>();
        for (Object id : ids) {
            if (!environment.activeTest() || other.isActive((Long) id)) {
                visible.add((Long) id);
            }
        }
        return visible;
    }
}
