package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.GroupedQuery;
import com.powerseller.odoo.query.Grouping;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.query.Query;
import com.powerseller.odoo.schema.FieldType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A search of one model. */
final class DefaultQuery<M> extends Query<M> {
    /** Which fields to fetch besides those that were selected. */
    private enum Fields {
        SELECTED,
        MODELLED,
        ALL
    }

    private final DefaultModel<M> model;
    private final Domain<M> domain;
    /** The fields to fetch, in order, with their types where they are known. */
    private final Map<String, @Nullable FieldType> fields;

    private final Fields which;
    private final String order;
    private final int limit;
    private final int offset;

    DefaultQuery(DefaultModel<M> model, Domain<M> domain) {
        this(model, domain, Map.of(), Fields.SELECTED, "", 0, 0);
    }

    private DefaultQuery(
            DefaultModel<M> model,
            Domain<M> domain,
            Map<String, @Nullable FieldType> fields,
            Fields which,
            String order,
            int limit,
            int offset) {
        this.model = model;
        this.domain = domain;
        this.fields = fields;
        this.which = which;
        this.order = order;
        this.limit = limit;
        this.offset = offset;
    }

    @Override
    public Query<M> select(List<? extends Field<M, ?>> selected) {
        Map<String, @Nullable FieldType> more = new LinkedHashMap<>(fields);
        for (Field<M, ?> field : selected) {
            more.put(ofModelItself(field.name()), field.type());
        }
        return new DefaultQuery<>(model, domain, more, which, order, limit, offset);
    }

    @Override
    public Query<M> select(String... selected) {
        Map<String, @Nullable FieldType> more = new LinkedHashMap<>(fields);
        for (String field : selected) {
            more.putIfAbsent(ofModelItself(field), null);
        }
        return new DefaultQuery<>(model, domain, more, which, order, limit, offset);
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
        return new DefaultQuery<>(model, domain, fields, Fields.ALL, order, limit, offset);
    }

    @Override
    public Query<M> selectModelled() {
        if (model.type().fields().isEmpty()) {
            throw new IllegalStateException(
                    "no class has the fields of " + model.type() + ": select(...) them, or selectAll()");
        }
        return new DefaultQuery<>(model, domain, fields, Fields.MODELLED, order, limit, offset);
    }

    @Override
    public Query<M> orderBy(Order<M> next) {
        String orders = order.isEmpty() ? next.toWire() : order + ", " + next.toWire();
        return new DefaultQuery<>(model, domain, fields, which, orders, limit, offset);
    }

    @Override
    public Query<M> limit(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "limit is " + most + "; it must be 1 or more (Odoo takes 0 for no limit)");
        }
        return new DefaultQuery<>(model, domain, fields, which, order, most, offset);
    }

    @Override
    public Query<M> offset(int skipped) {
        if (skipped < 0) {
            throw new IllegalArgumentException("offset is " + skipped + "; it must not be negative");
        }
        return new DefaultQuery<>(model, domain, fields, which, order, limit, skipped);
    }

    @Override
    public List<M> list() {
        return list(limit);
    }

    private List<M> list(int most) {
        List<Record> records = records(domain, offset, most, orderOrNone());
        if (mayHide(records.size(), most)) {
            List<Long> all = allIds();
            if (all.size() > records.size()) {
                records = records(withIds(all.subList(0, Math.min(most, all.size()))), 0, 0, orderOrNone());
            }
        }
        return model.views(records);
    }

    /** Whether there may be more records than these although the limit is higher. */
    private boolean mayHide(int found, int most) {
        return model.hidesAfterLimit() && found < most;
    }

    /** The ids of all records, whatever the limit is. */
    private List<Long> allIds() {
        return ids(domain, offset, 0, orderOrNone());
    }

    /** Those of these records that match still. */
    private Domain<M> withIds(List<Long> ids) {
        return domain.and(Domain.of("id", "in", ids));
    }

    /** Asks for records; 0 is no limit. */
    private List<Record> records(Domain<M> matched, int skipped, int most, @Nullable Object ordered) {
        Map<String, @Nullable FieldType> fetched = fetched();
        List<@Nullable Object> arguments = arguments(matched, fetched.keySet(), skipped, limitOf(most), ordered);
        return model.rows("search_read", arguments, which == Fields.ALL ? fields : fetched, fetched.keySet());
    }

    /** Asks for ids; 0 is no limit. */
    private List<Long> ids(Domain<M> matched, int skipped, int most, @Nullable Object ordered) {
        return model.ids(model.ask("search", arguments(matched, skipped, limitOf(most), ordered)));
    }

    /** What to ask for, with the types that are known; nothing stands for every field. */
    private Map<String, @Nullable FieldType> fetched() {
        if (which == Fields.ALL) {
            return Map.of();
        }
        if (which == Fields.MODELLED) {
            Set<String> existing = model.fieldNames();
            Map<String, @Nullable FieldType> all = new LinkedHashMap<>(fields);
            for (Field<M, ?> field : model.type().fields()) {
                if (existing.contains(field.name())) {
                    all.put(field.name(), field.type());
                }
            }
            return all;
        }
        if (fields.isEmpty()) {
            throw new IllegalStateException(
                    "select(...) the fields to fetch from " + model.type() + " (or selectAll(), which is costly)");
        }
        return fields;
    }

    @Override
    public Stream<List<M>> pages(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a page of " + size + " records; it must be 1 or more");
        }
        if (!order.isEmpty()) {
            throw new IllegalStateException("a stream is in the order of the ids: it cannot be ordered by " + order);
        }
        if (which == Fields.SELECTED) {
            fetched();
        }
        RecordPages<M> pages = new RecordPages<>(
                model,
                model.hidesAfterLimit() ? new PagesWithHidden() : this::page,
                size,
                limit == 0 ? Long.MAX_VALUE : limit);
        return StreamSupport.stream(pages, false).onClose(pages::close);
    }

    private RecordPages.Page page(@Nullable Long after, int most) {
        List<Record> records = records(after(after), after == null ? offset : 0, most, "id");
        return new RecordPages.Page(records, records.size() < most);
    }

    private Domain<M> after(@Nullable Long id) {
        if (id == null) {
            return domain;
        }
        Domain<M> rest = domain.and(Domain.of("id", ">", id));
        return model.leavesOutFilesOfFields(domain) ? rest.and(Domain.of("res_field", "=", false)) : rest;
    }

    /** Pages of which one that is not full need not be the last: from the first such page on, the records are read by their ids, which are asked for without a limit. */
    private final class PagesWithHidden implements RecordPages.Fetch {
        private @Nullable List<Long> ids;
        private int read;

        @Override
        public RecordPages.Page page(@Nullable Long after, int most) {
            List<Long> all = ids;
            if (all == null) {
                RecordPages.Page page = DefaultQuery.this.page(after, most);
                if (!page.last()) {
                    return page;
                }
                List<Record> records = page.records();
                Long seen = records.isEmpty()
                        ? after
                        : (Long) records.get(records.size() - 1).id();
                all = ids(after(seen), seen == null ? offset : 0, 0, "id");
                ids = all;
                if (!records.isEmpty()) {
                    return new RecordPages.Page(records, all.isEmpty());
                }
            }
            List<Record> records = List.of();
            while (records.isEmpty() && read < all.size()) {
                int end = Math.min(all.size(), read + most);
                records = records(withIds(all.subList(read, end)), 0, 0, "id");
                read = end;
            }
            return new RecordPages.Page(records, read == all.size());
        }
    }

    @Override
    public GroupedQuery<M> groupBy(List<? extends Grouping<M, ?>> groupings) {
        return new DefaultGroupedQuery<>(model, domain, groupings, List.of(), order, limit, offset);
    }

    @Override
    public Optional<M> first() {
        return list(1).stream().findFirst();
    }

    @Override
    public Optional<M> one() {
        List<M> records = list(limit == 1 ? 1 : 2);
        if (records.size() > 1) {
            throw new IllegalStateException(
                    "more than one " + model.type() + " matches: narrow the domain, or take the first()");
        }
        return records.stream().findFirst();
    }

    @Override
    public List<Long> ids() {
        List<Long> ids = ids(domain, offset, limit, orderOrNone());
        return mayHide(ids.size(), limit) ? allIds().stream().limit(limit).toList() : ids;
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
        List<Long> ids = ids(domain, offset, 1, orderOrNone());
        return !ids.isEmpty() || (mayHide(0, 1) && !allIds().isEmpty());
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
