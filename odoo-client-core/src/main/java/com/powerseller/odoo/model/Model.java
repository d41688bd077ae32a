package com.powerseller.odoo.model;

import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Query;
import com.powerseller.odoo.schema.ModelSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model of one database. Immutable, thread-safe. Every method but {@link #type()}, and the {@code search} ones costs one request unless it says
 * otherwise, and throws {@link OdooException}. Each call is one transaction of Odoo's: it happens as a whole or not at all.
 *
 * @param <M> the Java type of the records
 */
public interface Model<M> {
    /** The model. */
    ModelType<M> type();

    /** A query over the records that the domain matches. */
    Query<M> search(Domain<M> domain);

    /** A query over all records. */
    default Query<M> search() {
        return search(Domain.all());
    }

    /**
     * The records of these ids, in the order of the ids; ids that do not exist (any more) are left out, ids that may not be read are an access error. At least one
     * field must be named. No request for no ids.
     */
    List<M> read(Collection<Long> ids, Field<?, ?>... fields);

    /** As {@link #read(Collection, Field[])}, with the fields' technical names; an empty list means every field that the user may read, which is costly. */
    List<M> read(Collection<Long> ids, Collection<String> fields);

    /** Creates a record and returns its id. */
    long create(Values<M> values);

    /** Creates records, all or none, and returns their ids in the same order. No request for no values. */
    List<Long> create(List<? extends Values<M>> values);

    /**
     * Updates a record.
     *
     * @throws MissingRecordException if it does not exist, as far as Odoo notices
     */
    void update(long id, Values<M> values);

    /** Gives several records the same values, all or none. No request for no ids. */
    void update(Collection<Long> ids, Values<M> values);

    /**
     * Deletes records, all or none. No request for no ids.
     *
     * @throws MissingRecordException if one does not exist, as far as Odoo notices
     */
    void delete(Collection<Long> ids);

    /** Deletes a record. */
    default void delete(long id) {
        delete(List.of(id));
    }

    /** Those of the ids that exist, archived ones included, and that the user may read. (A search, since Odoo 19 no longer lets {@code exists} be called.) */
    Set<Long> exists(Collection<Long> ids);

    /** Records whose display name contains the text, as Odoo's own search fields find them; at most so many, at least 1. */
    List<Ref<M>> nameSearch(String text, Domain<M> domain, int limit);

    /** Records whose display name contains the text; at most 100. */
    default List<Ref<M>> nameSearch(String text) {
        return nameSearch(text, Domain.all(), 100);
    }

    /** Duplicates a record and returns the id of the copy. */
    long copy(long id, Values<M> changes);

    /** The values that a new record of this model starts with; fields without a default are not in it. */
    Map<String, @Nullable Object> defaults(Collection<String> fields);

    /** The model's fields as the server has them, for this user and language ({@code fields_get}). */
    ModelSchema fields();

    /**
     * Posts an internal note in a record's chatter and returns the message's id. Call {@code message_post} for anything else.
     *
     * @param body plain text; series 16 takes it for HTML
     */
    long postMessage(long id, String body);

    /**
     * Any public method on records, with arguments by name: the same over every protocol.
     *
     * @return what the method returns, as {@code OdooClient.call} says
     */
    @Nullable Object call(String method, Collection<Long> ids, Map<String, ?> namedArguments);
}
