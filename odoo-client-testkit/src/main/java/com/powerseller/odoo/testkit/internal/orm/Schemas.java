package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.ModelSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemas on a class path, each read once. Of the models that a server cannot do without (users, groups, rights, external ids, ...) the test kit has the fields that it
 * needs itself: they are added to what the class path has. Thread-safe.
 */
final class Schemas {
    private static final String OWN = "META-INF/odoo/testkit/schema/";

    private static final Map<ClassLoader, Map<String, Optional<Found>>> READ =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Schemas() {}

    /**
     * A schema.
     *
     * @param isPart whether the class path has none, so that the model may have more fields
     */
    record Found(ModelSchema schema, boolean isPart) {}

    static Optional<Found> find(ClassLoader loader, Series series, String model) {
        return READ.computeIfAbsent(loader, unused -> new ConcurrentHashMap<>())
                .computeIfAbsent(series + "/" + model, unused -> {
                    try {
                        ModelSchema own = own(series, model);
                        return ModelSchema.find(loader, series.version(), model)
                                .map(schema -> new Found(own == null ? schema : merged(schema, own), false))
                                .or(() -> Optional.ofNullable(own).map(schema -> new Found(schema, true)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static @Nullable ModelSchema own(Series series, String model) throws IOException {
        String resource = OWN + (series.atLeast(Series.V19) ? "19.0/" : "18.0/") + model + ".json";
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
