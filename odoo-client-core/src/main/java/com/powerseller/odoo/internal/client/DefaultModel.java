package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.OdooVersion;
import com.powerseller.odoo.error.CallInterruptedException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.UnknownFieldException;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A model of one client. Arguments go by position, since series rename parameters: positions are the same in all of them, and JSON-2's names are series 19's.
 */
final class DefaultModel<M> extends Model<M> {
    /** Models of which Odoo takes out what the user may not see only after the limit. */
    private static final Set<String> HIDING_AFTER_LIMIT = Set.of("mail.activity", "mail.message");

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
    protected List<Record> readRecords(Collection<Long> ids, List<? extends Field<M, ?>> fields) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("name the fields to read from " + type);
        }
        Map<String, @Nullable FieldType> types = new LinkedHashMap<>();
        for (Field<M, ?> field : fields) {
            types.put(field.name(), field.type());
        }
        return ids.isEmpty() ? List.of() : rows("read", List.of(ids, types.keySet()), types, types.keySet());
    }

    @Override
    public List<M> read(Collection<Long> ids, Collection<String> fields) {
        return ids.isEmpty() ? List.of() : views(rows("read", List.of(ids, fields), Map.of(), fields));
    }

    /**
     * Asks for records.
     *
     * @param asked the names of the fields among the arguments
     */
    List<Record> rows(String method, List<?> args, Map<String, @Nullable FieldType> types, Collection<String> asked) {
        Answer<List<Record>> answer;
        try {
            answer = client.call(type.name(), method, args, Map.of(), Shape.rows(types));
        } catch (UnknownFieldException e) {
            throw naming(asked, e);
        }
        if (answer.value() == null) {
            throw answer.unexpected("a list of records");
        }
        return answer.value();
    }

    /** Odoo names the first field that it does not have: this says all of them. */
    private UnknownFieldException naming(Collection<String> asked, UnknownFieldException first) {
        List<String> lacking;
        try {
            Set<String> existing = fieldNames();
            lacking = asked.stream().filter(field -> !existing.contains(field)).toList();
        } catch (OdooException e) {
            first.addSuppressed(e);
            return first;
        }
        return lacking.isEmpty() ? first : first.naming(lacking);
    }

    List<M> views(List<Record> records) {
        List<M> views = new ArrayList<>(records.size());
        for (Record record : records) {
            views.add(type.view(record));
        }
        return Collections.unmodifiableList(views);
    }

    /** The names of the fields that the server has and the user may read; asked for once per client. */
    Set<String> fieldNames() {
        return client.fieldNames(type.name());
    }

    /** Whether fewer records than the limit need not be all: Odoo may have taken out others that the user may not see. */
    boolean hidesAfterLimit() {
        return HIDING_AFTER_LIMIT.contains(type.name());
    }

    /**
     * Whether Odoo leaves out what belongs to binary fields ({@code ir.attachment}), as it does while no condition is about {@code res_field} or {@code id}: then one
     * about ids would bring it in.
     */
    boolean leavesOutFilesOfFields(Domain<M> domain) {
        return type.name().equals("ir.attachment")
                && !Boolean.TRUE.equals(client.context().asMap().get("skip_res_field_check"))
                && domain.terms().stream()
                        .noneMatch(term -> term instanceof List<?> condition
                                && ("id".equals(condition.get(0)) || "res_field".equals(condition.get(0))));
    }

    OdooVersion version() {
        return client.version();
    }

    /** A thread of the client's for work that goes on beside the caller's. */
    Executor background() {
        return client.background();
    }

    /** The exception for a thread that was interrupted while another one made a call for it. */
    CallInterruptedException interrupted(String method, InterruptedException cause) {
        return client.interrupted(type.name(), method, cause);
    }

    Answer<Object> ask(String method, List<?> args) {
        return ask(method, args, Map.of());
    }

    private Answer<Object> ask(String method, List<?> args, Map<String, ?> kwargs) {
        return client.call(type.name(), method, args, kwargs, Shape.any());
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
        Answer<Object> answer;
        try {
            answer = ask("create", List.of(values));
        } catch (UnknownFieldException e) {
            throw naming(
                    values.stream()
                            .flatMap(one -> one.asMap().keySet().stream())
                            .distinct()
                            .toList(),
                    e);
        }
        List<Long> ids = ids(answer);
        if (ids.size() != values.size()) {
            throw answer.unexpected("one id for each record");
        }
        return ids;
    }

    @Override
    public void update(long id, Values<M> values) {
        update(List.of(id), values);
    }

    @Override
    public void update(Collection<Long> ids, Values<M> values) {
        if (ids.isEmpty()) {
            return;
        }
        try {
            ask("write", List.of(ids, values));
        } catch (UnknownFieldException e) {
            throw naming(values.asMap().keySet(), e);
        }
    }

    @Override
    public void delete(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            ask("unlink", List.of(ids));
        }
    }

    @Override
    public Set<Long> exists(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        Answer<Object> found = ask(
                "search",
                List.of(Domain.of("id", "in", List.copyOf(ids))),
                Map.of("context", Map.of("active_test", false)));
        Set<Long> existing = new LinkedHashSet<>(ids);
        existing.retainAll(Set.copyOf(ids(found)));
        return Collections.unmodifiableSet(existing);
    }

    @Override
    public List<Ref<M>> nameSearch(String text, Domain<M> domain, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be 1 or more");
        }
        Answer<Object> answer = ask("name_search", List.of(text, domain, "ilike", limit));
        List<Ref<M>> found = new ArrayList<>();
        for (Object pair :
                answer.value() instanceof List<?> pairs ? pairs : Collections.singletonList(answer.value())) {
            if (!(pair instanceof List<?> row) || row.size() != 2 || !(row.get(0) instanceof Long id)) {
                throw answer.unexpected("a list of ids and names");
            }
            found.add(new Ref<>(id, row.get(1) instanceof String name ? name : null));
        }
        return Collections.unmodifiableList(found);
    }

    @Override
    public long copy(long id, Values<M> changes) {
        return onlyId(ask("copy", List.of(List.of(id), changes)));
    }

    @Override
    public Map<String, @Nullable Object> defaults(Collection<String> fields) {
        return map(ask("default_get", List.of(fields)));
    }

    @Override
    public ModelSchema fields() {
        return ModelSchema.ofFieldsGet(type.name(), map(ask("fields_get", List.of(List.of(), ModelSchema.ATTRIBUTES))));
    }

    @Override
    public long postMessage(long id, String body) {
        return onlyId(ask("message_post", List.of(List.of(id)), Map.of("body", body, "message_type", "comment")));
    }

    @Override
    public @Nullable Object call(String method, Collection<Long> ids, Map<String, ?> namedArguments) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(namedArguments);
        if (arguments.put("ids", ids) != null) {
            throw new IllegalArgumentException("the records are given twice: as ids and as the argument 'ids'");
        }
        return ask(method, List.of(), arguments).value();
    }

    /** Ids as a list; some methods answer a bare id in one series and a list in the next. */
    List<Long> ids(Answer<Object> answer) {
        if (answer.value() instanceof Long id) {
            return List.of(id);
        }
        List<Long> ids = new ArrayList<>();
        for (Object id : answer.value() instanceof List<?> list ? list : Collections.singletonList(answer.value())) {
            if (!(id instanceof Long value)) {
                throw answer.unexpected("a list of ids");
            }
            ids.add(value);
        }
        return Collections.unmodifiableList(ids);
    }

    private long onlyId(Answer<Object> answer) {
        List<Long> ids = ids(answer);
        if (ids.size() != 1) {
            throw answer.unexpected("one id");
        }
        return ids.get(0);
    }

    private static Map<String, @Nullable Object> map(Answer<Object> answer) {
        if (!(answer.value() instanceof Map<?, ?> map)) {
            throw answer.unexpected("a dictionary");
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, value));
        return Collections.unmodifiableMap(copy);
    }
}
