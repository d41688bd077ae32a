package com.powerseller.odoo.testkit.contract;

import static com.powerseller.odoo.testkit.contract.SeededRecords.LINE;
import static com.powerseller.odoo.testkit.contract.SeededRecords.TAG;
import static com.powerseller.odoo.testkit.contract.SeededRecords.TEST;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random questions for a {@link Comparison}, the same for the same seed. */
final class Differential {
    private static final List<String> SHOWN = List.of(
            "name",
            "active",
            "char_field",
            "sized_char_field",
            "text_field",
            "html_field",
            "integer_field",
            "big_integer_field",
            "float_field",
            "float_digits_field",
            "monetary_field",
            "boolean_field",
            "date_field",
            "datetime_field",
            "selection_field",
            "reference_field",
            "res_id",
            "percent_field",
            "constrained_field",
            "unique_field",
            "company_dependent_field",
            "readonly_field",
            "computed_field",
            "stored_computed_field",
            "related_field",
            "default_field",
            "json_field",
            "display_name");

    private final Comparison comparison;
    private final Random random;
    private final RandomDomains domains;
    private final RandomCalls calls;
    private final RandomGroups groups;

    Differential(Comparison comparison, Random random) {
        this.comparison = comparison;
        this.random = random;
        this.domains = new RandomDomains(random);
        this.calls = new RandomCalls(random);
        this.groups = new RandomGroups(random);
    }

    /** Searches with random domains. */
    void domains(int count) {
        for (int i = 0; i < count; i++) {
            List<Object> domain = domains.domain(TEST);
            Map<String, Object> named = new LinkedHashMap<>();
            if (random.nextInt(4) == 0) {
                named.put("context", Map.of("active_test", false));
            }
            comparison.compare(domain + " " + named, records -> found(records, domain, named));
        }
    }

    /** Searches with a single random condition, or its negation. */
    void leaves(int count) {
        for (int i = 0; i < count; i++) {
            List<Object> domain = new ArrayList<>(List.of(domains.leaf(TEST, 0)));
            if (random.nextInt(4) == 0) {
                domain.add(0, "!");
            }
            comparison.compare(domain.toString(), records -> found(records, domain, Map.of()));
        }
    }

    /** Searches with random orders and pages. */
    void orders(int count) {
        for (int i = 0; i < count; i++) {
            Map<String, Object> named = calls.page();
            List<Object> domain = random.nextInt(3) == 0 ? domains.domain(TEST) : List.of();
            named.put("context", Map.of("active_test", random.nextBoolean()));
            comparison.compare(domain + " " + named, records -> found(records, domain, named));
        }
    }

    private static Object found(SeededRecords records, List<Object> domain, Map<String, Object> named) {
        Object ids = Objects.requireNonNull(
                records.wire().call(TEST, "search", List.of(Objects.requireNonNull(records.resolved(domain))), named));
        List<Object> keys = new ArrayList<>();
        ((List<?>) ids).forEach(id -> keys.add(records.key(TEST, id)));
        return keys;
    }

    /** Creates records, gives their x2many fields a few rounds of commands, and reads what became of them. */
    void commands(int count) {
        for (int i = 0; i < count; i++) {
            String field = domains.one(List.of("tag_ids", "tag_ids", "line_ids", "line_ids", "child_ids"));
            String model = modelOf(field);
            List<SeededRecords.Key> others = comparison.createOthers(model, othersOf(field));
            List<Object> first = calls.commands(field, others);
            List<List<Object>> rounds = new ArrayList<>();
            int writes = random.nextInt(3);
            for (int round = 0; round < writes; round++) {
                rounds.add(calls.commands(field, others));
            }
            comparison.compare(field + " " + first + " " + rounds, records -> commanded(records, field, first, rounds));
        }
    }

    private static String modelOf(String field) {
        return field.equals("tag_ids") ? TAG : field.equals("line_ids") ? LINE : TEST;
    }

    private static List<Map<String, Object>> othersOf(String field) {
        return switch (field) {
            case "tag_ids" -> List.of(Map.of("name", "b"), Map.of("name", "a"), Map.of("name", "c", "active", false));
            case "line_ids" ->
                List.of(
                        Map.of("name", "b", "test_id", new SeededRecords.Key(TEST, 1), "sequence", 7L),
                        Map.of("name", "a", "test_id", new SeededRecords.Key(TEST, 1)),
                        Map.of("name", "c", "test_id", new SeededRecords.Key(TEST, 1), "quantity", 2.0));
            default -> List.of(Map.of("name", "b"), Map.of("name", "a"), Map.of("name", "c", "active", false));
        };
    }

    private static Object commanded(
            SeededRecords records, String field, List<Object> first, List<List<Object>> rounds) {
        List<Object> seen = new ArrayList<>();
        Object id = attempt(
                seen,
                () -> records.wire()
                        .call(
                                TEST,
                                "create",
                                List.of(Objects.requireNonNull(
                                        records.resolved(Map.of("name", "commanded", field, first)))),
                                Map.of()));
        if (id == null) {
            return seen;
        }
        seen.add(state(records, field, id));
        for (List<Object> round : rounds) {
            attempt(
                    seen,
                    () -> records.wire()
                            .call(
                                    TEST,
                                    "write",
                                    List.of(
                                            List.of(id),
                                            Objects.requireNonNull(records.resolved(Map.of(field, round)))),
                                    Map.of()));
            seen.add(state(records, field, id));
        }
        return seen;
    }

    private interface Attempt {
        @Nullable Object run();
    }

    /** What the call answers; null, and what it said among what was seen, if it failed. */
    private static @Nullable Object attempt(List<Object> seen, Attempt call) {
        try {
            return call.run();
        } catch (Wire.Refusal e) {
            seen.add(Comparison.told(e));
            return null;
        }
    }

    private static Object state(SeededRecords records, String field, Object id) {
        Map<?, ?> row =
                (Map<?, ?>) rows(records, TEST, List.of(id), List.of(field)).get(0);
        String model = modelOf(field);
        List<String> fields = switch (field) {
            case "tag_ids" -> List.of("name", "active");
            case "line_ids" -> List.of("name", "sequence", "quantity");
            default -> List.of("name", "integer_field");
        };
        List<Object> state = new ArrayList<>();
        for (Object other : rows(records, model, (List<?>) Objects.requireNonNull(row.get(field)), fields)) {
            Map<Object, Object> values = new LinkedHashMap<>((Map<?, ?>) other);
            Object otherId = Objects.requireNonNull(values.remove("id"));
            SeededRecords.Key key = (SeededRecords.Key) records.key(model, otherId);
            values.put("key", key);
            state.add(new java.util.TreeMap<>(values));
        }
        return state;
    }

    private static List<?> rows(SeededRecords records, String model, List<?> ids, List<String> fields) {
        return (List<?>) Objects.requireNonNull(records.wire()
                .call(model, "read", List.of(ids, fields), Map.of("context", Map.of("active_test", true))));
    }

    /** Creates and writes random values, and reads what was stored. */
    void values(int count) {
        for (int i = 0; i < count; i++) {
            Map<String, Object> created = calls.scalars();
            created.putIfAbsent("name", "valued");
            Map<String, Object> written = random.nextBoolean() ? calls.scalars() : Map.of();
            comparison.compare(created + " " + written, records -> valued(records, created, written));
        }
    }

    private static Object valued(SeededRecords records, Map<String, Object> created, Map<String, Object> written) {
        List<Object> seen = new ArrayList<>();
        Object id = attempt(
                seen,
                () -> records.wire()
                        .call(TEST, "create", List.of(Objects.requireNonNull(records.resolved(created))), Map.of()));
        if (id == null) {
            return seen;
        }
        seen.add(shown(records, id));
        attempt(
                seen,
                () -> records.wire()
                        .call(
                                TEST,
                                "write",
                                List.of(List.of(id), Objects.requireNonNull(records.resolved(written))),
                                Map.of()));
        seen.add(shown(records, id));
        // So that the next case is not about LeftOut.UNIQUE_VALUES.
        records.wire().call(TEST, "unlink", List.of(List.of(id)), Map.of());
        return seen;
    }

    private static Object shown(SeededRecords records, Object id) {
        Map<Object, Object> row = new LinkedHashMap<>(
                (Map<?, ?>) rows(records, TEST, List.of(id), SHOWN).get(0));
        row.remove("id");
        row.values().removeIf(value -> value.equals(false) || value.equals(0L) || value.equals(0.0));
        return new java.util.TreeMap<>(row);
    }

    /** Groups by random keys, with random aggregates. */
    void groups(int count) {
        for (int i = 0; i < count; i++) {
            RandomGroups.Question question = groups.question();
            comparison.compare(
                    question.toString(),
                    records -> RandomGroups.comparable(
                            records,
                            records.wire()
                                    .call(TEST, question.method(), List.of(), resolved(records, question.named()))));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> resolved(SeededRecords records, Map<String, Object> named) {
        return (Map<String, Object>) Objects.requireNonNull(records.resolved(named));
    }
}
