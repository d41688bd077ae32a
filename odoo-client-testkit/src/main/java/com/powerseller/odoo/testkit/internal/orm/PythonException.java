package com.powerseller.odoo.testkit.internal.orm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error as Odoo would report it: a Python exception. Its texts are the fake's own where clients do not look at them. */
public final class PythonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient List<@Nullable Object> arguments;
    private final transient Map<String, Object> context;

    private PythonException(String name, List<@Nullable Object> arguments, Map<String, Object> context) {
        super(arguments.isEmpty() ? "" : String.valueOf(arguments.get(0)));
        this.name = name;
        this.arguments = arguments;
        this.context = context;
    }

    /** An exception of a Python class, with its module, such as {@code builtins.ValueError}. */
    public static PythonException of(String name, String message) {
        return new PythonException(name, List.of(message), Map.of());
    }

    /** Whether it comes from PostgreSQL or its driver. */
    public boolean isOfPostgreSql() {
        return name.startsWith("psycopg2.");
    }

    public static PythonException accessDenied() {
        return of("odoo.exceptions.AccessDenied", "Access Denied");
    }

    public static PythonException accessError(String message) {
        return of("odoo.exceptions.AccessError", message);
    }

    /** One that tells clients more, in {@code data.context}. */
    public static PythonException accessError(String message, Map<String, Object> context) {
        return new PythonException("odoo.exceptions.AccessError", List.of(message), context);
    }

    public static PythonException userError(String message) {
        return of("odoo.exceptions.UserError", message);
    }

    public static PythonException validationError(String message) {
        return of("odoo.exceptions.ValidationError", message);
    }

    /** A warning that sends the user to an action. */
    public static PythonException redirectWarning(String message, long action, String button) {
        return new PythonException(
                "odoo.exceptions.RedirectWarning", Arrays.asList(message, action, button, null), Map.of());
    }

    public static PythonException missingRecord(String model, long id, long uid) {
        return of(
                "odoo.exceptions.MissingError",
                "Record does not exist or has been deleted.\n(Record: " + model + "(" + id + ",), User: " + uid + ")");
    }

    public static PythonException valueError(String message) {
        return of("builtins.ValueError", message);
    }

    public static PythonException typeError(String message) {
        return of("builtins.TypeError", message);
    }

    public static PythonException attributeError(String message) {
        return of("builtins.AttributeError", message);
    }

    public static PythonException noDatabase(String database) {
        return of("psycopg2.OperationalError", "FATAL:  database \"" + database + "\" does not exist\n");
    }

    /** The Python class with its module. */
    public String pythonName() {
        return name;
    }

    /** The text, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** The exception's {@code args}. */
    public List<@Nullable Object> arguments() {
        return arguments;
    }

    /** What Odoo gives along in {@code data.context}. */
    public Map<String, Object> context() {
        return context;
    }
}
