package com.powerseller.odoo.model;

import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.schema.FieldType;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field with one plain value: number, date, text, selection and so on. Comparisons with an {@code Instant} have the precision of a second, Odoo's own:
 * fractions are cut off.
 *
 * @param <M> the model it belongs to
 * @param <T> the Java type of its values
 */
public sealed class ScalarField<M, T> extends Field<M, T> permits TextField, BooleanField, PropertiesField {
    private final Function<Object, @Nullable T> decoder;

    ScalarField(String name, FieldType type, Function<Object, @Nullable T> decoder) {
        super(name, type);
        this.decoder = decoder;
    }

    @Override
    public final @Nullable T decode(@Nullable Object wire) {
        if (wire == null) {
            return null;
        }
        try {
            return decoder.apply(wire);
        } catch (ClassCastException | IllegalArgumentException | DateTimeException e) {
            throw mismatch(wire);
        }
    }

    final Function<Object, @Nullable T> decoder() {
        return decoder;
    }

    /** {@code =} */
    public final Domain<M> eq(T value) {
        return Domain.of(name(), "=", value);
    }

    /** {@code !=}; matches records without a value too, as Odoo does. */
    public final Domain<M> ne(T value) {
        return Domain.of(name(), "!=", value);
    }

    /** {@code =?}: like {@code =}, but matches everything if the value is null. */
    public final Domain<M> eqIfGiven(@Nullable T value) {
        return Domain.of(name(), "=?", value);
    }

    /** {@code in}; null among the values is "no value"; of an empty collection, nothing. */
    public final Domain<M> in(Collection<? extends @Nullable T> values) {
        return Domain.of(name(), "in", values);
    }

    /** {@code in} */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Domain<M> in(T... values) {
        return in(Arrays.asList(values));
    }

    /** {@code not in}; matches records without a value too, unless null is among the values; of an empty collection, all. */
    public final Domain<M> notIn(Collection<? extends @Nullable T> values) {
        return Domain.of(name(), "not in", values);
    }

    /** {@code <} */
    public final Domain<M> lt(T value) {
        return Domain.of(name(), "<", value);
    }

    /** {@code <=} */
    public final Domain<M> le(T value) {
        return Domain.of(name(), "<=", value);
    }

    /** {@code >} */
    public final Domain<M> gt(T value) {
        return Domain.of(name(), ">", value);
    }

    /** {@code >=} */
    public final Domain<M> ge(T value) {
        return Domain.of(name(), ">=", value);
    }

    /** Ascending order by this field. */
    public final Order<M> asc() {
        return Order.of(name(), false);
    }

    /** Descending order by this field. */
    public final Order<M> desc() {
        return Order.of(name(), true);
    }
}
