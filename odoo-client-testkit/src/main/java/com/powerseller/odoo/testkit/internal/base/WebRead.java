package com.powerseller.odoo.testkit.internal.base;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Reads;
import com.powerseller.odoo.testkit.internal.orm.Searches;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.Writes;
import com.powerseller.odoo.testkit.internal.orm.method.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records as the web client reads and saves them: by a specification of fields, which those of related records are part of. */
final class WebRead {
    private final BaseModel.Call call;
    private final Environment environment;
    private final Arguments arguments;

    WebRead(BaseModel.Call call) {
        this.call = call;
        this.environment = call.environment();
        this.arguments = call.arguments();
    }

    /** {@code web_read} */
    Object read() {
        return rows(environment, call.model(), call.ids(), specification());
    }

    private Map<String, @Nullable Object> specification() {
        return arguments.map("specification");
    }

    /** {@code web_save}: one record, or a new one if there is none. */
    Object save() {
        Map<String, @Nullable Object> values = arguments.map("vals");
        Writes writes = new Writes(environment, call.model());
        List<Long> ids = call.ids();
        if (ids.isEmpty()) {
            ids = writes.create(List.of(values));
        } else if (!values.isEmpty()) {
            writes.write(ids, values);
        }
        List<Long> shown = arguments.get("next_id") instanceof Long next && next != 0 ? List.of(next) : ids;
        return rows(environment.with("bin_size", true), call.model(), shown, specification());
    }

    /** {@code web_save_multi}: several records, each with values of its own. */
    Object saveEach() {
        Writes writes = new Writes(environment, call.model());
        List<?> values = arguments.get("vals_list") instanceof List<?> list ? list : List.of();
        if (values.size() != call.ids().size()) {
            throw PythonException.valueError("Each record must be associated with a vals dict");
        }
        for (int i = 0; i < values.size(); i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(values.get(i))).forEach((name, value) -> row.put((String) name, value));
            writes.write(List.of(call.ids().get(i)), row);
        }
        return rows(environment.with("bin_size", true), call.model(), call.ids(), specification());
    }

    /** {@code web_search_read} */
    Object search() {
        if (!environment.series().atLeast(Series.V17)) {
            throw new UnsupportedByFakeException("web_search_read of series 16.0: use search_read and search_count");
        }
        FakeModel model = call.model();
        Object domain = arguments.get("domain");
        long limit = arguments.count("limit");
        long offset = arguments.count("offset");
        List<Long> ids = new Searches(environment, model).search(domain, offset, limit, arguments.text("order"));
        long length = offset + ids.size();
        boolean mayBeMore = (limit > 0 && ids.size() == limit) || (ids.isEmpty() && offset > 0);
        if (mayBeMore) {
            long countLimit = arguments.count("count_limit");
            long count = new Searches(environment, model).count(domain);
            length = countLimit > 0 ? Math.max(Math.min(count, countLimit), length) : count;
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("length", length);
        answer.put("records", rows(environment, model, ids, specification()));
        return answer;
    }

    /** {@code web_name_search} */
    Object byName() {
        String name = Objects.requireNonNullElse(arguments.text("name"), "");
        List<Object> domain = new ArrayList<>(arguments.get("domain") instanceof List<?> list ? list : List.of());
        String operator = Objects.requireNonNullElse(arguments.text("operator"), "ilike");
        if (!name.isEmpty()) {
            domain.add(List.of("display_name", operator, name));
        }
        long limit = arguments.has("limit") ? arguments.count("limit") : 100;
        List<Long> ids = new Searches(environment, call.model()).search(domain, 0, limit, null);
        List<Map<String, @Nullable Object>> rows = rows(environment, call.model(), ids, specification());
        if (specification().keySet().equals(java.util.Set.of("display_name"))) {
            rows.forEach(row -> row.put("__formatted_display_name", row.get("display_name")));
        }
        return rows;
    }

    // -------------------------------------------------------------------------------------------- reading

    static List<Map<String, @Nullable Object>> rows(
            Environment environment, FakeModel model, List<Long> ids, Map<String, ?> specification) {
        Reads reads = new Reads(environment, model);
        List<FakeField> fields = specification.isEmpty() ? List.of() : reads.fields(specification.keySet());
        List<Map<String, @Nullable Object>> rows = reads.read(ids, fields, false);
        for (FakeField field : fields) {
            if (specification.get(field.name()) instanceof Map<?, ?> wanted && !wanted.isEmpty()) {
                new Related(environment, model, field, wanted).complete(rows);
            }
        }
        return rows;
    }

    /** What is asked for of the records that a field refers to. */
    private static final class Related {
        private final Environment environment;
        private final FakeModel model;
        private final FakeField field;
        private final @Nullable Map<String, ?> fields;
        private final Map<?, ?> wanted;

        Related(Environment environment, FakeModel model, FakeField field, Map<?, ?> wanted) {
            this.environment =
                    wanted.get("context") instanceof Map<?, ?> context ? with(environment, context) : environment;
            this.model = model;
            this.field = field;
            this.wanted = wanted;
            this.fields = wanted.get("fields") instanceof Map<?, ?> map ? names(map) : null;
        }

        private static Environment with(Environment environment, Map<?, ?> context) {
            Environment changed = environment;
            for (Map.Entry<?, ?> entry : context.entrySet()) {
                changed = changed.with(String.valueOf(entry.getKey()), entry.getValue());
            }
            return changed;
        }

        private static Map<String, ?> names(Map<?, ?> map) {
            Map<String, @Nullable Object> names = new LinkedHashMap<>();
            map.forEach((name, value) -> names.put(String.valueOf(name), value));
            return names;
        }

        void complete(List<Map<String, @Nullable Object>> rows) {
            for (Map<String, @Nullable Object> row : rows) {
                row.computeIfPresent(field.name(), (name, value) -> completed(row, value));
            }
        }

        private Object completed(Map<String, @Nullable Object> row, Object value) {
            if (field.isX2Many()) {
                return lines(
                        value instanceof List<?> ids
                                ? ids.stream().map(Long.class::cast).toList()
                                : List.of());
            }
            if (fields == null) {
                return value;
            }
            return switch (field.type()) {
                case MANY2ONE -> value instanceof Long id ? one(field.relation(), id) : value;
                case REFERENCE -> value instanceof String text ? reference(text) : value;
                case MANY2ONE_REFERENCE -> value instanceof Long id && id != 0 ? byModel(row, id) : value;
                default -> value;
            };
        }

        /** A record that the user may not read has its name only. */
        private Map<String, @Nullable Object> one(String other, long id) {
            Map<String, ?> asked = Objects.requireNonNull(fields);
            boolean isNameOnly = asked.keySet().stream().allMatch(name -> name.equals("display_name"));
            Environment reader = isNameOnly ? environment.sudo() : environment;
            List<Map<String, @Nullable Object>> found = rows(reader, environment.model(other), List.of(id), asked);
            return found.isEmpty() ? new LinkedHashMap<>(Map.of("id", id)) : found.get(0);
        }

        private Object reference(String text) {
            int comma = text.indexOf(',');
            String other = text.substring(0, comma);
            long id = Long.parseLong(text.substring(comma + 1));
            Map<String, @Nullable Object> row = one(other, id);
            row.put("id", Map.of("id", id, "model", other));
            return row;
        }

        private Object byModel(Map<String, @Nullable Object> row, long id) {
            Object own = row.get("id");
            Object other = own instanceof Long record
                    ? model.value(environment.sudo(), record, model.existing(modelField()))
                    : null;
            return other instanceof String name ? one(name, id) : (Object) id;
        }

        private String modelField() {
            if (model.field("res_model") != null && field.type() == FieldType.MANY2ONE_REFERENCE) {
                return "res_model";
            }
            throw new UnsupportedByFakeException("the fields of " + model.name() + "." + field.name() + " in web_read");
        }

        /** Records in the order asked for; beyond the limit, their ids only. */
        private List<Object> lines(List<Long> ids) {
            List<Long> sorted = ids;
            if (wanted.get("order") instanceof String order && !order.isBlank()) {
                Environment all = environment.sudo().with("active_test", false);
                sorted = new Searches(all, environment.model(field.relation()))
                        .search(List.of(List.of("id", "in", ids)), 0, 0, order);
            }
            if (fields == null) {
                return new ArrayList<>(sorted);
            }
            int limit = wanted.get("limit") instanceof Long number && number > 0 ? number.intValue() : sorted.size();
            List<Long> first = sorted.subList(0, Math.min(limit, sorted.size()));
            List<Object> lines = new ArrayList<>(rows(environment, environment.model(field.relation()), first, fields));
            sorted.subList(first.size(), sorted.size()).forEach(id -> lines.add(Map.of("id", id)));
            return lines;
        }
    }
}
