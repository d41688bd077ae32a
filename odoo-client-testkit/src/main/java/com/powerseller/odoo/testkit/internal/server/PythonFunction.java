package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a Python function of the server takes its arguments, and what Python says of others. */
public record PythonFunction(String name, List<String> required, List<String> optional) {
    public PythonFunction {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    /** A function whose parameters are named one by one; those that may be left out end in {@code ?}. */
    public static PythonFunction of(String name, String... parameters) {
        List<String> required = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        for (String parameter : parameters) {
            if (parameter.endsWith("?")) {
                optional.add(parameter.substring(0, parameter.length() - 1));
            } else {
                required.add(parameter);
            }
        }
        return new PythonFunction(name, required, optional);
    }

    /** The values by position, null for those left out. */
    public @Nullable Object[] bind(List<?> args) {
        if (args.size() < required.size()) {
            throw missing(required.subList(args.size(), required.size()));
        }
        int most = required.size() + optional.size();
        if (args.size() > most) {
            String takes = optional.isEmpty() ? count(most) : "from " + required.size() + " to " + count(most);
            throw PythonException.typeError(name + "() takes " + takes + " but " + args.size()
                    + (args.size() == 1 ? " was given" : " were given"));
        }
        return Arrays.copyOf(args.toArray(), most);
    }

    /** The values of named arguments in the order of the parameters, null for those left out; others do no harm. */
    public @Nullable Object[] bind(Map<?, ?> named) {
        List<String> missing =
                required.stream().filter(name -> !named.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
        List<@Nullable Object> values = new ArrayList<>();
        required.forEach(name -> values.add(named.get(name)));
        optional.forEach(name -> values.add(named.get(name)));
        return values.toArray();
    }

    private static String count(int arguments) {
        return arguments + " positional argument" + (arguments == 1 ? "" : "s");
    }

    private PythonException missing(List<String> names) {
        List<String> quoted = names.stream().map(name -> "'" + name + "'").toList();
        int last = quoted.size() - 1;
        String list = switch (quoted.size()) {
            case 1 -> quoted.get(0);
            case 2 -> quoted.get(0) + " and " + quoted.get(1);
            default -> String.join(", ", quoted.subList(0, last)) + ", and " + quoted.get(last);
        };
        return PythonException.typeError(name + "() missing " + names.size() + " required positional argument"
                + (names.size() == 1 ? "" : "s") + ": " + list);
    }
}
