package com.powerseller.odoo.testkit.internal.orm.access;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What rights and rules are about. */
public enum Operation {
    READ("access"),
    WRITE("modify"),
    CREATE("create"),
    UNLINK("delete");

    private final String verb;

    Operation(String verb) {
        this.verb = verb;
    }

    /**
     * The operation of this name.
     *
     * @throws PythonException if there is none
     */
    public static Operation of(@Nullable Object name) {
        for (Operation operation : values()) {
            if (operation.odooName().equals(name)) {
                return operation;
            }
        }
        throw PythonException.of("builtins.AssertionError", "Invalid access mode");
    }

    /** Such as {@code unlink}. */
    public String odooName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What Odoo's messages call it. */
    String verb() {
        return verb;
    }
}
