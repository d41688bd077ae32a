package com.powerseller.odoo.maven;

import com.powerseller.odoo.maven.generator.GenerationException;
import com.powerseller.odoo.maven.generator.ModelPatterns;
import com.powerseller.odoo.maven.generator.SchemaFiles;
import com.powerseller.odoo.schema.ModelSchema;
import com.powerseller.odoo.schema.SchemaDrift;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compares the schema files with a live server of their series, and fails the build if they differ: fields that came, went, changed their type, refer to another
 * model or have other options. Reads only; one request per model. Ask as the user who pulled: what a user may not see is reported as removed.
 */
@Mojo(name = "check", requiresOnline = true, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class CheckMojo extends ServerMojo {
    /** The folders with the schema files, {@code <series>/<model>.json}; those of the server's series are compared. */
    @Parameter(defaultValue = "${project.basedir}/src/main/resources/META-INF/odoo/schema", required = true)
    List<File> schemaDirectories;

    /** Whether fields that the server has and the schemas have not are fine. */
    @Parameter(property = "odoo.allowAddedFields", defaultValue = "false")
    boolean allowAddedFields;

    @Override
    void execute(LiveSchemas server, String place, ModelPatterns wanted) throws IOException, MojoFailureException {
        List<ModelSchema> schemas = schemas(server.series(), wanted);
        DriftTable table = new DriftTable();
        for (ModelSchema schema : schemas) {
            Optional<ModelSchema> actual = server.fetch(schema.model());
            if (actual.isPresent()) {
                SchemaDrift drift = SchemaDrift.between(schema, actual.get());
                table.add(allowAddedFields ? drift.withoutAdded() : drift);
            } else {
                table.addRemoved(schema.model());
            }
        }
        if (table.isEmpty()) {
            getLog().info(schemas.size() + " schemas of Odoo " + server.series() + " are as " + place + " has them");
            return;
        }
        table.lines().forEach(getLog()::error);
        throw new MojoFailureException("the schemas of Odoo " + server.series() + " and " + place + " differ in "
                + table.size() + (table.size() == 1 ? " thing" : " things")
                + " (see the table): pull the schemas again, or change the server");
    }

    private List<ModelSchema> schemas(String series, ModelPatterns wanted) throws IOException {
        Collection<ModelSchema> all =
                SchemaFiles.read(schemaDirectories.stream().map(File::toPath).toList(), wanted);
        List<ModelSchema> schemas =
                all.stream().filter(schema -> series.equals(schema.series())).toList();
        if (schemas.isEmpty()) {
            throw new GenerationException("there is no schema of Odoo " + series
                    + ", the server's series, to compare it with; there are those of "
                    + all.stream()
                            .map(schema -> String.valueOf(schema.series()))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return schemas;
    }
}
