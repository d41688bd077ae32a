package com.powerseller.odoo.maven.generator;

import com.palantir.javapoet.ClassName;
import com.powerseller.odoo.schema.MergedSchema;
import com.powerseller.odoo.schema.ModelSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/** Generates the classes of models. Offline; the same schemas give the same text. Immutable. */
public final class ModelGenerator {
    private final String packageName;
    private final Map<String, String> fieldNames;

    /**
     * A generator into one package.
     *
     * @param fieldNames other names for fields, in Odoo's form, by {@code model.field}
     * @throws GenerationException if the package is none
     */
    public ModelGenerator(String packageName, Map<String, String> fieldNames) {
        if (!SourceVersion.isName(packageName)) {
            throw new GenerationException("'" + packageName + "' is no name for a Java package");
        }
        this.packageName = packageName;
        this.fieldNames = Map.copyOf(fieldNames);
    }

    /**
     * The sources by file name, such as {@code com/acme/ResPartner.java}.
     *
     * @param schemas of one or more models, each in one or more series; each {@linkplain ModelSchema#variant() variant} of a model has a class of its own,
     *     named after both
     * @throws GenerationException if two things would have the same name in Java
     */
    public SortedMap<String, String> generate(Collection<ModelSchema> schemas) {
        SortedMap<String, List<ModelSchema>> byModel =
                schemas.stream().collect(Collectors.groupingBy(ModelGenerator::key, TreeMap::new, Collectors.toList()));
        Map<String, ClassName> classes = classNames(byModel.keySet());
        Set<String> unused = new TreeSet<>(fieldNames.keySet());
        SortedMap<String, String> sources = new TreeMap<>();
        classes.forEach((key, name) -> {
            MergedSchema merged = merge(byModel.getOrDefault(key, List.of()));
            merged.fields().keySet().forEach(field -> unused.remove(merged.model() + "." + field));
            sources.put(
                    name.canonicalName().replace('.', '/') + ".java",
                    new ModelClass(merged, name, relations(classes, merged.variant()), fieldNames).source());
        });
        if (!unused.isEmpty()) {
            throw new GenerationException("fieldNames has names for fields that no schema has: " + unused);
        }
        return sources;
    }

    /** The model, and its variant after a dash, which no model has in its name. */
    private static String key(ModelSchema schema) {
        return schema.variant() == null ? schema.model() : schema.model() + "-" + schema.variant();
    }

    /** The classes by the model that a relation names: of the same variant if there is one, else Odoo's own. */
    private static Map<String, ClassName> relations(Map<String, ClassName> classes, @Nullable String variant) {
        Map<String, ClassName> relations = new TreeMap<>();
        classes.forEach((key, name) -> {
            if (!key.contains("-")) {
                relations.putIfAbsent(key, name);
            } else if (variant != null && key.endsWith("-" + variant)) {
                relations.put(key.substring(0, key.indexOf('-')), name);
            }
        });
        return relations;
    }

    private static MergedSchema merge(List<ModelSchema> schemas) {
        try {
            return MergedSchema.of(schemas);
        } catch (IllegalArgumentException e) {
            throw new GenerationException(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, ClassName> classNames(Set<String> models) {
        Map<String, ClassName> classes = new TreeMap<>();
        Map<String, String> taken = new TreeMap<>(String.CASE_INSENSITIVE_ORDER); // as some file systems are
        JavaNames.classesOf(models).forEach((model, name) -> {
            String other = taken.put(name, model);
            if (other != null) {
                throw new GenerationException("the models '" + other + "' and '" + model + "' would both be called "
                        + name + " in Java: generate them into two packages");
            }
            classes.put(model, ClassName.get(packageName, name));
        });
        return classes;
    }
}
