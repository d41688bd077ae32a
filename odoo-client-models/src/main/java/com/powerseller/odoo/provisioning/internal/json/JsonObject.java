package com.powerseller.odoo.provisioning.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members are expected to be something: what is not as expected is an {@link IllegalArgumentException} that names the member, not its value.
 */
public final class JsonObject {
    private final Map<?, ?> members;
    private final String where;

    private JsonObject(Map<?, ?> members, String where) {
        this.members = members;
        this.where = where;
    }

    /** What was read as JSON, as an object. */
    public static JsonObject of(@Nullable Object value, String where) {
        if (value instanceof Map<?, ?> members) {
            return new JsonObject(members, where);
        }
        throw new IllegalArgumentException(where + " is no object");
    }

    /** The names of the members, in their natural order. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        members.keySet().forEach(name -> names.add((String) name));
        return names;
    }

    /** A text. */
    public String text(String member) {
        return expect(member, members.get(member), String.class, "a text");
    }

    /** A text, or null if the member is null or not there. */
    public @Nullable String textOrNull(String member) {
        return members.get(member) == null ? null : text(member);
    }

    /** A whole number that fits. */
    public long number(String member) {
        return expect(member, members.get(member), Long.class, "a whole number");
    }

    /** A boolean. */
    public boolean flag(String member) {
        return expect(member, members.get(member), Boolean.class, "true or false");
    }

    /** A time in UTC, as ISO writes it. */
    public Instant instant(String member) {
        try {
            return Instant.parse(text(member));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(where + ": '" + member + "' is no time such as 2030-01-31T12:00:00Z", e);
        }
    }

    /** One of an enum's constants. */
    public <E extends Enum<E>> E constant(Class<E> type, String member) {
        return constant(type, text(member), member);
    }

    /** The constant of this name. */
    static <E extends Enum<E>> E constant(Class<E> type, String name, String member) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + member + "' is none of " + Arrays.toString(type.getEnumConstants()));
    }

    /** An object. */
    public JsonObject object(String member) {
        return of(members.get(member), where + ": '" + member + "'");
    }

    /** Objects. */
    public List<JsonObject> objects(String member) {
        List<JsonObject> objects = new ArrayList<>();
        elements(member).forEach(element -> objects.add(of(element, where + ": an element of '" + member + "'")));
        return objects;
    }

    /** Texts. */
    public List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        elements(member).forEach(element -> texts.add(expect(member, element, String.class, "a list of texts")));
        return texts;
    }

    /** Whole numbers. */
    public List<Long> numbers(String member) {
        List<Long> numbers = new ArrayList<>();
        elements(member)
                .forEach(element -> numbers.add(expect(member, element, Long.class, "a list of whole numbers")));
        return numbers;
    }

    private List<?> elements(String member) {
        return expect(member, members.get(member), List.class, "a list");
    }

    private <T> T expect(String member, @Nullable Object value, Class<T> type, String what) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(where + ": '" + member + "' "
                    + (members.containsKey(member) ? "is not " + what : "is missing: it is " + what));
        }
        return type.cast(value);
    }
}
