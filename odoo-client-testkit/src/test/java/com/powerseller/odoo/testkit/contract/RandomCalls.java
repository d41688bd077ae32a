package com.powerseller.odoo.testkit.contract;

import static com.powerseller.odoo.testkit.contract.SeededRecords.PARTNER;
import static com.powerseller.odoo.testkit.contract.SeededRecords.TEST;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Orders, pages, groupings and sequences of commands. The same seed gives the same ones. */
final class RandomCalls {
    private static final List<String> SORTABLE = List.of(
            "id",
            "name",
            "char_field",
            "text_field",
            "integer_field",
            "float_field",
            "monetary_field",
            "boolean_field",
            "date_field",
            "datetime_field",
            "selection_field",
            "partner_id",
            "parent_id",
            "group_id",
            "percent_field",
            "company_dependent_field",
            "stored_computed_field",
            "active",
            "translated_field",
            "res_id",
            "reference_field",
            "html_field",
            "related_field",
            "partner_id.id",
            "group_id.id");
    private static final List<String> UNSORTABLE = List.of(
            "tag_ids",
            "line_ids",
            "computed_field",
            "display_name",
            "nope",
            "partner_id.name",
            "name descending",
            "name;",
            "",
            "name,,id",
            "name,",
            "partner_id.nope",
            "NAME",
            "binary_field",
            "id, nope",
            "name id");

    private final Random random;
    private final RandomDomains domains;

    RandomCalls(Random random) {
        this.random = random;
        this.domains = new RandomDomains(random);
    }

    /** Named arguments of a search over the test model: the order decides ({@link LeftOut#EQUAL_RECORDS}). */
    Map<String, Object> page() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("order", order());
        if (random.nextInt(3) == 0) {
            named.put("offset", (long) random.nextInt(6));
        }
        if (random.nextInt(3) == 0) {
            named.put("limit", (long) random.nextInt(8));
        }
        return named;
    }

    private String order() {
        List<String> steps = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            steps.add(step());
        }
        steps.add(random.nextBoolean() ? "id" : "id desc");
        return String.join(random.nextBoolean() ? ", " : ",", steps);
    }

    private String step() {
        String field = domains.one(random.nextInt(25) == 0 ? UNSORTABLE : SORTABLE);
        String direction = domains.one(List.of("", "", " desc", " asc", " DESC", " Asc"));
        String nulls =
                random.nextInt(4) == 0 ? domains.one(List.of(" nulls first", " nulls last", " NULLS FIRST")) : "";
        return field + direction + nulls;
    }

    /** Commands of one x2many field of the test model. */
    List<Object> commands(String field, List<SeededRecords.Key> records) {
        List<Object> commands = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            commands.add(command(field, records));
        }
        return commands;
    }

    private List<Object> command(String field, List<SeededRecords.Key> records) {
        Object one = records.isEmpty() || random.nextInt(40) == 0 ? (Object) 999_999L : domains.one(records);
        int chance = random.nextInt(100);
        if (chance < 25) {
            return Arrays.asList(0L, random.nextBoolean() ? 0L : (Object) "virtual_1", values(field));
        }
        if (chance < 40) {
            return Arrays.asList(1L, one, values(field));
        }
        if (chance < 50) {
            return Arrays.asList(2L, one, 0L);
        }
        if (chance < 62) {
            return random.nextBoolean() ? Arrays.asList(3L, one, 0L) : Arrays.asList(3L, one);
        }
        if (chance < 76) {
            return random.nextBoolean() ? Arrays.asList(4L, one, 0L) : Arrays.asList(4L, one);
        }
        if (chance < 82) {
            return Arrays.asList(5L, 0L, 0L);
        }
        if (chance < 97) {
            List<Object> ids = new ArrayList<>();
            for (SeededRecords.Key record : records) {
                if (random.nextInt(3) == 0) {
                    ids.add(record);
                }
            }
            return Arrays.asList(6L, 0L, ids);
        }
        return domains.one(List.of(
                List.of(9L, 0L, 0L),
                List.of(6L, 0L),
                List.of(0L),
                List.of(4L, "x", 0L),
                List.of(1L, 0L, Map.of()),
                List.of(5L),
                List.of(4L)));
    }

    private Map<String, Object> values(String field) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (random.nextInt(12) != 0) {
            values.put("name", domains.one(List.of("new", "abc", "Other", "zz")));
        }
        switch (field) {
            case "line_ids" -> {
                if (random.nextBoolean()) {
                    values.put("quantity", domains.one(List.of(1.0, 2.5, 7L)));
                }
                if (random.nextInt(3) == 0) {
                    values.put("sequence", (long) random.nextInt(30));
                }
            }
            case "tag_ids" -> {
                if (random.nextInt(4) == 0) {
                    values.put("active", false);
                }
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    values.put("integer_field", domains.one(List.of(1L, 5L)));
                }
            }
        }
        if (random.nextInt(30) == 0) {
            values.put("nope", 1L);
        }
        return values;
    }

    /** Values for scalar fields of the test model, now and then such as the server refuses. */
    Map<String, Object> scalars() {
        Map<String, Object> values = new LinkedHashMap<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String field = domains.one(List.copyOf(SCALARS.keySet()));
            List<?> options = java.util.Objects.requireNonNull(SCALARS.get(field));
            values.put(field, options.get(random.nextInt(options.size())));
        }
        return values;
    }

    private static final Map<String, List<?>> SCALARS = scalarValues();

    private static Map<String, List<?>> scalarValues() {
        Map<String, List<?>> all = new LinkedHashMap<>();
        all.put("name", Arrays.asList("renamed", "", " x ", false, 5L, true, "é", null));
        all.put("char_field", Arrays.asList("text", "", false, 1.5, 7L, true, null, List.of(1L), "trail  ", "a\nb"));
        all.put("sized_char_field", List.of("12345678", "äöü"));
        all.put("text_field", Arrays.asList("text", "", false, 1.5, null, "a\nb"));
        all.put("html_field", Arrays.asList("<p>x</p>", "plain", "", false, "a & b", "<b>bold</b>"));
        all.put("integer_field", Arrays.asList(5L, "7", "x", 2.9, false, true, null, "", -3L, " 8 "));
        all.put("big_integer_field", Arrays.asList(4_000_000_000L, 1L << 40, "12"));
        all.put("float_field", Arrays.asList(1.5, "2.5", "x", 3L, false, true, null, "", "1e3"));
        all.put("float_digits_field", Arrays.asList(1.005, 2.345, 0.125, -1.005, 12.345678, 1e10));
        all.put("monetary_field", Arrays.asList(1.005, 2.345, 10L, false));
        all.put("boolean_field", Arrays.asList(true, false, 1L, 0L, "false", "", null, "x"));
        all.put(
                "date_field",
                Arrays.asList(
                        "2024-01-01",
                        "2024-01-01 10:00:00",
                        "2024-13-01",
                        "x",
                        "",
                        false,
                        "2024-1-1",
                        5L,
                        "2024-01-01T00:00:00"));
        all.put(
                "datetime_field",
                Arrays.asList(
                        "2024-01-01 10:00:00",
                        "2024-01-01",
                        "2024-01-01T10:00:00",
                        "x",
                        "",
                        false,
                        "2024-01-01 10:00:00.5",
                        "2024-01-01 10:00",
                        "2024-01-01 25:00:00",
                        5L));
        all.put("selection_field", Arrays.asList("low", "nope", "", false, 1L, "Low"));
        all.put(
                "partner_id",
                Arrays.asList(
                        new SeededRecords.Key(PARTNER, 1),
                        new SeededRecords.Key(PARTNER, 4),
                        false,
                        null,
                        999_999L,
                        0L));
        all.put(
                "parent_id",
                Arrays.asList(new SeededRecords.Key(TEST, 3), new SeededRecords.Key(TEST, 7), false, 999_999L));
        // No LeftOut.EMPTY_REFERENCE.
        all.put("reference_field", Arrays.asList("odoo.client.test,999999", "x", false, "res.partner,0"));
        all.put("res_id", Arrays.asList(1L, false, "x", 0L));
        all.put("percent_field", Arrays.asList(0L, 100L, 101L, -1L, false));
        all.put("constrained_field", Arrays.asList("valid", "invalid", false));
        all.put("unique_field", Arrays.asList("one", "three", "", false));
        all.put("company_dependent_field", Arrays.asList("here", "", false));
        all.put("readonly_field", Arrays.asList("written", false));
        all.put("computed_field", Arrays.asList("written"));
        all.put("related_field", Arrays.asList("new@example.com", false));
        all.put("default_field", Arrays.asList("other", false, ""));
        all.put("active", Arrays.asList(false, true));
        all.put("json_field", Arrays.asList(Map.of("a", 1L), List.of(1L, "x"), false, "text", 5L));
        all.put("create_date", Arrays.asList("2020-01-01 00:00:00"));
        all.put("id", Arrays.asList(5L));
        all.put("nope", Arrays.asList(1L));
        all.put("display_name", Arrays.asList("x"));
        return all;
    }
}
