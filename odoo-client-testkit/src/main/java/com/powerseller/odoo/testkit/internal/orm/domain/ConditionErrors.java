package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import org.jspecify.annotations.Nullable;

/** What series 19, or PostgreSQL behind it, says against conditions. */
public final class ConditionErrors {
    private ConditionErrors() {}

    static PythonException notComparable(Leaf leaf) {
        String type = leaf.value() == null ? "bool" : Python.type(leaf.value());
        return PythonException.valueError("Cannot compare " + Python.repr(leaf.path()) + " to <class '" + type
                + "'> which is not a collection of length 1 in condition " + leaf);
    }

    public static PythonException notStored(FakeModel model, FakeField field) {
        return PythonException.valueError(
                "Cannot convert " + model.name() + "." + field.name() + " to SQL because it is not stored");
    }

    static PythonException noPattern(Leaf leaf) {
        return PythonException.typeError("The pattern to match must be a string in condition " + leaf);
    }

    static PythonException unhashable(Object value) {
        return PythonException.typeError("unhashable type: '" + Python.type(value) + "'");
    }

    static PythonException noOperator() {
        return PythonException.of("psycopg2.errors.UndefinedFunction", "no such operator for these types\n");
    }

    /** What the database's driver says to a dictionary. */
    static PythonException notAdaptable() {
        return PythonException.of("psycopg2.ProgrammingError", "can't adapt type 'dict'");
    }

    static PythonException noNumber(@Nullable Object value) {
        return PythonException.of(
                "psycopg2.errors.InvalidTextRepresentation", "no number: " + Python.repr(value) + "\n");
    }

    static PythonException openEscape() {
        return PythonException.of(
                "psycopg2.errors.InvalidEscapeSequence", "LIKE pattern must not end with escape character\n");
    }
}
