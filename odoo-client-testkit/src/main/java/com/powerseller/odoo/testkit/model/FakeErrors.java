package com.powerseller.odoo.testkit.model;

import com.powerseller.odoo.testkit.internal.orm.PythonException;

/** The exceptions that a model's behaviour throws, as Odoo's own would be. */
public final class FakeErrors {
    private FakeErrors() {}

    /** {@code UserError} */
    public static RuntimeException userError(String message) {
        return PythonException.userError(message);
    }

    /** {@code ValidationError} */
    public static RuntimeException validationError(String message) {
        return PythonException.validationError(message);
    }

    /** {@code AccessError} */
    public static RuntimeException accessError(String message) {
        return PythonException.accessError(message);
    }

    /** {@code MissingError}, of a record that a user asked for. */
    public static RuntimeException missingRecord(String model, long id, long uid) {
        return PythonException.missingRecord(model, id, uid);
    }

    /** {@code RedirectWarning}: what is wrong, the action that helps (its id, or a dictionary), and what its button says. */
    public static RuntimeException redirectWarning(String message, Object action, String button) {
        return PythonException.redirectWarning(message, action, button);
    }

    /** Any other exception by its Python class, such as {@code builtins.ValueError}. */
    public static RuntimeException of(String pythonClass, String message) {
        return PythonException.of(pythonClass, message);
    }
}
