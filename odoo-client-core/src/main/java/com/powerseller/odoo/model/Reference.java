package com.powerseller.odoo.model;

import java.util.Objects;

/**
 * A record of any model: the value of a reference field. The record need not exist (any more).
 *
 * @param model the technical name, such as {@code res.partner}
 * @param id of the record
 */
public record Reference(String model, long id) {
    public Reference {
        Objects.requireNonNull(model);
    }

    /** A record of a model. */
    public static Reference of(ModelType<?> model, long id) {
        return new Reference(model.name(), id);
    }

    /**
     * As Odoo writes it: {@code res.partner,7}.
     *
     * @throws IllegalArgumentException if it is not that
     */
    public static Reference parse(String text) {
        int comma = text.lastIndexOf(',');
        try {
            if (comma > 0) {
                return new Reference(text.substring(0, comma), Long.parseLong(text.substring(comma + 1)));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(message(text), e);
        }
        throw new IllegalArgumentException(message(text));
    }

    private static String message(String text) {
        return "'" + text + "' is no reference: it should look like res.partner,7";
    }

    /** As Odoo writes it: {@code res.partner,7}. */
    @Override
    public String toString() {
        return model + "," + id;
    }
}
