package com.powerseller.odoo.benchmarks;

import com.powerseller.odoo.model.BooleanField;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.model.X2ManyField;
import com.powerseller.odoo.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made-up contacts: the id and 13 fields of mixed types, always the same ones. A row's values are what Odoo sends: {@code false} for "no value", a pair for a
 * many2one, a list of ids for a one2many or many2many.
 */
final class Partners {
    static final ModelType<Record> TYPE = ModelType.of("res.partner");
    static final TextField<Record> NAME = TYPE.charField("name");
    static final TextField<Record> EMAIL = TYPE.charField("email");
    static final Many2OneField<Record, Record> PARENT_ID = TYPE.many2oneField("parent_id", "res.partner");
    static final Many2OneField<Record, Record> COUNTRY_ID = TYPE.many2oneField("country_id", "res.country");
    static final X2ManyField<Record, Record> CHILD_IDS = TYPE.one2manyField("child_ids", "res.partner");
    static final X2ManyField<Record, Record> CATEGORY_ID = TYPE.many2manyField("category_id", "res.partner.category");
    static final BooleanField<Record> IS_COMPANY = TYPE.booleanField("is_company");
    static final ScalarField<Record, Long> COLOR = TYPE.integerField("color");
    static final ScalarField<Record, Double> LATITUDE = TYPE.floatField("partner_latitude");
    static final ScalarField<Record, BigDecimal> CREDIT_LIMIT = TYPE.monetaryField("credit_limit");
    static final ScalarField<Record, Instant> WRITE_DATE = TYPE.datetimeField("write_date");
    static final ScalarField<Record, String> KIND = TYPE.selectionField("type");
    static final TextField<Record> COMMENT = TYPE.htmlField("comment");

    /** The fields in the order in which they are asked for and answered, after the id. */
    static final List<Field<Record, ?>> FIELDS = List.of(
            NAME,
            EMAIL,
            PARENT_ID,
            COUNTRY_ID,
            CHILD_IDS,
            CATEGORY_ID,
            IS_COMPANY,
            COLOR,
            LATITUDE,
            CREDIT_LIMIT,
            WRITE_DATE,
            KIND,
            COMMENT);

    private static final List<String> COUNTRIES = List.of("Switzerland", "Côte d'Ivoire", "Germany", "France", "日本");
    private static final List<String> KINDS = List.of("contact", "invoice", "delivery", "other");

    private Partners() {}

    /** The types of the fields by name, as a typed query gives them to the decoder. */
    static Map<String, FieldType> types() {
        Map<String, FieldType> types = new LinkedHashMap<>();
        for (Field<Record, ?> field : FIELDS) {
            types.put(field.name(), field.type());
        }
        return types;
    }

    /** So many rows. */
    static List<Map<String, Object>> rows(int count) {
        Random random = new Random(42);
        List<Map<String, Object>> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(row(1_000 + i, random));
        }
        return rows;
    }

    private static Map<String, Object> row(long id, Random random) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("name", (random.nextInt(5) == 0 ? "Zoë Müller " : "Azure Interior ") + id);
        row.put("email", random.nextInt(4) == 0 ? (Object) false : "contact." + id + "@example.com");
        row.put("parent_id", random.nextInt(3) == 0 ? (Object) false : pair(random, 5_000, "Gemini Furniture "));
        int country = random.nextInt(COUNTRIES.size());
        row.put("country_id", List.of(country + 1L, COUNTRIES.get(country)));
        row.put("child_ids", ids(random, random.nextInt(8)));
        row.put("category_id", ids(random, random.nextInt(3)));
        row.put("is_company", random.nextBoolean());
        row.put("color", (long) random.nextInt(12));
        row.put("partner_latitude", random.nextInt(180_000_000) / 1e6 - 90);
        row.put("credit_limit", random.nextInt(10_000_000) / 100.0);
        row.put(
                "write_date",
                "2026-0%d-1%d 1%d:%02d:59"
                        .formatted(1 + random.nextInt(9), random.nextInt(10), random.nextInt(10), random.nextInt(60)));
        row.put("type", KINDS.get(random.nextInt(KINDS.size())));
        row.put(
                "comment",
                random.nextInt(3) == 0
                        ? (Object) false
                        : "<p class=\"note\">Pays by <b>bank transfer</b> &amp; within %d days.</p>\n<p>Ask for Zoë.</p>"
                                .formatted(random.nextInt(90)));
        return row;
    }

    private static List<Object> pair(Random random, int ids, String name) {
        long id = random.nextInt(ids);
        return List.of(id, name + id);
    }

    private static List<Object> ids(Random random, int count) {
        List<Object> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add((long) random.nextInt(2_000_000));
        }
        return ids;
    }
}
