package com.powerseller.odoo.testkit.contract;

import static com.powerseller.odoo.testkit.contract.SeededRecords.GROUP;
import static com.powerseller.odoo.testkit.contract.SeededRecords.PARTNER;
import static com.powerseller.odoo.testkit.contract.SeededRecords.TAG;
import static com.powerseller.odoo.testkit.contract.SeededRecords.TEST;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Questions for groups over the test model, now and then wrong ones. The same seed gives the same ones. */
final class RandomGroups {
    private static final List<String> KEYS = List.of(
            "name",
            "active",
            "char_field",
            "sized_char_field",
            "text_field",
            "html_field",
            "translated_field",
            "company_dependent_field",
            "default_field",
            "related_field",
            "integer_field",
            "percent_field",
            "float_field",
            "monetary_field",
            "stored_computed_field",
            "boolean_field",
            "boolean_field",
            "selection_field",
            "selection_field",
            "partner_id",
            "partner_id",
            "parent_id",
            "group_id",
            "tag_ids",
            "tag_ids",
            "reference_field",
            "res_id",
            "id",
            "secret",
            "properties_field.level",
            "properties_field.done",
            "properties_field.kind",
            "properties_field.labels",
            "properties_field.owner",
            "properties_field.owners",
            "properties_field.due:month",
            "properties_field.nothing");
    private static final List<String> PATHS = List.of(
            "partner_id.name",
            "partner_id.active",
            "parent_id.partner_id",
            "partner_id.is_company",
            "partner_id.color",
            "parent_id.integer_field",
            "parent_id.date_field:quarter",
            "parent_id.partner_id.email",
            "parent_id.tag_ids",
            "group_id.name",
            "parent_id.properties_field.level");
    private static final List<String> GRANULARITIES = List.of(
            "hour",
            "day",
            "week",
            "month",
            "quarter",
            "year",
            "year_number",
            "quarter_number",
            "month_number",
            "iso_week_number",
            "day_of_year",
            "day_of_month",
            "day_of_week",
            "hour_number",
            "minute_number",
            "second_number");
    private static final List<String> WRONG_KEYS = List.of(
            "nope",
            "line_ids",
            "computed_field",
            "display_name",
            "date_field",
            "date_field:hour",
            "name:month",
            "datetime_field:decade",
            "properties_field",
            "tag_ids.name",
            "name.x",
            "",
            "partner_id.nope",
            "date_field:month:year");
    private static final List<String> AGGREGATES = List.of(
            "__count",
            "__count",
            "integer_field:sum",
            "integer_field:avg",
            "integer_field:max",
            "integer_field:min",
            "integer_field:count",
            "integer_field:count_distinct",
            "integer_field:array_agg_distinct",
            "float_field:sum",
            "float_field:avg",
            "float_field:min",
            "monetary_field:sum",
            "monetary_field:avg",
            "monetary_field:max",
            "float_digits_field:sum",
            "float_digits_field:avg",
            "percent_field:avg",
            "stored_computed_field:sum",
            "boolean_field:bool_and",
            "boolean_field:bool_or",
            "boolean_field:count",
            "char_field:max",
            "char_field:min",
            "char_field:count_distinct",
            "char_field:array_agg_distinct",
            "selection_field:max",
            "date_field:max",
            "date_field:min",
            "date_field:array_agg_distinct",
            "datetime_field:max",
            "datetime_field:count",
            "datetime_field:count_distinct",
            "company_dependent_field:max",
            "related_field:count_distinct",
            "text_field:min",
            "partner_id:count",
            "partner_id:count_distinct",
            "id:count",
            "id:count_distinct");
    private static final List<String> WRONG_AGGREGATES = List.of(
            "nope:sum",
            "integer_field:nope",
            "integer_field",
            "char_field:sum",
            "boolean_field:max",
            "date_field:avg",
            "tag_ids:count",
            "computed_field:max",
            "",
            "partner_id.color:sum",
            "count",
            "integer_field:bool_or",
            "float_field:sum_currency");
    private static final Map<String, String> MODELS = Map.of(
            "partner_id", PARTNER,
            "parent_id", TEST,
            "group_id", GROUP,
            "tag_ids", TAG,
            "id", TEST,
            "owner", PARTNER,
            "owners", PARTNER);

    private final Random random;
    private final RandomDomains domains;

    RandomGroups(Random random) {
        this.random = random;
        this.domains = new RandomDomains(random);
    }

    /** A call of {@code formatted_read_group} or {@code read_group}. */
    record Question(String method, Map<String, Object> named) {}

    Question question() {
        boolean isClassic = random.nextInt(3) == 0;
        List<String> keys = new ArrayList<>();
        int count = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(10) / 6;
        for (int i = 0; i < count; i++) {
            keys.add(key(isClassic));
        }
        List<String> aggregates = new ArrayList<>();
        int many = random.nextInt(4);
        for (int i = 0; i < many; i++) {
            String aggregate = domains.one(random.nextInt(40) == 0 ? WRONG_AGGREGATES : AGGREGATES);
            boolean isKey = LeftOut.AGGREGATE_OF_A_KEY.when(
                    isClassic && keys.contains(aggregate.split(":", 2)[0]));
            aggregates.add(isKey ? "__count" : aggregate);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("domain", random.nextInt(5) == 0 ? domains.domain(TEST) : List.of());
        named.put("groupby", keys);
        named.put(isClassic ? "fields" : "aggregates", aggregates);
        boolean isLazy = isClassic && random.nextBoolean();
        if (isClassic) {
            named.put("lazy", isLazy);
        } else if (random.nextInt(5) == 0) {
            named.put("having", having());
        }
        if (random.nextInt(3) == 0) {
            named.put(isClassic ? "orderby" : "order", order(isLazy && !keys.isEmpty() ? keys.subList(0, 1) : keys));
        } else if (random.nextInt(8) == 0
                && keys.stream().noneMatch(key -> key.matches(".*(:(hour|day|week)|_number|_of_.*)"))) {
            boolean isOfTimes = LeftOut.FILLED_TIMES.when(
                    isClassic && !keys.isEmpty() && !keys.get(0).startsWith("date_field"));
            named.put("context", Map.of("fill_temporal", isOfTimes ? (Object) true : fill()));
        }
        if (random.nextInt(5) == 0) {
            named.put("limit", (long) random.nextInt(4));
            named.put("offset", (long) random.nextInt(3));
        }
        if (!named.containsKey("context") && random.nextInt(3) == 0) {
            named.put(
                    "context",
                    domains.one(List.of(
                            Map.of("active_test", false), Map.of("tz", "America/New_York"), Map.of("lang", "fr_FR"))));
        }
        return new Question(isClassic ? "read_group" : "formatted_read_group", named);
    }

    private Object fill() {
        return domains.one(List.of(
                true,
                Map.of("min_groups", 3L),
                Map.of("fill_from", "2024-01-05", "fill_to", "2024-03-10"),
                Map.of("fill_from", "2023-11-30")));
    }

    private String key(boolean isClassic) {
        int chance = random.nextInt(100);
        if (chance < 4) {
            return domains.one(WRONG_KEYS);
        }
        if (chance < 25) {
            return domains.one(List.of("date_field", "datetime_field")) + ":" + domains.one(GRANULARITIES);
        }
        return chance < 38 && !isClassic ? domains.one(PATHS) : domains.one(KEYS);
    }

    private List<Object> having() {
        List<Object> terms = new ArrayList<>();
        int chance = random.nextInt(10);
        if (chance == 0) {
            terms.add("!");
        } else if (chance < 3) {
            terms.add(domains.one(List.of("|", "&")));
            terms.add(comparison());
        }
        terms.add(comparison());
        return terms;
    }

    private List<Object> comparison() {
        if (random.nextInt(15) == 0) {
            return domains.one(List.of(
                    List.of("nope:sum", "=", 1L),
                    List.of("__count", "like", "1"),
                    List.of("__count", "in", List.of(1L)),
                    List.of("integer_field", "=", 1L),
                    List.of("integer_field:sum", "=", false),
                    List.of("__count", ">")));
        }
        String aggregate = domains.one(
                List.of("__count", "integer_field:sum", "integer_field:max", "monetary_field:sum", "id:count"));
        return List.of(aggregate, domains.one(List.of("=", "!=", "<", "<=", ">", ">=")), (long) random.nextInt(8));
    }

    /** An order that leaves nothing open: all keys are in it. */
    private String order(List<String> keys) {
        List<String> steps = new ArrayList<>();
        if (random.nextInt(2) == 0) {
            steps.add(domains.one(List.of("__count", "__count desc", "integer_field:sum desc", "float_field:max")));
        }
        if (random.nextInt(20) == 0) {
            steps.add(domains.one(List.of("nope", "name desc", "id", "integer_field:nope", "a b")));
        }
        keys.forEach(key -> steps.add(key
                + domains.one(List.of("", "", " desc", " DESC", " asc"))
                + domains.one(List.of("", "", "", " nulls first", " nulls last"))));
        return String.join(random.nextBoolean() ? ", " : ",", steps);
    }

    // ---------------------------------------------------------------------------------------- answers

    /** An answer with keys in place of ids, and no more digits than a sum has that is added in another order. */
    static Object comparable(SeededRecords records, @Nullable Object answer) {
        if (answer instanceof Map<?, ?> row) {
            Map<String, Object> compared = new TreeMap<>();
            row.forEach((name, value) -> {
                String model = modelOf(String.valueOf(name));
                compared.put(
                        String.valueOf(name),
                        model == null || !(value instanceof List<?>)
                                ? comparable(records, value)
                                : keyed(records, model, value));
            });
            return compared;
        }
        if (answer instanceof List<?> list) {
            boolean isCondition = list.size() == 3 && list.get(0) instanceof String path && modelOf(path) != null;
            List<Object> compared = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                compared.add(
                        isCondition && i == 2
                                ? keyed(records, modelOf(String.valueOf(list.get(0))), list.get(i))
                                : comparable(records, list.get(i)));
            }
            return compared;
        }
        if (answer instanceof Double number) {
            return new BigDecimal(number).round(new MathContext(12)).stripTrailingZeros();
        }
        return String.valueOf(answer);
    }

    private static @Nullable String modelOf(String path) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        boolean isIdOfOther = last.equals("id") && path.length() > 3;
        return isIdOfOther ? modelOf(path.substring(0, path.length() - 3)) : MODELS.get(last);
    }

    private static Object keyed(SeededRecords records, @Nullable String model, @Nullable Object value) {
        if (value instanceof Long id && model != null) {
            return records.key(model, id);
        }
        if (value instanceof List<?> list) {
            List<Object> keyed = new ArrayList<>();
            list.forEach(item ->
                    keyed.add(item instanceof List<?> ? comparable(records, item) : keyed(records, model, item)));
            return keyed;
        }
        return comparable(records, value);
    }
}
