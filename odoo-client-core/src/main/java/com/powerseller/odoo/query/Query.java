package com.powerseller.odoo.query;

import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ModelType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A search that has not run yet. Immutable: each method returns another query; thread-safe. The methods that return records, ids or a count cost one request
 * each, unless they say otherwise, and throw {@link OdooException}.
 *
 * <p>Odoo leaves archived records out unless the client was derived with {@code withArchived()} or the domain mentions {@code active}.
 *
 * <p>Of {@code mail.message} and {@code mail.activity} Odoo takes out what the user may not see only after it has applied the limit. Where it gives less than was asked
 * for, one or two more requests ask for the ids of all, and for the records that are missing; streams keep these ids in memory.
 *
 * @param <M> the Java type of the records
 */
public abstract class Query<M> {
    /** How many records {@link #stream()} fetches at a time. */
    public static final int STREAM_PAGE = 1_000;

    /** For the library's own implementation. */
    protected Query() {}

    /** Fetches these fields (and always {@code id}) in addition to those selected before. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Query<M> select(Field<M, ?>... fields) {
        return select(Arrays.asList(fields));
    }

    /** As {@link #select(Field[])}. */
    public abstract Query<M> select(List<? extends Field<M, ?>> fields);

    /** Fetches these fields, by technical name, in addition to those selected before; their values come as {@code Record.get(String)} says. */
    public abstract Query<M> select(String... fields);

    /**
     * Fetches the fields that the model's class has ({@link ModelType#fields()}), those left out that the server lacks or hides from the user: which those are costs
     * one request for each model and client. Costly on big models: each computed field is computed. Odoo does not tell which fields are made of records that the user may
     * not read, such as {@code invoice_ids} of {@code res.partner} for one without accounting: then it is an access error, which names the field, and {@link
     * #select(Field[])} is the way.
     *
     * @throws IllegalStateException if the model's class has no fields
     */
    public abstract Query<M> selectModelled();

    /** Fetches every field that the server does not hide from the user. Costly on big models, and an access error for some users, as {@link #selectModelled()} says. */
    public abstract Query<M> selectAll();

    /** Orders by this instead of the model's own order; called again, records that are equal so far are ordered by the next one. */
    public abstract Query<M> orderBy(Order<M> order);

    /** At most so many records; at least 1. */
    public abstract Query<M> limit(int limit);

    /** Leaves out so many records from the start. */
    public abstract Query<M> offset(int offset);

    /**
     * The records.
     *
     * @throws IllegalStateException if no field was selected
     */
    public abstract List<M> list();

    /**
     * The records in the order of their ids, however many there are: fetched {@value #STREAM_PAGE} at a time as the stream gets to them, the next ones in a thread of
     * the client's while these are used, so there are never more than twice as many in memory. One request for each of these pages, the first when the stream is
     * used. Each page is what is there when it is fetched: a record that comes, goes or changes meanwhile may be in or not, but none is there twice.
     *
     * <p>Close a stream that is not used to its end. If a request fails, the exception comes out of the stream.
     *
     * @throws IllegalStateException if no field was selected, or an order was
     */
    public final Stream<M> stream() {
        return stream(STREAM_PAGE);
    }

    /** As {@link #stream()}, with so many records at a time; at least 1. */
    public final Stream<M> stream(int page) {
        return pages(page).flatMap(List::stream);
    }

    /**
     * As {@link #stream()}, the records that were fetched together in one list: to read what is related to all of them in one request ({@code Model.related}), or to write
     * them elsewhere in batches. No list is empty.
     */
    public abstract Stream<List<M>> pages(int size);

    /** The first record, or none. */
    public abstract Optional<M> first();

    /**
     * The only record, or none.
     *
     * @throws IllegalStateException if there are several
     */
    public abstract Optional<M> one();

    /** The ids. */
    public abstract List<Long> ids();

    /** How many records match, whatever limit and offset are. */
    public abstract long count();

    /** Whether any record matches. */
    public abstract boolean exists();

    /** Groups the records; by nothing, all are one group. What was selected does not matter. No request. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final GroupedQuery<M> groupBy(Grouping<M, ?>... groupings) {
        return groupBy(Arrays.asList(groupings));
    }

    /** As {@link #groupBy(Grouping[])}. */
    public abstract GroupedQuery<M> groupBy(List<? extends Grouping<M, ?>> groupings);
}
