package com.powerseller.odoo.model;

import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.schema.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A many2one field.
 *
 * @param <M> the model it belongs to
 * @param <R> the model it refers to
 */
public final class Many2OneField<M, R> extends RelationField<M, R, Ref<R>> {
    Many2OneField(String name, String relation) {
        super(name, FieldType.MANY2ONE, relation);
    }

    @Override
    @SuppressWarnings("unchecked") // what a reference refers to is in no object
    public @Nullable Ref<R> decode(@Nullable Object wire) {
        if (wire == null || Boolean.FALSE.equals(wire)) {
            return null;
        }
        if (wire instanceof Ref<?> ref) {
            return (Ref<R>) ref;
        }
        if (wire instanceof Long id) {
            return Ref.of(id);
        }
        if (wire instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Long id) {
            return new Ref<>(id, pair.get(1) instanceof String name ? name : null);
        }
        throw mismatch(wire);
    }

    /** Matches records that refer to this one. */
    public Domain<M> eq(long id) {
        return Domain.of(name(), "=", id);
    }

    /** Matches records that refer to this one. */
    public Domain<M> eq(Ref<R> ref) {
        return eq(ref.id());
    }

    /** Matches records that refer to another one or to nothing. */
    public Domain<M> ne(long id) {
        return Domain.of(name(), "!=", id);
    }

    /** Matches records that refer to another one or to nothing. */
    public Domain<M> ne(Ref<R> ref) {
        return ne(ref.id());
    }

    /** {@code =?}: like {@link #eq(long)}, but matches everything if the id is null. */
    public Domain<M> eqIfGiven(@Nullable Long id) {
        return Domain.of(name(), "=?", id);
    }

    /** Ascending in the order of the model that it refers to (not by id). */
    public Order<M> asc() {
        return Order.of(name(), false);
    }

    /** Descending in the order of the model that it refers to (not by id). */
    public Order<M> desc() {
        return Order.of(name(), true);
    }
}
