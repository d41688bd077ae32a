package com.powerseller.odoo.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model over several series: every field that any of them has, each with the series it exists in. Immutable.
 *
 * @param model the technical name
 * @param series the series, oldest first
 * @param fields the fields by technical name, in the order of their names
 */
public record MergedSchema(String model, List<String> series, Map<String, MergedField> fields) {
    private static final Pattern SERIES = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:-[a-z][a-z0-9]*)?");

    private static final Comparator<String> OLDEST_FIRST =
            Comparator.comparingInt((String series) -> number(series, 1)).thenComparingInt(series -> number(series, 2));

    public MergedSchema {
        Objects.requireNonNull(model);
        series = List.copyOf(series);
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /**
     * Merges schemas of one model.
     *
     * @throws IllegalArgumentException if there are none, if they are of different models or of different {@linkplain ModelSchema#variant() variants} of
     *     one, or if a series is missing, twice there or not of the form {@code 18.0} or {@code 18.0-oca}
     */
    public static MergedSchema of(Collection<ModelSchema> schemas) {
        NavigableMap<String, ModelSchema> bySeries = new TreeMap<>(OLDEST_FIRST);
        Set<String> models = new HashSet<>();
        Set<@Nullable String> variants = new HashSet<>();
        for (ModelSchema schema : schemas) {
            String series = schema.series();
            if (series == null || !SERIES.matcher(series).matches()) {
                throw new IllegalArgumentException("the series of a schema of " + schema.model() + " is "
                        + (series == null ? "not known" : "'" + series + "'") + "; it must be one such as 18.0");
            }
            if (bySeries.put(series, schema) != null) {
                throw new IllegalArgumentException(
                        "there are two schemas of " + schema.model() + " in series " + series);
            }
            models.add(schema.model());
            variants.add(schema.variant());
        }
        if (models.size() != 1) {
            throw new IllegalArgumentException("schemas of one model are merged, not of " + models);
        }
        if (variants.size() != 1) {
            throw new IllegalArgumentException("the " + models.iterator().next() + " of " + bySeries.keySet()
                    + " are not one model: schemas of one variant are merged");
        }
        Map<String, NavigableMap<String, FieldSchema>> fields = new HashMap<>();
        bySeries.forEach((series, schema) -> schema.fields()
                .forEach((name, field) -> fields.computeIfAbsent(name, any -> new TreeMap<>(OLDEST_FIRST))
                        .put(series, field)));
        Map<String, MergedField> merged = new HashMap<>();
        fields.forEach((name, field) -> merged.put(name, new MergedField(field)));
        return new MergedSchema(models.iterator().next(), List.copyOf(bySeries.keySet()), merged);
    }

    /** Whose model it is, if not Odoo's own, as {@link ModelSchema#variant()}. */
    public @Nullable String variant() {
        return ModelSchema.variantOf(series.get(0));
    }

    /**
     * A field by its technical name.
     *
     * @throws IllegalArgumentException if no series has such a field
     */
    public MergedField field(String name) {
        MergedField field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException("the schemas of " + model + " have no field '" + name + "'");
        }
        return field;
    }

    private static int number(String series, int group) {
        var matcher = SERIES.matcher(series);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a series: '" + series + "'");
        }
        return Integer.parseInt(matcher.group(group));
    }

    /**
     * One field over the series that have it. Immutable.
     *
     * @param bySeries the field as each series has it, oldest first; at least one
     */
    public record MergedField(NavigableMap<String, FieldSchema> bySeries) {
        public MergedField {
            if (bySeries.isEmpty()) {
                throw new IllegalArgumentException("a field that no series has");
            }
            bySeries = Collections.unmodifiableNavigableMap(new TreeMap<>(bySeries));
        }

        /** The series that have it, oldest first. */
        public List<String> series() {
            return List.copyOf(bySeries.keySet());
        }

        /** The field as the newest of its series has it. */
        public FieldSchema newest() {
            return bySeries.lastEntry().getValue();
        }

        /** Every option of a selection that any series has, the newest series' first; each labelled as in the newest series that has it. */
        public List<FieldSchema.Option> selection() {
            Map<String, FieldSchema.Option> options = new LinkedHashMap<>();
            for (FieldSchema field : bySeries.descendingMap().values()) {
                field.selection().forEach(option -> options.putIfAbsent(option.value(), option));
            }
            return new ArrayList<>(options.values());
        }

        /** The series in which a selection has this option, oldest first. */
        public List<String> seriesOf(FieldSchema.Option option) {
            return bySeries.entrySet().stream()
                    .filter(entry -> entry.getValue().selection().stream()
                            .anyMatch(other -> other.value().equals(option.value())))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
