package com.powerseller.odoo.maven.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.MergedSchema.MergedField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The words of the generated Javadoc. */
final class Words {
    private Words() {}

    /**
     * What a field is, such as {@code Country: many2one of ResCountry.}
     *
     * @param allSeries the series of the model
     */
    static CodeBlock about(MergedField merged, List<String> allSeries, Map<String, ClassName> classes) {
        FieldSchema field = merged.newest();
        FieldSchema.Digits digits = field.digits();
        CodeBlock.Builder words = CodeBlock.builder()
                .add(
                        "$L: {@code $L$L}",
                        label(field),
                        field.type().odooName(),
                        digits == null ? "" : "(" + digits.precision() + ", " + digits.scale() + ")");
        String relation = field.relation();
        if (relation != null) {
            ClassName type = classes.get(relation);
            words.add(type == null ? CodeBlock.of(" of {@code $L}", relation) : CodeBlock.of(" of {@link $T}", type));
        }
        if (field.inverse() != null) {
            words.add(" by {@code $L}", field.inverse());
        }
        if (field.currencyField() != null) {
            words.add(" in {@code $L}", field.currencyField());
        }
        words.add(field.required() ? ", required" : "")
                .add(field.readonly() ? ", readonly" : "")
                .add(field.stored() ? "" : ", not stored")
                .add(field.companyDependent() ? ", for each company" : "")
                .add(".");
        if (!merged.series().equals(allSeries)) {
            words.add(" In $L only.", list(merged.series()));
        }
        Map<String, List<String>> otherwise = new LinkedHashMap<>();
        merged.bySeries().forEach((series, other) -> {
            if (other.type() != field.type() || !Objects.equals(other.relation(), relation)) {
                String is = "{@code " + other.type().odooName() + "}"
                        + (other.relation() == null ? "" : " of {@code " + other.relation() + "}");
                otherwise.computeIfAbsent(is, any -> new ArrayList<>()).add(series);
            }
        });
        otherwise.forEach((is, series) -> words.add(" In $L it is $L.", list(series), is));
        return words.build();
    }

    /** What an option is. */
    static String about(MergedField field, FieldSchema.Option option) {
        List<String> series = field.seriesOf(option);
        return text(option.label()) + "." + (series.equals(field.series()) ? "" : " In " + list(series) + " only.");
    }

    static String label(FieldSchema field) {
        return text(field.label());
    }

    /** Such as {@code 16.0, 17.0 and 18.0}. */
    static String list(List<String> series) {
        int last = series.size() - 1;
        return last < 1
                ? String.join("", series)
                : String.join(", ", series.subList(0, last)) + " and " + series.get(last);
    }

    /** A text of Odoo's such that it is nothing but text in a Javadoc comment, on one line. */
    private static String text(String text) {
        return text.strip()
                .replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;")
                .replace("{", "&#123;")
                .replace("}", "&#125;");
    }
}
