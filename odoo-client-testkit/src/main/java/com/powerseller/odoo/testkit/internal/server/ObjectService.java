package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service {@code object}: calls of models, each with the user's id and secret. */
final class ObjectService {
    private static final int BEFORE_ARGUMENTS = 5;

    private final FakeServer server;

    ObjectService(FakeServer server) {
        this.server = server;
    }

    @Nullable Object call(String service, List<?> params) {
        boolean v19 = server.series().atLeast(Series.V19);
        if (v19 && params.size() < BEFORE_ARGUMENTS) {
            throw PythonException.valueError(
                    "not enough values to unpack (expected at least 5, got " + params.size() + ")");
        }
        if (params.size() < 3) {
            throw PythonException.of("builtins.IndexError", "list index out of range");
        }
        long uid = uid(params.get(1));
        if (!service.equals("execute") && !service.equals("execute_kw")) {
            throw PythonException.of("builtins.NameError", "Method not available " + service);
        }
        if (!(params.get(2) instanceof String secret) || secret.isEmpty() || uid == 0) {
            throw PythonException.accessDenied();
        }
        Database database = server.database(params.get(0));
        if (!database.users().isUser(uid, secret)) {
            throw PythonException.accessDenied();
        }
        return service.equals("execute")
                ? execute(database, uid, params)
                : v19 ? executeKw19(database, uid, params) : executeKw(database, uid, params);
    }

    private static long uid(@Nullable Object uid) {
        if (uid instanceof Number number) {
            return number.longValue();
        }
        if (uid instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (uid instanceof String text) {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException e) {
                throw PythonException.valueError("invalid literal for int() with base 10: '" + text + "'");
            }
        }
        throw PythonException.typeError("int() argument must be a string, a bytes-like object or a real number");
    }

    private static @Nullable Object execute(Database database, long uid, List<?> params) {
        PythonFunction.of("execute", "db", "uid", "obj", "method")
                .bind(params.subList(1, Math.min(params.size(), BEFORE_ARGUMENTS)));
        return run(database, uid, params, params.subList(BEFORE_ARGUMENTS, params.size()), Map.of());
    }

    private static @Nullable Object executeKw(Database database, long uid, List<?> params) {
        @Nullable Object[] args = PythonFunction.of("execute_kw", "db", "uid", "obj", "method", "args", "kw?")
                .bind(params.subList(1, params.size()));
        return run(database, uid, params, args[4], args[5]);
    }

    private static @Nullable Object executeKw19(Database database, long uid, List<?> params) {
        int given = params.size() - BEFORE_ARGUMENTS;
        if (given == 0) {
            throw PythonException.valueError("not enough values to unpack (expected 2, got 0)");
        }
        if (given > 2) {
            throw PythonException.valueError("too many values to unpack (expected 2)");
        }
        return run(
                database,
                uid,
                params,
                params.get(BEFORE_ARGUMENTS),
                given == 2 ? params.get(BEFORE_ARGUMENTS + 1) : null);
    }

    private static @Nullable Object run(
            Database database, long uid, List<?> params, @Nullable Object args, @Nullable Object kwargs) {
        return run(database, uid, params.get(3), params.get(4), args, kwargs);
    }

    /** Calls a method with arguments as a client sent them. */
    static @Nullable Object run(
            Database database,
            long uid,
            @Nullable Object model,
            @Nullable Object method,
            @Nullable Object args,
            @Nullable Object kwargs) {
        if (!(model instanceof String modelName)) {
            throw PythonException.userError("Object " + (model == null ? "None" : model) + " doesn't exist");
        }
        if (!(method instanceof String methodName)) {
            throw PythonException.attributeError(
                    "'" + (method == null ? "NoneType" : "object") + "' object has no attribute 'startswith'");
        }
        if (!(args instanceof List<?> positional)) {
            return run(database, uid, model, method, listed(args), kwargs);
        }
        if (kwargs != null && !(kwargs instanceof Map<?, ?>)) {
            throw noDictionary(kwargs);
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        if (kwargs instanceof Map<?, ?> map) {
            map.forEach((name, value) -> named.put(String.valueOf(name), value));
        }
        return database.call(uid, modelName, methodName, positional, named);
    }

    /** What Python takes for arguments one by one: the letters of a text, or the keys of a dictionary. */
    private static List<?> listed(@Nullable Object args) {
        if (args instanceof String text) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        if (args instanceof Map<?, ?> map) {
            return List.copyOf(map.keySet());
        }
        throw PythonException.typeError("Value after * must be an iterable, not " + Python.type(args));
    }

    private static RuntimeException noDictionary(Object kwargs) {
        if (kwargs instanceof List<?>) {
            return new UnsupportedByFakeException("named arguments that are a list");
        }
        return kwargs instanceof String
                ? PythonException.valueError("dictionary update sequence element #0 has length 1; 2 is required")
                : PythonException.typeError("'" + Python.type(kwargs) + "' object is not iterable");
    }
}
