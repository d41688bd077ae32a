package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.internal.value.Shape;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Query;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model of one client. Arguments go by position, since series rename parameters: positions are the same in all of them, and JSON-2's names are series 19's.
 */
final class DefaultModel<M> implements Model<M> {
    private final DefaultOdooClient client;
    private final ModelType<M> type;

    DefaultModel(DefaultOdooClient client, ModelType<M> type) {
        this.client = client;
        this.type = type;
    }

    @Override
    public ModelType<M> type() {
        return type;
    }

    @Override
    public Query<M> search(Domain<M> domain) {
        return new DefaultQuery<>(this, domain);
    }

    @Override
    public List<M> read(Collection<Long> ids, Field<?, ?>... fields) {
        List<String> names = new ArrayList<>();
        Map<String, FieldType> types = new HashMap<>();
        for (Field<?, ?> field : fields) {
            names.add(field.name());
            types.put(field.name(), field.type());
        }
        return read(ids, names, types);
    }

    @Override
    public List<M> read(Collection<Long> ids, Collection<String> fields) {
        return read(ids, fields, Map.of());
    }

    private List<M> read(Collection<Long> ids, Collection<String> fields, Map<String, FieldType> types) {
        return ids.isEmpty() ? List.of() : views(rows("read", List.of(ids, fields), types));
    }

    List<Record> rows(String method, List<?> args, Map<String, FieldType> types) {
        List<Record> rows = client.call(type.name(), method, args, Map.of(), Shape.rows(types));
        if (rows == null) {
            throw unexpected(method, "records");
        }
        return rows;
    }

    List<M> views(List<Record> records) {
        List<M> views = new ArrayList<>(records.size());
        for (Record record : records) {
            views.add(type.view(record));
        }
        return Collections.unmodifiableList(views);
    }

    @Nullable Object call(String method, List<?> args) {
        return client.call(type.name(), method, args);
    }

    @Override
    public long create(Values<M> values) {
        return create(List.of(values)).get(0);
    }

    @Override
    public List<Long> create(List<? extends Values<M>> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        // A list always gets a list, in every series and protocol.
        List<Long> ids = ids("create", call("create", List.of(values)));
        if (ids.size() != values.size()) {
            throw unexpected("create", "one id for each record");
        }
        return ids;
    }

    @Override
    public void update(long id, Values<M> values) {
        update(List.of(id), values);
    }

    @Override
    public void update(Collection<Long> ids, Values<M> values) {
        if (!ids.isEmpty()) {
            call("write", List.of(ids, values));
        }
    }

    @Override
    public void delete(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            call("unlink", List.of(ids));
        }
    }

    @Override
    public Set<Long> exists(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        Object found = client.call(
                type.name(),
                "search",
                List.of(Domain.of("id", "in", List.copyOf(ids))),
                Map.of("context", Map.of("active_test", false)));
        Set<Long> existing = new LinkedHashSet<>(ids);
        existing.retainAll(Set.copyOf(ids("search", found)));
        return Collections.unmodifiableSet(existing);
    }

    @Override
    public List<Ref<M>> nameSearch(String text, Domain<M> domain, int limit) {
        Object answer = call("name_search", List.of(text, domain, "ilike", limit));
        List<Ref<M>> found = new ArrayList<>();
        if (!(answer instanceof List<?> pairs)) {
            throw unexpected("name_search", "a list of ids and names");
        }
        for (Object pair : pairs) {
            if (!(pair instanceof List<?> row) || row.size() != 2 || !(row.get(0) instanceof Long id)) {
                throw unexpected("name_search", "a list of ids and names");
            }
            found.add(new Ref<>(id, row.get(1) instanceof String name ? name : null));
        }
        return Collections.unmodifiableList(found);
    }

    @Override
    public long copy(long id, Values<M> changes) {
        return onlyId("copy", call("copy", List.of(List.of(id), changes)));
    }

    @Override
    public Map<String, @Nullable Object> defaults(Collection<String> fields) {
        return map("default_get", call("default_get", List.of(fields)));
    }

    @Override
    public ModelSchema fields() {
        return ModelSchema.ofFieldsGet(
                type.name(), map("fields_get", call("fields_get", List.of(List.of(), ModelSchema.ATTRIBUTES))));
    }

    @Override
    public long postMessage(long id, String body) {
        return onlyId(
                "message_post", call("message_post", List.of(id), Map.of("body", body, "message_type", "comment")));
    }

    @Override
    public @Nullable Object call(String method, Collection<Long> ids, Map<String, ?> namedArguments) {
        return client.call(type.name(), method, List.of(ids), namedArguments);
    }

    /** Ids as a list; some methods answer a bare id in one series and a list in the next. */
    List<Long> ids(String method, @Nullable Object answer) {
        if (answer instanceof Long id) {
            return List.of(id);
        }
        if (!(answer instanceof List<?> list)) {
            throw unexpected(method, "a list of ids");
        }
        List<Long> ids = new ArrayList<>(list.size());
        for (Object id : list) {
            if (!(id instanceof Long value)) {
                throw unexpected(method, "a list of ids");
            }
            ids.add(value);
        }
        return Collections.unmodifiableList(ids);
    }

    private long onlyId(String method, @Nullable Object answer) {
        List<Long> ids = ids(method, answer);
        if (ids.size() != 1) {
            throw unexpected(method, "one id");
        }
        return ids.get(0);
    }

    private Map<String, @Nullable Object> map(String method, @Nullable Object answer) {
        if (!(answer instanceof Map<?, ?> map)) {
            throw unexpected(method, "a dictionary");
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, value));
        return Collections.unmodifiableMap(copy);
    }

    FieldValueException unexpected(String method, String expected) {
        return new FieldValueException(
                type.name() + "." + method + " did not answer " + expected + ": does a module override it?", null);
    }
}
