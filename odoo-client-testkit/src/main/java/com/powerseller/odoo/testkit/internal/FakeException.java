package com.powerseller.odoo.testkit.internal;

/** An error as Odoo would report it: a Python exception. */
final class FakeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;

    private FakeException(String name, String message) {
        super(message);
        this.name = name;
    }

    static FakeException accessDenied() {
        return new FakeException("odoo.exceptions.AccessDenied", "Access Denied");
    }

    static FakeException accessError(String message) {
        return new FakeException("odoo.exceptions.AccessError", message);
    }

    static FakeException missingRecord(String model, long id) {
        return new FakeException(
                "odoo.exceptions.MissingError",
                "Record does not exist or has been deleted.\n(Record: " + model + "(" + id + ",), User: 2)");
    }

    static FakeException userError(String message) {
        return new FakeException("odoo.exceptions.UserError", message);
    }

    static FakeException valueError(String message) {
        return new FakeException("builtins.ValueError", message);
    }

    static FakeException attributeError(String message) {
        return new FakeException("builtins.AttributeError", message);
    }

    static FakeException noDatabase(String database) {
        return new FakeException("psycopg2.OperationalError", "FATAL:  database \"" + database + "\" does not exist");
    }

    /** The Python class. */
    String pythonName() {
        return name;
    }

    /** The text, never null. */
    String text() {
        return String.valueOf(getMessage());
    }
}
