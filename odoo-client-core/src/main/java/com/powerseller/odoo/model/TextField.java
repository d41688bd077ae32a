package com.powerseller.odoo.model;

import com.powerseller.odoo.schema.FieldType;

/**
 * A char, text or html field.
 *
 * @param <M> the model it belongs to
 */
public final class TextField<M> extends ScalarField<M, String> implements TextSearchable<M> {
    TextField(String name, FieldType type) {
        super(name, type, WireValues::text);
    }
}
