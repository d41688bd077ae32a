package com.powerseller.odoo.model;

import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.schema.FieldType;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that refers to records of another model.
 *
 * @param <M> the model it belongs to
 * @param <R> the model it refers to
 * @param <T> the Java type of its values
 */
public abstract sealed class RelationField<M, R, T> extends Field<M, T> implements TextSearchable<M>
        permits Many2OneField, X2ManyField {
    private final String relation;

    RelationField(String name, FieldType type, String relation) {
        super(name, type);
        this.relation = Objects.requireNonNull(relation);
    }

    /** The technical name of the model it refers to. */
    public final String relation() {
        return relation;
    }

    /** {@code in}: matches records that refer to one of these, null among them being no record; of an empty collection, nothing. */
    public final Domain<M> in(Collection<@Nullable Long> ids) {
        return Domain.of(name(), "in", ids);
    }

    /** {@code not in}: matches records that refer to none of these, those that refer to no record too unless null is among them; of an empty collection, all. */
    public final Domain<M> notIn(Collection<@Nullable Long> ids) {
        return Domain.of(name(), "not in", ids);
    }

    /**
     * Matches records that refer to this one or to one below it in its hierarchy. Of the field that makes that hierarchy ({@code parent_id} of the same model) Odoo
     * takes it as meaning the record itself: then this one matches too.
     */
    public final Domain<M> childOf(long id) {
        return Domain.of(name(), "child_of", id);
    }

    /** Matches records that refer to one of these or to one below them, as {@link #childOf(long)} says; of an empty collection, nothing. */
    public final Domain<M> childOf(Collection<Long> ids) {
        return Domain.of(name(), "child_of", ids);
    }

    /** Matches records that refer to this one or to one above it in its hierarchy; of the field that makes the hierarchy, as {@link #childOf(long)} says. */
    public final Domain<M> parentOf(long id) {
        return Domain.of(name(), "parent_of", id);
    }

    /** Matches records that refer to one of these or to one above them, as {@link #childOf(long)} says; of an empty collection, nothing. */
    public final Domain<M> parentOf(Collection<Long> ids) {
        return Domain.of(name(), "parent_of", ids);
    }

    /** Matches records that refer to one that the domain matches ({@code any}; series 17 and later). */
    public final Domain<M> any(Domain<R> domain) {
        return Domain.of(name(), "any", domain);
    }

    /** Matches records that refer to none that the domain matches ({@code not any}; series 17 and later). */
    public final Domain<M> notAny(Domain<R> domain) {
        return Domain.of(name(), "not any", domain);
    }

    /** The ids of the records that a record refers to. */
    final Collection<Long> ids(Record record) {
        T value = record.get(this);
        if (value instanceof Ref<?> ref) {
            return List.of(ref.id());
        }
        return value instanceof List<?> list
                ? list.stream().map(Long.class::cast).toList()
                : List.of();
    }

    /** The path over this relation to a field of the other model. */
    public final <V> ScalarField<M, V> dot(ScalarField<R, V> field) {
        return new ScalarField<>(path(field), field.type(), field.decoder());
    }

    /** The path over this relation to a text field of the other model. */
    public final TextField<M> dot(TextField<R> field) {
        return new TextField<>(path(field), field.type());
    }

    /** The path over this relation to a boolean field of the other model. */
    public final BooleanField<M> dot(BooleanField<R> field) {
        return new BooleanField<>(path(field));
    }

    /** The path over this relation to a many2one field of the other model. */
    public final <S> Many2OneField<M, S> dot(Many2OneField<R, S> field) {
        return new Many2OneField<>(path(field), field.relation());
    }

    /** The path over this relation to a one2many or many2many field of the other model. */
    public final <S> X2ManyField<M, S> dot(X2ManyField<R, S> field) {
        return new X2ManyField<>(path(field), field.type(), field.relation());
    }

    /** The path over this relation to a properties field of the other model. */
    public final PropertiesField<M> dot(PropertiesField<R> field) {
        return new PropertiesField<>(path(field));
    }

    private String path(Field<R, ?> field) {
        return name() + "." + field.name();
    }
}
