package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.query.Aggregate;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Group;
import com.powerseller.odoo.query.GroupedQuery;
import com.powerseller.odoo.query.Grouping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Groups of one model's records: {@code formatted_read_group} of series 19, {@code read_group} of those before. */
final class DefaultGroupedQuery<M> extends GroupedQuery<M> {
    private final DefaultModel<M> model;
    private final Domain<M> domain;
    private final List<Grouping<M, ?>> groupings;
    private final List<Aggregate<M, ?>> aggregates;
    private final String order;
    private final int limit;
    private final int offset;

    DefaultGroupedQuery(
            DefaultModel<M> model,
            Domain<M> domain,
            List<? extends Grouping<M, ?>> groupings,
            List<? extends Aggregate<M, ?>> aggregates,
            String order,
            int limit,
            int offset) {
        this.model = model;
        this.domain = domain;
        this.groupings = List.copyOf(groupings);
        this.aggregates = List.copyOf(aggregates);
        this.order = order;
        this.limit = limit;
        this.offset = offset;
    }

    @Override
    public GroupedQuery<M> aggregate(List<? extends Aggregate<M, ?>> more) {
        List<Aggregate<M, ?>> all = new ArrayList<>(aggregates);
        all.addAll(more);
        return new DefaultGroupedQuery<>(model, domain, groupings, all, order, limit, offset);
    }

    @Override
    public List<Group<M>> list() {
        boolean formatted = model.version().isAtLeast(19);
        List<String> by = groupings.stream().map(Grouping::spec).distinct().toList();
        checkOrder(by, formatted);
        Answer<Object> answer = formatted ? formattedReadGroup(by) : readGroup(by);
        if (!(answer.value() instanceof List<?> rows)) {
            throw answer.unexpected("a list of groups");
        }
        List<Group<M>> groups = new ArrayList<>();
        for (Object row : rows) {
            if (!(row instanceof Map<?, ?> values) || !(values.get("__count") instanceof Long count)) {
                throw answer.unexpected("a list of groups with their sizes");
            }
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            values.forEach((name, value) -> copy.put(String.valueOf(name), value));
            groups.add(new ReadGroup(Collections.unmodifiableMap(copy), count, formatted));
        }
        return Collections.unmodifiableList(groups);
    }

    private Answer<Object> formattedReadGroup(List<String> by) {
        List<String> computed = new ArrayList<>(List.of("__count"));
        aggregates.stream().map(Aggregate::spec).distinct().forEach(computed::add);
        return model.ask(
                "formatted_read_group",
                Arrays.asList(domain, by, computed, List.of(), offset, limitOrNone(), orderOrNone()));
    }

    private Answer<Object> readGroup(List<String> by) {
        List<String> specs =
                aggregates.stream().map(Aggregate::aliasedSpec).distinct().toList();
        // No fields would mean all of them.
        List<String> computed = specs.isEmpty() ? List.of("__count") : specs;
        return model.ask(
                "read_group", Arrays.asList(domain, computed, by, offset, limitOrNone(), orderOrNone(), false));
    }

    /** Older series may ignore an order that they do not know, and never say so. */
    private void checkOrder(List<String> by, boolean formatted) {
        Set<String> computed = aggregates.stream().map(Aggregate::spec).collect(Collectors.toSet());
        for (String step : order.isEmpty() ? new String[0] : order.split(", ", -1)) {
            String ordered = step.replaceFirst(" (asc|desc)$", "");
            boolean isComputed = computed.contains(ordered) || ordered.equals("__count");
            if (isComputed && !formatted) {
                throw new IllegalStateException("groups can be ordered by '" + ordered + "' from series 19 on only");
            }
            if (!isComputed && !by.contains(ordered)) {
                throw new IllegalStateException("groups by " + by + " cannot be ordered by '" + ordered
                        + "': order them by what they are grouped by, as in Grouping.asc(), or by an aggregate");
            }
        }
    }

    private @Nullable Object limitOrNone() {
        return limit == 0 ? null : (Object) limit;
    }

    private @Nullable Object orderOrNone() {
        return order.isEmpty() ? null : order;
    }

    private final class ReadGroup implements Group<M> {
        private final Map<String, @Nullable Object> values;
        private final long count;
        private final boolean formatted;

        ReadGroup(Map<String, @Nullable Object> values, long count, boolean formatted) {
            this.values = values;
            this.count = count;
            this.formatted = formatted;
        }

        @Override
        public <K> @Nullable K key(Grouping<M, K> grouping) {
            Object value = value(grouping.spec(), "grouped by");
            return grouping.decode(
                    grouping.isPeriod() && !Boolean.FALSE.equals(value) ? start(grouping.spec(), value) : value);
        }

        /** The start of a period: beside its label, or in a range by the period's name. */
        private @Nullable Object start(String spec, @Nullable Object value) {
            if (value instanceof List<?> period && !period.isEmpty()) {
                return period.get(0);
            }
            return values.get("__range") instanceof Map<?, ?> ranges && ranges.get(spec) instanceof Map<?, ?> range
                    ? range.get("from")
                    : value;
        }

        @Override
        public <T> @Nullable T get(Aggregate<M, T> aggregate) {
            return aggregate.decode(value(formatted ? aggregate.spec() : aggregate.alias(), "asked for"));
        }

        private @Nullable Object value(String name, String what) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException(
                        "the query has not " + what + " '" + name + "', but gave " + values.keySet());
            }
            return values.get(name);
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public Domain<M> domain() {
            Object terms = values.get(formatted ? "__extra_domain" : "__domain");
            Domain<M> own = Domain.raw(terms instanceof List<?> list ? list : List.of());
            return formatted ? domain.and(own) : own;
        }

        @Override
        public Map<String, @Nullable Object> toMap() {
            return values;
        }

        /** How many records, and by what they are grouped; not the values, which may be private. */
        @Override
        public String toString() {
            return "Group" + groupings + "(" + count + ")";
        }
    }
}
