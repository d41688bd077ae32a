package com.powerseller.odoo.query;

import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.model.Field;
import java.util.List;
import java.util.Optional;

/**
 * A search that has not run yet. Immutable: each method returns another query; thread-safe. The methods that return records, ids or a count cost one request
 * each and throw {@link OdooException}.
 *
 * <p>Odoo leaves archived records out unless the client was derived with {@code withArchived()} or the domain mentions {@code active}.
 *
 * @param <M> the Java type of the records
 */
public interface Query<M> {
    /** Fetches these fields (and always {@code id}) in addition to those selected before. */
    Query<M> select(Field<?, ?>... fields);

    /** Fetches these fields, by technical name, in addition to those selected before; their values come as {@code Record.get(String)} says. */
    Query<M> select(String... fields);

    /** Fetches every field that the user may read. Costly on big models: each computed field is computed. */
    Query<M> selectAll();

    /** Orders by this instead of the model's own order; called again, records that are equal so far are ordered by the next one. */
    Query<M> orderBy(Order<M> order);

    /** At most so many records; at least 1. */
    Query<M> limit(int limit);

    /** Leaves out so many records from the start. */
    Query<M> offset(int offset);

    /**
     * The records.
     *
     * @throws IllegalStateException if no field was selected
     */
    List<M> list();

    /** The first record, or none. */
    Optional<M> first();

    /**
     * The only record, or none.
     *
     * @throws IllegalStateException if there are several
     */
    Optional<M> one();

    /** The ids. */
    List<Long> ids();

    /** How many records match, whatever limit and offset are. */
    long count();

    /** Whether any record matches. */
    boolean exists();
}
