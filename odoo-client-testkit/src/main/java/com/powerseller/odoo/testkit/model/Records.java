package com.powerseller.odoo.testkit.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of one model within one call, as Odoo's recordsets: any number of them, in an order. Reading sees what the call has changed so far. For use within the call that
 * it was given for, by its thread.
 *
 * <p>The records that a method is called on are the user's: what the user may not do with them is an {@code AccessError}, as it is with those that they lead to. All others,
 * those of computed fields, constraints and hooks, are not checked; {@link #sudo()} makes such ones.
 *
 * <p>Values are those of the wire, but null is "no value": {@code String} (also dates, datetimes and selections), {@code Long}, {@code Double}, {@code Boolean}, {@code Map}
 * and {@code List}; the value of a many2one is an id.
 */
public interface Records {
    /** The model's technical name. */
    String model();

    /** The ids, in order. */
    List<Long> ids();

    /** Each record alone. */
    List<Records> each();

    default boolean isEmpty() {
        return ids().isEmpty();
    }

    /**
     * The id of the only record.
     *
     * @throws IllegalStateException if there are none or several
     */
    long id();

    /** Whether the model's schema has a field: a schema of one's own may have a part of a model's fields only. */
    boolean has(String field);

    /** A field's value of the only record; null if it has none. Of an x2many field, the list of ids. */
    @Nullable Object get(String field);

    /** A text, date, datetime or selection of the only record; empty if it has none. */
    default String text(String field) {
        return get(field) instanceof String text ? text : "";
    }

    /** A number of the only record; 0 if it has none. */
    default double number(String field) {
        return get(field) instanceof Number number ? number.doubleValue() : 0;
    }

    /** A boolean of the only record; false if it has none. */
    default boolean flag(String field) {
        return Boolean.TRUE.equals(get(field));
    }

    /** The records that a relation of these refers to, each once; none if there are none of these. */
    Records related(String relation);

    /** Writes a value to a field of all, as {@code write} does. */
    default void set(String field, @Nullable Object value) {
        java.util.Map<String, @Nullable Object> values = new java.util.HashMap<>();
        values.put(field, value);
        write(values);
    }

    /** Writes values to all. */
    void write(Map<String, ? extends @Nullable Object> values);

    /** Creates a record of the same model. */
    Records create(Map<String, ? extends @Nullable Object> values);

    /** Deletes all. */
    void delete();

    /** The records of another model, or of this one, that a domain finds, archived ones included, in the order of the model. */
    Records search(String model, List<?> domain);

    /** Records by id. */
    Records browse(String model, List<Long> ids);

    /** The user who calls. */
    long uid();

    /** The company of the call. */
    long company();

    /** The companies of the call, the current one first if the call names them. */
    List<Long> companies();

    /** The language of the call, such as {@code fr_FR}; null if it names none. */
    @Nullable String lang();

    /** The same records without checks of access ({@code sudo()}). */
    Records sudo();

    /** The id of the record with this external id, such as {@code base.main_company}; null if there is none. */
    @Nullable Long reference(String externalId);

    /** Whether this is the password of the user who calls. */
    boolean hasPassword(String password);

    /** The time of the call's transaction. */
    Instant now();

    /** The time of the call's transaction as a datetime field has it over the wire: in UTC, to the second. */
    default String timestamp() {
        return now().truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("T", " ")
                .replace("Z", "");
    }

    /** The context of the call. */
    Map<String, @Nullable Object> context();
}
