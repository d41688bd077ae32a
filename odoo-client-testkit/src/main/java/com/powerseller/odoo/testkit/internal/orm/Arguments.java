package com.powerseller.odoo.testkit.internal.orm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call by name, however they were given. One that is missing or of another type than the fake expects is refused, never replaced. */
final class Arguments {
    private final String call;
    private final Map<String, @Nullable Object> values;
    private final Context context;

    private Arguments(String call, Map<String, @Nullable Object> values, Context context) {
        this.call = call;
        this.values = values;
        this.context = context;
    }

    static Arguments of(String model, String method, List<?> args, Map<?, ?> kwargs, String... names) {
        String call = model + "." + method;
        if (args.size() > names.length) {
            throw new UnsupportedByFakeException(args.size() + " positional arguments of " + call);
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i++) {
            values.put(names[i], args.get(i));
        }
        Context context = Context.EMPTY;
        for (Map.Entry<?, ?> entry : kwargs.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (name.equals("context")) {
                context = Context.of(call, entry.getValue());
            } else if (name.equals("ids") || !Arrays.asList(names).contains(name)) {
                // Before series 19, ids have no name: they come first.
                throw new UnsupportedByFakeException("the argument " + name + " of " + call);
            } else if (values.containsKey(name)) {
                throw new UnsupportedByFakeException("the argument " + name + " of " + call + ", given twice");
            } else {
                values.put(name, entry.getValue());
            }
        }
        return new Arguments(call, values, context);
    }

    Context context() {
        return context;
    }

    /** An argument that may be left out; null if it is, or is {@code None}. */
    @Nullable Object get(String name) {
        return values.get(name);
    }

    Object required(String name) {
        Object value = get(name);
        if (value == null) {
            throw new UnsupportedByFakeException("a call of " + call + " without " + name);
        }
        return value;
    }

    List<?> list(String name) {
        return typed(List.class, required(name), name, "a list");
    }

    Map<?, ?> map(String name) {
        return typed(Map.class, required(name), name, "a dictionary");
    }

    List<Map<?, ?>> maps(String name) {
        List<Map<?, ?>> maps = new ArrayList<>();
        for (Object item : list(name)) {
            maps.add(typed(Map.class, item, name, "a list of dictionaries"));
        }
        return maps;
    }

    /** Texts; none if left out. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : get(name) == null ? List.of() : list(name)) {
            texts.add(typed(String.class, item, name, "a list of texts"));
        }
        return texts;
    }

    /** One id, or a list. */
    List<Long> ids(String name) {
        if (required(name) instanceof Long id) {
            return List.of(id);
        }
        List<Long> ids = new ArrayList<>();
        for (Object item : list(name)) {
            ids.add(typed(Long.class, item, name, "a list of ids"));
        }
        return ids;
    }

    /** A number of records; 0 if left out. */
    long count(String name) {
        Object value = get(name);
        long count = value == null ? 0 : typed(Long.class, value, name, "a number");
        if (count < 0) {
            throw new UnsupportedByFakeException("the argument " + name + " of " + call + " that is below 0");
        }
        return count;
    }

    /** A text; null if left out. */
    @Nullable String text(String name) {
        Object value = get(name);
        return value == null ? null : typed(String.class, value, name, "a text");
    }

    private <T> T typed(Class<T> type, @Nullable Object value, String name, String expected) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw new UnsupportedByFakeException("the argument " + name + " of " + call + " that is not " + expected);
    }

    /** What the fake knows of Odoo's context. */
    record Context(boolean activeTest) {
        static final Context EMPTY = new Context(true);

        static Context of(String call, @Nullable Object value) {
            if (!(value instanceof Map<?, ?> entries)) {
                throw new UnsupportedByFakeException("the argument context of " + call + " that is not a dictionary");
            }
            boolean activeTest = true;
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                boolean known = switch (String.valueOf(entry.getKey())) {
                    case "active_test" -> entry.getValue() instanceof Boolean;
                    // There is one text for all languages, and nothing that depends on the day.
                    case "lang", "tz" -> entry.getValue() instanceof String;
                    default -> false;
                };
                if (!known) {
                    throw new UnsupportedByFakeException("the context " + entry + " of " + call);
                }
                if (entry.getValue() instanceof Boolean active) {
                    activeTest = active;
                }
            }
            return new Context(activeTest);
        }
    }
}
