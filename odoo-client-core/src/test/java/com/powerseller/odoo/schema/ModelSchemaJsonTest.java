package com.powerseller.odoo.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelSchemaJsonTest {
    private static final String ALL_ATTRIBUTES = """
            {
              "model": "x_order",
              "series": "19.0",
              "source": "made by hand",
              "fields": {
                "amount": {"type": "monetary", "label": "Amount", "readonly": true, "currency_field": "currency_id"},
                "credit": {"type": "float", "label": "Credit", "stored": false, "digits": [16, 2], "company_dependent": true},
                "line_ids": {"type": "one2many", "label": "Lines", "relation": "x_line", "inverse": "order_id"},
                "plain": {"type": "char"},
                "state": {"type": "selection", "label": "\\"State\\" – 🙂", "required": true, "selection": [["draft", "Draft"], ["3_done", "Done"]]}
              }
            }
            """;

    @Test
    void everyAttributeSurvivesAndTheTextIsTheSameAgain() throws IOException {
        ModelSchema schema = read(ALL_ATTRIBUTES);

        assertThat(schema.toJson()).isEqualTo(ALL_ATTRIBUTES);
        assertThat(schema.model()).isEqualTo("x_order");
        assertThat(schema.series()).isEqualTo("19.0");
        assertThat(schema.source()).isEqualTo("made by hand");
        assertThat(schema.field("state"))
                .isEqualTo(new FieldSchema(
                        "state",
                        FieldType.SELECTION,
                        "\"State\" – 🙂",
                        true,
                        false,
                        true,
                        null,
                        null,
                        List.of(new FieldSchema.Option("draft", "Draft"), new FieldSchema.Option("3_done", "Done")),
                        null,
                        null,
                        false));
        assertThat(schema.field("credit").digits()).isEqualTo(new FieldSchema.Digits(16, 2));
        assertThat(schema.field("plain").label()).isEqualTo("plain");
    }

    @Test
    void fieldsAreWrittenInTheOrderOfTheirNamesWhateverTheOrderTheyCameIn() throws IOException {
        String json = read("{\"fields\": {\"b\": {\"type\": \"char\"}, \"a\": {\"type\": \"date\"}}, \"model\": \"m\"}")
                .toJson();

        assertThat(json).isEqualTo("""
                        {
                          "model": "m",
                          "fields": {
                            "a": {"type": "date"},
                            "b": {"type": "char"}
                          }
                        }
                        """);
    }

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void everyTypeSurvives(FieldType type) throws IOException {
        Map<String, Object> attributes = new HashMap<>(Map.of("type", type.odooName(), "string", "Label"));
        attributes.put("relation", "res.partner");
        ModelSchema schema = ModelSchema.ofFieldsGet("m", Map.of("f", attributes));

        assertThat(schema.field("f").type()).isEqualTo(type);
        assertThat(read(schema.toJson())).isEqualTo(schema);
    }

    @Test
    void theVariantsOfFieldsGetAreUnderstood() {
        Map<String, Object> pair = Map.of("type", "float", "string", "F", "digits", List.of(16L, 2L));
        Map<String, Object> zero = Map.of("type", "float", "string", "F", "digits", 0L);
        Map<String, Object> none = Map.of("type", "float", "string", "F", "digits", false);
        Map<String, Object> odd = Map.of(
                "type",
                "selection",
                "string",
                false,
                "selection",
                List.of(Arrays.asList(false, ""), List.of(3L, "Three"), List.of("a", "A")));
        Map<String, Object> reference =
                Map.of("type", "reference", "string", "R", "selection", List.of(List.of("res.partner", "Contact")));

        ModelSchema schema = ModelSchema.ofFieldsGet(
                "m", Map.of("pair", pair, "zero", zero, "none", none, "odd", odd, "reference", reference));

        assertThat(schema.field("pair").digits()).isEqualTo(new FieldSchema.Digits(16, 2));
        assertThat(schema.field("zero").digits()).isNull();
        assertThat(schema.field("none").digits()).isNull();
        assertThat(schema.field("odd").selection()).containsExactly(new FieldSchema.Option("a", "A"));
        assertThat(schema.field("odd").label()).isEqualTo("odd");
        assertThat(schema.field("reference").selection()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2 | {\\n \"model\" \"m\"} | colon",
                "2 | {\"model\": \"m\",\\n\"field\": {}} | unknown key 'field'",
                "1 | {\"fields\": {}} | 'model' is missing",
                "1 | {\"model\": \"m\"} | 'fields' is missing",
                "1 | [] | expected an object",
                "1 | `` | expected an object",
                "2 | {\"model\": \"m\",\\n\"fields\": []} | expected an object with a field per line",
                "3 | {\"model\": \"m\",\\n\"fields\": {\\n\"a\": {\"typ\": \"char\"}}} | unknown attribute 'typ' of field 'a'",
                "3 | {\"model\": \"m\",\\n\"fields\": {\\n\"a\": {\"type\": \"chr\"}}} | 'type' of field 'a' is 'chr'",
                "3 | {\"model\": \"m\",\\n\"fields\": {\\n\"a\": {\"label\": \"A\"}}} | field 'a' has no 'type'",
                "3 | {\"model\": \"m\",\\n\"fields\": {\\n\"a\": {\"type\": \"many2one\"}}} | needs a 'relation'",
                "3 | {\"model\": \"m\",\\n\"fields\": {\\n\"a\": {\"type\": \"char\", \"required\": 1}}} | expected true or false for 'required' of field 'a'",
                "3 | {\"model\": \"m\",\\n\"fields\": {\\n\"a\": {\"type\": \"char\", \"label\": null}}} | expected a text for 'label' of field 'a'",
                "3 | {\"model\": \"m\",\\n\"fields\": {\\n\"a\": {\"type\": \"selection\", \"selection\": [\"x\"]}}} | expected a list of [\"value\", \"label\"]",
                "3 | {\"model\": \"m\",\\n\"fields\": {\\n\"a\": {\"type\": \"float\", \"digits\": [1]}}} | expected [precision, scale]",
                "3 | {\"model\": \"m\",\\n\"fields\": {\"a\": {\"type\": \"char\"},\\n\"a\": {\"type\": \"char\"}}} | Duplicate",
                "1 | {\"model\": \"m\", \"fields\": {}} {} | after the schema's closing brace",
                "1 | {\"model\": \"m\", \"fields\": {\"a\": {\"type\": \"ch | end-of-input",
            })
    void badJsonIsAnErrorThatNamesFileLineAndProblem(int line, String json, String problem) {
        assertThatThrownBy(() -> read(json.replace("\\n", "\n")))
                .isInstanceOf(SchemaFormatException.class)
                .hasMessageStartingWith("18.0/m.json, line " + line + ": ")
                .hasMessageContaining(problem);
    }

    @Test
    void anErrorInAFileNamesTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{");

        assertThatThrownBy(() -> ModelSchema.readJson(file)).hasMessageContaining(file.toString());
    }

    @Test
    void aModelThatTheClassPathDoesNotHaveIsNone() throws IOException {
        assertThat(ModelSchema.find(ModelSchemaJsonTest.class.getClassLoader(), "18.0", "x.nowhere"))
                .isEmpty();
    }

    private static ModelSchema read(String json) throws IOException {
        return ModelSchema.readJson(new ByteArrayInputStream(json.getBytes(UTF_8)), "18.0/m.json");
    }
}
