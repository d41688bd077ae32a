package com.powerseller.odoo.provisioning;

import org.jspecify.annotations.Nullable;

/**
 * A reason to look at what Odoo has: a record that may have changed. It carries nothing that is believed. Immutable.
 *
 * @param kind how it came
 * @param model the record's model; null if it is about no record, as when a trial has just ended
 * @param id the record's id; 0 if it is about no record
 */
public record Hint(Kind kind, @Nullable String model, long id) {
    /** How a hint came. */
    public enum Kind {
        /** Odoo, or somebody in its name, called. */
        WEBHOOK,

        /** The record's {@code write_date} is new. */
        POLL,

        /** A sweep over everything. */
        SWEEP,

        /** A day has come that changes what records mean: the end of a trial, of a grace, of a subscription. */
        TIME,

        /** Somebody asked for it. */
        REQUEST
    }

    /**
     * Checks that model and id go together.
     *
     * @throws IllegalArgumentException if there is a model without an id, or an id without a model
     */
    public Hint {
        if (model == null ? id != 0 : model.isBlank() || id <= 0) {
            throw new IllegalArgumentException("a hint with model '" + model + "' and id " + id
                    + ": it has a model and a positive id, or null and 0");
        }
    }
}
