package com.powerseller.odoo.model;

import com.powerseller.odoo.query.Domain;

/**
 * A field that is searched with a piece of text or a pattern: {@code %} in it stands for any text, {@code _} for any character, a backslash before one for itself.
 * Of a relation, it is the display name of the records referred to that is searched, as Odoo's own search does it.
 *
 * @param <M> the model it belongs to
 */
public sealed interface TextSearchable<M> permits TextField, RelationField {
    /** The technical name. */
    String name();

    /** {@code ilike}: contains the text, whatever the case. */
    default Domain<M> ilike(String text) {
        return Domain.of(name(), "ilike", text);
    }

    /** {@code like}: contains the text. */
    default Domain<M> like(String text) {
        return Domain.of(name(), "like", text);
    }

    /** {@code not ilike}; matches records without a value too. */
    default Domain<M> notIlike(String text) {
        return Domain.of(name(), "not ilike", text);
    }

    /** {@code not like}; matches records without a value too. */
    default Domain<M> notLike(String text) {
        return Domain.of(name(), "not like", text);
    }

    /** {@code =like}: the whole text matches the pattern. */
    default Domain<M> matches(String pattern) {
        return Domain.of(name(), "=like", pattern);
    }

    /** {@code =ilike}: the whole text matches the pattern, whatever the case. */
    default Domain<M> matchesIgnoringCase(String pattern) {
        return Domain.of(name(), "=ilike", pattern);
    }

    /** {@code not =like}; matches records without a value too (series 19). */
    default Domain<M> matchesNot(String pattern) {
        return Domain.of(name(), "not =like", pattern);
    }

    /** {@code not =ilike}; matches records without a value too (series 19). */
    default Domain<M> matchesNotIgnoringCase(String pattern) {
        return Domain.of(name(), "not =ilike", pattern);
    }
}
