package com.powerseller.odoo.query;

import com.powerseller.odoo.error.OdooException;
import java.util.Arrays;
import java.util.List;

/**
 * A query for groups of records that has not run yet. Immutable: each method returns another one; thread-safe.
 *
 * @param <M> the model
 */
public abstract class GroupedQuery<M> {
    /** For the library's own implementation. */
    protected GroupedQuery() {}

    /** Computes these too, in addition to the number of records and to those asked for before. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final GroupedQuery<M> aggregate(Aggregate<M, ?>... aggregates) {
        return aggregate(Arrays.asList(aggregates));
    }

    /** As {@link #aggregate(Aggregate[])}. */
    public abstract GroupedQuery<M> aggregate(List<? extends Aggregate<M, ?>> aggregates);

    /**
     * The groups, in the order of the query (it can name what is grouped by and, in series 19, aggregates), else in that of what is grouped by; limit and offset
     * count groups. One request ({@code formatted_read_group}, {@code read_group} before series 19), and one for the server's version if the client has not asked
     * for it yet.
     *
     * @throws OdooException if Odoo refuses, such as for a field that is not stored
     * @throws IllegalStateException if the query orders by something else, or by an aggregate and the server is older than series 19
     */
    public abstract List<Group<M>> list();
}
