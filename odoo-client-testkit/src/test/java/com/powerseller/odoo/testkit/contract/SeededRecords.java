package com.powerseller.odoo.testkit.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The same records on each server that is compared: they have other ids there, so random calls name them by keys. */
final class SeededRecords {
    /** A record by its key, wherever an id can be. */
    record Key(String model, int number) {
        @Override
        public String toString() {
            return model.substring(model.lastIndexOf('.') + 1) + "#" + number;
        }
    }

    static final String TEST = "odoo.client.test";
    static final String TAG = "odoo.client.test.tag";
    static final String LINE = "odoo.client.test.line";
    static final String GROUP = "odoo.client.test.group";
    static final String PARTNER = "res.partner";

    private final Wire wire;
    private final Map<Key, Long> ids = new HashMap<>();
    private final Map<String, Map<Long, Key>> keys = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    private SeededRecords(Wire wire) {
        this.wire = wire;
    }

    /** Creates them. */
    static SeededRecords on(Wire wire) {
        SeededRecords records = new SeededRecords(wire);
        records.partners();
        records.groups();
        records.tags();
        records.tests();
        records.lines();
        records.properties();
        return records;
    }

    Wire wire() {
        return wire;
    }

    /** How many of a model there are. */
    int count(String model) {
        return numbers.getOrDefault(model, 0);
    }

    /** A value with the server's ids in place of the keys. */
    @Nullable Object resolved(@Nullable Object value) {
        if (value instanceof Key key) {
            return Objects.requireNonNull(ids.get(key), () -> "no " + key);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(resolved(item)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, item) -> copy.put(String.valueOf(name), resolved(item)));
            return copy;
        }
        return value;
    }

    /** The key of a record; its id, if it is none of these. */
    Object key(String model, Object id) {
        return Objects.requireNonNull(keys.getOrDefault(model, Map.of()).getOrDefault(id, new Key(model, -1)));
    }

    /** Creates a record with the next key of its model. */
    Key create(String model, Map<String, ? extends @Nullable Object> values) {
        Object created =
                wire.call(model, "create", Arrays.asList(resolved(values)), Map.of("context", Map.of("lang", "en_US")));
        Key key = new Key(model, numbers.merge(model, 1, Integer::sum));
        ids.put(key, (Long) Objects.requireNonNull(created));
        keys.computeIfAbsent(model, unused -> new HashMap<>()).put((Long) created, key);
        return key;
    }

    private static Map<String, @Nullable Object> values(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return values;
    }

    static Key key(String model, int number) {
        return new Key(model, number);
    }

    private void partners() {
        create(PARTNER, values("name", "Zeta", "email", "zeta@example.com", "ref", "R1"));
        create(PARTNER, values("name", "alpha", "email", false, "color", 3L));
        create(PARTNER, values("name", "Beta 50%", "email", "Beta@Example.com", "is_company", true));
        create(PARTNER, values("name", "Archived", "email", "old@example.com", "active", false));
        create(PARTNER, values("name", "contact", "parent_id", key(PARTNER, 3), "function", "boss"));
        create(PARTNER, values("name", "alpha", "email", "x_y@example.com", "ref", "zeta"));
    }

    private void groups() {
        create(GROUP, values("name", "staff", "properties_definition", PROPERTIES));
        create(GROUP, values("name", "Émile", "properties_definition", PROPERTIES.subList(0, 3)));
        create(GROUP, values("name", "staff"));
    }

    private static final List<Map<String, Object>> PROPERTIES = List.of(
            Map.of("name", "level", "type", "integer", "string", "Level"),
            Map.of("name", "done", "type", "boolean", "string", "Done"),
            Map.of(
                    "name",
                    "kind",
                    "type",
                    "selection",
                    "string",
                    "Kind",
                    "selection",
                    List.of(List.of("a", "A"), List.of("b", "B"), List.of("c", "C"))),
            Map.of(
                    "name",
                    "labels",
                    "type",
                    "tags",
                    "string",
                    "Labels",
                    "tags",
                    List.of(List.of("y", "Y", 2L), List.of("x", "X", 1L), List.of("z", "Z", 3L))),
            Map.of("name", "owner", "type", "many2one", "string", "Owner", "comodel", PARTNER),
            Map.of("name", "owners", "type", "many2many", "string", "Owners", "comodel", PARTNER),
            Map.of("name", "due", "type", "date", "string", "Due"));

    private void properties() {
        property(2, Map.of("level", 3L, "done", true, "kind", "b", "labels", List.of("x", "z"), "due", "2024-02-29"));
        property(6, Map.of("level", 0L, "kind", "a"));
        property(
                13,
                Map.of(
                        "labels",
                        List.of("x"),
                        "owner",
                        key(PARTNER, 1),
                        "owners",
                        List.of(key(PARTNER, 2), key(PARTNER, 1)),
                        "due",
                        "2023-12-31"));
    }

    private void property(int test, Map<String, Object> values) {
        wire.call(
                TEST,
                "write",
                List.of(
                        List.of(Objects.requireNonNull(ids.get(key(TEST, test)))),
                        Map.of("properties_field", Objects.requireNonNull(resolved(values)))),
                Map.of());
    }

    private void tags() {
        create(TAG, values("name", "red"));
        create(TAG, values("name", "blue"));
        create(TAG, values("name", "Red hot"));
        create(TAG, values("name", "gone", "active", false));
        create(TAG, values("name", "100%_sure"));
    }

    private void test(@Nullable Object... namesAndValues) {
        create(TEST, values(namesAndValues));
    }

    private static List<Object> tags(int... numbers) {
        List<Object> commands = new ArrayList<>();
        for (int number : numbers) {
            commands.add(Arrays.asList(4L, key(TAG, number), 0L));
        }
        return commands;
    }

    private void tests() {
        test("name", "bare");
        test(
                "name",
                "Full",
                "char_field",
                "abc",
                "text_field",
                "line one\nline two",
                "html_field",
                "<p>hello</p>",
                "integer_field",
                5L,
                "big_integer_field",
                4_000_000_000L,
                "float_field",
                1.5,
                "float_digits_field",
                2.25,
                "monetary_field",
                10.5,
                "boolean_field",
                true,
                "date_field",
                "2024-02-29",
                "datetime_field",
                "2024-02-29 12:30:45",
                "selection_field",
                "low",
                "partner_id",
                key(PARTNER, 1),
                "tag_ids",
                tags(1, 2),
                "group_id",
                key(GROUP, 1),
                "percent_field",
                50L,
                "company_dependent_field",
                "ours",
                "sized_char_field",
                "abc",
                "reference_field",
                "res.partner,1",
                "res_model",
                "res.partner",
                "res_id",
                1L);
        test(
                "name",
                "zero",
                "char_field",
                "",
                "integer_field",
                0L,
                "float_field",
                0.0,
                "monetary_field",
                0.0,
                "boolean_field",
                false,
                "percent_field",
                0L,
                "default_field",
                false);
        test(
                "name",
                "negative",
                "char_field",
                "ABC",
                "integer_field",
                -5L,
                "float_field",
                -1.5,
                "monetary_field",
                -10.5,
                "selection_field",
                "high",
                "partner_id",
                key(PARTNER, 2),
                "tag_ids",
                tags(2, 3),
                "date_field",
                "2023-12-31",
                "datetime_field",
                "2023-12-31 23:59:59");
        test(
                "name",
                "100%",
                "char_field",
                "100% sure",
                "text_field",
                "under_score",
                "integer_field",
                1L,
                "selection_field",
                "medium",
                "partner_id",
                key(PARTNER, 3),
                "tag_ids",
                tags(5));
        test(
                "name",
                "under_score",
                "char_field",
                "a_c",
                "text_field",
                "back\\slash",
                "integer_field",
                2L,
                "partner_id",
                key(PARTNER, 4),
                "group_id",
                key(GROUP, 2),
                "datetime_field",
                "2024-03-01 00:00:00");
        test(
                "name",
                "archived",
                "active",
                false,
                "char_field",
                "abc",
                "integer_field",
                5L,
                "tag_ids",
                tags(1, 4),
                "partner_id",
                key(PARTNER, 1));
        test(
                "name",
                "child",
                "parent_id",
                key(TEST, 2),
                "char_field",
                "Émile",
                "integer_field",
                7L,
                "tag_ids",
                tags(4),
                "partner_id",
                key(PARTNER, 5));
        test(
                "name",
                "grandchild",
                "parent_id",
                key(TEST, 8),
                "char_field",
                "émile",
                "date_field",
                "2024-02-29",
                "group_id",
                key(GROUP, 3),
                "secret",
                true);
        test(
                "name",
                "other child",
                "parent_id",
                key(TEST, 2),
                "char_field",
                " padded ",
                "text_field",
                "",
                "active",
                false,
                "float_field",
                0.1,
                "datetime_field",
                "2024-02-29 00:00:00");
        test(
                "name",
                "quote",
                "char_field",
                "it's \"quoted\"",
                "text_field",
                "back\\slash",
                "float_digits_field",
                0.01,
                "monetary_field",
                0.3,
                "partner_id",
                key(PARTNER, 6),
                "tag_ids",
                tags(1, 2, 3, 5),
                "percent_field",
                99L);
        test(
                "name",
                "Abc",
                "char_field",
                "1",
                "integer_field",
                1L,
                "date_field",
                "2024-01-01",
                "datetime_field",
                "2024-01-01 00:00:00",
                "boolean_field",
                true,
                "selection_field",
                "low",
                "company_dependent_field",
                "abc",
                "partner_id",
                key(PARTNER, 6),
                "default_field",
                "other");
        test(
                "name",
                "abc",
                "char_field",
                "True",
                "integer_field",
                100L,
                "float_field",
                100.0,
                "monetary_field",
                1.0,
                "parent_id",
                key(TEST, 4),
                "group_id",
                key(GROUP, 1),
                "unique_field",
                "one");
        test(
                "name",
                "last",
                "char_field",
                "z",
                "text_field",
                "z",
                "integer_field",
                42L,
                "float_field",
                42.0,
                "datetime_field",
                "2030-06-15 06:30:00",
                "date_field",
                "2030-06-15",
                "unique_field",
                "two");
    }

    private void line(int test, String name, @Nullable Object... more) {
        Map<String, @Nullable Object> values = values(more);
        values.put("test_id", key(TEST, test));
        values.put("name", name);
        create(LINE, values);
    }

    private void lines() {
        line(2, "first", "quantity", 2.0, "sequence", 20L);
        line(2, "second", "quantity", 0.5, "sequence", 10L);
        line(2, "third", "quantity", 0.0);
        line(4, "abc", "quantity", -1.0, "sequence", 0L);
        line(5, "50% off", "quantity", 3.0);
        line(7, "of the archived", "quantity", 1.0);
        line(8, "first", "sequence", 5L);
        line(11, "under_score", "quantity", 5.0);
        line(11, "Second", "quantity", 2.0);
    }
}
