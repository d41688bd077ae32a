package com.powerseller.odoo.model;

import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.schema.FieldType;

/**
 * A char, text or html field.
 *
 * @param <M> the model it belongs to
 */
public final class TextField<M> extends ScalarField<M, String> {
    TextField(String name, FieldType type) {
        super(name, type, WireValues::text);
    }

    /** {@code ilike}: contains the text, whatever the case; {@code %} and {@code _} in it are wildcards. */
    public Domain<M> ilike(String text) {
        return Domain.of(name(), "ilike", text);
    }

    /** {@code like}: contains the text; {@code %} and {@code _} in it are wildcards. */
    public Domain<M> like(String text) {
        return Domain.of(name(), "like", text);
    }

    /** {@code not ilike}; matches records without a value too. */
    public Domain<M> notIlike(String text) {
        return Domain.of(name(), "not ilike", text);
    }

    /** {@code not like}; matches records without a value too. */
    public Domain<M> notLike(String text) {
        return Domain.of(name(), "not like", text);
    }

    /** {@code =like}: the whole text matches the pattern with {@code %} and {@code _}. */
    public Domain<M> matches(String pattern) {
        return Domain.of(name(), "=like", pattern);
    }

    /** {@code =ilike}: the whole text matches the pattern with {@code %} and {@code _}, whatever the case. */
    public Domain<M> matchesIgnoringCase(String pattern) {
        return Domain.of(name(), "=ilike", pattern);
    }

    /** {@code not =like}; matches records without a value too (series 19). */
    public Domain<M> matchesNot(String pattern) {
        return Domain.of(name(), "not =like", pattern);
    }

    /** {@code not =ilike}; matches records without a value too (series 19). */
    public Domain<M> matchesNotIgnoringCase(String pattern) {
        return Domain.of(name(), "not =ilike", pattern);
    }
}
