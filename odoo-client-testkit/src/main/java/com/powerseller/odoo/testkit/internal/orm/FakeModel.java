package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The records of one model: values by field as they were written, or none. */
final class FakeModel {
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern ORDER_STEP = Pattern.compile("(\\S+)(?: +(asc|desc))?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> AUTOMATIC = Set.of("id", "create_date", "write_date", "create_uid", "write_uid");
    private static final Set<FieldType> COMPARABLE = Set.of(
            FieldType.BOOLEAN,
            FieldType.CHAR,
            FieldType.DATE,
            FieldType.DATETIME,
            FieldType.FLOAT,
            FieldType.INTEGER,
            FieldType.MANY2ONE,
            FieldType.MONETARY,
            FieldType.SELECTION,
            FieldType.TEXT);

    private final ModelSchema schema;
    private final Database database;
    private final InstantSource clock;
    private final TreeMap<Long, Map<String, Object>> records = new TreeMap<>();
    private long lastId;

    FakeModel(ModelSchema schema, Database database, InstantSource clock) {
        this.schema = schema;
        this.database = database;
        this.clock = clock;
    }

    String name() {
        return schema.model();
    }

    boolean isArchivable() {
        return schema.fields().containsKey("active");
    }

    List<Long> ids() {
        return List.copyOf(records.keySet());
    }

    boolean has(long id) {
        return records.containsKey(id);
    }

    /** The ids, all of which must exist. */
    List<Long> existing(List<Long> ids) {
        for (long id : ids) {
            record(id);
        }
        return ids;
    }

    private Map<String, Object> record(long id) {
        Map<String, Object> record = records.get(id);
        if (record == null) {
            throw PythonException.missingRecord(name(), id, 2);
        }
        return record;
    }

    /** A field that comparisons and orders can use. */
    FieldSchema comparable(String field) {
        if (field.indexOf('.') >= 0) {
            throw new UnsupportedByFakeException("the path " + field + " of " + name());
        }
        FieldSchema known = schema.fields().get(field);
        if (known == null) {
            throw PythonException.valueError("Invalid field " + name() + "." + field + " in leaf ('" + field + "', …)");
        }
        if (!known.stored() || !COMPARABLE.contains(known.type())) {
            throw new UnsupportedByFakeException("comparing the field " + field + " of " + name());
        }
        return known;
    }

    /** The fields to read. */
    List<String> readable(List<String> fields) {
        if (fields.isEmpty()) {
            throw new UnsupportedByFakeException("reading all fields of " + name() + ": name them");
        }
        for (String field : fields) {
            if (!schema.fields().containsKey(field)) {
                throw PythonException.valueError("Invalid field '" + field + "' on model '" + name() + "'");
            }
        }
        return fields;
    }

    /** Values to write, as they are kept: checked against the schema; null stands for none. */
    Map<String, @Nullable Object> checked(Map<?, ?> values) {
        Map<String, @Nullable Object> checked = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            String field = (String) key;
            FieldSchema known = schema.fields().get(field);
            if (known == null) {
                throw PythonException.valueError("Invalid field '" + field + "' on model '" + name() + "'");
            }
            if (!AUTOMATIC.contains(field)) {
                checked.put(field, checked(known, value));
            }
        });
        return checked;
    }

    private @Nullable Object checked(FieldSchema field, @Nullable Object value) {
        if (value == null || (Boolean.FALSE.equals(value) && field.type() != FieldType.BOOLEAN)) {
            return null;
        }
        return switch (field.type()) {
            case CHAR, TEXT -> typed(field, value, value instanceof String);
            case BOOLEAN -> typed(field, value, value instanceof Boolean);
            case INTEGER -> typed(field, value, value instanceof Long);
            case FLOAT, MONETARY -> ((Number) typed(field, value, value instanceof Number)).doubleValue();
            case DATE -> typed(field, value, value instanceof String text && text.matches("\\d{4}-\\d{2}-\\d{2}"));
            case DATETIME ->
                typed(
                        field,
                        value,
                        value instanceof String text && text.matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}"));
            case SELECTION -> selected(field, value);
            case MANY2ONE -> linked(field, value);
            default ->
                throw new UnsupportedByFakeException(
                        "writing the " + field.type().odooName() + " field " + field.name() + " of " + name());
        };
    }

    private Object typed(FieldSchema field, Object value, boolean isOfType) {
        if (!isOfType) {
            throw PythonException.valueError("Wrong value for " + name() + "." + field.name());
        }
        return value;
    }

    private Object selected(FieldSchema field, Object value) {
        if (field.selection().stream().noneMatch(option -> option.value().equals(value))) {
            throw PythonException.valueError("Wrong value for " + name() + "." + field.name() + ": '" + value + "'");
        }
        return value;
    }

    private Object linked(FieldSchema field, Object value) {
        FakeModel target = database.model(String.valueOf(field.relation()));
        long id = (Long) typed(field, value, value instanceof Long);
        if (!target.has(id)) {
            throw PythonException.missingRecord(target.name(), id, 2);
        }
        return id;
    }

    /** Creates records of checked values. */
    List<Long> create(List<Map<String, @Nullable Object>> rows) {
        List<Long> ids = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            long id = ++lastId;
            Map<String, Object> record = new LinkedHashMap<>();
            if (isArchivable()) {
                record.put("active", true);
            }
            record.put("create_date", now());
            records.put(id, record);
            write(List.of(id), row);
            ids.add(id);
        }
        return ids;
    }

    /** Writes checked values to existing records. */
    void write(List<Long> ids, Map<String, @Nullable Object> values) {
        for (long id : ids) {
            Map<String, Object> record = record(id);
            values.forEach((field, value) -> {
                if (value == null) {
                    record.remove(field);
                } else {
                    record.put(field, value);
                }
            });
            record.put("write_date", now());
        }
    }

    private String now() {
        return DATETIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Deletes existing records. */
    void unlink(List<Long> ids) {
        ids.forEach(records::remove);
    }

    /** A field's value as it is kept, or null. */
    @Nullable Object value(long id, String field) {
        return field.equals("id") ? (Object) id : record(id).get(field);
    }

    /** A record's fields as {@code read} answers them. */
    Map<String, Object> read(long id, List<String> fields) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        for (String field : fields) {
            row.put(field, shown(id, field));
        }
        return row;
    }

    private Object shown(long id, String field) {
        if (field.equals("display_name")) {
            return displayName(id);
        }
        FieldSchema known = schema.field(field);
        Object value = value(id, field);
        if (value == null) {
            return none(known);
        }
        if (known.type() == FieldType.MANY2ONE) {
            return List.of(
                    value, database.model(String.valueOf(known.relation())).displayName((Long) value));
        }
        return value;
    }

    /** What a field without a value shows. One that Odoo computes would have a value there. */
    private Object none(FieldSchema field) {
        if (!field.stored() || field.readonly()) {
            throw new UnsupportedByFakeException("reading " + field.name() + " of " + name()
                    + ", which Odoo computes: write a value to it first, or leave it out");
        }
        return switch (field.type()) {
            case INTEGER -> 0;
            case FLOAT, MONETARY -> 0.0;
            case ONE2MANY, MANY2MANY ->
                throw new UnsupportedByFakeException(
                        "reading the " + field.type().odooName() + " field " + field.name() + " of " + name());
            default -> false;
        };
    }

    private String displayName(long id) {
        if (value(id, "name") instanceof String name) {
            return name;
        }
        throw new UnsupportedByFakeException("the display name of a " + name() + " without a name");
    }

    /** Sorts ids by an order clause of plain fields; by id where it leaves records equal. */
    void sort(List<Long> ids, @Nullable String order) {
        Comparator<Long> comparator = Comparator.naturalOrder();
        if (order != null && !order.isBlank()) {
            List<String> steps = Pattern.compile(",").splitAsStream(order).toList();
            for (int i = steps.size() - 1; i >= 0; i--) {
                comparator = step(steps.get(i).strip()).thenComparing(comparator);
            }
        }
        ids.sort(comparator);
    }

    @SuppressWarnings("unchecked")
    private Comparator<Long> step(String step) {
        Matcher words = ORDER_STEP.matcher(step);
        if (!words.matches()) {
            throw new UnsupportedByFakeException("the order '" + step + "'");
        }
        String field = words.group(1);
        if (comparable(field).type() == FieldType.MANY2ONE) {
            throw new UnsupportedByFakeException("ordering " + name() + " by the many2one " + field);
        }
        // As PostgreSQL does: no value is last ascending and first descending.
        Comparator<Long> ascending = Comparator.comparing(
                id -> (Comparable<Object>) value(id, field), Comparator.nullsLast(Comparator.naturalOrder()));
        return "desc".equalsIgnoreCase(words.group(2)) ? ascending.reversed() : ascending;
    }
}
