package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Python exception as the protocols show it.
 *
 * @param name the class with its module
 * @param message what JSON calls so: the arguments, each on a line of its own
 * @param arguments the exception's {@code args}
 * @param context what Odoo gives along
 */
record PythonError(String name, String message, List<?> arguments, Map<String, ?> context) {
    static PythonError of(PythonException e) {
        String message = e.arguments().isEmpty()
                ? e.text()
                : e.arguments().stream().map(Python::str).collect(Collectors.joining("\n"));
        return new PythonError(e.pythonName(), message, e.arguments(), e.context());
    }

    /** What {@code str(exception)} gives. */
    String text() {
        if (arguments.size() > 1 && !name.startsWith("werkzeug.")) {
            return Python.tuple(arguments);
        }
        return name.equals("builtins.KeyError") && arguments.size() == 1 ? Python.repr(arguments.get(0)) : message;
    }

    /** A traceback; only its last line is Odoo's. */
    String traceback() {
        return traceback("FakeOdoo", "dispatch");
    }

    /** A traceback that ends in a function of a file. */
    String traceback(String file, String function) {
        return "Traceback (most recent call last):\n  File \"" + file + "\", line 1, in " + function + "\n"
                + lastLine();
    }

    private String lastLine() {
        String type = name.startsWith("builtins.") ? name.substring("builtins.".length()) : name;
        return type + (text().isEmpty() ? "" : ": " + text()) + "\n";
    }

    /** The {@code data} of a JSON-RPC error and the body of a JSON-2 error. */
    Map<String, Object> data(Series series) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", name);
        if (series.atLeast(Series.V19)) {
            data.put("message", message);
            data.put("arguments", arguments);
            data.put("context", context);
            // Since 19, who is not let in learns nothing of the server.
            data.put("debug", name.equals("odoo.exceptions.AccessDenied") ? lastLine() : traceback());
        } else {
            data.put("debug", traceback());
            data.put("message", message);
            data.put("arguments", arguments);
            data.put("context", context);
        }
        return data;
    }
}
