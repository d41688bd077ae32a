package com.powerseller.odoo.testkit.internal.orm.chatter;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Writes;
import com.powerseller.odoo.testkit.internal.orm.chatter.Tracking.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of a change that a message is about ({@code mail.tracking.value}). */
final class TrackedValues {
    private static final String VALUES = "mail.tracking.value";

    private final Environment environment;
    private final FakeModel model;

    TrackedValues(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** Adds what has changed, such that the last one is shown first. */
    void add(long message, long id, Map<FakeField, Change> changes) {
        if (!environment.database().knows(VALUES)) {
            return;
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        changes.forEach((field, change) -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("mail_message_id", message);
            row.put("field_id", environment.database().fieldRecord(field));
            put(row, "old_value_", field, change.old());
            put(row, "new_value_", field, change.now());
            row.put("currency_id", currency(id, field));
            rows.add(row);
        });
        Collections.reverse(rows);
        new Writes(environment, environment.model(VALUES)).create(rows);
    }

    private void put(Map<String, @Nullable Object> row, String prefix, FakeField field, @Nullable Object value) {
        if (value == null) {
            return;
        }
        switch (field.type()) {
            case INTEGER -> row.put(prefix + "integer", value);
            case BOOLEAN -> row.put(prefix + "integer", Boolean.TRUE.equals(value) ? 1L : 0L);
            case FLOAT, MONETARY -> row.put(prefix + "float", value);
            case DATE -> row.put(prefix + "datetime", value + " 00:00:00");
            case DATETIME -> row.put(prefix + "datetime", value);
            case TEXT -> row.put(prefix + "text", value);
            case SELECTION -> row.put(prefix + "char", label(field.schema(), value));
            case MANY2ONE -> {
                row.put(prefix + "integer", value);
                row.put(prefix + "char", name(field, (Long) value));
            }
            case MANY2MANY, ONE2MANY -> row.put(prefix + "char", names(field, (List<?>) value));
            default -> row.put(prefix + "char", value);
        }
    }

    private static Object label(FieldSchema field, Object value) {
        return field.selection().stream()
                .filter(option -> option.value().equals(value))
                .findFirst()
                .<Object>map(FieldSchema.Option::label)
                .orElse(value);
    }

    private String names(FakeField field, List<?> ids) {
        return String.join(
                ", ",
                ids.stream().map(id -> String.valueOf(name(field, (Long) id))).toList());
    }

    private @Nullable Object name(FakeField field, long id) {
        FakeModel other = environment.model(field.relation());
        return other.has(id) ? other.displayName(environment, id) : null;
    }

    private @Nullable Object currency(long id, FakeField field) {
        String name = field.type() == FieldType.MONETARY ? field.schema().currencyField() : null;
        FakeField currency = name == null ? null : model.field(name);
        return currency == null ? null : model.value(environment, id, Objects.requireNonNull(currency));
    }
}
