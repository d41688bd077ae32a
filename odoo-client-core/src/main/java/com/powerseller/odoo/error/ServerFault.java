package com.powerseller.odoo.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as Odoo sent it.
 *
 * @param name the Python class of the exception, with its module
 * @param message its text
 * @param arguments the exception's arguments; empty where the protocol does not send them
 * @param traceback the Python traceback, or null
 */
public record ServerFault(
        String name,
        String message,
        List<@Nullable Object> arguments,
        @Nullable String traceback) {
    public ServerFault {
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
    }
}
