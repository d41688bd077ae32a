package com.powerseller.odoo.maven.generator;

import com.powerseller.odoo.schema.ModelSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The schema files of folders: {@code <folder>/<series>/<model>.json}; a series is such as {@code 18.0}, or {@code 18.0-oca} for a model of others. */
public final class SchemaFiles {
    private static final Pattern SERIES = Pattern.compile("\\d+\\.\\d+(-[a-z][a-z0-9]*)?");
    private static final String EXTENSION = ".json";

    private SchemaFiles() {}

    /**
     * Reads the schemas of models in all series.
     *
     * @param wanted which; none means all that the folders have
     * @throws GenerationException if a folder or a model's schema is missing, a file is no schema of its model and series, or two are of the same
     */
    public static List<ModelSchema> read(List<Path> folders, ModelPatterns wanted) throws IOException {
        Set<String> found = new TreeSet<>();
        Set<String> files = new TreeSet<>();
        List<ModelSchema> schemas = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new GenerationException("the schema folder " + folder
                        + " does not exist: the goal 'pull' makes it, or set 'schemaDirectories'");
            }
            for (Path series : list(folder)) {
                if (Files.isDirectory(series) && SERIES.matcher(name(series)).matches()) {
                    for (String model : models(series)) {
                        found.add(model);
                        if (!files.add(name(series) + "/" + model)) {
                            throw new GenerationException("there are two schemas of " + model + " in series "
                                    + name(series) + ", in " + folders);
                        }
                        if (wanted.isEmpty() || wanted.matches(model)) {
                            schemas.add(read(file(series, model), name(series), model));
                        }
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new GenerationException(
                    "there is no <series>/<model>.json, such as 18.0/res.partner.json, in " + folders);
        }
        List<String> missing = wanted.unmatched(found);
        if (!missing.isEmpty()) {
            throw new GenerationException("there is no schema of model '" + String.join("', '", missing) + "' in "
                    + folders + "; there are those of " + String.join(", ", found));
        }
        return schemas;
    }

    /** The models that have a schema in the folder of one series, in the order of their names. */
    public static SortedSet<String> models(Path seriesFolder) throws IOException {
        SortedSet<String> models = new TreeSet<>();
        for (Path file : list(seriesFolder)) {
            if (name(file).endsWith(EXTENSION)) {
                models.add(name(file).substring(0, name(file).length() - EXTENSION.length()));
            }
        }
        return models;
    }

    /** The file for a model's schema in the folder of one series. */
    public static Path file(Path seriesFolder, String model) {
        return seriesFolder.resolve(model + EXTENSION);
    }

    private static ModelSchema read(Path file, String series, String model) throws IOException {
        ModelSchema schema;
        try {
            schema = ModelSchema.readJson(file);
        } catch (IllegalArgumentException e) {
            throw new GenerationException(String.valueOf(e.getMessage()));
        }
        if (!schema.model().equals(model) || !series.equals(schema.series())) {
            throw new GenerationException(file + " is named as the schema of " + model + " in " + series
                    + ", but says that it is of " + schema.model() + " in " + schema.series());
        }
        return schema;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
