package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.access.Access;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Reads records of one model within one call, in the form of the wire. */
public final class Reads {
    private static final List<String> UNITS = List.of("bytes", "Kb", "Mb", "Gb", "Tb");

    private final Environment environment;
    private final FakeModel model;

    public Reads(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** The fields to read: those that are named, or all. */
    public List<FakeField> fields(Collection<String> names) {
        Access access = environment.access();
        if (names.isEmpty()) {
            return model.fields().values().stream()
                    .filter(field -> access.isVisible(model, field))
                    .toList();
        }
        List<FakeField> fields = new ArrayList<>();
        for (String name : names) {
            FakeField field = model.field(name);
            if (field == null) {
                model.checkComplete(name);
                throw PythonException.valueError("Invalid field '" + name + "' on "
                        + (environment.series().atLeast(Series.V19) ? "" : "model ") + "'" + model.name() + "'");
            }
            fields.add(field);
        }
        fields.forEach(field -> access.check(model, field, Operation.READ));
        return fields;
    }

    /** The fields to read of records: those that are named, or all but those that Odoo computes and the fake does not. */
    public List<FakeField> fields(Collection<String> names, List<Long> ids) {
        List<FakeField> fields = fields(names);
        KnownFields known = new KnownFields(model);
        return names.isEmpty()
                ? fields.stream().filter(field -> known.isKnown(field, ids)).toList()
                : fields;
    }

    /**
     * Rows of the records that exist.
     *
     * @param named whether a many2one comes with its display name
     */
    public List<Map<String, @Nullable Object>> read(List<Long> ids, List<FakeField> fields, boolean named) {
        environment.lang();
        List<Long> existing = ids.stream().filter(model.table()::has).toList();
        environment.access().check(model, existing, Operation.READ);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (long id : existing) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("id", id);
            for (FakeField field : fields) {
                row.put(field.name(), value(id, field, named));
            }
            rows.add(row);
        }
        return rows;
    }

    public Object value(long id, FakeField field, boolean named) {
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
                && (isSizeAsked("bin_size") || isSizeAsked("bin_size_" + field.name()))) {
            return humanSize(value);
        }
        return FieldValues.toWire(field, value);
    }

    private boolean isSizeAsked(String key) {
        return Python.isTrue(environment.context().get(key));
    }

    /** How Odoo writes the size of what base64 stands for. */
    private static Object humanSize(Object base64) {
        double size = Base64.getMimeDecoder().decode(Python.str(base64)).length;
        if (size == 0) {
            return false;
        }
        int unit = 0;
        while (size >= 1024 && unit < UNITS.size() - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.2f %s", size, UNITS.get(unit));
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
        LongPredicate readable = readable(field, other);
        for (Object id : ids) {
            if ((!environment.activeTest() || other.isActive((Long) id)) && readable.test((Long) id)) {
                visible.add((Long) id);
            }
        }
        return visible;
    }

    private LongPredicate readable(FakeField field, FakeModel other) {
        try {
            return environment.access().visible(other);
        } catch (PythonException e) {
            throw PythonException.accessError(
                    "Failed to read field " + model.name() + "." + field.name() + "\n" + e.text());
        }
    }
}
