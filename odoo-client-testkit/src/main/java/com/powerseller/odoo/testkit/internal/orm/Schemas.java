package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.ModelSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that a database's models have: those of its series on the class path, each read once, and those of its modules. Of the models that a server cannot do without (users, groups, rights, external ids, ...) the test kit has the fields that it
 * needs itself: they are added to what the class path has. Thread-safe.
 */
public final class Schemas {
    private static final String OWN = "META-INF/odoo/testkit/schema/";

    private static final Map<ClassLoader, Map<String, Optional<Found>>> READ =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final ClassLoader loader;
    private final Series series;
    private final List<AddedModule> modules;

    /** The schemas of a series that this class loader finds, and of modules that are installed beside Odoo's own. */
    public Schemas(ClassLoader loader, Series series, List<AddedModule> modules) {
        this.loader = loader;
        this.series = series;
        this.modules = List.copyOf(modules);
    }

    /**
     * A schema.
     *
     * @param isPart whether the class path has none, so that the model may have more fields
     */
    record Found(ModelSchema schema, boolean isPart) {}

    Optional<Found> find(String model) {
        return READ.computeIfAbsent(loader, unused -> new ConcurrentHashMap<>())
                .computeIfAbsent(series + modules.toString() + "/" + model, unused -> {
                    try {
                        return read(model);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** Whether it is known that there is no such model, as a module takes the place of the one that brings it. */
    boolean lacks(String model) {
        return modules.stream().anyMatch(module -> module.absentModels().contains(model));
    }

    private Optional<Found> read(String model) throws IOException {
        if (lacks(model)) {
            return Optional.empty();
        }
        Optional<Found> found = ofSeries(model);
        for (AddedModule module : modules) {
            Optional<ModelSchema> whole = ModelSchema.find(loader, module.folder(), model);
            if (whole.isPresent()) {
                return Optional.of(new Found(whole.get(), !module.isOf(series)));
            }
            found = extended(found, module, own(module.folder(), model));
        }
        return found;
    }

    private static Optional<Found> extended(Optional<Found> found, AddedModule module, @Nullable ModelSchema more) {
        if (found.isEmpty()) {
            return Optional.ofNullable(more).map(schema -> new Found(schema, true));
        }
        ModelSchema schema = found.get().schema();
        Map<String, FieldSchema> fields = new TreeMap<>(schema.fields());
        fields.keySet().removeAll(module.absentFields().getOrDefault(schema.model(), Set.of()));
        if (more != null) {
            fields.putAll(more.fields());
        }
        ModelSchema extended = new ModelSchema(schema.model(), schema.series(), schema.source(), fields);
        return Optional.of(new Found(extended, found.get().isPart()));
    }

    private Optional<Found> ofSeries(String model) throws IOException {
        ModelSchema own = own(series.atLeast(Series.V19) ? "19.0" : "18.0", model);
        return ModelSchema.find(loader, series.version(), model)
                .map(schema -> new Found(own == null ? schema : merged(schema, own), false))
                .or(() -> Optional.ofNullable(own).map(schema -> new Found(schema, true)));
    }

    private static @Nullable ModelSchema own(String folder, String model) throws IOException {
        String resource = OWN + folder + "/" + model + ".json";
        try (InputStream json = Schemas.class.getClassLoader().getResourceAsStream(resource)) {
            return json == null ? null : ModelSchema.readJson(json, resource);
        }
    }

    private static ModelSchema merged(ModelSchema schema, ModelSchema own) {
        Map<String, FieldSchema> fields = new TreeMap<>(own.fields());
        fields.putAll(schema.fields());
        return new ModelSchema(schema.model(), schema.series(), schema.source(), fields);
    }
}
