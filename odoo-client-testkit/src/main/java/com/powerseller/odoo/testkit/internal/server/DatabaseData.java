package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.FakeData;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The records of a database, for the tests that own the fake. */
public final class DatabaseData implements FakeData {
    private static final Map<String, Object> ALL = Map.of("context", Map.of("active_test", false));

    private final Supplier<Database> database;

    public DatabaseData(Supplier<Database> database) {
        this.database = database;
    }

    private @Nullable Object run(String model, String method, List<?> args, Map<String, ?> named) {
        try {
            return database.get().callAsSuperuser(model, method, args, named);
        } catch (PythonException e) {
            throw new IllegalArgumentException(e.pythonName() + ": " + e.text(), e);
        } catch (UnsupportedByFakeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public long create(String model, Map<String, ? extends @Nullable Object> values) {
        return create(model, List.of(values)).get(0);
    }

    @Override
    public List<Long> create(String model, List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return ids(
                run(model, "create", List.of(rows.stream().map(WireValues::map).toList()), Map.of()));
    }

    @Override
    public void write(String model, long id, Map<String, ? extends @Nullable Object> values) {
        run(model, "write", List.of(List.of(id), WireValues.map(values)), Map.of());
    }

    @Override
    public void delete(String model, long id) {
        run(model, "unlink", List.of(List.of(id)), Map.of());
    }

    @Override
    public @Nullable Object call(String model, String method, List<?> arguments, Map<String, ?> named) {
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        named.forEach((name, value) -> byName.put(name, WireValues.of(value)));
        return run(model, method, WireValues.list(arguments), byName);
    }

    @Override
    public List<Long> search(String model, List<?> domain) {
        return ids(run(model, "search", List.of(WireValues.list(domain)), ALL));
    }

    @Override
    public boolean exists(String model, long id) {
        return !search(model, List.of(List.of("id", "=", id))).isEmpty();
    }

    @Override
    public @Nullable Object value(String model, long id, String field) {
        return values(model, id, field).get(field);
    }

    @Override
    public Map<String, @Nullable Object> values(String model, long id, String... fields) {
        Map<String, Object> named = new LinkedHashMap<>(ALL);
        named.put("load", "");
        Object rows = run(model, "read", List.of(List.of(id), Arrays.asList(fields)), named);
        if (!(rows instanceof List<?> list) || list.isEmpty() || !(list.get(0) instanceof Map<?, ?> row)) {
            throw new IllegalArgumentException("there is no " + model + " " + id);
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String field : fields) {
            Object value = row.get(field);
            boolean isNone = Boolean.FALSE.equals(value) && !"boolean".equals(type(model, field));
            values.put(field, isNone ? null : value);
        }
        return values;
    }

    private @Nullable Object type(String model, String field) {
        Object fields = run(model, "fields_get", List.of(List.of(field), List.of("type")), Map.of());
        return fields instanceof Map<?, ?> map && map.get(field) instanceof Map<?, ?> attributes
                ? attributes.get("type")
                : null;
    }

    private static List<Long> ids(@Nullable Object answer) {
        return answer instanceof List<?> list
                ? list.stream().map(Long.class::cast).toList()
                : List.of();
    }
}
