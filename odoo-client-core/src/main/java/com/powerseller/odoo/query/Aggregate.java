package com.powerseller.odoo.query;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ScalarField;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is computed of the records of a group. Records without a value do not count. Immutable, thread-safe.
 *
 * @param <M> the model
 * @param <T> the Java type of the result
 */
public final class Aggregate<M, T> {
    private final String field;
    private final String function;
    private final Function<@Nullable Object, @Nullable T> decoder;

    private Aggregate(Field<M, ?> field, String function, Function<@Nullable Object, @Nullable T> decoder) {
        this(field.name(), function, decoder);
    }

    private Aggregate(String field, String function, Function<@Nullable Object, @Nullable T> decoder) {
        this.field = Objects.requireNonNull(field);
        this.function = Objects.requireNonNull(function);
        this.decoder = decoder;
    }

    /** The sum of a stored number; 0 if no record has one. */
    public static <M, T extends Number> Aggregate<M, T> sum(ScalarField<M, T> field) {
        return new Aggregate<>(
                field, "sum", wire -> field.decode(wire == null || Boolean.FALSE.equals(wire) ? (Object) 0L : wire));
    }

    /** The average of a stored number; null if no record has one. */
    public static <M> Aggregate<M, Double> avg(ScalarField<M, ? extends Number> field) {
        return new Aggregate<>(field, "avg", wire -> {
            Number number = number(field, "avg", wire);
            return number == null ? null : number.doubleValue();
        });
    }

    /** The least value of a stored field; null if no record has one. */
    public static <M, T> Aggregate<M, T> min(ScalarField<M, T> field) {
        return new Aggregate<>(field, "min", wire -> Boolean.FALSE.equals(wire) ? null : field.decode(wire));
    }

    /** The greatest value of a stored field; null if no record has one. */
    public static <M, T> Aggregate<M, T> max(ScalarField<M, T> field) {
        return new Aggregate<>(field, "max", wire -> Boolean.FALSE.equals(wire) ? null : field.decode(wire));
    }

    /** How many different values a stored field has. */
    public static <M> Aggregate<M, Long> countDistinct(Field<M, ?> field) {
        return new Aggregate<>(field, "count_distinct", wire -> {
            Number number = number(field, "count_distinct", wire);
            return number == null ? null : number.longValue();
        });
    }

    /**
     * Any function that the server has, such as {@code bool_or} or {@code array_agg}; its result as it came over the wire. Unlike with the other methods, nobody
     * has looked whether it fits the field.
     */
    public static <M> Aggregate<M, Object> raw(String field, String function) {
        return new Aggregate<M, Object>(field, function, wire -> wire);
    }

    private static @Nullable Number number(Field<?, ?> field, String function, @Nullable Object wire) {
        if (wire == null || Boolean.FALSE.equals(wire)) {
            return null;
        }
        if (wire instanceof Number number) {
            return number;
        }
        throw new FieldValueException("the server's " + function + " of '" + field + "' is no number", null);
    }

    /** As series 19 writes it, such as {@code amount_total:sum}. */
    public String spec() {
        return field + ":" + function;
    }

    /** The name under which older series are asked for it, such as {@code amount_total_sum}. */
    public String alias() {
        return field + "_" + function;
    }

    /** As older series are asked for it, such as {@code amount_total_sum:sum(amount_total)}. */
    public String aliasedSpec() {
        return alias() + ":" + function + "(" + field + ")";
    }

    /** The Java value for one from the wire. */
    public @Nullable T decode(@Nullable Object wire) {
        return decoder.apply(wire);
    }

    /** Ascending order of groups by this (series 19). */
    public Order<M> asc() {
        return Order.of(spec(), false);
    }

    /** Descending order of groups by this (series 19). */
    public Order<M> desc() {
        return Order.of(spec(), true);
    }

    /** {@link #spec()} */
    @Override
    public String toString() {
        return spec();
    }
}
