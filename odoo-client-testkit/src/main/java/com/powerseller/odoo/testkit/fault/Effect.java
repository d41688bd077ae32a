package com.powerseller.odoo.testkit.fault;

import java.time.Duration;
import java.util.Map;

/** What a client sees of a {@link Fault}. */
public sealed interface Effect {
    /** The answer comes late. */
    record Delay(Duration time) implements Effect {}

    /** The answer never comes; the connection stays open until the fake is closed. */
    record Hang() implements Effect {}

    /** The connection ends without an answer. */
    record Drop() implements Effect {}

    /** An answer as of a proxy: a status, headers, and a page. */
    record Page(int status, String title, Map<String, String> headers) implements Effect {
        public Page {
            headers = Map.copyOf(headers);
        }
    }

    /** The connection ends within the body. */
    record Truncated() implements Effect {}

    /** The body takes this long. */
    record SlowBody(Duration time) implements Effect {}

    /** The web session is over. */
    record SessionExpired() implements Effect {}

    /** The secret is refused. */
    record AccessDenied() implements Effect {}

    /** The server meets a conflict so often, and carries the call out again each time. */
    record Conflict(int times) implements Effect {}

    /** An exception, by its Python class. */
    record OdooError(String pythonClass, String message) implements Effect {}
}
