package com.powerseller.odoo.testkit.internal.orm.group;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Orders;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Searches;
import com.powerseller.odoo.testkit.internal.orm.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Groups of the records that a domain finds, with aggregates over each: what both of Odoo's methods for groups are made of. */
final class Groups {
    private static final Pattern STEP = Pattern.compile(
            "\\s*(\\w+(?:\\.[\\w.]+)?(?::\\w+)?)(?:\\s+(desc|asc))?(?:\\s+nulls\\s+(first|last))?\\s*",
            Pattern.CASE_INSENSITIVE);

    /** One group: its values, in the order of the keys, and its records; one is there twice if two of its tags are. */
    record Group(List<@Nullable Object> values, List<Long> ids, Map<String, @Nullable Object> results) {}

    private final Environment environment;
    private final FakeModel model;
    private final List<GroupKey> keys;
    private final List<Aggregate> aggregates;
    private final List<Group> groups;

    /** Which groups are asked for, all as they are written. */
    record Request(
            @Nullable Object domain,
            List<String> keys,
            List<String> aggregates,
            List<?> having,
            long offset,
            long limit,
            @Nullable String order,
            boolean followsPaths) {}

    Groups(Environment environment, FakeModel model, Request request) {
        this.environment = environment;
        this.model = model;
        Searches searches = new Searches(environment, model);
        boolean isNever = environment.series().atLeast(Series.V19) && searches.isNever(request.domain());
        if (isNever && !request.keys().isEmpty()) {
            // The real one does not even look at the rest then.
            this.keys = List.of();
            this.aggregates = List.of();
            this.groups = List.of();
            return;
        }
        List<Long> ids = searches.search(request.domain(), 0, 0, "id");
        this.keys = request.keys().stream()
                .map(key -> new GroupKey(environment, model, key, request.followsPaths()))
                .toList();
        this.aggregates = request.aggregates().stream()
                .map(aggregate -> new Aggregate(environment, model, aggregate))
                .toList();
        if (keys.isEmpty() && aggregates.isEmpty()) {
            if (!ids.isEmpty()) {
                throw PythonException.of("builtins.AssertionError", "");
            }
            this.groups = isNever ? List.of(group(List.of(), ids)) : List.of();
            return;
        }
        if (keys.isEmpty()) {
            aggregates.forEach(Aggregate::checkSql);
            Group all = group(List.of(), ids);
            this.groups = isNever ? List.of(all) : page(List.of(all), request);
            return;
        }
        List<Step> order = order(request.order());
        Having having = new Having(environment, model, request.having());
        aggregates.forEach(Aggregate::checkSql);
        List<Group> found = new ArrayList<>();
        split(ids).forEach((values, members) -> found.add(group(values, members)));
        found.removeIf(group -> !having.holds(aggregate -> result(group, aggregate)));
        found.sort(comparator(order, found));
        this.groups = page(found, request);
    }

    List<GroupKey> keys() {
        return keys;
    }

    List<Aggregate> aggregates() {
        return aggregates;
    }

    List<Group> all() {
        return groups;
    }

    private static List<Group> page(List<Group> found, Request request) {
        long end = request.limit() == 0 ? found.size() : Math.min(found.size(), request.offset() + request.limit());
        return request.offset() >= end ? List.of() : found.subList((int) request.offset(), (int) end);
    }

    private Map<List<@Nullable Object>, List<Long>> split(List<Long> ids) {
        Map<List<@Nullable Object>, List<Long>> split = new LinkedHashMap<>();
        for (long id : ids) {
            List<List<@Nullable Object>> combined = List.of(List.of());
            for (GroupKey key : keys) {
                List<List<@Nullable Object>> longer = new ArrayList<>();
                int twin = keyOf(key.written());
                List<@Nullable Object> values = key.of(id);
                for (List<@Nullable Object> begun : combined) {
                    // The same key twice has the same value twice.
                    boolean isTwin = twin < begun.size();
                    for (Object value : isTwin ? begun.subList(twin, twin + 1) : values) {
                        List<@Nullable Object> one = new ArrayList<>(begun);
                        one.add(value);
                        longer.add(one);
                    }
                }
                combined = longer;
            }
            combined.forEach(values ->
                    split.computeIfAbsent(values, unused -> new ArrayList<>()).add(id));
        }
        return split;
    }

    private Group group(List<@Nullable Object> values, List<Long> ids) {
        Map<String, @Nullable Object> results = new HashMap<>();
        for (Aggregate aggregate : aggregates) {
            results.put(aggregate.written(), aggregate.of(ids));
        }
        return new Group(values, ids, results);
    }

    private static @Nullable Object result(Group group, Aggregate aggregate) {
        if (!group.results().containsKey(aggregate.written())) {
            group.results().put(aggregate.written(), aggregate.of(group.ids()));
        }
        return group.results().get(aggregate.written());
    }

    // ------------------------------------------------------------------------------------------- order

    /** One step of an order: by a key, or by an aggregate. */
    private record Step(int key, @Nullable Aggregate aggregate, boolean descending, boolean nullsFirst) {}

    private List<Step> order(@Nullable String clause) {
        List<Step> steps = new ArrayList<>();
        if (clause == null || clause.isEmpty()) {
            return steps;
        }
        for (String part : clause.split(",", -1)) {
            Matcher words = STEP.matcher(part);
            if (!words.matches()) {
                throw PythonException.valueError("Invalid order " + Python.repr(clause) + " for _read_group()");
            }
            boolean descending = "desc".equalsIgnoreCase(words.group(2));
            int key = keyOf(words.group(1));
            boolean isByDefault =
                    words.group(3) == null || (key >= 0 && keys.get(key).isNeverNull());
            boolean nullsFirst = isByDefault ? descending : words.group(3).equalsIgnoreCase("first");
            steps.add(new Step(key, key < 0 ? aggregate(words.group(1), part) : null, descending, nullsFirst));
        }
        return steps;
    }

    private int keyOf(String written) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).written().equals(written)) {
                return i;
            }
        }
        return -1;
    }

    private Aggregate aggregate(String written, String part) {
        try {
            return new Aggregate(environment, model, written);
        } catch (PythonException e) {
            if (!e.pythonName().equals("builtins.ValueError")) {
                throw e;
            }
            throw PythonException.valueError(
                    "Order term " + Python.repr(part) + " is not a valid aggregate nor valid groupby");
        }
    }

    private Comparator<Group> comparator(List<Step> steps, List<Group> found) {
        List<Comparator<Group>> all = new ArrayList<>();
        for (Step step : steps) {
            Aggregate aggregate = step.aggregate();
            all.add(aggregate == null ? byKey(step, found) : byResult(step, aggregate));
        }
        // Where the steps leave the order open, so does Odoo; without any, it is this.
        for (int i = 0; i < keys.size(); i++) {
            all.add(byKey(new Step(i, null, false, false), found));
        }
        return (a, b) -> {
            for (Comparator<Group> one : all) {
                int comparison = one.compare(a, b);
                if (comparison != 0) {
                    return comparison;
                }
            }
            return 0;
        };
    }

    private Comparator<Group> byKey(Step step, List<Group> found) {
        List<@Nullable Object> values = new ArrayList<>();
        found.forEach(group -> values.add(group.values().get(step.key())));
        Comparator<@Nullable Object> order = keys.get(step.key()).order(values);
        return nulls(step, order, group -> group.values().get(step.key()));
    }

    private static Comparator<Group> byResult(Step step, Aggregate aggregate) {
        Comparator<@Nullable Object> order =
                (a, b) -> Orders.compare(Objects.requireNonNull(a), Objects.requireNonNull(b));
        return nulls(step, order, group -> result(group, aggregate));
    }

    private interface Value {
        @Nullable Object of(Group group);
    }

    private static Comparator<Group> nulls(Step step, Comparator<@Nullable Object> order, Value value) {
        Comparator<@Nullable Object> directed = step.descending() ? order.reversed() : order;
        return (a, b) -> {
            Object left = value.of(a);
            Object right = value.of(b);
            if (left == null || right == null) {
                return left == right ? 0 : (left == null) == step.nullsFirst() ? -1 : 1;
            }
            return directed.compare(left, right);
        };
    }
}
