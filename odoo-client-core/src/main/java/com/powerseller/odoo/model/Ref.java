package com.powerseller.odoo.model;

import org.jspecify.annotations.Nullable;

/**
 * A reference to one record: the value of a many2one field.
 *
 * @param id the record's id
 * @param displayName the record's display name as Odoo sent it, in the language of the call; null if it was not sent
 * @param <M> the model it refers to
 */
@SuppressWarnings("UnusedTypeParameter") // keeps references to different models apart
public record Ref<M>(long id, @Nullable String displayName) {
    /** A reference by id alone, to write with. */
    public static <M> Ref<M> of(long id) {
        return new Ref<>(id, null);
    }
}
