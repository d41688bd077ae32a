package com.powerseller.odoo.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One property of a record, as its parent defines it, with the record's value. Immutable.
 *
 * @param definition what Odoo sent of it: {@code name}, {@code string}, {@code type}, and as the type needs {@code default}, {@code selection}, {@code tags}, {@code
 *     comodel} and so on
 * @param wire the record's value as it came over the wire; null if it has none
 */
public record Property(
        Map<String, @Nullable Object> definition, @Nullable Object wire) {
    public Property {
        definition = Collections.unmodifiableMap(new LinkedHashMap<>(definition));
        if (!(definition.get("name") instanceof String) || !(definition.get("type") instanceof String)) {
            throw new IllegalArgumentException("a property needs a name and a type");
        }
    }

    /** The technical name, which Odoo makes up when a property is added. */
    public String name() {
        return text("name");
    }

    /** What users see. */
    public String label() {
        return definition.get("string") instanceof String label ? label : name();
    }

    /** Odoo's word for the type: those of fields, and {@code tags}, {@code separator} and so on. */
    public String type() {
        return text("type");
    }

    /**
     * The value: as a field of the type has it, but {@code String} for a selection, a list of {@code String} for tags, and a list of {@link Ref} for a many2many; null
     * if there is none, except that a boolean is false then. Of a type that is not known, as it came over the wire.
     */
    public @Nullable Object value() {
        if (type().equals("boolean")) {
            return Boolean.TRUE.equals(wire);
        }
        if (wire == null || Boolean.FALSE.equals(wire)) {
            return null;
        }
        return switch (type()) {
            case "char", "text", "html", "selection" -> WireValues.text(wire);
            case "integer" -> WireValues.integer(wire);
            case "float" -> WireValues.floating(wire);
            case "monetary" -> WireValues.decimal(wire);
            case "date" -> WireValues.date(wire);
            case "datetime" -> WireValues.datetime(wire);
            case "many2one" -> ref(wire);
            case "many2many" -> ((List<?>) wire).stream().map(Property::ref).toList();
            default -> wire;
        };
    }

    /** The value as it came, but records by their ids alone. */
    @Nullable Object idsOrWire() {
        return switch (type()) {
            case "many2one" ->
                wire == null || Boolean.FALSE.equals(wire) ? null : ref(wire).id();
            case "many2many" ->
                wire instanceof List<?> list
                        ? list.stream().map(record -> ref(record).id()).toList()
                        : wire;
            default -> wire;
        };
    }

    /** An id, alone or with a display name (which is {@code False} if the record does not exist any more). */
    private static Ref<?> ref(Object wire) {
        if (wire instanceof List<?> pair) {
            return new Ref<>(
                    (Long) Objects.requireNonNull(pair.get(0)), pair.get(1) instanceof String name ? name : null);
        }
        return wire instanceof Ref<?> ref ? ref : Ref.of((Long) wire);
    }

    private String text(String key) {
        return (String) Objects.requireNonNull(definition.get(key));
    }

    /** The name; the value may be private. */
    @Override
    public String toString() {
        return name();
    }
}
