package com.powerseller.odoo.maven;

import com.powerseller.odoo.schema.ModelSchema;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The models that share a name: Odoo's own, and {@linkplain ModelSchema#variant() variants} of others. */
final class Variants {
    private Variants() {}

    /** Of the schemas of a model, those of a series, such as {@code 18.0}: Odoo's own and those of {@code 18.0-oca} and the like. */
    static List<ModelSchema> of(String series, List<ModelSchema> schemas) {
        return schemas.stream()
                .filter(schema ->
                        (series + (schema.variant() == null ? "" : "-" + schema.variant())).equals(schema.series()))
                .toList();
    }

    /**
     * Of the candidates, the one that a server's model is, if it is one of them. Two models of one name share many fields, but each is most like itself.
     *
     * @param all the candidates, and the schemas of other series, which tell what else the model may be
     */
    static Optional<ModelSchema> like(ModelSchema actual, List<ModelSchema> candidates, List<ModelSchema> all) {
        if (candidates.stream().allMatch(schema -> schema.variant() == null)) {
            return candidates.stream().findFirst();
        }
        ModelSchema nearest = all.stream()
                .max(Comparator.comparingDouble(schema -> likeness(schema, actual)))
                .orElseThrow();
        return candidates.stream()
                .filter(schema -> Objects.equals(schema.variant(), nearest.variant()))
                .findFirst();
    }

    /** The share of the fields of either that both have. */
    private static double likeness(ModelSchema one, ModelSchema other) {
        Set<String> both = new HashSet<>(one.fields().keySet());
        both.retainAll(other.fields().keySet());
        return (double) both.size() / (one.fields().size() + other.fields().size() - both.size());
    }
}
