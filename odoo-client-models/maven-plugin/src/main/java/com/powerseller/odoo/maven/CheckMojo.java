package com.powerseller.odoo.maven;

import com.powerseller.odoo.maven.generator.GenerationException;
import com.powerseller.odoo.maven.generator.ModelPatterns;
import com.powerseller.odoo.maven.generator.SchemaFiles;
import com.powerseller.odoo.schema.ModelSchema;
import com.powerseller.odoo.schema.SchemaDrift;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compares the schema files with a live server of their series, and fails the build if they differ: fields that came, went, changed their type, refer to another
 * model or have other options. Options that the server computes, such as languages, are not compared. Reads only; one request per model, and two more. Ask as the user who
 * pulled: what a user may not see is reported as removed.
 */
@Mojo(name = "check", requiresOnline = true, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CheckMojo extends ServerMojo {
    /**
     * The folders with the schema files, {@code <series>/<model>.json}; those of the server's series are compared. Of a model with variants, such as {@code 18.0-oca}, the one
     * that the server has.
     */
    @Parameter(defaultValue = "${project.basedir}/src/main/resources/META-INF/odoo/schema", required = true)
    List<File> schemaDirectories;

    /** Whether fields that the server has and the schemas have not are fine: they are listed, and fail nothing. */
    @Parameter(property = "odoo.allowAddedFields", defaultValue = "false")
    boolean allowAddedFields;

    @Override
    void execute(LiveSchemas server, String place, ModelPatterns wanted) throws IOException, MojoFailureException {
        String series = server.series();
        SortedMap<String, List<ModelSchema>> byModel =
                SchemaFiles.read(schemaDirectories.stream().map(File::toPath).toList(), wanted).stream()
                        .collect(Collectors.groupingBy(ModelSchema::model, TreeMap::new, Collectors.toList()));
        sayWhichSeriesAreNotCompared(byModel, series);
        DriftTable table = new DriftTable();
        int compared = 0;
        for (List<ModelSchema> schemas : byModel.values()) {
            compared += compare(schemas, server, series, place, table) ? 1 : 0;
        }
        if (compared == 0) {
            throw new GenerationException("there is no schema to compare with " + place + ", whose series is " + series
                    + "; there are those of " + seriesOf(byModel));
        }
        report(table, compared, series, place);
    }

    /** Compares the schema of a model that is of the server's series, if there is one; of several variants, the one that the server has. */
    private boolean compare(
            List<ModelSchema> schemas, LiveSchemas server, String series, String place, DriftTable table) {
        List<ModelSchema> candidates = Variants.of(series, schemas);
        if (candidates.isEmpty()) {
            return false;
        }
        String model = candidates.get(0).model();
        Optional<ModelSchema> actual = server.fetch(model);
        Optional<ModelSchema> expected = actual.isEmpty()
                ? candidates.stream().filter(schema -> schema.variant() == null).findFirst()
                : Variants.like(actual.get(), candidates, schemas);
        candidates.stream()
                .filter(other -> expected.filter(other::equals).isEmpty())
                .forEach(other -> getLog().warn("not compared: " + model + " of " + other.series() + ": " + place
                        + " has " + (actual.isEmpty() ? "no such model" : "another model of that name")));
        expected.ifPresent(schema -> actual.ifPresentOrElse(
                found -> table.add(SchemaDrift.between(server.withoutExcluded(schema), found)),
                () -> table.addRemoved(model)));
        return expected.isPresent();
    }

    private void sayWhichSeriesAreNotCompared(SortedMap<String, List<ModelSchema>> byModel, String series) {
        Set<String> others = seriesOf(byModel);
        others.removeIf(other -> other.equals(series) || other.startsWith(series + "-"));
        if (!others.isEmpty()) {
            getLog().info("not compared: the schemas of " + String.join(", ", others)
                    + ", since the server's series is " + series);
        }
    }

    private static Set<String> seriesOf(SortedMap<String, List<ModelSchema>> byModel) {
        return byModel.values().stream()
                .flatMap(List::stream)
                .map(schema -> String.valueOf(schema.series()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void report(DriftTable table, int compared, String series, String place) throws MojoFailureException {
        int allowed = allowAddedFields ? table.added() : 0;
        int drift = table.size() - allowed;
        if (drift == 0) {
            if (allowed > 0) {
                table.lines().forEach(getLog()::info);
            }
            getLog().info(compared + " schemas of Odoo " + series + " are as " + place + " has them"
                    + (allowed > 0 ? ", but for " + things(allowed, "added field") : ""));
            return;
        }
        table.lines().forEach(getLog()::error);
        throw new MojoFailureException("the schemas of Odoo " + series + " and " + place + " differ in "
                + things(drift, "thing") + (allowed > 0 ? ", not counting " + things(allowed, "added field") : "")
                + " (see the table): pull the schemas again, or change the server");
    }

    private static String things(int count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
