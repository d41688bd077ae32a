package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.ModelSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of a fake, and the methods that can be called on them. One call runs at a time, and checks all it was given before it changes anything: so a call that
 * fails changes nothing. Thread-safe.
 */
public final class Database {
    private final String series;
    private final ClassLoader schemas;
    private final InstantSource clock;
    private final Map<String, FakeModel> models = new HashMap<>();

    public Database(String series, ClassLoader schemas, InstantSource clock) {
        this.series = series;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** Calls a method of a model, as {@code execute_kw} does. */
    public synchronized @Nullable Object execute(String model, String method, List<?> args, Map<?, ?> kwargs) {
        FakeModel records = model(model);
        if (method.startsWith("_")) {
            throw PythonException.accessError("Private methods (such as " + method + ") cannot be called remotely.");
        }
        return switch (method) {
            case "create" -> create(records, Arguments.of(model, method, args, kwargs, "vals_list"));
            case "write" -> write(records, Arguments.of(model, method, args, kwargs, "ids", "vals"));
            case "unlink" -> unlink(records, Arguments.of(model, method, args, kwargs, "ids"));
            case "read" -> read(records, Arguments.of(model, method, args, kwargs, "ids", "fields"));
            case "search" ->
                search(records, Arguments.of(model, method, args, kwargs, "domain", "offset", "limit", "order"));
            case "search_count" -> searchCount(records, Arguments.of(model, method, args, kwargs, "domain"));
            case "search_read" ->
                searchRead(
                        records,
                        Arguments.of(model, method, args, kwargs, "domain", "fields", "offset", "limit", "order"));
            default -> throw new UnsupportedByFakeException("the method " + method + " of " + model);
        };
    }

    /** A model whose schema is on the class path. */
    FakeModel model(String name) {
        FakeModel known = models.get(name);
        if (known != null) {
            return known;
        }
        try {
            ModelSchema schema = ModelSchema.find(schemas, series, name)
                    .orElseThrow(() -> new UnsupportedByFakeException(
                            "the model " + name + ": put its schema on the class path, as META-INF/odoo/schema/"
                                    + series + "/" + name + ".json"));
            FakeModel model = new FakeModel(schema, this, clock);
            models.put(name, model);
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object create(FakeModel model, Arguments arguments) {
        if (arguments.required("vals_list") instanceof Map<?, ?> one) {
            return model.create(List.of(model.checked(one))).get(0);
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Map<?, ?> values : arguments.maps("vals_list")) {
            rows.add(model.checked(values));
        }
        return model.create(rows);
    }

    private static Object write(FakeModel model, Arguments arguments) {
        Map<String, @Nullable Object> values = model.checked(arguments.map("vals"));
        model.write(model.existing(arguments.ids("ids")), values);
        return true;
    }

    private static Object unlink(FakeModel model, Arguments arguments) {
        model.unlink(model.existing(arguments.ids("ids")));
        return true;
    }

    private static Object read(FakeModel model, Arguments arguments) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> fields = model.readable(arguments.texts("fields"));
        for (long id : arguments.ids("ids")) {
            if (model.has(id)) {
                rows.add(model.read(id, fields));
            }
        }
        return rows;
    }

    private static Object search(FakeModel model, Arguments arguments) {
        return page(model, arguments.list("domain"), arguments);
    }

    private static Object searchCount(FakeModel model, Arguments arguments) {
        return (long) matching(model, arguments.list("domain"), arguments).size();
    }

    private static Object searchRead(FakeModel model, Arguments arguments) {
        List<String> fields = model.readable(arguments.texts("fields"));
        // Unlike search, search_read has a default: all records.
        List<?> domain = arguments.get("domain") == null ? List.of() : arguments.list("domain");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (long id : page(model, domain, arguments)) {
            rows.add(model.read(id, fields));
        }
        return rows;
    }

    private static List<Long> page(FakeModel model, List<?> domain, Arguments arguments) {
        List<Long> ids = matching(model, domain, arguments);
        model.sort(ids, arguments.text("order"));
        long offset = arguments.count("offset");
        long limit = arguments.count("limit");
        return ids.stream()
                .skip(offset)
                .limit(limit == 0 ? Long.MAX_VALUE : limit)
                .toList();
    }

    private static List<Long> matching(FakeModel model, List<?> terms, Arguments arguments) {
        FakeDomain domain = FakeDomain.parse(terms, model);
        boolean activeOnly = model.isArchivable()
                && !domain.mentions("active")
                && arguments.context().activeTest();
        List<Long> ids = new ArrayList<>();
        for (long id : model.ids()) {
            if ((!activeOnly || Boolean.TRUE.equals(model.value(id, "active"))) && domain.matches(id)) {
                ids.add(id);
            }
        }
        return ids;
    }
}
