package com.powerseller.odoo.schema;

import com.powerseller.odoo.internal.schema.SchemaReader;
import com.powerseller.odoo.internal.schema.SchemaWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model's fields, as {@code fields_get} describes them. Immutable.
 *
 * <p>Schemas are kept as JSON, one file per model and series, at {@code META-INF/odoo/schema/<series>/<model>.json} of the class path: one line per field, in
 * the order of the names, only what differs from the default.
 *
 * <p>Others define models under names that Odoo has used too: {@code sale.subscription} is a model of Enterprise up to 15.0, and another one in a module of
 * OCA's. A schema of such a model has a series with a {@linkplain #variant() variant}, {@code 18.0-oca}, and so a folder of its own: it is never taken for
 * Odoo's.
 *
 * @param model the technical name, such as {@code res.partner}
 * @param series the series of Odoo that it describes, such as {@code 18.0}, or {@code 18.0-oca}; null if that is not known
 * @param source where the knowledge comes from, for people; null if that is not known
 * @param fields the fields by technical name, in the order of their names
 */
public record ModelSchema(
        String model, @Nullable String series, @Nullable String source, Map<String, FieldSchema> fields) {
    /** The attributes of {@code fields_get} that a schema needs; asking for no more keeps the answer small. */
    public static final List<String> ATTRIBUTES = List.of(
            "type",
            "string",
            "required",
            "readonly",
            "store",
            "relation",
            "relation_field",
            "selection",
            "digits",
            "currency_field",
            "company_dependent");

    private static final String FOLDER = "META-INF/odoo/schema/";

    public ModelSchema {
        Objects.requireNonNull(model);
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /** A schema of a series that is not known. */
    public ModelSchema(String model, Map<String, FieldSchema> fields) {
        this(model, null, null, fields);
    }

    /** The schema in an answer of {@code fields_get}; what it does not know in there is left out. */
    public static ModelSchema ofFieldsGet(String model, Map<String, ?> answer) {
        Map<String, FieldSchema> fields = new TreeMap<>();
        answer.forEach((name, attributes) -> {
            if (attributes instanceof Map<?, ?> map) {
                fields.put(name, field(name, map));
            }
        });
        return new ModelSchema(model, fields);
    }

    /**
     * Reads a schema from JSON.
     *
     * @param json UTF-8; left open
     * @param origin what to call it in messages, such as the file's name
     * @throws SchemaFormatException if it is no schema
     */
    public static ModelSchema readJson(InputStream json, String origin) throws IOException {
        return SchemaReader.read(json, origin);
    }

    /**
     * Reads a schema from a JSON file.
     *
     * @throws SchemaFormatException if it is no schema
     */
    public static ModelSchema readJson(Path file) throws IOException {
        try (InputStream json = Files.newInputStream(file)) {
            return readJson(json, file.toString());
        }
    }

    /**
     * The schema that the class path has of a model in a series, if it has one.
     *
     * @throws SchemaFormatException if what it has is no schema
     */
    public static Optional<ModelSchema> find(ClassLoader loader, String series, String model) throws IOException {
        String resource = FOLDER + series + "/" + model + ".json";
        try (InputStream json = loader.getResourceAsStream(resource)) {
            return json == null ? Optional.empty() : Optional.of(readJson(json, resource));
        }
    }

    /** Whose model it is, if not Odoo's own: what follows the dash of a series such as {@code 18.0-oca}; null for Odoo's, and if the series is not known. */
    public @Nullable String variant() {
        return variantOf(series);
    }

    static @Nullable String variantOf(@Nullable String series) {
        int dash = series == null ? -1 : series.indexOf('-');
        return series == null || dash < 0 ? null : series.substring(dash + 1);
    }

    /**
     * A field by its technical name.
     *
     * @throws IllegalArgumentException if the model has no such field
     */
    public FieldSchema field(String name) {
        FieldSchema field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException("the schema of " + model + " has no field '" + name + "'");
        }
        return field;
    }

    /** The schema as JSON: the same schema, the same text. */
    public String toJson() {
        return SchemaWriter.write(this);
    }

    private static FieldSchema field(String name, Map<?, ?> attributes) {
        FieldType type = FieldType.of(String.valueOf(attributes.get("type")));
        String label = text(attributes.get("string"));
        return new FieldSchema(
                name,
                type,
                label == null ? name : label,
                Boolean.TRUE.equals(attributes.get("required")),
                Boolean.TRUE.equals(attributes.get("readonly")),
                !Boolean.FALSE.equals(attributes.get("store")),
                text(attributes.get("relation")),
                text(attributes.get("relation_field")),
                type == FieldType.SELECTION ? options(attributes.get("selection")) : List.of(),
                digits(attributes.get("digits")),
                text(attributes.get("currency_field")),
                Boolean.TRUE.equals(attributes.get("company_dependent")));
    }

    private static List<FieldSchema.Option> options(@Nullable Object selection) {
        List<FieldSchema.Option> options = new ArrayList<>();
        if (selection instanceof List<?> list) {
            for (Object option : list) {
                if (option instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof String value) {
                    String label = text(pair.get(1));
                    options.add(new FieldSchema.Option(value, label == null ? value : label));
                }
            }
        }
        return options;
    }

    /** A pair; or 0 or false, which mean that every digit is kept. */
    private static FieldSchema.@Nullable Digits digits(@Nullable Object value) {
        return value instanceof List<?> pair
                        && pair.size() == 2
                        && pair.get(0) instanceof Number precision
                        && pair.get(1) instanceof Number scale
                ? new FieldSchema.Digits(precision.intValue(), scale.intValue())
                : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String string ? string : null;
    }
}
