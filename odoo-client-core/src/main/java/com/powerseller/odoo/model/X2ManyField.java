package com.powerseller.odoo.model;

import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.schema.FieldType;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A one2many or many2many field; its values are ids, never null. Odoo leaves archived records out unless the context has {@code active_test=False}.
 *
 * @param <M> the model it belongs to
 * @param <R> the model it refers to
 */
public final class X2ManyField<M, R> extends RelationField<M, R, List<Long>> {
    X2ManyField(String name, FieldType type, String relation) {
        super(name, type, relation);
    }

    @Override
    @SuppressWarnings("unchecked") // each element was looked at
    public List<Long> decode(@Nullable Object wire) {
        if (wire == null || Boolean.FALSE.equals(wire)) {
            return List.of();
        }
        if (!(wire instanceof List<?> list)) {
            throw mismatch(wire);
        }
        for (Object id : list) {
            if (!(id instanceof Long)) {
                throw mismatch(wire);
            }
        }
        return Collections.unmodifiableList((List<Long>) list);
    }

    /** Matches records that refer to this one, among others or not ({@code in}; Odoo's {@code =} means the same here, and {@code !=} what {@code not in} does). */
    public Domain<M> contains(long id) {
        return Domain.of(name(), "in", List.of(id));
    }
}
