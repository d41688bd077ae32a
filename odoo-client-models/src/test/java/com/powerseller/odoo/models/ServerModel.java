package com.powerseller.odoo.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A model as servers of one series have it: told by a schema file, or recorded from a server's own {@code fields_get}. What its values are is taken from Odoo's names
 * of the types, not from what was generated.
 *
 * @param origin where it is known from
 * @param series the series
 * @param name the technical name
 * @param fields the fields by technical name
 * @param generated the class that was generated for the model
 */
record ServerModel(
        String origin, String series, String name, Map<String, ServerField> fields, GeneratedModel generated) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A field as a server has it.
     *
     * @param place its place in the model, from 0
     * @param type Odoo's name of the type
     * @param options the values of a selection
     */
    record ServerField(String name, int place, String type, boolean readonly, boolean stored, List<String> options) {
        boolean isX2Many() {
            return type.equals("one2many") || type.equals("many2many");
        }
    }

    /** Every generated model, as every schema file and every recorded server has it. */
    static Stream<ServerModel> all() throws IOException {
        return Stream.concat(ofSchemas(), recorded());
    }

    private static Stream<ServerModel> ofSchemas() throws IOException {
        Map<String, GeneratedModel> classes = classes();
        List<ServerModel> models = new ArrayList<>();
        for (Path file : GeneratedModel.schemaFiles().sorted().toList()) {
            JsonNode schema = JSON.readTree(file.toFile());
            String series = schema.get("series").asText();
            String model = schema.get("model").asText();
            models.add(of("schema", series, model, schema.get("fields"), "stored", classes));
        }
        return models.stream();
    }

    /** The models as {@code fields_get} of real servers has them. */
    static Stream<ServerModel> recorded() throws IOException {
        Map<String, GeneratedModel> classes = classes();
        List<ServerModel> models = new ArrayList<>();
        for (String series : List.of("18.0", "18.0-oca", "19.0")) {
            try (InputStream json = ServerModel.class.getResourceAsStream("/fields_get/" + series + ".json")) {
                JSON.readTree(json)
                        .properties()
                        .forEach(model -> models.add(
                                of("fields_get", series, model.getKey(), model.getValue(), "store", classes)));
            }
        }
        return models.stream();
    }

    private static Map<String, GeneratedModel> classes() throws IOException {
        Map<String, GeneratedModel> classes = new LinkedHashMap<>();
        GeneratedModel.all()
                .forEach(model -> classes.put(model.type().getSimpleName().toLowerCase(Locale.ROOT), model));
        return classes;
    }

    private static ServerModel of(
            String origin,
            String series,
            String model,
            JsonNode fields,
            String stored,
            Map<String, GeneratedModel> classes) {
        String variant = series.contains("-") ? series.substring(series.indexOf('-') + 1) : "";
        GeneratedModel type = classes.get((model + variant).replaceAll("[._]", ""));
        Map<String, ServerField> all = new LinkedHashMap<>();
        fields.properties().forEach(field -> {
            JsonNode attributes = field.getValue();
            List<String> options = new ArrayList<>();
            attributes
                    .path("selection")
                    .forEach(option -> options.add((option.isArray() ? option.get(0) : option).asText()));
            all.put(
                    field.getKey(),
                    new ServerField(
                            field.getKey(),
                            all.size(),
                            attributes.get("type").asText(),
                            attributes.path("readonly").asBoolean(false),
                            attributes.path(stored).asBoolean(true),
                            options));
        });
        return new ServerModel(
                origin, series, model, Collections.unmodifiableMap(all), Objects.requireNonNull(type, model));
    }

    /** By constant, the fields of this server that the generated class has. */
    Map<String, ServerField> modelled() {
        Map<String, ServerField> modelled = new LinkedHashMap<>();
        generated.constants().forEach((constant, field) -> {
            ServerField known = fields.get(field.name());
            if (known != null) {
                modelled.put(constant, known);
            }
        });
        return modelled;
    }

    @Override
    public String toString() {
        return name + " by " + origin + " of " + series;
    }
}
