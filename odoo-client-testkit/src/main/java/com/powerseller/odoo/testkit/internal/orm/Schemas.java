package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.ModelSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas on a class path, each read once. Thread-safe. */
final class Schemas {
    private static final Map<ClassLoader, Map<String, Optional<ModelSchema>>> READ =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Schemas() {}

    static Optional<ModelSchema> find(ClassLoader loader, Series series, String model) {
        return READ.computeIfAbsent(loader, unused -> new ConcurrentHashMap<>())
                .computeIfAbsent(series + "/" + model, unused -> {
                    try {
                        return ModelSchema.find(loader, series.version(), model);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
