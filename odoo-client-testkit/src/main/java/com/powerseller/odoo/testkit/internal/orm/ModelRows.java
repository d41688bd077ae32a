package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes records of {@code ir.model} and {@code ir.model.fields}. No call made them, so none takes them back. */
final class ModelRows {
    private final Database database;

    ModelRows(Database database) {
        this.database = database;
    }

    /** Makes the records of a model and of its fields, if it has none yet. */
    void recordFields(FakeModel model) {
        FakeModel fields = database.model("ir.model.fields");
        long id = record(model);
        if (fields.table()
                .having(fields.existing("model").column(), List.of(model.name()))
                .isEmpty()) {
            model.schema().fields().values().forEach(field -> insertField(fields, model.name(), id, field));
        }
    }

    /** The id of a field's record in {@code ir.model.fields}; null if the database has no such records. */
    @Nullable Long record(FakeField field) {
        if (!database.knows("ir.model") || !database.knows("ir.model.fields")) {
            return null;
        }
        recordFields(database.model(field.model()));
        FakeModel fields = database.model("ir.model.fields");
        int model = fields.existing("model").column();
        return fields.table().having(fields.existing("name").column(), List.of(field.name())).stream()
                .filter(id -> field.model().equals(fields.table().get(id, model)))
                .findFirst()
                .orElse(null);
    }

    /** The id of a model's record in {@code ir.model}, which is made if there is none. */
    long record(FakeModel model) {
        FakeModel models = database.model("ir.model");
        Set<Long> known = models.table().having(models.existing("model").column(), List.of(model.name()));
        return known.isEmpty() ? insertModel(models, model) : known.iterator().next();
    }

    private static long insertModel(FakeModel models, FakeModel model) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("model", model.name());
        values.put("name", model.definition().label());
        values.put("order", model.order());
        values.put("state", model.name().startsWith("x_") ? "manual" : "base");
        values.put("transient", false);
        return insert(models, values);
    }

    private static void insertField(FakeModel fields, String model, long modelId, FieldSchema field) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", field.name());
        values.put("model", model);
        values.put("model_id", modelId);
        values.put("field_description", field.label());
        values.put("ttype", field.type().odooName());
        values.put("relation", field.relation());
        values.put("relation_field", field.inverse());
        values.put("required", field.required());
        values.put("readonly", field.readonly());
        values.put("store", field.stored());
        values.put("state", field.name().startsWith("x_") ? "manual" : "base");
        insert(fields, values);
    }

    private static long insert(FakeModel model, Map<String, @Nullable Object> values) {
        @Nullable Object[] row = model.table().newRow();
        values.forEach((name, value) -> {
            FakeField field = model.field(name);
            if (field != null && field.column() >= 0) {
                row[field.column()] = value;
            }
        });
        Transaction own = new Transaction(model.database().now());
        long id = model.table().nextId();
        model.table().insert(id, row, own);
        own.commit();
        return id;
    }
}
