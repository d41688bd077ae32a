package com.powerseller.odoo.query;

import java.util.Objects;

/**
 * One step of an order: a field and a direction. Where Odoo puts records without a value is PostgreSQL's default: last ascending, first descending.
 *
 * @param field the field's technical name
 * @param descending the direction
 * @param <M> the model
 */
@SuppressWarnings("UnusedTypeParameter") // keeps orders of different models apart
public record Order<M>(String field, boolean descending) {
    public Order {
        Objects.requireNonNull(field);
    }

    /** An order by a field that has no constant. */
    public static <M> Order<M> of(String field, boolean descending) {
        return new Order<>(field, descending);
    }

    /** As Odoo writes it, such as {@code name desc}. */
    public String toWire() {
        return descending ? field + " desc" : field + " asc";
    }
}
