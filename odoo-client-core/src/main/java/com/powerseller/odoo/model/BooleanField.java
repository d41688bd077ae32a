package com.powerseller.odoo.model;

import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.schema.FieldType;

/**
 * A boolean field; never null.
 *
 * @param <M> the model it belongs to
 */
public final class BooleanField<M> extends ScalarField<M, Boolean> {
    BooleanField(String name) {
        super(name, FieldType.BOOLEAN, WireValues::bool);
    }

    /** Matches records where it is true. */
    public Domain<M> isTrue() {
        return Domain.of(name(), "=", true);
    }

    /** Matches records where it is false, or was never set. */
    public Domain<M> isFalse() {
        return Domain.of(name(), "=", false);
    }
}
