package com.powerseller.odoo.query;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.RelationField;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TagsField;
import com.powerseller.odoo.schema.FieldType;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What records are grouped by: a field, and for dates a length of time. Immutable, thread-safe.
 *
 * @param <M> the model
 * @param <K> the Java type of what the records of a group have in common
 */
@SuppressWarnings("UnusedTypeParameter") // keeps groupings of different models apart
public final class Grouping<M, K> {
    private final String spec;
    private final boolean period;
    private final Function<@Nullable Object, @Nullable K> decoder;

    private Grouping(String spec, boolean period, Function<@Nullable Object, @Nullable K> decoder) {
        this.spec = spec;
        this.period = period;
        this.decoder = decoder;
    }

    /**
     * By the values of a field.
     *
     * @throws IllegalArgumentException for dates, which are grouped by a length of time
     */
    public static <M, K> Grouping<M, K> by(ScalarField<M, K> field) {
        if (isTemporal(field)) {
            throw new IllegalArgumentException(
                    "'" + field + "' is a " + field.type().odooName() + ": say by which length of time to group");
        }
        return new Grouping<>(field.name(), false, field::decode);
    }

    /** By the records that a field refers to; a record that refers to several is in several groups. */
    public static <M, R> Grouping<M, Ref<R>> by(RelationField<M, R, ?> field) {
        return new Grouping<>(field.name(), false, wire -> ref(field, wire));
    }

    /** By the technical names of tags; a record that has several is in several groups. */
    public static <M> Grouping<M, String> by(TagsField<M> tags) {
        return new Grouping<>(tags.name(), false, wire -> tag(tags, wire));
    }

    /**
     * By periods of a date or datetime; what the records of a group have in common is the period's start.
     *
     * @throws IllegalArgumentException if the field is no date, or a date without a time is to be grouped by hours
     */
    public static <M, K extends Temporal> Grouping<M, K> by(ScalarField<M, K> field, Granularity granularity) {
        if (!isTemporal(field)) {
            throw new IllegalArgumentException("'" + field + "' is no date");
        }
        if (granularity == Granularity.HOUR && field.type() == FieldType.DATE) {
            throw new IllegalArgumentException("'" + field + "' is a date: it has no hours");
        }
        return new Grouping<>(field.name() + ":" + granularity.odooName(), true, field::decode);
    }

    /**
     * By anything that the server groups by, such as {@code date_order:month_number} or {@code lead_properties.color}; what the records of a group have in common
     * is given as it came over the wire.
     */
    public static <M> Grouping<M, Object> raw(String spec) {
        return new Grouping<M, Object>(Objects.requireNonNull(spec), false, wire -> wire);
    }

    private static boolean isTemporal(Field<?, ?> field) {
        return field.type() == FieldType.DATE || field.type() == FieldType.DATETIME;
    }

    /** A tag comes with its label and its color. */
    private static @Nullable String tag(TagsField<?> tags, @Nullable Object wire) {
        Object tag = wire instanceof List<?> definition && !definition.isEmpty() ? definition.get(0) : wire;
        if (tag == null || Boolean.FALSE.equals(tag)) {
            return null;
        }
        if (tag instanceof String name) {
            return name;
        }
        throw new FieldValueException("the server's groups by '" + tags + "' are no tags", null);
    }

    private static <R> @Nullable Ref<R> ref(Field<?, ?> field, @Nullable Object wire) {
        if (wire == null || Boolean.FALSE.equals(wire)) {
            return null;
        }
        if (wire instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Long id) {
            return new Ref<>(id, pair.get(1) instanceof String name ? name : null);
        }
        throw new FieldValueException("the server's groups by '" + field + "' are no records", null);
    }

    /** Ascending order of groups by this. */
    public Order<M> asc() {
        return Order.of(spec, false);
    }

    /** Descending order of groups by this. */
    public Order<M> desc() {
        return Order.of(spec, true);
    }

    /** As Odoo writes it, such as {@code date_order:month}. */
    public String spec() {
        return spec;
    }

    /** Whether records are grouped by periods; what is decoded then is a period's start. */
    public boolean isPeriod() {
        return period;
    }

    /** The Java value for one from the wire; null is "no value", except for booleans. */
    public @Nullable K decode(@Nullable Object wire) {
        return decoder.apply(wire);
    }

    /** {@link #spec()} */
    @Override
    public String toString() {
        return spec;
    }
}
