package com.powerseller.odoo.testkit.internal.orm.group;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Orders;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.domain.DomainTexts;
import com.powerseller.odoo.testkit.internal.orm.method.Arguments;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The methods that answer groups: {@code formatted_read_group} (series 19), and {@code read_group}, which 19 still has. */
public final class GroupReads {
    private static final Pattern FIELD = Pattern.compile("(\\w+)(?::(\\w+)(?:\\((\\w+)\\))?)?.*");

    /** What {@code fill_temporal} can say of the periods to fill. */
    private static final Set<Object> OPTIONS = Set.of("fill_from", "fill_to", "min_groups");

    private final Environment environment;
    private final FakeModel model;

    public GroupReads(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    // --------------------------------------------------------------------------- formatted_read_group

    public Object formatted(Arguments arguments) {
        List<String> keys = given(arguments, "groupby");
        List<String> aggregates = given(arguments, "aggregates").stream()
                .map(written -> written.replaceFirst(":recordset$", ":array_agg"))
                .toList();
        Groups groups = groups(arguments, keys, aggregates, arguments.text("order"), true);
        boolean isPart = arguments.count("limit") > 0 || arguments.count("offset") > 0;
        if (fills() && isPart && !keys.isEmpty()) {
            throw PythonException.valueError("You cannot used fill_temporal with a limit or an offset");
        }
        List<Object> answer = new ArrayList<>();
        List<Groups.Group> all = filled(groups, arguments.text("order"), true);
        for (Groups.Group group : all) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            List<List<Object>> domains = new ArrayList<>();
            for (int i = 0; i < groups.keys().size(); i++) {
                GroupKey key = groups.keys().get(i);
                Object value = group.values().get(i);
                Periods periods = key.periods();
                Object label = key.shown(value);
                shown.put(
                        key.written(),
                        periods != null && value instanceof LocalDateTime start
                                ? List.of(periods.written(start), label)
                                : label);
                domains.add(key.domain(value, values(all, i)));
            }
            shown.put("__extra_domain", DomainTexts.all(domains));
            for (Aggregate aggregate : groups.aggregates()) {
                shown.put(aggregate.written(), Aggregate.shown(group.results().get(aggregate.written())));
            }
            answer.add(shown);
        }
        return answer;
    }

    // ------------------------------------------------------------------------------------- read_group

    /** An aggregate of {@code read_group}: what it is called in the answer, and what it is. */
    private record Named(String name, String written) {}

    public Object classic(Arguments arguments) {
        boolean isLazy = !arguments.has("lazy") || Python.isTrue(arguments.get("lazy"));
        Object groupby = arguments.get("groupby");
        List<String> all = groupby instanceof String one ? List.of(one) : texts(groupby);
        List<String> asked = isLazy && !all.isEmpty() ? all.subList(0, 1) : all;
        List<String> keys = asked.stream().map(this::withGranularity).toList();
        List<Named> named = named(texts(arguments.get("fields")), asked);
        boolean isByField = isLazy && !asked.isEmpty();
        String count = isByField ? asked.get(0).split(":", 2)[0] + "_count" : "__count";
        List<String> aggregates = new ArrayList<>(List.of("__count"));
        named.forEach(one -> aggregates.add(one.written()));
        String order = order(arguments.text("orderby"), keys, named, count);
        Groups groups = groups(arguments, keys, aggregates, order, false);
        if (keys.isEmpty() && environment.context().get("fill_temporal") instanceof Map<?, ?>) {
            throw PythonException.of("builtins.IndexError", "list index out of range");
        }
        List<Groups.Group> found = filled(groups, order, false);
        List<Object> answer = new ArrayList<>();
        for (Groups.Group group : found) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            Map<String, Object> ranges = new LinkedHashMap<>();
            List<List<Object>> domains = new ArrayList<>();
            for (int i = 0; i < groups.keys().size(); i++) {
                GroupKey key = groups.keys().get(i);
                Object value = group.values().get(i);
                shown.put(asked.get(i), key.shown(value));
                domains.add(key.domain(value, values(found, i)));
                if (key.periods() != null && (value != null || !key.isProperty())) {
                    ranges.put(asked.get(i), range(key.periods(), value));
                }
            }
            shown.put(count, group.results().get("__count"));
            for (Named one : named) {
                shown.put(one.name(), Aggregate.shown(group.results().get(one.written())));
            }
            shown.put("__domain", DomainTexts.within(environment.series(), arguments.get("domain"), domains));
            if (isLazy && all.size() > 1) {
                shown.put("__context", Map.of("group_by", all.subList(1, all.size())));
            }
            if (groups.keys().stream().anyMatch(key -> key.periods() != null)) {
                shown.put("__range", ranges);
            }
            answer.add(shown);
        }
        return answer;
    }

    private static Object range(Periods periods, @Nullable Object value) {
        if (!(value instanceof LocalDateTime start)) {
            return false;
        }
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("from", periods.written(start));
        range.put("to", periods.written(periods.next(start)));
        return range;
    }

    /** Dates without a granularity are grouped by month. */
    private String withGranularity(String written) {
        FakeField field = model.field(GroupKey.fieldOf(written));
        boolean isDate = field != null
                && switch (field.type()) {
                    case DATE, DATETIME -> true;
                    default -> false;
                };
        return isDate && written.indexOf(':') < 0 ? written + ":month" : written;
    }

    private List<Named> named(List<String> fields, List<String> keys) {
        Map<String, Named> named = new LinkedHashMap<>();
        for (String written : fields) {
            if (written.equals("__count")) {
                continue;
            }
            Matcher words = FIELD.matcher(written);
            if (!words.matches()) {
                throw PythonException.valueError("Invalid field specification " + Python.repr(written) + ".");
            }
            String name = words.group(1);
            String function = words.group(2);
            if (function == null) {
                FakeField field = model.field(name);
                if (field == null) {
                    throw PythonException.valueError("Invalid field '" + name + "' on model '" + model.name() + "'");
                }
                boolean isSummed = field.isNumber()
                        && (field.schema().stored() || field.column() >= 0)
                        && !name.equals("id")
                        && !keys.contains(name);
                if (isSummed) {
                    named.put(name, new Named(name, name + ":sum"));
                }
                continue;
            }
            String of = words.group(3) == null ? name : words.group(3);
            if (keys.contains(name)) {
                throw new UnsupportedByFakeException(
                        "read_group with an aggregate called " + name + ", as what it groups by");
            }
            named.put(name, new Named(name, of + ":" + function));
        }
        return List.copyOf(named.values());
    }

    /** The order with the names of this method's answer put as the specifications that they stand for. */
    private static @Nullable String order(@Nullable String clause, List<String> keys, List<Named> named, String count) {
        if (clause == null) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        for (String part : clause.split(",", -1)) {
            String term = part.strip().split("\\s+", 2)[0];
            String meant = term;
            for (Named one : named) {
                meant = term.equals(one.name()) ? one.written() : meant;
            }
            for (String key : keys) {
                meant = term.equals(key.split(":", 2)[0]) ? key : meant;
            }
            meant = term.equals(count) ? "__count" : meant;
            parts.add(part.strip().replaceFirst(Pattern.quote(term), Matcher.quoteReplacement(meant)));
        }
        return String.join(",", parts);
    }

    // --------------------------------------------------------------------------------------- of both

    private Groups groups(
            Arguments arguments,
            List<String> keys,
            List<String> aggregates,
            @Nullable String order,
            boolean followsPaths) {
        return new Groups(
                environment,
                model,
                new Groups.Request(
                        arguments.get("domain"),
                        keys,
                        aggregates,
                        having(arguments.get("having")),
                        arguments.count("offset"),
                        arguments.count("limit"),
                        order,
                        followsPaths));
    }

    private static List<?> having(@Nullable Object having) {
        return having instanceof String text
                ? text.chars().mapToObj(Character::toString).toList()
                : having instanceof List<?> terms ? terms : List.of();
    }

    private static List<String> given(Arguments arguments, String name) {
        Object value = arguments.has(name) ? arguments.get(name) : List.of();
        return value instanceof String text
                ? text.chars().mapToObj(Character::toString).toList()
                : texts(value);
    }

    private static List<String> texts(@Nullable Object value) {
        if (value == null) {
            throw PythonException.typeError("'NoneType' object is not iterable");
        }
        if (!(value instanceof List<?> list)) {
            throw PythonException.typeError("'" + Python.type(value) + "' object is not iterable");
        }
        for (Object item : list) {
            if (!(item instanceof String)) {
                throw PythonException.typeError("expected str instance, " + Python.type(item) + " found");
            }
        }
        return list.stream().map(String.class::cast).toList();
    }

    private static List<@Nullable Object> values(List<Groups.Group> groups, int key) {
        List<@Nullable Object> values = new ArrayList<>();
        groups.forEach(group -> {
            Object value = group.values().get(key);
            if (!values.contains(value)) {
                values.add(value);
            }
        });
        return values;
    }

    // --------------------------------------------------------------------------------- empty periods

    /** The groups, with those of the periods between that nothing is in, if the context has {@code fill_temporal}. */
    private List<Groups.Group> filled(Groups groups, @Nullable String order, boolean isFormatted) {
        Object wish = environment.context().get("fill_temporal");
        boolean isNothing = groups.all().isEmpty() && !(wish instanceof Map<?, ?>);
        if (!fills() || groups.keys().isEmpty() || isNothing) {
            return groups.all();
        }
        GroupKey first = groups.keys().get(0);
        Periods periods = first.periods();
        if (first.isOfAnother()) {
            return groups.all();
        }
        if (periods == null) {
            if (first.isPart()
                    && isFormatted
                    && wish instanceof Map<?, ?> options
                    && options.get("fill_from") != null) {
                throw notOfDates(options.get("fill_from"));
            }
            if (first.isPart()) {
                throw PythonException.of("builtins.KeyError", first.written().split(":", 2)[1]);
            }
            return groups.all();
        }
        if (order != null && !order.isEmpty()) {
            throw new UnsupportedByFakeException("fill_temporal with an order");
        }
        Map<?, ?> options = wish instanceof Map<?, ?> map ? map : Map.of();
        checkOptions(options, isFormatted);
        List<LocalDateTime> existing = new ArrayList<>();
        groups.all().forEach(group -> {
            if (group.values().get(0) instanceof LocalDateTime start) {
                existing.add(start);
            }
        });
        boolean isBound = options.get("fill_from") instanceof String || options.get("fill_to") instanceof String;
        if (!isFormatted && isBound && !existing.isEmpty() && !(periods.isDate() && !first.isProperty())) {
            throw PythonException.typeError(
                    "'<' not supported between instances of 'datetime.datetime' and 'datetime.date'");
        }
        LocalDateTime from = bound(periods, options.get("fill_from"), existing.isEmpty() ? null : existing.get(0));
        LocalDateTime to =
                bound(periods, options.get("fill_to"), existing.isEmpty() ? null : existing.get(existing.size() - 1));
        if (from == null && to == null) {
            return groups.all();
        }
        LocalDateTime start = from == null ? Objects.requireNonNull(to) : from;
        LocalDateTime end = to == null ? start : to;
        if (options.get("min_groups") instanceof Long least) {
            LocalDateTime reached = start;
            for (long i = 1; i < least; i++) {
                reached = periods.next(reached);
            }
            end = reached.isAfter(end) ? reached : end;
        }
        return merged(groups, periods, start, end);
    }

    private static void checkOptions(Map<?, ?> options, boolean isFormatted) {
        for (Object option : options.keySet()) {
            if (!OPTIONS.contains(option)) {
                throw PythonException.typeError(
                        (isFormatted ? "Base._web_read_group_fill_temporal()" : "BaseModel._read_group_fill_temporal()")
                                + " got an unexpected keyword argument '" + option + "'");
            }
        }
    }

    private static PythonException notOfDates(@Nullable Object date) {
        return PythonException.valueError("Granularity must be year, quarter, month, week or day for value " + date);
    }

    private boolean fills() {
        Object wish = environment.context().get("fill_temporal");
        return Python.isTrue(wish) || wish instanceof Map<?, ?>;
    }

    private @Nullable LocalDateTime bound(Periods periods, @Nullable Object wish, @Nullable LocalDateTime existing) {
        if (!(wish instanceof String date)) {
            return existing;
        }
        if (periods.length().equals("hour")) {
            throw notOfDates(date);
        }
        if (!periods.isDate() && environment.context().get("tz") != null) {
            throw PythonException.attributeError("'datetime.date' object has no attribute 'tzinfo'");
        }
        return periods.ofBound(FieldValues.date(date));
    }

    private static List<Groups.Group> merged(Groups groups, Periods periods, LocalDateTime start, LocalDateTime end) {
        List<Groups.Group> all = new ArrayList<>(groups.all());
        Set<@Nullable Object> existing = new HashSet<>();
        all.forEach(group -> existing.add(group.values().get(0)));
        for (LocalDateTime period = start; !period.isAfter(end); period = periods.next(period)) {
            if (!existing.contains(period)) {
                all.add(empty(groups, period));
            }
        }
        all.sort((a, b) -> {
            Object left = a.values().get(0);
            Object right = b.values().get(0);
            return left == null || right == null
                    ? Boolean.compare(left == null, right == null)
                    : Orders.compare(left, right);
        });
        return all;
    }

    private static Groups.Group empty(Groups groups, LocalDateTime period) {
        List<@Nullable Object> values =
                new ArrayList<>(Collections.nCopies(groups.keys().size(), (Object) null));
        values.set(0, period);
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        for (Aggregate aggregate : groups.aggregates()) {
            results.put(aggregate.written(), aggregate.ofNone());
        }
        return new Groups.Group(values, List.of(), results);
    }
}
