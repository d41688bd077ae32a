package com.powerseller.odoo.testkit.internal.base;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.group.GroupReads;
import com.powerseller.odoo.testkit.internal.orm.method.Arguments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The groups of a list as the web client shows them: those of the first key, closed, and how many there are. */
final class WebGroups {
    private final BaseModel.Call call;
    private final Environment environment;
    private final Arguments arguments;

    WebGroups(BaseModel.Call call) {
        this.call = call;
        this.environment = call.environment();
        this.arguments = call.arguments();
    }

    /** {@code web_read_group} of series 19. */
    Object read() {
        checkSupported();
        String key = key();
        List<String> aggregates = new ArrayList<>(arguments.texts("aggregates"));
        if (!aggregates.contains("__count")) {
            aggregates.add("__count");
        }
        Arguments asked = arguments
                .with("groupby", List.of(key))
                .with("aggregates", aggregates)
                .with("order", order(key, aggregates));
        List<Map<String, @Nullable Object>> groups = groups(asked);
        if (arguments.map("groupby_read_specification").get(key) instanceof Map<?, ?> specification) {
            groups.forEach(group -> group.put("__values", values(key, group.get(key), FieldValues.map(specification))));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("groups", groups);
        answer.put("length", length(groups.size(), asked));
        return answer;
    }

    private void checkSupported() {
        if (!environment.series().atLeast(Series.V19)) {
            throw new UnsupportedByFakeException(
                    "web_read_group of series " + environment.series() + ": use read_group");
        }
        for (String option : List.of("auto_unfold", "opening_info")) {
            if (Python.isTrue(arguments.get(option))) {
                throw new UnsupportedByFakeException("web_read_group with " + option
                        + ": use web_search_read for the records of a group, with its __extra_domain");
            }
        }
        if (Python.isTrue(environment.context().get("read_group_expand"))) {
            throw new UnsupportedByFakeException("web_read_group with read_group_expand in the context");
        }
    }

    /** The first key: of what is in the groups, the web client asks when it opens them. */
    private String key() {
        if (arguments.get("groupby") instanceof List<?> keys && !keys.isEmpty() && keys.get(0) instanceof String key) {
            return key;
        }
        throw PythonException.of("builtins.AssertionError", "");
    }

    /** Of an order only what orders these groups counts. */
    private @Nullable String order(String key, List<String> aggregates) {
        String order = arguments.text("order");
        if (order == null) {
            return null;
        }
        String terms = Arrays.stream(order.split(",", -1))
                .map(String::strip)
                .filter(term -> {
                    String name = term.split(" ", 2)[0];
                    return name.equals(key) || aggregates.contains(name);
                })
                .collect(Collectors.joining(", "));
        return terms.isEmpty() ? null : terms;
    }

    private List<Map<String, @Nullable Object>> groups(Arguments asked) {
        List<?> groups = (List<?>) new GroupReads(environment, call.model()).formatted(asked);
        return groups.stream()
                .map(group -> FieldValues.map((Map<?, ?>) Objects.requireNonNull(group)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private long length(int shown, Arguments asked) {
        if (shown == 0) {
            return 0;
        }
        return shown == arguments.count("limit")
                ? groups(asked.with("limit", null).with("offset", 0L)).size()
                : arguments.count("offset") + shown;
    }

    private Map<String, @Nullable Object> values(
            String key, @Nullable Object value, Map<String, @Nullable Object> specification) {
        FakeField field = call.model().field(key);
        if (field == null || field.relation().isEmpty()) {
            throw new UnsupportedByFakeException("groupby_read_specification of " + key + ", which is no relation");
        }
        if (!(value instanceof List<?> pair)) {
            return new LinkedHashMap<>(Map.of("id", false));
        }
        return WebRead.rows(
                        environment,
                        environment.model(field.relation()),
                        List.of((Long) Objects.requireNonNull(pair.get(0))),
                        specification)
                .get(0);
    }
}
