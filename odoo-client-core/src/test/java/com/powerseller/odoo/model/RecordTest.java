package com.powerseller.odoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.FieldNotFetchedException;
import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.schema.FieldType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records that no server sent. */
class RecordTest {
    private static final ModelType<Record> TYPE = ModelType.of("x.thing");

    @Test
    void javaValuesAreReadAsThoseOfAServer() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", 7);
        values.put("name", "Acme");
        values.put("day", LocalDate.of(2026, 2, 28));
        values.put("time", Instant.parse("2026-02-28T12:00:00Z"));
        values.put("amount", new BigDecimal("12.50"));
        values.put("partner_id", new Ref<Record>(3, "Gemini"));
        values.put("tag_ids", List.of(1L, 2L));
        values.put("logo", "png".getBytes(StandardCharsets.UTF_8));
        values.put("active", true);
        values.put("note", false);
        values.put("json", null);

        Record record = Record.of(values);

        assertThat(record.id()).isEqualTo(7);
        assertThat(record.get(TYPE.charField("name"))).isEqualTo("Acme");
        assertThat(record.get("day")).isEqualTo("2026-02-28");
        assertThat(record.get(TYPE.dateField("day"))).isEqualTo("2026-02-28");
        assertThat(record.get(TYPE.datetimeField("time"))).isEqualTo("2026-02-28T12:00:00Z");
        assertThat(record.get(TYPE.monetaryField("amount"))).isEqualTo("12.50");
        assertThat(record.get(TYPE.many2oneField("partner_id", "res.partner"))).isEqualTo(new Ref<>(3, "Gemini"));
        assertThat(record.get(TYPE.many2manyField("tag_ids", "x.tag"))).containsExactly(1L, 2L);
        assertThat(record.get(TYPE.binaryField("logo"))).asString().isEqualTo("png");
        assertThat(record.get(TYPE.booleanField("active"))).isTrue();
        assertThat(record.get(TYPE.textField("note"))).isNull();
        assertThat(record.get(TYPE.rawField("json", FieldType.JSON))).isNull();
        assertThat(record.fields()).containsExactlyElementsOf(values.keySet());
        assertThatThrownBy(() -> record.get("ref")).isInstanceOf(FieldNotFetchedException.class);
    }

    @Test
    void itKeepsItsValues() {
        List<Long> tags = new ArrayList<>(List.of(1L));
        Map<String, Object> values = new HashMap<>(Map.of("id", 7L, "tag_ids", tags));
        Record record = Record.of(values);

        values.put("id", 8L);
        tags.clear();

        assertThat(record.toMap()).isEqualTo(Map.of("id", 7L, "tag_ids", List.of(1L)));
        assertThat(record).isEqualTo(Record.of(Map.of("tag_ids", List.of(1), "id", 7)));
    }

    @Test
    void whatOdooCannotSendIsRefused() {
        assertThatThrownBy(() -> Record.of(Map.of("amount", Double.NaN)))
                .isInstanceOf(FieldValueException.class)
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> Record.of(Map.of("thing", new Object()))).isInstanceOf(FieldValueException.class);
    }
}
