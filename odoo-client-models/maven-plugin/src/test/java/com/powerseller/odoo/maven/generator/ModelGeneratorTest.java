package com.powerseller.odoo.maven.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.RecordView;
import com.powerseller.odoo.model.Selection;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelGeneratorTest {
    private static final Path SCHEMAS = Path.of("src/test/resources/schemas");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @Test
    void theGeneratedTextIsTheGoldenOne() throws IOException {
        Map<String, String> sources = generate("com.acme.odoo", schemas());

        assertThat(sources.keySet())
                .containsExactly(
                        "com/acme/odoo/XEveryType.java", "com/acme/odoo/XOther.java", "com/acme/odoo/XSeries.java");
        Path actual = Files.createDirectories(Path.of("target/golden"));
        for (String name : List.of("XEveryType.java", "XOther.java", "XSeries.java")) {
            Files.writeString(actual.resolve(name + ".txt"), sources.getOrDefault("com/acme/odoo/" + name, ""));
        }
        for (String name : List.of("XEveryType.java.txt", "XOther.java.txt", "XSeries.java.txt")) {
            assertThat(actual.resolve(name))
                    .as("if the change is meant, copy %s into %s", actual, GOLDEN)
                    .hasSameTextualContentAs(GOLDEN.resolve(name));
        }
    }

    @Test
    void sameSchemasInAnyOrderSameText() throws IOException {
        List<ModelSchema> reversed = new ArrayList<>(schemas());
        Collections.reverse(reversed);

        assertThat(generate("com.acme.odoo", reversed)).isEqualTo(generate("com.acme.odoo", schemas()));
    }

    @Test
    void everyTypeAndEveryWeirdNameCompilesWithoutWarningAndHasTheShapeOfAModel(@TempDir Path folder) throws Exception {
        Map<String, String> sources = generate("com.acme.odoo", schemas());
        try (Compiled compiled = Compiled.of(sources, folder)) {
            Class<?> model = compiled.type("com.acme.odoo.XEveryType");

            assertThat(model).isFinal().isPublic();
            assertThat(model.getSuperclass()).isEqualTo(RecordView.class);
            assertThat(((ModelType<?>) model.getField("TYPE").get(null)).name()).isEqualTo("x_every.type");
            Map<String, String> constants = new HashMap<>();
            for (java.lang.reflect.Field field : model.getFields()) {
                assertThat(Modifier.isFinal(field.getModifiers()))
                        .as(field.getName())
                        .isTrue();
                if (field.get(null) instanceof Field<?, ?> constant) {
                    constants.put(constant.name(), field.getName());
                }
            }
            assertThat(constants)
                    .hasSize(39)
                    .containsEntry("2fa", "_2FA")
                    .containsEntry("class", "CLASS")
                    .containsEntry("type", "TYPE_")
                    .containsEntry("x_studio_tier", "X_STUDIO_TIER");
            assertThat(Arrays.stream(model.getDeclaredMethods()).map(java.lang.reflect.Method::getName))
                    .contains(
                            "_2fa",
                            "_hidden",
                            "class_",
                            "getClass_",
                            "record_",
                            "values_",
                            "equals_",
                            "wait_",
                            "xStudioTier");
            assertThat(Arrays.stream(model.getDeclaredClasses()).map(Class::getSimpleName))
                    .containsExactlyInAnyOrder("State", "String_", "Type", "Values", "Values_", "X1_", "XEveryType_");
            for (Class<?> nested : model.getDeclaredClasses()) {
                assertThat(nested).isFinal();
                assertThat(nested.getSuperclass())
                        .isEqualTo(nested.getSimpleName().equals("Values") ? Values.class : Selection.class);
            }
        }
    }

    @Test
    void namesOfTheClassesThatGeneratedCodeUsesAreNoProblem(@TempDir Path folder) throws Exception {
        List<String> used = List.of(
                "big_decimal",
                "boolean_field",
                "command",
                "double",
                "field",
                "field_type",
                "generated",
                "instant",
                "list",
                "local_date",
                "long",
                "many2_one_field",
                "model_type",
                "null_marked",
                "nullable",
                "object",
                "override",
                "record",
                "record_view",
                "ref",
                "scalar_field",
                "selection",
                "string",
                "text_field",
                "values",
                "x2_many_field");
        Map<String, Object> fields = new HashMap<>();
        for (String name : used) {
            fields.put(
                    name,
                    Map.of(
                            "type",
                            "selection",
                            "selection",
                            List.of(List.of("new", "new"), List.of("New", "New"), List.of("", ""))));
        }
        for (FieldType type : FieldType.values()) {
            fields.put("f_" + type.odooName(), Map.of("type", type.odooName(), "relation", "record"));
        }
        List<ModelSchema> schemas = new ArrayList<>(List.of(new ModelSchema(
                "x_model",
                "19.0",
                null,
                ModelSchema.ofFieldsGet("x_model", fields).fields())));
        used.forEach(model -> schemas.add(schema(model, "name")));

        try (Compiled compiled = Compiled.of(generate("com.acme.odoo", schemas), folder)) {
            assertThat(compiled.type("com.acme.odoo.Record").getSuperclass()).isEqualTo(RecordView.class);
            assertThat(compiled.type("com.acme.odoo.XModel").getDeclaredClasses())
                    .hasSize(used.size() + 1);
        }
    }

    @Test
    void whatOdooSetsOrComputesHasNoSetter(@TempDir Path folder) throws Exception {
        try (Compiled compiled = Compiled.of(generate("com.acme.odoo", schemas()), folder)) {
            List<String> setters = Arrays.stream(
                            compiled.type("com.acme.odoo.XEveryType$Values").getDeclaredMethods())
                    .map(java.lang.reflect.Method::getName)
                    .toList();

            assertThat(setters)
                    .contains("name", "hours", "lineIds")
                    .doesNotContain("id", "createDate", "computed", "displayName");
        }
    }

    @Test
    void fieldsOfTheSameJavaNameAreEachCalledAsInOdoo(@TempDir Path folder) throws Exception {
        ModelSchema schema =
                schema("x_model", "x_a1", "x_a_1", "x__a1", "x_tier", "x_Tier", "aB", "a_b", "a$b", "x_free");

        try (Compiled compiled = Compiled.of(generate("com.acme", List.of(schema)), folder)) {
            Class<?> model = compiled.type("com.acme.XModel");

            assertThat(Arrays.stream(model.getDeclaredMethods()).map(java.lang.reflect.Method::getName))
                    .contains("x_a1", "x_a_1", "x__a1", "x_tier", "x_Tier", "aB", "a_b", "a_24b", "xFree");
            assertThat(Arrays.stream(model.getFields()).map(java.lang.reflect.Field::getName))
                    .containsExactlyInAnyOrder(
                            "TYPE", "X_A1", "X_A_1", "X__A1", "x_tier", "x_Tier", "AB", "a_b", "a_24b", "X_FREE");
            assertThat(((Field<?, ?>) model.getField("a_24b").get(null)).name()).isEqualTo("a$b");
        }
    }

    @Test
    void fieldsThatNotEvenOdoosNamesTellApartInJavaAreAnErrorThatSaysWhatToDo() {
        ModelSchema schema = schema("x_model", "2fa", "_2fa");

        assertThatThrownBy(() -> generate("com.acme", List.of(schema)))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("'2fa' and '_2fa' of x_model would both be called _2fa")
                .hasMessageContaining("<fieldNames><x_model._2fa>");
    }

    @Test
    void fieldsCanBeCalledAsTheMethodsOfABuilderAndOfAView(@TempDir Path folder) throws Exception {
        List<String> names = List.of(
                "as_map",
                "clear",
                "clone",
                "equals",
                "finalize",
                "get",
                "get_class",
                "hash_code",
                "notify",
                "notify_all",
                "of",
                "record",
                "set",
                "to_string",
                "value",
                "values",
                "wait",
                "yield",
                "var",
                "sealed",
                "true",
                "null",
                "_",
                "int");
        List<ModelSchema> schemas = new ArrayList<>();
        for (FieldType type : FieldType.values()) {
            String model = "x_" + type.odooName();
            Map<String, Object> fields = new HashMap<>();
            names.forEach(name -> fields.put(
                    name,
                    Map.of(
                            "type",
                            type.odooName(),
                            "relation",
                            model,
                            "selection",
                            List.of(List.of("value", "Value")))));
            schemas.add(new ModelSchema(
                    model, "19.0", null, ModelSchema.ofFieldsGet(model, fields).fields()));
        }

        try (Compiled compiled = Compiled.of(generate("com.acme", schemas), folder)) {
            assertThat(compiled.type("com.acme.XChar").getFields()).hasSize(names.size() + 1);
        }
    }

    @Test
    void selectionsDoNotDifferInCaseOnly(@TempDir Path folder) throws Exception {
        Map<String, Object> selection = Map.of("type", "selection", "selection", List.of(List.of("a", "A")));
        Map<String, Object> fields = Map.of("x_ab", selection, "x_a_b", selection, "x_Ab", selection, "x_c", selection);
        ModelSchema schema = new ModelSchema(
                "x_model",
                "19.0",
                null,
                ModelSchema.ofFieldsGet("x_model", fields).fields());

        try (Compiled compiled = Compiled.of(generate("com.acme", List.of(schema)), folder)) {
            assertThat(Arrays.stream(compiled.type("com.acme.XModel").getDeclaredClasses())
                            .map(Class::getSimpleName))
                    .containsExactlyInAnyOrder("Values", "X_Ab", "X_a_b", "X_ab_", "XC");
        }
    }

    @Test
    void aFieldCanBeGivenAnotherName() {
        ModelSchema schema = schema("x_model", "x_a1", "x__a1");

        String source = new ModelGenerator("com.acme", Map.of("x_model.x__a1", "x_other_a1"))
                .generate(List.of(schema))
                .getOrDefault("com/acme/XModel.java", "");

        assertThat(source).contains("X_OTHER_A1 = TYPE.charField(\"x__a1\")", "String xOtherA1()");
    }

    @Test
    void anotherNameForAFieldThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> new ModelGenerator("com.acme", Map.of("x_model.nope", "x"))
                        .generate(List.of(schema("x_model", "a"))))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("x_model.nope");
    }

    @Test
    void modelsOfTheSameJavaNameAreEachSpelledOut() {
        List<ModelSchema> schemas =
                List.of(schema("x.a_b", "a"), schema("x.a.b", "a"), schema("x.ab", "a"), schema("x.c", "a"));

        assertThat(generate("com.acme", schemas).keySet())
                .containsExactlyInAnyOrder(
                        "com/acme/X_A__b.java", "com/acme/X_A_B.java", "com/acme/X_Ab.java", "com/acme/XC.java");
    }

    @Test
    void modelsThatCannotBeToldApartInJavaAreAnError() {
        assertThatThrownBy(() -> generate("com.acme", List.of(schema("x..b", "a"), schema("x_b", "a"))))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("'x..b' and 'x_b' would both be called X__");
    }

    @Test
    void aModelOfOthersUnderANameOfOdoosHasAClassOfItsOwn(@TempDir Path folder) throws Exception {
        Map<String, ?> link = Map.of("link_id", Map.of("type", "many2one", "relation", "sale.subscription"));
        Map<String, String> sources = generate(
                "com.acme",
                Stream.of(
                                List.of("15.0", "sale.subscription"),
                                List.of("18.0-oca", "sale.subscription"),
                                List.of("19.0", "x_m"))
                        .map(key -> new ModelSchema(
                                key.get(1),
                                key.get(0),
                                null,
                                ModelSchema.ofFieldsGet(key.get(1), link).fields()))
                        .toList());

        assertThat(sources.keySet())
                .containsExactly(
                        "com/acme/SaleSubscription.java", "com/acme/SaleSubscriptionOca.java", "com/acme/XM.java");
        assertThat(sources.get("com/acme/SaleSubscription.java"))
                .contains("Many2OneField<SaleSubscription, SaleSubscription> LINK_ID", "fields of 15.0.");
        assertThat(sources.get("com/acme/SaleSubscriptionOca.java"))
                .contains(
                        "Many2OneField<SaleSubscriptionOca, SaleSubscriptionOca> LINK_ID",
                        "fields of 18.0-oca.",
                        "ModelType.of(\"sale.subscription\"");
        assertThat(sources.get("com/acme/XM.java")).contains("Many2OneField<XM, SaleSubscription> LINK_ID");
        Compiled.of(sources, folder).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com..acme", "com.acme.class", "com acme", "1com"})
    void aBadPackageIsAnError(String name) {
        assertThatThrownBy(() -> new ModelGenerator(name, Map.of()))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void aSchemaWithoutSeriesIsAnError() {
        assertThatThrownBy(() -> generate("com.acme", List.of(new ModelSchema("x_model", Map.of()))))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("x_model");
    }

    private static List<ModelSchema> schemas() throws IOException {
        return SchemaFiles.read(List.of(SCHEMAS), new ModelPatterns(List.of()));
    }

    private static Map<String, String> generate(String packageName, List<ModelSchema> schemas) {
        return new ModelGenerator(packageName, Map.of()).generate(schemas);
    }

    private static ModelSchema schema(String model, String... fields) {
        Map<String, Object> answer = new HashMap<>();
        for (String field : fields) {
            answer.put(field, Map.of("type", "char"));
        }
        return new ModelSchema(
                model, "19.0", null, ModelSchema.ofFieldsGet(model, answer).fields());
    }
}
