package com.powerseller.odoo.model;

import com.powerseller.odoo.error.FieldNotFetchedException;
import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.internal.value.RowRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fetched fields of one record. Immutable, thread-safe; reading it costs no request. */
@SuppressWarnings("JavaLangClash") // Odoo's own word; an import of this class hides the other
public interface Record {
    /**
     * A record that no server sent, for tests of one's own code and for values that came another way, such as a webhook's: seen as a model with
     * {@link ModelType#view}, as in {@code ResPartner.TYPE.view(Record.of(Map.of("id", 7, "name", "Acme")))}.
     *
     * @param values by the fields' names; as they come over the wire, or as their Java types: {@code LocalDate}, {@code Instant}, {@code BigDecimal}, {@link Ref},
     *     {@link Selection} and so on; {@code false} (or null) is no value
     * @throws FieldValueException if Odoo has no such values
     */
    static Record of(Map<String, ?> values) {
        return RowRecord.of(values);
    }

    /**
     * The record's id.
     *
     * @throws FieldNotFetchedException if the call's answer had no id (some methods' own rows do not)
     */
    long id();

    /**
     * A field's value, converted as its type says: Odoo's {@code False} is null except for booleans, dates are {@code LocalDate}, datetimes
     * {@code Instant}, monetary amounts {@code BigDecimal}.
     *
     * @throws FieldNotFetchedException if the record was fetched without the field
     * @throws FieldValueException if the server's value does not fit the field's type
     */
    <T> @Nullable T get(Field<?, T> field);

    /** A boolean field's value; no value is false, as in Odoo. */
    default boolean get(BooleanField<?> field) {
        return Boolean.TRUE.equals(field.decode(get(field.name())));
    }

    /** The ids in a one2many or many2many field, never null. */
    default List<Long> get(X2ManyField<?, ?> field) {
        return field.decode(get(field.name()));
    }

    /**
     * A field's value as it came over the wire, the same over all protocols: {@code Boolean} (also for "no value"), {@code Long}, {@code Double},
     * {@code String}, {@link Ref} (many2one of typed queries), {@code List}, {@code Map} or null.
     *
     * @throws FieldNotFetchedException if the record was fetched without the field
     */
    @Nullable Object get(String field);

    /** Whether the field was fetched. */
    boolean has(String field);

    /** The names of the fetched fields, {@code id} included, in the order they came. */
    List<String> fields();

    /** All fetched values by name, as {@link #get(String)} gives them. */
    Map<String, @Nullable Object> toMap();
}
