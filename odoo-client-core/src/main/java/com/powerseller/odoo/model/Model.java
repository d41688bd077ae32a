package com.powerseller.odoo.model;

import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Query;
import com.powerseller.odoo.schema.ModelSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
public abstract class Model<M> {
    /** For the library's own implementation. */
    protected Model() {}

    /** The model. */
    public abstract ModelType<M> type();

    /** A query over the records that the domain matches. */
    public abstract Query<M> search(Domain<M> domain);

    /** A query over all records. */
    public Query<M> search() {
        return search(Domain.all());
    }

    /**
     * The records of these ids, in the order of the ids; ids that do not exist (any more) are left out, ids that may not be read are an access error. At least one
     * field must be named. No request for no ids.
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final List<M> read(Collection<Long> ids, Field<M, ?>... fields) {
        return readRecords(ids, Arrays.asList(fields)).stream()
                .map(type()::view)
                .toList();
    }

    /** As {@link #read(Collection, Field[])}, with the fields' technical names; an empty list means every field that the user may read, which is costly. */
    public abstract List<M> read(Collection<Long> ids, Collection<String> fields);

    /**
     * The records of this model that others refer to, by id: those in a many2one, one2many or many2many field that was fetched, read in one request however many
     * there are (none for none). Records that do not exist (any more) are left out; one that the user may not read is an
     * access error for all of them.
     *
     * @param records {@code Record}s, or views of them
     * @throws IllegalArgumentException if they are neither, or the field refers to another model
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <S> Map<Long, M> related(
            Collection<S> records, RelationField<S, M, ?> relation, Field<M, ?>... fields) {
        if (!relation.relation().equals(type().name())) {
            throw new IllegalArgumentException(
                    "'" + relation + "' refers to " + relation.relation() + ", not to " + type());
        }
        Set<Long> ids = new LinkedHashSet<>();
        for (S record : records) {
            ids.addAll(relation.ids(record(record)));
        }
        Map<Long, M> related = new LinkedHashMap<>();
        for (Record found : readRecords(ids, Arrays.asList(fields))) {
            related.put(found.id(), type().view(found));
        }
        return Collections.unmodifiableMap(related);
    }

    private static Record record(Object record) {
        if (record instanceof Record itself) {
            return itself;
        }
        if (record instanceof RecordView view) {
            return view.record();
        }
        throw new IllegalArgumentException(record.getClass().getName()
                + " is neither a Record nor a RecordView: read the related records by their ids");
    }

    /** As {@link #read(Collection, Field[])}, not seen through the model's class. */
    protected abstract List<Record> readRecords(Collection<Long> ids, List<? extends Field<M, ?>> fields);

    /** Creates a record and returns its id. */
    public abstract long create(Values<M> values);

    /** Creates records, all or none, and returns their ids in the same order. No request for no values. */
    public abstract List<Long> create(List<? extends Values<M>> values);

    /**
     * Updates a record.
     *
     * @throws MissingRecordException if it does not exist, as far as Odoo notices
     */
    public abstract void update(long id, Values<M> values);

    /** Gives several records the same values, all or none. No request for no ids. */
    public abstract void update(Collection<Long> ids, Values<M> values);

    /**
     * Deletes records, all or none. No request for no ids.
     *
     * @throws MissingRecordException if one does not exist, as far as Odoo notices
     */
    public abstract void delete(Collection<Long> ids);

    /** Deletes a record. */
    public void delete(long id) {
        delete(List.of(id));
    }

    /** Those of the ids that exist, archived ones included, and that the user may read. (A search, since Odoo 19 no longer lets {@code exists} be called.) */
    public abstract Set<Long> exists(Collection<Long> ids);

    /** Records whose display name contains the text, as Odoo's own search fields find them; at most so many, at least 1. */
    public abstract List<Ref<M>> nameSearch(String text, Domain<M> domain, int limit);

    /** Records whose display name contains the text; at most 100. */
    public List<Ref<M>> nameSearch(String text) {
        return nameSearch(text, Domain.all(), 100);
    }

    /** Duplicates a record and returns the id of the copy. */
    public abstract long copy(long id, Values<M> changes);

    /** The values that a new record of this model starts with; fields without a default are not in it. */
    public abstract Map<String, @Nullable Object> defaults(Collection<String> fields);

    /** The model's fields as the server has them, for this user and language ({@code fields_get}). */
    public abstract ModelSchema fields();

    /**
     * Posts an internal note in a record's chatter and returns the message's id. Call {@code message_post} for anything else.
     *
     * @param body plain text; series 16 takes it for HTML
     */
    public abstract long postMessage(long id, String body);

    /**
     * Any public method on records, with arguments by name: the same over every protocol.
     *
     * @return what the method returns, as {@code OdooClient.call} says
     */
    public abstract @Nullable Object call(String method, Collection<Long> ids, Map<String, ?> namedArguments);
}
