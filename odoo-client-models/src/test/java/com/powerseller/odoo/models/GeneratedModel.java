package com.powerseller.odoo.models;

import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.schema.MergedSchema;
import com.powerseller.odoo.schema.ModelSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One generated class, seen by reflection.
 *
 * @param type the class
 * @param model its model
 * @param schema what it was generated from
 * @param constants its fields by the name of their constants
 */
record GeneratedModel(Class<?> type, ModelType<?> model, MergedSchema schema, Map<String, Field<?, ?>> constants) {
    private static final Path CLASSES = Path.of("target/classes/com/powerseller/odoo/models");
    private static final Path SCHEMAS = Path.of("src/main/resources/META-INF/odoo/schema");

    static Stream<GeneratedModel> all() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(CLASSES)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-info"))
                    .sorted()
                    .toList();
        }
        return names.stream().map(name -> of("com.powerseller.odoo.models." + name.replace(".class", "")));
    }

    /** The schema files, in no order. */
    static Stream<Path> schemaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(SCHEMAS)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
        }
    }

    /** The accessor or the setter that belongs to a constant: the name without underscores, whatever the case. */
    static List<Method> methods(Class<?> type, String constant) {
        String plain = constant.replace("_", "");
        List<Method> methods = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (method.getName().replace("_", "").equalsIgnoreCase(plain)
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() != Object.class) {
                methods.add(method);
            }
        }
        return methods;
    }

    /** The field's accessor. */
    Method accessor(String constant) {
        return methods(type, constant).stream()
                .filter(method -> method.getParameterCount() == 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError(this + " has no accessor for " + constant));
    }

    private static GeneratedModel of(String className) {
        try {
            Class<?> type = Class.forName(className);
            Map<String, Field<?, ?>> constants = new TreeMap<>();
            for (java.lang.reflect.Field field : type.getFields()) {
                if (field.get(null) instanceof Field<?, ?> constant) {
                    constants.put(field.getName(), constant);
                }
            }
            ModelType<?> model = (ModelType<?>) type.getField("TYPE").get(null);
            List<ModelSchema> schemas = new ArrayList<>();
            for (Path file : schemaFiles().toList()) {
                if (file.endsWith(model.name() + ".json")) {
                    ModelSchema schema = ModelSchema.readJson(file);
                    if (classNameOf(schema).equalsIgnoreCase(type.getSimpleName())) {
                        schemas.add(schema);
                    }
                }
            }
            return new GeneratedModel(type, model, MergedSchema.of(schemas), constants);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(className, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a schema's class, whatever the case: the model and its variant, without punctuation. */
    static String classNameOf(ModelSchema schema) {
        String variant = schema.variant();
        return (schema.model() + (variant == null ? "" : variant)).replaceAll("[._]", "");
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
