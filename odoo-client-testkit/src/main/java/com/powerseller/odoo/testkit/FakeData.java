package com.powerseller.odoo.testkit;

import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of one database of a fake, for tests to seed and to look at: without a request, without checks of access, without faults, and not in the log of calls. What
 * models compute and check happens as ever; webhooks are sent. Thread-safe; each call is a transaction of its own.
 *
 * <p>Values to write are those that {@code OdooClient} takes: numbers, text, {@code LocalDate}, {@code Instant}, {@code Ref}, {@code Command}, lists, maps; null clears a
 * field. Values that are read are those of the wire, but null is "no value": {@code String} (also dates and datetimes), {@code Long}, {@code Double}, {@code Boolean}, the id
 * of a many2one, the list of ids of an x2many.
 *
 * <p>What Odoo would refuse is an {@link IllegalArgumentException} with Odoo's text; what the fake does not know, too.
 */
public interface FakeData {
    /** Creates a record. The first record of a model has the id 1, if the database does not come with some; the next ones follow. */
    long create(String model, Map<String, ? extends @Nullable Object> values);

    /** Creates a record from typed values. */
    default <M> long create(ModelType<M> type, Values<M> values) {
        return create(type.name(), values.asMap());
    }

    /** Creates records in one transaction. */
    List<Long> create(String model, List<? extends Map<String, ? extends @Nullable Object>> rows);

    /** Writes values to a record. */
    void write(String model, long id, Map<String, ? extends @Nullable Object> values);

    /** Writes typed values to a record. */
    default <M> void write(ModelType<M> type, long id, Values<M> values) {
        write(type.name(), id, values.asMap());
    }

    /** Deletes a record. */
    void delete(String model, long id);

    /** Calls a method of a model as the administrator would, over no protocol. */
    @Nullable Object call(String model, String method, List<?> arguments, Map<String, ?> named);

    /** The ids that a domain finds, archived records included, in the model's order. */
    List<Long> search(String model, List<?> domain);

    /** Whether there is such a record. */
    boolean exists(String model, long id);

    /** The value of one field of a record; null if it has none. */
    @Nullable Object value(String model, long id, String field);

    /** The values of some fields of a record, in their order. */
    Map<String, @Nullable Object> values(String model, long id, String... fields);
}
