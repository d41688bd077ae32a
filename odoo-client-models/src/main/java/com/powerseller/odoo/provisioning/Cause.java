package com.powerseller.odoo.provisioning;

import java.util.List;

/**
 * Why a signal was made. Immutable.
 *
 * @param hints what made the engine look, in the order they came
 * @param correlationId names this one run from hint to handler in every log line; not empty
 */
public record Cause(List<Hint> hints, String correlationId) {
    /**
     * Copies the hints.
     *
     * @throws IllegalArgumentException if the correlation id is blank
     */
    public Cause {
        hints = List.copyOf(hints);
        if (correlationId.isBlank()) {
            throw new IllegalArgumentException("a cause without a correlation id");
        }
    }
}
