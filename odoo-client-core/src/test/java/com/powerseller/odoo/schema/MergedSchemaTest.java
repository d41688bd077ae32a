package com.powerseller.odoo.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedSchemaTest {
    @Test
    void eachFieldKnowsTheSeriesItExistsIn() {
        MergedSchema merged = MergedSchema.of(List.of(
                schema("19.0", Map.of("name", Map.of("type", "char"), "rotting_days", Map.of("type", "integer"))),
                schema("9.0", Map.of("name", Map.of("type", "char"))),
                schema("18.0", Map.of("name", Map.of("type", "char"), "mobile", Map.of("type", "char")))));

        assertThat(merged.series()).containsExactly("9.0", "18.0", "19.0");
        assertThat(merged.fields().keySet()).containsExactly("mobile", "name", "rotting_days");
        assertThat(merged.field("name").series()).containsExactly("9.0", "18.0", "19.0");
        assertThat(merged.field("mobile").series()).containsExactly("18.0");
        assertThat(merged.field("rotting_days").series()).containsExactly("19.0");
    }

    @Test
    void theNewestSeriesSaysWhatAFieldIs() {
        MergedSchema.MergedField field = MergedSchema.of(List.of(
                        schema("19.0", Map.of("hours", Map.of("type", "float", "string", "Hours"))),
                        schema("18.0", Map.of("hours", Map.of("type", "integer", "string", "Hrs")))))
                .field("hours");

        assertThat(field.newest().type()).isEqualTo(FieldType.FLOAT);
        assertThat(field.newest().label()).isEqualTo("Hours");
        assertThat(field.bySeries().values())
                .extracting(FieldSchema::type)
                .containsExactly(FieldType.INTEGER, FieldType.FLOAT);
    }

    @Test
    void aSelectionHasTheOptionsOfAllSeries() {
        MergedSchema.MergedField field = MergedSchema.of(List.of(
                        schema("18.0", selection(List.of(List.of("a", "Old A"), List.of("private", "Private")))),
                        schema("19.0", selection(List.of(List.of("a", "A"), List.of("new", "New"))))))
                .field("kind");

        FieldSchema.Option gone = new FieldSchema.Option("private", "Private");
        assertThat(field.selection())
                .containsExactly(new FieldSchema.Option("a", "A"), new FieldSchema.Option("new", "New"), gone);
        assertThat(field.seriesOf(gone)).containsExactly("18.0");
    }

    @Test
    void schemasThatDoNotBelongTogetherAreRefused() {
        ModelSchema partner = schema("18.0", Map.of());

        assertThatThrownBy(() -> MergedSchema.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one model");
        assertThatThrownBy(() -> MergedSchema.of(List.of(partner, partner)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two schemas of res.partner in series 18.0");
        assertThatThrownBy(
                        () -> MergedSchema.of(List.of(partner, new ModelSchema("res.users", "19.0", null, Map.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("res.users");
        assertThatThrownBy(() -> MergedSchema.of(List.of(new ModelSchema("res.partner", Map.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not known");
    }

    @Test
    void aModelOfOthersUnderAnOldNameOfOdoosIsAModelOfItsOwn() {
        ModelSchema odoo = schema("15.0", Map.of());
        ModelSchema oca = schema("18.0-oca", Map.of("name", Map.of("type", "char")));

        assertThat(odoo.variant()).isNull();
        assertThat(oca.variant()).isEqualTo("oca");
        assertThat(new ModelSchema("res.partner", Map.of()).variant()).isNull();
        assertThat(MergedSchema.of(List.of(odoo)).variant()).isNull();
        MergedSchema merged = MergedSchema.of(List.of(oca, schema("17.0-oca", Map.of())));
        assertThat(merged.variant()).isEqualTo("oca");
        assertThat(merged.series()).containsExactly("17.0-oca", "18.0-oca");
        assertThatThrownBy(() -> MergedSchema.of(List.of(odoo, oca)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("res.partner of [15.0, 18.0-oca] are not one model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"18", "saas~18.2", "v18.0", "18.0-", "18.0-OCA", ""})
    void aSeriesIsTwoNumbers(String series) {
        assertThatThrownBy(() -> MergedSchema.of(List.of(schema(series, Map.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + series + "'");
    }

    private static Map<String, ?> selection(List<?> options) {
        return Map.of("kind", Map.of("type", "selection", "selection", options));
    }

    private static ModelSchema schema(String series, Map<String, ?> fields) {
        return new ModelSchema(
                "res.partner",
                series,
                null,
                ModelSchema.ofFieldsGet("res.partner", fields).fields());
    }
}
