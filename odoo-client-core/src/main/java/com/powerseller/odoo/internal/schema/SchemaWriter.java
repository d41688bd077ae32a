package com.powerseller.odoo.internal.schema;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.ModelSchema;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes schema files: one line per field, so that a difference between two files is the difference between the models. */
public final class SchemaWriter {
    private final StringBuilder json = new StringBuilder();

    private SchemaWriter() {}

    /** The schema as JSON, with a line feed at its end. */
    public static String write(ModelSchema schema) {
        return new SchemaWriter().model(schema);
    }

    private String model(ModelSchema schema) {
        json.append("{\n  ").append(quote("model")).append(": ").append(quote(schema.model()));
        header("series", schema.series());
        header("source", schema.source());
        json.append(",\n  ").append(quote("fields")).append(": {");
        String separator = "\n";
        for (FieldSchema field : schema.fields().values()) {
            json.append(separator).append("    ").append(quote(field.name())).append(": ");
            field(field);
            separator = ",\n";
        }
        return json.append("\n  }\n}\n").toString();
    }

    private void header(String key, @Nullable String value) {
        if (value != null) {
            json.append(",\n  ").append(quote(key)).append(": ").append(quote(value));
        }
    }

    private void field(FieldSchema field) {
        json.append("{")
                .append(quote("type"))
                .append(": ")
                .append(quote(field.type().odooName()));
        if (!field.label().equals(field.name())) {
            attribute("label", quote(field.label()));
        }
        flag("required", field.required(), false);
        flag("readonly", field.readonly(), false);
        flag("stored", field.stored(), true);
        text("relation", field.relation());
        text("inverse", field.inverse());
        if (!field.selection().isEmpty()) {
            attribute(
                    "selection",
                    field.selection().stream()
                            .map(option -> "[" + quote(option.value()) + ", " + quote(option.label()) + "]")
                            .collect(Collectors.joining(", ", "[", "]")));
        }
        FieldSchema.Digits digits = field.digits();
        if (digits != null) {
            attribute("digits", "[" + digits.precision() + ", " + digits.scale() + "]");
        }
        text("currency_field", field.currencyField());
        flag("company_dependent", field.companyDependent(), false);
        json.append("}");
    }

    private void flag(String key, boolean value, boolean usual) {
        if (value != usual) {
            attribute(key, String.valueOf(value));
        }
    }

    private void text(String key, @Nullable String value) {
        if (value != null) {
            attribute(key, quote(value));
        }
    }

    private void attribute(String key, String value) {
        json.append(", ").append(quote(key)).append(": ").append(value);
    }

    private static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
