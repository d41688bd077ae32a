package com.powerseller.odoo.maven;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.SchemaDrift;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The drift of several models, for people: a line per difference. Counts apart what breaks code and what does not. Not thread-safe. */
final class DriftTable {
    private static final List<String> HEADER = List.of("MODEL", "FIELD", "CHANGE", "SCHEMA", "SERVER");
    private static final String NONE = "-";

    private final List<List<String>> rows = new ArrayList<>();
    private int added;

    void add(SchemaDrift drift) {
        for (SchemaDrift.Difference difference : drift.differences()) {
            added += difference.kind() == SchemaDrift.Kind.ADDED ? 1 : 0;
            rows.add(List.of(
                    drift.model(),
                    difference.field(),
                    difference.kind().name().toLowerCase(Locale.ROOT),
                    side(difference.kind(), difference.expected(), difference.actual()),
                    side(difference.kind(), difference.actual(), difference.expected())));
        }
    }

    /** A model that the server does not have. */
    void addRemoved(String model) {
        rows.add(List.of(model, NONE, "removed", "model", NONE));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** How many differences there are. */
    int size() {
        return rows.size();
    }

    /** How many of them are fields that a schema has not, which break no code. */
    int added() {
        return added;
    }

    /** The table's lines, the columns' names first. */
    List<String> lines() {
        List<List<String>> all = new ArrayList<>(List.of(HEADER));
        all.addAll(rows);
        int[] widths = IntStream.range(0, HEADER.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(row.get(column))
                    .append(" ".repeat(widths[column] - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    /** What a field is on one side: of a selection, the values that the other side has not. */
    private static String side(SchemaDrift.Kind kind, @Nullable FieldSchema field, @Nullable FieldSchema other) {
        if (field == null) {
            return NONE;
        }
        if (kind == SchemaDrift.Kind.SELECTION && other != null) {
            Set<String> values = values(other.selection());
            List<String> only = field.selection().stream()
                    .map(FieldSchema.Option::value)
                    .filter(value -> !values.contains(value))
                    .toList();
            return only.isEmpty() ? NONE : "has " + String.join(", ", only);
        }
        return field.type().odooName() + (field.relation() == null ? "" : " of " + field.relation());
    }

    private static Set<String> values(Collection<FieldSchema.Option> options) {
        return options.stream().map(FieldSchema.Option::value).collect(Collectors.toSet());
    }
}
