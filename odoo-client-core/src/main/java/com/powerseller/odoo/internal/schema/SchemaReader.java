package com.powerseller.odoo.internal.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import com.powerseller.odoo.schema.SchemaFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads schema files. Strict, since people write them too: what it does not know is an error, with the line. */
public final class SchemaReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final JsonParser parser;
    private final String origin;

    private SchemaReader(JsonParser parser, String origin) {
        this.parser = parser;
        this.origin = origin;
    }

    /**
     * The schema in the stream.
     *
     * @throws SchemaFormatException if it is none
     */
    public static ModelSchema read(InputStream json, String origin) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new SchemaReader(parser, origin).model();
        } catch (JsonProcessingException e) {
            throw error(origin, e.getLocation(), e.getOriginalMessage());
        }
    }

    private ModelSchema model() throws IOException {
        String model = null;
        String series = null;
        String source = null;
        Map<String, FieldSchema> fields = null;
        parser.nextToken();
        expect(JsonToken.START_OBJECT, "an object with 'model', 'series', 'source' and 'fields'");
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            switch (key) {
                case "model" -> model = text(key);
                case "series" -> series = text(key);
                case "source" -> source = text(key);
                case "fields" -> fields = fields();
                default -> throw error("unknown key '" + key + "'; a schema has model, series, source and fields");
            }
        }
        if (model == null || fields == null) {
            throw error("'" + (model == null ? "model" : "fields") + "' is missing");
        }
        if (parser.nextToken() != null) {
            throw error("there is something after the schema's closing brace");
        }
        return new ModelSchema(model, series, source, fields);
    }

    private Map<String, FieldSchema> fields() throws IOException {
        expect(JsonToken.START_OBJECT, "an object with a field per line for 'fields'");
        Map<String, FieldSchema> fields = new TreeMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            fields.put(name, field(name));
        }
        return fields;
    }

    private FieldSchema field(String name) throws IOException {
        expect(JsonToken.START_OBJECT, "an object with the attributes of field '" + name + "'");
        FieldType type = null;
        String label = name;
        boolean required = false;
        boolean readonly = false;
        boolean stored = true;
        String relation = null;
        String inverse = null;
        List<FieldSchema.Option> selection = List.of();
        FieldSchema.Digits digits = null;
        String currencyField = null;
        boolean companyDependent = false;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            String what = "'" + key + "' of field '" + name + "'";
            switch (key) {
                case "type" -> type = type(what);
                case "label" -> label = text(what);
                case "required" -> required = flag(what);
                case "readonly" -> readonly = flag(what);
                case "stored" -> stored = flag(what);
                case "relation" -> relation = text(what);
                case "inverse" -> inverse = text(what);
                case "selection" -> selection = selection(what);
                case "digits" -> digits = digits(what);
                case "currency_field" -> currencyField = text(what);
                case "company_dependent" -> companyDependent = flag(what);
                default ->
                    throw error("unknown attribute " + what
                            + "; a field has type, label, required, readonly, stored, relation, inverse, selection, digits,"
                            + " currency_field and company_dependent");
            }
        }
        if (type == null) {
            throw error("field '" + name + "' has no 'type'");
        }
        boolean relational = type == FieldType.MANY2ONE || type == FieldType.ONE2MANY || type == FieldType.MANY2MANY;
        if (relational && relation == null) {
            throw error("field '" + name + "' is a " + type.odooName() + " and needs a 'relation'");
        }
        return new FieldSchema(
                name,
                type,
                label,
                required,
                readonly,
                stored,
                relation,
                inverse,
                selection,
                digits,
                currencyField,
                companyDependent);
    }

    private FieldType type(String what) throws IOException {
        String name = text(what);
        FieldType type = FieldType.of(name);
        if (type == FieldType.UNKNOWN && !name.equals(FieldType.UNKNOWN.odooName())) {
            throw error(
                    what + " is '" + name + "', which is no type of Odoo's that this version knows; write 'unknown'");
        }
        return type;
    }

    private List<FieldSchema.Option> selection(String what) throws IOException {
        String form = "a list of [\"value\", \"label\"] for " + what;
        expect(JsonToken.START_ARRAY, form);
        List<FieldSchema.Option> options = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.START_ARRAY, form);
            parser.nextToken();
            String value = text(what);
            parser.nextToken();
            options.add(new FieldSchema.Option(value, text(what)));
            parser.nextToken();
            expect(JsonToken.END_ARRAY, form);
        }
        return options;
    }

    private FieldSchema.Digits digits(String what) throws IOException {
        String form = "[precision, scale] for " + what;
        expect(JsonToken.START_ARRAY, form);
        parser.nextToken();
        expect(JsonToken.VALUE_NUMBER_INT, form);
        int precision = parser.getIntValue();
        parser.nextToken();
        expect(JsonToken.VALUE_NUMBER_INT, form);
        int scale = parser.getIntValue();
        parser.nextToken();
        expect(JsonToken.END_ARRAY, form);
        return new FieldSchema.Digits(precision, scale);
    }

    private String text(String what) throws IOException {
        expect(JsonToken.VALUE_STRING, "a text for " + what);
        return parser.getText();
    }

    private boolean flag(String what) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_FALSE) {
            expect(JsonToken.VALUE_TRUE, "true or false for " + what);
        }
        return parser.getBooleanValue();
    }

    private void expect(JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw error("expected " + what);
        }
    }

    private SchemaFormatException error(String problem) {
        return error(origin, parser.currentLocation(), problem);
    }

    private static SchemaFormatException error(String origin, @Nullable JsonLocation location, String problem) {
        String line = location == null ? "" : ", line " + location.getLineNr();
        return new SchemaFormatException(origin + line + ": " + problem);
    }
}
