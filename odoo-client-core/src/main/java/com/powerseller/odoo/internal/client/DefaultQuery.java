package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.query.Query;
import com.powerseller.odoo.schema.FieldType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A search of one model. */
final class DefaultQuery<M> implements Query<M> {
    private final DefaultModel<M> model;
    private final Domain<M> domain;
    /** The fields to fetch, in order, with their types where they are known. */
    private final Map<String, @Nullable FieldType> fields;

    private final boolean allFields;
    private final String order;
    private final int limit;
    private final int offset;

    DefaultQuery(DefaultModel<M> model, Domain<M> domain) {
        this(model, domain, Map.of(), false, "", 0, 0);
    }

    private DefaultQuery(
            DefaultModel<M> model,
            Domain<M> domain,
            Map<String, @Nullable FieldType> fields,
            boolean allFields,
            String order,
            int limit,
            int offset) {
        this.model = model;
        this.domain = domain;
        this.fields = fields;
        this.allFields = allFields;
        this.order = order;
        this.limit = limit;
        this.offset = offset;
    }

    @Override
    public Query<M> select(Field<?, ?>... selected) {
        Map<String, @Nullable FieldType> more = new LinkedHashMap<>(fields);
        for (Field<?, ?> field : selected) {
            more.put(ofModelItself(field.name()), field.type());
        }
        return new DefaultQuery<>(model, domain, more, allFields, order, limit, offset);
    }

    @Override
    public Query<M> select(String... selected) {
        Map<String, @Nullable FieldType> more = new LinkedHashMap<>(fields);
        for (String field : selected) {
            more.putIfAbsent(ofModelItself(field), null);
        }
        return new DefaultQuery<>(model, domain, more, allFields, order, limit, offset);
    }

    private static String ofModelItself(String field) {
        if (field.indexOf('.') >= 0) {
            throw new IllegalArgumentException(
                    "'" + field
                            + "' is a path: Odoo fetches fields of the model itself only; read the related records by their ids");
        }
        return field;
    }

    @Override
    public Query<M> selectAll() {
        return new DefaultQuery<>(model, domain, fields, true, order, limit, offset);
    }

    @Override
    public Query<M> orderBy(Order<M> next) {
        String orders = order.isEmpty() ? next.toWire() : order + ", " + next.toWire();
        return new DefaultQuery<>(model, domain, fields, allFields, orders, limit, offset);
    }

    @Override
    public Query<M> limit(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "limit is " + most + "; it must be 1 or more (Odoo takes 0 for no limit)");
        }
        return new DefaultQuery<>(model, domain, fields, allFields, order, most, offset);
    }

    @Override
    public Query<M> offset(int skipped) {
        if (skipped < 0) {
            throw new IllegalArgumentException("offset is " + skipped + "; it must not be negative");
        }
        return new DefaultQuery<>(model, domain, fields, allFields, order, limit, skipped);
    }

    @Override
    public List<M> list() {
        return list(limit);
    }

    private List<M> list(int most) {
        if (fields.isEmpty() && !allFields) {
            throw new IllegalStateException(
                    "select(...) the fields to fetch from " + model.type() + " (or selectAll(), which is costly)");
        }
        List<Record> rows = model.rows(
                "search_read",
                arguments(domain, allFields ? List.of() : fields.keySet(), offset, limitOf(most), orderOrNone()),
                fields);
        return model.views(rows);
    }

    @Override
    public Optional<M> first() {
        return list(1).stream().findFirst();
    }

    @Override
    public Optional<M> one() {
        List<M> records = list(limit == 1 ? 1 : 2);
        if (records.size() > 1) {
            throw new IllegalStateException("more than one " + model.type() + " matches " + domain);
        }
        return records.stream().findFirst();
    }

    @Override
    public List<Long> ids() {
        return model.ids(model.ask("search", arguments(domain, offset, limitOf(limit), orderOrNone())));
    }

    @Override
    public long count() {
        Answer<Object> answer = model.ask("search_count", List.of(domain));
        if (answer.value() instanceof Long count) {
            return count;
        }
        throw answer.unexpected("a number");
    }

    @Override
    public boolean exists() {
        return !model.ids(model.ask("search", arguments(domain, offset, 1, orderOrNone())))
                .isEmpty();
    }

    private static List<@Nullable Object> arguments(@Nullable Object... arguments) {
        return Arrays.asList(arguments);
    }

    private static @Nullable Object limitOf(int most) {
        return most == 0 ? null : (Object) most;
    }

    private @Nullable Object orderOrNone() {
        return order.isEmpty() ? null : order;
    }
}
