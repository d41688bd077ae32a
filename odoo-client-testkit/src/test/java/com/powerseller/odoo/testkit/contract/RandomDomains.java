package com.powerseller.odoo.testkit.contract;

import static com.powerseller.odoo.testkit.contract.SeededRecords.GROUP;
import static com.powerseller.odoo.testkit.contract.SeededRecords.LINE;
import static com.powerseller.odoo.testkit.contract.SeededRecords.PARTNER;
import static com.powerseller.odoo.testkit.contract.SeededRecords.TAG;
import static com.powerseller.odoo.testkit.contract.SeededRecords.TEST;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Domains over the fields of the test models: mostly such as people write, some of them wrong. The same seed gives the same ones. */
final class RandomDomains {
    /** A field with values that it may have; those that refer to a model have it too. */
    private record Field(String name, Kind kind, @Nullable String model) {
        Field(String name, Kind kind) {
            this(name, kind, null);
        }
    }

    private enum Kind {
        TEXT,
        INTEGER,
        FLOAT,
        BOOLEAN,
        DATE,
        DATETIME,
        SELECTION,
        RELATION,
        ID,
        OTHER
    }

    private static final Map<String, List<Field>> FIELDS = Map.of(
            TEST,
            List.of(
                    new Field("id", Kind.ID, TEST),
                    new Field("name", Kind.TEXT),
                    new Field("active", Kind.BOOLEAN),
                    new Field("char_field", Kind.TEXT),
                    new Field("char_field", Kind.TEXT),
                    new Field("text_field", Kind.TEXT),
                    new Field("html_field", Kind.TEXT),
                    new Field("sized_char_field", Kind.TEXT),
                    new Field("translated_field", Kind.TEXT),
                    new Field("company_dependent_field", Kind.TEXT),
                    new Field("default_field", Kind.TEXT),
                    new Field("related_field", Kind.TEXT),
                    new Field("display_name", Kind.TEXT),
                    new Field("computed_field", Kind.TEXT),
                    new Field("integer_field", Kind.INTEGER),
                    new Field("integer_field", Kind.INTEGER),
                    new Field("big_integer_field", Kind.INTEGER),
                    new Field("percent_field", Kind.INTEGER),
                    new Field("float_field", Kind.FLOAT),
                    new Field("float_digits_field", Kind.FLOAT),
                    new Field("monetary_field", Kind.FLOAT),
                    new Field("stored_computed_field", Kind.FLOAT),
                    new Field("boolean_field", Kind.BOOLEAN),
                    new Field("date_field", Kind.DATE),
                    new Field("datetime_field", Kind.DATETIME),
                    new Field("selection_field", Kind.SELECTION),
                    new Field("partner_id", Kind.RELATION, PARTNER),
                    new Field("partner_id", Kind.RELATION, PARTNER),
                    new Field("parent_id", Kind.RELATION, TEST),
                    new Field("group_id", Kind.RELATION, GROUP),
                    new Field("child_ids", Kind.RELATION, TEST),
                    new Field("line_ids", Kind.RELATION, LINE),
                    new Field("tag_ids", Kind.RELATION, TAG),
                    new Field("tag_ids", Kind.RELATION, TAG),
                    new Field("res_id", Kind.INTEGER),
                    new Field("res_model", Kind.TEXT),
                    new Field("reference_field", Kind.OTHER)),
            PARTNER,
            List.of(
                    new Field("id", Kind.ID, PARTNER),
                    new Field("name", Kind.TEXT),
                    new Field("email", Kind.TEXT),
                    new Field("ref", Kind.TEXT),
                    new Field("active", Kind.BOOLEAN),
                    new Field("is_company", Kind.BOOLEAN),
                    new Field("color", Kind.INTEGER),
                    new Field("commercial_partner_id", Kind.RELATION, PARTNER),
                    new Field("parent_id", Kind.RELATION, PARTNER)),
            GROUP,
            List.of(new Field("id", Kind.ID, GROUP), new Field("name", Kind.TEXT)),
            TAG,
            List.of(new Field("id", Kind.ID, TAG), new Field("name", Kind.TEXT), new Field("active", Kind.BOOLEAN)),
            LINE,
            List.of(
                    new Field("id", Kind.ID, LINE),
                    new Field("name", Kind.TEXT),
                    new Field("sequence", Kind.INTEGER),
                    new Field("quantity", Kind.FLOAT),
                    new Field("test_id", Kind.RELATION, TEST)));

    private static final List<String> TEXTS = List.of(
            "",
            "abc",
            "ABC",
            "Abc",
            "a",
            "z",
            "b",
            "100%",
            "a_c",
            "%",
            "_",
            "Émile",
            "é",
            "it's",
            "\\",
            "under\\_score",
            "a%c",
            " ",
            "1",
            "True",
            "zeta",
            "Red",
            "first",
            "staff",
            "zeta@example.com",
            "alpha",
            "<p>hello</p>",
            "res.partner",
            "the default",
            "line one\nline",
            "one");
    private static final List<String> DATES = List.of(
            "2024-02-29",
            "2023-12-31",
            "2024-01-01",
            "2024-03-01",
            "2030-06-15",
            "2024-02-29 12:30:45",
            "2024-02-29 00:00:00",
            "2023-12-31 23:59:59",
            "2024-02-28 23:59:59",
            "2024-03-01 00:00:00");
    private static final List<String> WRONG_DATES = List.of(
            "2024-13-01",
            "",
            "x",
            "2024-02-29T12:30:45",
            "2024-02-29T12:30:45Z",
            "2024-2-9",
            "2024-02-30",
            "today",
            "now",
            "today -7d",
            "2024",
            "2024-02");
    private static final List<Long> INTEGERS = List.of(-5L, 0L, 1L, 2L, 5L, 7L, 42L, 50L, 100L, 4_000_000_000L);
    private static final List<Double> FLOATS = List.of(-1.5, 0.0, 0.1, 0.3, 1.5, 2.25, 2.5, 10.5, 100.0, 42.0);
    private static final List<String> SELECTIONS = List.of("low", "medium", "high", "l", "Low", "nope", "");
    private static final List<String> EQUALITY = List.of("=", "!=", "in", "not in", "=", "!=");
    private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=");
    private static final List<String> MATCHES =
            List.of("like", "not like", "ilike", "not ilike", "=like", "=ilike", "not =like", "not =ilike");
    private static final List<String> RARE =
            List.of("=?", "<>", "==", "IN", "ILIKE", "Not In", "child_of", "parent_of", "any", "not any");
    private static final List<String> WRONG = List.of("~", "=!", "", "is", "like%", "any!");

    private final Random random;

    RandomDomains(Random random) {
        this.random = random;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A domain over a model. */
    List<Object> domain(String model) {
        return domain(model, 3);
    }

    private List<Object> domain(String model, int depth) {
        List<Object> domain = new ArrayList<>();
        int terms = random.nextInt(10) < 6 ? 1 : 1 + random.nextInt(3);
        for (int i = 0; i < terms; i++) {
            term(domain, model, depth);
        }
        int chance = random.nextInt(400);
        if (chance == 0) {
            domain.add(one(List.of("&", "|", "!")));
        } else if (chance == 1) {
            domain.add(0, one(List.of("&", "|", "x")));
        } else if (chance == 2) {
            domain.add(one(
                    List.of(List.of("name", "="), List.of(1L, "=", 1L), 3L, List.of(), true, List.of("name", 1L, 2L))));
        } else if (chance == 3) {
            domain.clear();
        }
        return domain;
    }

    private void term(List<Object> domain, String model, int depth) {
        int chance = random.nextInt(100);
        if (chance < 15) {
            domain.add("!");
            term(domain, model, depth);
        } else if (chance < 35 && depth > 0) {
            domain.add(one(List.of("&", "|", "|")));
            term(domain, model, depth - 1);
            term(domain, model, depth - 1);
        } else if (chance < 37) {
            domain.add(one(List.of(List.of(1L, "=", 1L), List.of(0L, "=", 1L))));
        } else {
            List<Object> leaf = leaf(model, depth);
            while (isOrderWithList(leaf)) {
                leaf = leaf(model, depth);
            }
            domain.add(leaf);
        }
    }

    private static boolean isOrderWithList(List<Object> leaf) {
        return LeftOut.ORDER_WITH_LIST.when(
                COMPARISONS.contains(String.valueOf(leaf.get(1))) && leaf.get(2) instanceof List<?>);
    }

    /** One condition. */
    List<Object> leaf(String model, int depth) {
        Field field = one(Objects.requireNonNull(FIELDS.get(model)));
        String path = field.name();
        String reached = model;
        while (field.model() != null && field.kind() == Kind.RELATION && random.nextInt(100) < 30) {
            reached = field.model();
            field = one(Objects.requireNonNull(FIELDS.get(reached)));
            path += "." + field.name();
        }
        if (random.nextInt(250) == 0) {
            path += one(List.of(".nope", ".name", "nope", ".", ".id"));
        }
        String operator = operator(field);
        Object value = operator.toLowerCase(java.util.Locale.ROOT).endsWith("any")
                ? any(field, depth)
                : value(field, operator);
        boolean isOpen = LeftOut.ESCAPE_OF_NOTHING.when("\\".equals(value)
                && operator.toLowerCase(java.util.Locale.ROOT).endsWith("like"));
        return Arrays.asList(path, operator, isOpen ? "a" : value);
    }

    private @Nullable Object any(Field field, int depth) {
        if (random.nextInt(20) == 0) {
            return wrong();
        }
        return domain(field.model() == null ? TEST : field.model(), Math.max(0, depth - 1));
    }

    private String operator(Field field) {
        int chance = random.nextInt(200);
        if (chance == 0) {
            return one(WRONG);
        }
        if (chance < 20) {
            return one(RARE);
        }
        if (field.kind() == Kind.RELATION && chance < 60) {
            return one(List.of("any", "not any", "child_of", "parent_of", "in", "not in"));
        }
        if (field.kind() == Kind.TEXT || field.kind() == Kind.RELATION || chance < 30) {
            return one(one(List.of(EQUALITY, MATCHES, MATCHES, COMPARISONS)));
        }
        return one(one(List.of(EQUALITY, COMPARISONS)));
    }

    private @Nullable Object value(Field field, String operator) {
        int chance = random.nextInt(100);
        if (chance < 8) {
            return false;
        }
        if (chance < 14) {
            return wrong();
        }
        boolean isList = operator.toLowerCase(java.util.Locale.ROOT).endsWith("in")
                ? random.nextInt(20) != 0
                : random.nextInt(40) == 0;
        if (!isList) {
            return single(field, operator);
        }
        List<Object> values = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            values.add(
                    random.nextInt(12) == 0
                            ? one(Arrays.asList(false, null, false, true, ""))
                            : single(field, operator));
        }
        return values;
    }

    private @Nullable Object single(Field field, String operator) {
        if (operator.toLowerCase(java.util.Locale.ROOT).contains("like")) {
            return one(TEXTS);
        }
        return switch (field.kind()) {
            case TEXT -> one(TEXTS);
            case INTEGER -> one(INTEGERS);
            case FLOAT -> random.nextBoolean() ? one(FLOATS) : (Object) one(INTEGERS);
            case BOOLEAN -> random.nextBoolean();
            case DATE, DATETIME -> random.nextInt(8) == 0 ? one(WRONG_DATES) : one(DATES);
            case SELECTION -> one(SELECTIONS);
            case RELATION, ID -> random.nextInt(5) == 0 ? one(TEXTS) : reference(field.model());
            case OTHER -> one(List.of("res.partner,1", "res.partner,99", "res.partner", "odoo.client.test,1", ""));
        };
    }

    private Object reference(@Nullable String model) {
        int count = counts(model);
        return random.nextInt(15) == 0
                ? (Object) 999_999L
                : new SeededRecords.Key(String.valueOf(model), 1 + random.nextInt(count));
    }

    private static int counts(@Nullable String model) {
        return switch (String.valueOf(model)) {
            case TEST -> 14;
            case PARTNER -> 6;
            case GROUP -> 3;
            case TAG -> 5;
            default -> 9;
        };
    }

    private @Nullable Object wrong() {
        return one(Arrays.asList(
                null,
                true,
                false,
                0L,
                1L,
                -1L,
                1.5,
                "",
                "x",
                "1",
                "0",
                "false",
                List.of(),
                List.of(false),
                List.of("x"),
                List.of(1L),
                List.of(true),
                Map.of("a", 1L),
                List.of(List.of(1L)),
                Arrays.asList((Object) null),
                1L << 40));
    }
}
