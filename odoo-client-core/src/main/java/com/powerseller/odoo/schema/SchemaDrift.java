package com.powerseller.odoo.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a model has changed since its schema was taken: the differences that code written against the schema can stumble over. Immutable.
 *
 * <p>Labels, flags and the order of options are not compared: they differ with languages and rights. Nor are the options of a selection that has none on one
 * side, which means that they are not known there, or are another database's own.
 *
 * @param model the technical name
 * @param differences in the order of the fields' names, at most one per field; empty if nothing has changed
 */
public record SchemaDrift(String model, List<Difference> differences) {
    public SchemaDrift {
        Objects.requireNonNull(model);
        differences = List.copyOf(differences);
    }

    /**
     * Compares a model with its schema. No request; the series may differ.
     *
     * @param expected the schema
     * @param actual the model as it is now, such as {@code Model.fields()} of a live server
     * @throws IllegalArgumentException if they are of different models
     */
    public static SchemaDrift between(ModelSchema expected, ModelSchema actual) {
        if (!expected.model().equals(actual.model())) {
            throw new IllegalArgumentException(
                    "a schema of " + expected.model() + " cannot be compared with one of " + actual.model());
        }
        Set<String> names = new TreeSet<>(expected.fields().keySet());
        names.addAll(actual.fields().keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            FieldSchema before = expected.fields().get(name);
            FieldSchema now = actual.fields().get(name);
            Kind kind = kind(before, now);
            if (kind != null) {
                differences.add(new Difference(kind, name, before, now));
            }
        }
        return new SchemaDrift(expected.model(), differences);
    }

    private static @Nullable Kind kind(@Nullable FieldSchema before, @Nullable FieldSchema now) {
        if (before == null) {
            return Kind.ADDED;
        }
        if (now == null) {
            return Kind.REMOVED;
        }
        if (before.type() != now.type()) {
            return Kind.TYPE;
        }
        if (!Objects.equals(before.relation(), now.relation())) {
            return Kind.RELATION;
        }
        boolean known = !before.selection().isEmpty() && !now.selection().isEmpty();
        return known && !options(before).equals(options(now)) ? Kind.SELECTION : null;
    }

    private static Set<String> options(FieldSchema field) {
        return field.selection().stream().map(FieldSchema.Option::value).collect(Collectors.toCollection(HashSet::new));
    }

    /** Whether nothing has changed. */
    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /** The drift without the fields that the model has and the schema has not; those break no code. */
    public SchemaDrift withoutAdded() {
        return new SchemaDrift(
                model,
                differences.stream()
                        .filter(difference -> difference.kind() != Kind.ADDED)
                        .toList());
    }

    /** In what a field differs. */
    public enum Kind {
        /** The model has it, the schema has not. */
        ADDED,
        /** The schema has it, the model has not, or not for this user. */
        REMOVED,
        /** It has another type. */
        TYPE,
        /** It refers to another model. */
        RELATION,
        /** Its selection has other values. */
        SELECTION
    }

    /**
     * One field that differs. Immutable.
     *
     * @param kind in what
     * @param field the technical name
     * @param expected the field of the schema; null if it was added
     * @param actual the field as it is now; null if it was removed
     */
    public record Difference(
            Kind kind,
            String field,
            @Nullable FieldSchema expected,
            @Nullable FieldSchema actual) {
        public Difference {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(field);
        }
    }
}
