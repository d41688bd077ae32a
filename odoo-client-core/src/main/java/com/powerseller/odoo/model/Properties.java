package com.powerseller.odoo.model;

import com.powerseller.odoo.schema.FieldType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of a properties field: the properties that the record's parent defines (the team of a lead, the category of a product), with the record's values.
 * Immutable, thread-safe.
 *
 * <p>Odoo replaces all values when a properties field is written: what is not given has no value afterwards. So write what was read, with changes:
 *
 * <pre>{@code
 * ScalarField<CrmLead, Long> seats = CrmLead.LEAD_PROPERTIES.integerProperty("a1b2c3");
 * CrmLead.values().leadProperties(lead.leadProperties().with(seats, 12L));
 * }</pre>
 */
public final class Properties {
    private final Map<String, Property> properties;

    private Properties(Map<String, Property> properties) {
        this.properties = properties;
    }

    /** No properties. */
    public static Properties of() {
        return new Properties(Map.of());
    }

    /** Values by the technical names of the properties, to create a record with: what is read from a record has definitions too. */
    public static Properties of(Map<String, ? extends @Nullable Object> values) {
        Map<String, Property> properties = new LinkedHashMap<>();
        values.forEach((name, value) -> properties.put(
                name,
                new Property(Map.of("name", name, "type", FieldType.UNKNOWN.odooName()), WireValues.wire(value))));
        return new Properties(properties);
    }

    /** From what Odoo sends: a list of definitions, each with the record's value. */
    static Properties ofWire(Object wire) {
        Map<String, Property> properties = new LinkedHashMap<>();
        for (Object element : (List<?>) wire) {
            Map<String, @Nullable Object> definition = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(element)).forEach((key, value) -> definition.put((String) key, value));
            Object value = definition.remove("value");
            Property property = new Property(definition, value);
            properties.put(property.name(), property);
        }
        return new Properties(properties);
    }

    /** The properties, in the parent's order. */
    public List<Property> list() {
        return List.copyOf(properties.values());
    }

    /** The property of this technical name, or null if the parent defines none. */
    public @Nullable Property find(String name) {
        return properties.get(name);
    }

    /**
     * The value of a property, as {@link Record#get(Field)} gives that of a field.
     *
     * @param property from {@link PropertiesField}
     * @throws NoSuchElementException if the parent of this record defines no such property
     */
    public <T> @Nullable T get(Field<?, T> property) {
        return property.decode(existing(property).idsOrWire());
    }

    /** The value of a boolean property; no value is false. */
    public boolean get(BooleanField<?> property) {
        return Boolean.TRUE.equals(existing(property).value());
    }

    private Property existing(Field<?, ?> property) {
        Property found = properties.get(name(property));
        if (found == null) {
            throw new NoSuchElementException("the record has no property '" + name(property) + "': its parent defines "
                    + (properties.isEmpty() ? "none" : String.join(", ", properties.keySet())));
        }
        return found;
    }

    /**
     * These properties with another value of one of them; null is none.
     *
     * @throws NoSuchElementException if the parent of this record defines no such property: Odoo would drop the value without a word
     */
    public <T> Properties with(Field<?, T> property, @Nullable T value) {
        Map<String, Property> changed = new LinkedHashMap<>(properties);
        Property existing = existing(property);
        changed.put(existing.name(), new Property(existing.definition(), WireValues.wire(value)));
        return new Properties(changed);
    }

    private static String name(Field<?, ?> property) {
        return property.name().substring(property.name().lastIndexOf('.') + 1);
    }

    /** What goes over the wire to write them: the values by name, {@code False} for none. */
    public Map<String, Object> toWire() {
        Map<String, Object> values = new LinkedHashMap<>();
        properties.forEach((name, property) -> {
            if (!property.type().equals("separator")) {
                Object value = property.idsOrWire();
                values.put(name, value == null ? false : value);
            }
        });
        return Collections.unmodifiableMap(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Properties those && those.properties.equals(properties);
    }

    @Override
    public int hashCode() {
        return properties.hashCode();
    }

    /** The names; values may be private. */
    @Override
    public String toString() {
        return properties.keySet().toString();
    }
}
