package com.powerseller.odoo.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.model.BooleanField;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Properties;
import com.powerseller.odoo.model.PropertiesField;
import com.powerseller.odoo.model.RecordView;
import com.powerseller.odoo.model.RelationField;
import com.powerseller.odoo.model.Selection;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.model.X2ManyField;
import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.ModelSchema;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of the generated classes. */
class ModelStructureTest {
    static Stream<GeneratedModel> models() throws IOException {
        return GeneratedModel.all();
    }

    @Test
    void everySchemaHasAClass() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (Path file : GeneratedModel.schemaFiles().toList()) {
            expected.add(GeneratedModel.classNameOf(ModelSchema.readJson(file)).toLowerCase(Locale.ROOT));
        }

        assertThat(models().map(model -> model.type().getSimpleName().toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelIsAnImmutableView(GeneratedModel model) {
        assertThat(model.type()).isFinal().isPublic();
        assertThat(model.type().getSuperclass()).isEqualTo(RecordView.class);
        assertThat(model.type().getConstructors()).hasSize(1);
        for (java.lang.reflect.Field field : model.type().getDeclaredFields()) {
            assertThat(field.getModifiers() & (Modifier.STATIC | Modifier.FINAL))
                    .as(field.getName())
                    .isEqualTo(Modifier.STATIC | Modifier.FINAL);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyFieldOfTheSchemasHasAConstantOfItsTypeAndRelation(GeneratedModel model) {
        Map<String, Field<?, ?>> byName = new TreeMap<>();
        model.constants().values().forEach(field -> byName.put(field.name(), field));

        assertThat(byName.keySet()).isEqualTo(model.schema().fields().keySet());
        byName.forEach((name, field) -> {
            FieldSchema schema = model.schema().field(name).newest();
            assertThat(field.type()).as(name).isEqualTo(schema.type());
            if (field instanceof RelationField<?, ?, ?> relational) {
                assertThat(relational.relation()).as(name).isEqualTo(schema.relation());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void anAccessorIsNullableUnlessTheValueIsABooleanIdsOrProperties(GeneratedModel model) {
        model.constants().forEach((constant, field) -> {
            List<Method> accessors = GeneratedModel.methods(model.type(), constant);
            assertThat(accessors).as(constant).hasSize(1);
            Method accessor = accessors.get(0);
            boolean nullable = accessor.getAnnotatedReturnType().isAnnotationPresent(Nullable.class);
            if (field instanceof BooleanField<?>) {
                assertThat(accessor.getReturnType()).as(constant).isEqualTo(boolean.class);
            } else if (field instanceof X2ManyField<?, ?>) {
                assertThat(accessor.getReturnType()).as(constant).isEqualTo(List.class);
                assertThat(nullable).as(constant).isFalse();
            } else if (field instanceof PropertiesField<?>) {
                assertThat(accessor.getReturnType()).as(constant).isEqualTo(Properties.class);
                assertThat(nullable).as(constant).isFalse();
            } else if (!constant.equals("ID")) {
                assertThat(nullable).as(constant).isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatIsStoredOrNotReadonlyCanBeWritten(GeneratedModel model) {
        Class<?> values = nested(model, "Values");
        List<String> automatic = List.of("id", "create_uid", "create_date", "write_uid", "write_date", "__last_update");

        model.constants().forEach((constant, field) -> {
            Collection<FieldSchema> schemas =
                    model.schema().field(field.name()).bySeries().values();
            boolean writable = !automatic.contains(field.name())
                    && schemas.stream().anyMatch(schema -> schema.stored() || !schema.readonly());
            assertThat(GeneratedModel.methods(values, constant).isEmpty())
                    .as(constant)
                    .isEqualTo(!writable);
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void nestedClassesAreTheBuilderAndOpenSelections(GeneratedModel model) throws ReflectiveOperationException {
        for (Class<?> nested : model.type().getDeclaredClasses()) {
            assertThat(nested).isFinal();
            if (nested.getSimpleName().equals("Values")) {
                assertThat(nested.getSuperclass()).isEqualTo(Values.class);
            } else {
                assertThat(nested.getSuperclass()).isEqualTo(Selection.class);
                Selection unknown =
                        (Selection) nested.getMethod("of", String.class).invoke(null, "of_tomorrow");
                assertThat(unknown.value()).isEqualTo("of_tomorrow");
                List<Object> constants = new ArrayList<>();
                for (java.lang.reflect.Field field : nested.getFields()) {
                    constants.add(field.get(null));
                }
                assertThat(constants).isNotEmpty().doesNotHaveDuplicates().doesNotContain(unknown);
            }
        }
    }

    private static Class<?> nested(GeneratedModel model, String name) {
        return Stream.of(model.type().getDeclaredClasses())
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
