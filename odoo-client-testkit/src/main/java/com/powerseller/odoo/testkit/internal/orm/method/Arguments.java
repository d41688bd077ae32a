package com.powerseller.odoo.testkit.internal.orm.method;

import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of a call by name, however they were given. Names that the method does not have are its {@code TypeError}. */
public final class Arguments {
    private final String method;
    private final MethodSignature signature;
    private final Map<String, @Nullable Object> values;

    private Arguments(String method, MethodSignature signature, Map<String, @Nullable Object> values) {
        this.method = method;
        this.signature = signature;
        this.values = values;
    }

    /**
     * Binds what was given to the names of the parameters.
     *
     */
    public static Arguments bind(String method, MethodSignature signature, List<?> positional, Map<String, ?> named) {
        List<String> names = signature.positional();
        if (positional.size() > names.size()) {
            throw PythonException.typeError(method + "() takes " + (names.size() + 1) + " positional arguments but "
                    + (positional.size() + 1) + " were given");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < positional.size(); i++) {
            values.put(names.get(i), positional.get(i));
        }
        named.forEach((name, value) -> {
            if (!signature.takes(name)) {
                throw PythonException.typeError(method + "() got an unexpected keyword argument '" + name + "'");
            }
            if (values.containsKey(name)) {
                throw PythonException.typeError(method + "() got multiple values for argument '" + name + "'");
            }
            values.put(name, value);
        });
        List<String> missing = new ArrayList<>();
        for (MethodSignature.Parameter parameter : signature.parameters()) {
            String name = parameter.name();
            if (parameter.isRequired() && !values.containsKey(name)) {
                missing.add("'" + name + "'");
            }
        }
        if (!missing.isEmpty()) {
            throw PythonException.typeError(method + "() missing " + missing.size() + " required positional argument"
                    + (missing.size() == 1 ? "" : "s") + ": " + String.join(" and ", missing));
        }
        return new Arguments(method, signature, values);
    }

    /** The same, but for one argument. */
    public Arguments with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Arguments(method, signature, changed);
    }

    /** An argument; null if it is left out, or {@code None}. */
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A dictionary; empty if left out. */
    public Map<String, @Nullable Object> map(String name) {
        Object value = get(name);
        if (value == null || Boolean.FALSE.equals(value)) {
            return new LinkedHashMap<>();
        }
        if (value instanceof Map<?, ?> map) {
            return FieldValues.map(map);
        }
        throw wrong(name, "a dictionary");
    }

    /** A list of texts; none if left out. */
    public List<String> texts(String name) {
        Object value = get(name);
        List<String> texts = new ArrayList<>();
        if (value == null || Boolean.FALSE.equals(value)) {
            return texts;
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(name, "a list of texts");
        }
        for (Object item : list) {
            if (!(item instanceof String text)) {
                throw wrong(name, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** The names of fields; none if left out. A text is one of names of a letter. */
    public List<String> fields(String name) {
        return get(name) instanceof String text
                ? text.codePoints().mapToObj(Character::toString).toList()
                : texts(name);
    }

    /** A number of records; 0 if left out. PostgreSQL looks at it, and reads it from a text too. */
    public long count(String name) {
        Object value = get(name);
        if (!Python.isTrue(value)) {
            return 0;
        }
        if (value instanceof String text && !text.strip().matches("[+-]?[0-9]{1,18}")) {
            throw PythonException.of(
                    "psycopg2.errors.InvalidTextRepresentation",
                    "invalid input syntax for type bigint: \"" + text + "\"\n");
        }
        if (value instanceof Boolean) {
            throw PythonException.of(
                    "psycopg2.errors.DatatypeMismatch",
                    "argument of " + name.toUpperCase(Locale.ROOT) + " must be type bigint, not type boolean\n");
        }
        long count;
        if (value instanceof Long number) {
            count = number;
        } else if (value instanceof String text) {
            count = Long.parseLong(text.strip());
        } else {
            throw wrong(name, "a number of records");
        }
        if (count >= 0) {
            return count;
        }
        throw name.equals("limit")
                ? PythonException.of("psycopg2.errors.InvalidRowCountInLimitClause", "LIMIT must not be negative\n")
                : PythonException.of(
                        "psycopg2.errors.InvalidRowCountInResultOffsetClause", "OFFSET must not be negative\n");
    }

    /** Throws a {@code TypeError} if there are more named arguments than the method has parameters and these. */
    public void demandKnown(String... others) {
        Set<String> known = new HashSet<>(List.of(others));
        signature.parameters().forEach(parameter -> known.add(parameter.name()));
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw PythonException.typeError(
                        "BaseModel._read_format() got an unexpected keyword argument '" + name + "'");
            }
        }
    }

    /** A text; null if left out. */
    public @Nullable String text(String name) {
        Object value = get(name);
        if (value == null || Boolean.FALSE.equals(value)) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    private UnsupportedByFakeException wrong(String name, String expected) {
        return new UnsupportedByFakeException(
                "the argument " + name + " of " + method + " that is not " + expected + ": " + Python.repr(get(name)));
    }

    /** Ids as they come first in a call: a list, one id, or none. */
    public static List<Long> ids(@Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value)) {
            return List.of();
        }
        if (value instanceof Long id) {
            return List.of(id);
        }
        if (value instanceof Double) {
            throw PythonException.typeError("'float' object is not iterable");
        }
        if (!(value instanceof List<?> list)) {
            throw unknownIds(value);
        }
        return list.stream().map(id -> id(id, list)).toList();
    }

    private static Long id(@Nullable Object value, List<?> all) {
        if (value instanceof Long id) {
            return id;
        }
        if (value instanceof String text && !text.chars().allMatch(Character::isDigit)) {
            throw PythonException.of(
                    "psycopg2.errors.InvalidTextRepresentation",
                    "invalid input syntax for type integer: \"" + text + "\"\n");
        }
        if (Boolean.TRUE.equals(value)) {
            throw PythonException.of(
                    "psycopg2.errors.UndefinedFunction", "operator does not exist: integer = boolean\n");
        }
        if (value instanceof List<?>) {
            throw PythonException.typeError("unhashable type: 'list'");
        }
        throw unknownIds(all);
    }

    private static UnsupportedByFakeException unknownIds(@Nullable Object value) {
        return new UnsupportedByFakeException("ids that are " + Python.repr(value));
    }
}
