package com.powerseller.odoo.maven.generator;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Models by name, such as {@code res.partner}, or by pattern, such as {@code res.*}: {@code *} stands for any text, also none. Fields of models too, as
 * {@code res.partner.name}. Immutable.
 */
public final class ModelPatterns {
    private static final String ANY = "*";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.*-]+");

    private final List<String> models;

    /**
     * These names and patterns, any of which may match.
     *
     * @throws GenerationException if one has characters that no model's name has
     */
    public ModelPatterns(Collection<String> models) {
        this(models, "in 'models' is neither a model, such as res.partner, nor a pattern, such as res.*");
    }

    private ModelPatterns(Collection<String> models, String complaint) {
        for (String model : models) {
            if (!FORM.matcher(model).matches()) {
                throw new GenerationException("'" + model + "' " + complaint);
            }
        }
        this.models = models.stream().distinct().toList();
    }

    /**
     * Fields, each named after its model and a dot, and patterns of them.
     *
     * @param parameter what the goal's user calls them
     * @throws GenerationException if one has characters that no name has, or no dot
     */
    public static ModelPatterns ofFields(String parameter, Collection<String> fields) {
        String complaint = "in '" + parameter
                + "' is neither a field of a model, such as res.partner.comment, nor a pattern, such as res.partner.message_*";
        fields.stream().filter(field -> !field.contains(".")).findFirst().ifPresent(field -> {
            throw new GenerationException("'" + field + "' " + complaint);
        });
        return new ModelPatterns(fields, complaint);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return models.isEmpty();
    }

    /** Whether there is a pattern. */
    public boolean hasPatterns() {
        return models.stream().anyMatch(model -> model.contains(ANY));
    }

    /** Those that are names, as given. */
    public List<String> names() {
        return models.stream().filter(model -> !model.contains(ANY)).toList();
    }

    /** Whether one of them matches a model. */
    public boolean matches(String model) {
        return models.stream().anyMatch(pattern -> matches(pattern, model));
    }

    /** Those that match none of these models. */
    public List<String> unmatched(Collection<String> candidates) {
        return models.stream()
                .filter(pattern -> candidates.stream().noneMatch(model -> matches(pattern, model)))
                .toList();
    }

    private static boolean matches(String pattern, String model) {
        return Arrays.stream(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.collectingAndThen(Collectors.joining(".*"), model::matches));
    }
}
