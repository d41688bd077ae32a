package com.powerseller.odoo.testkit.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls with exactly these values, and answers as they come: what the client makes of them is not judged here. */
interface Wire {
    /**
     * Calls a method of a model as administrator.
     *
     * @throws Refusal if the server says no
     */
    @Nullable Object call(String model, String method, List<?> arguments, Map<String, ?> named);

    /** An error of Odoo's. */
    final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String name;

        Refusal(String name, String text) {
            super(text);
            this.name = name;
        }

        /** The Python class with its module. */
        String name() {
            return name;
        }

        /** What it says. */
        String text() {
            return String.valueOf(getMessage());
        }
    }

    /** A fake does not know what it was asked. */
    final class NotSupported extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSupported(String text) {
            super(text);
        }
    }
}
