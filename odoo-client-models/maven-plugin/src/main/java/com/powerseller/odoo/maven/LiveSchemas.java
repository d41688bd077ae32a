package com.powerseller.odoo.maven;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.OdooVersion;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.maven.generator.GenerationException;
import com.powerseller.odoo.maven.generator.ModelPatterns;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Query;
import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.ModelSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** The schemas of the models of a live server, labelled in English: the same server and user, the same schemas. Not thread-safe. */
final class LiveSchemas {
    private static final String MODELS = "ir.model";

    /** Among the options of a selection, if those are time zones. */
    private static final String TIME_ZONE = "Etc/UTC";

    private final OdooClient odoo;
    private final String place;
    private final FieldRules rules;
    private final Log log;
    private @Nullable Predicate<String> computedSelections;

    /**
     * The schemas of a server; the client is the caller's to close.
     *
     * @param place what to call the server in messages
     */
    LiveSchemas(OdooClient odoo, String place, FieldRules rules, Log log) {
        this.odoo = odoo.withLang("en_US");
        this.place = place;
        this.rules = rules;
        this.log = log;
    }

    /** The server's series, such as {@code 18.0}. One request at the first time. */
    String series() {
        return odoo.version().series();
    }

    /**
     * The models that are meant, in the order of their names. No request unless there is a pattern, one then. Patterns match neither abstract models (which have no
     * records), where the server tells them apart, nor what the server does not list.
     *
     * @throws GenerationException if a pattern matches no model, or the user may not ask which models there are
     */
    SortedSet<String> models(ModelPatterns wanted) {
        SortedSet<String> models = new TreeSet<>(wanted.names());
        if (!wanted.hasPatterns()) {
            return models;
        }
        try {
            Query<Record> all = odoo.model(MODELS)
                    .search(odoo.version().isAtLeast(19) ? Domain.of("abstract", "=", false) : Domain.all());
            for (Record row : all.select("model").list()) {
                String model = String.valueOf(row.get("model"));
                if (wanted.matches(model)) {
                    models.add(model);
                }
            }
        } catch (AccessErrorException e) {
            throw new GenerationException("this user may not ask " + place
                    + " which models there are (ir.model), which patterns need: give the user the group 'Access Rights', or"
                    + " name the models one by one");
        }
        List<String> unmatched = wanted.unmatched(models);
        if (!unmatched.isEmpty()) {
            throw new GenerationException(place + " has no model that matches " + String.join(", ", unmatched)
                    + ": check the pattern, and that the module that defines the models is installed");
        }
        return models;
    }

    /**
     * The schemas of models, as {@link #fetch(String)} gives them. One request each, and two more at the first selection.
     *
     * @throws GenerationException naming all models that the server does not have
     */
    SortedMap<String, ModelSchema> fetch(Collection<String> models) {
        SortedMap<String, ModelSchema> schemas = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        int number = 0;
        for (String model : models) {
            String progress = "[" + ++number + "/" + models.size() + "] " + model + ": ";
            Optional<ModelSchema> all = fieldsGet(model);
            if (all.isPresent()) {
                ModelSchema schema = corrected(all.get());
                schemas.put(model, schema);
                SortedSet<String> out = new TreeSet<>(all.get().fields().keySet());
                out.removeAll(schema.fields().keySet());
                log.info(progress + schema.fields().size() + " fields"
                        + (out.isEmpty() ? "" : ", without " + String.join(", ", out)));
            } else {
                unknown.add(model);
                log.info(progress + "unknown");
            }
        }
        if (!unknown.isEmpty()) {
            throw new GenerationException(place + " has no model " + String.join(", ", unknown)
                    + ": check the name, and that the module that defines the model is installed");
        }
        return schemas;
    }

    /**
     * The schema of a model, if the server has it: without the fields that stay out, and without the options that the server computes. One request, and two more at
     * the first selection.
     */
    Optional<ModelSchema> fetch(String model) {
        return fieldsGet(model).map(this::corrected);
    }

    /** A schema without the fields that stay out of those of the server. */
    ModelSchema withoutExcluded(ModelSchema schema) {
        return rules.withoutExcluded(schema);
    }

    private Optional<ModelSchema> fieldsGet(String model) {
        OdooVersion version = odoo.version();
        try {
            return Optional.of(new ModelSchema(
                    model,
                    version.series(),
                    "fields_get of Odoo " + version.series() + (version.enterprise() ? " Enterprise" : ""),
                    odoo.model(model).fields().fields()));
        } catch (UnknownModelException e) {
            return Optional.empty();
        }
    }

    private ModelSchema corrected(ModelSchema all) {
        ModelSchema schema = rules.withoutExcluded(all);
        String model = schema.model();
        Map<String, FieldSchema> fields = new TreeMap<>();
        schema.fields()
                .forEach((name, field) ->
                        fields.put(name, isOpen(model, field) ? FieldRules.open(field) : rules.typed(model, field)));
        return new ModelSchema(model, schema.series(), schema.source(), fields);
    }

    /** Whether a selection's options differ between servers and databases. Time zones do, with what the server's machine knows, although they are listed. */
    private boolean isOpen(String model, FieldSchema field) {
        return !field.selection().isEmpty()
                && (field.selection().stream().anyMatch(option -> option.value().equals(TIME_ZONE))
                        || computedSelections().test(model + "." + field.name()));
    }

    private Predicate<String> computedSelections() {
        Predicate<String> computed = computedSelections;
        if (computed == null) {
            try {
                computed = new ComputedSelections(odoo);
            } catch (AccessErrorException e) {
                log.warn("this user may not ask " + place
                        + " which selections have options that the server computes, such as"
                        + " languages (ir.model.fields, group 'Access Rights'): their options count as the"
                        + " model's");
                computed = field -> false;
            }
            computedSelections = computed;
        }
        return computed;
    }
}
