package com.powerseller.odoo.maven;

import com.powerseller.odoo.maven.generator.GenerationException;
import com.powerseller.odoo.maven.generator.ModelPatterns;
import com.powerseller.odoo.maven.generator.SchemaFiles;
import com.powerseller.odoo.schema.ModelSchema;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes the schemas of a live server's models as JSON, to be checked in: {@code <series>/<model>.json}. Reads only; one request per model, one more if there is a
 * pattern, and two more to learn which selections have options of the database's own, such as languages: those are left out. What the files say depends on the server and
 * on the rights of the user; the same server and user give the same bytes. Help texts are left out. Nothing is written if one of the models cannot be had; the files of
 * models that the server no longer has are left alone, and named.
 */
@Mojo(name = "pull", requiresOnline = true, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class PullMojo extends ServerMojo {
    /** The folder for the schemas; a folder per series is made in it. */
    @Parameter(
            property = "odoo.schemaDirectory",
            defaultValue = "${project.basedir}/src/main/resources/META-INF/odoo/schema",
            required = true)
    File schemaDirectory;

    @Override
    void execute(LiveSchemas server, String place, ModelPatterns wanted) throws IOException {
        if (wanted.isEmpty()) {
            throw new GenerationException(
                    "say which 'models' to pull, such as <models><model>res.partner</model><model>x_*</model></models>"
                            + " or -Dodoo.models=res.partner,x_*");
        }
        SortedSet<String> models = server.models(wanted);
        getLog().info("Pulling " + models.size() + " models from " + place + ", Odoo " + server.series());
        SortedMap<String, ModelSchema> schemas = server.fetch(models);
        Path folder = schemaDirectory.toPath().resolve(server.series());
        int changed = write(schemas, folder);
        getLog().info(schemas.size() + " schemas in " + folder + ", " + changed + " of them new or changed");
        List<String> vanished = SchemaFiles.models(folder).stream()
                .filter(model -> wanted.matches(model) && !schemas.containsKey(model))
                .toList();
        if (!vanished.isEmpty()) {
            getLog().warn(place + " no longer has " + String.join(", ", vanished) + ": delete their files in " + folder
                    + " if nothing needs them");
        }
    }

    private static int write(SortedMap<String, ModelSchema> schemas, Path folder) throws IOException {
        Files.createDirectories(folder);
        int changed = 0;
        for (ModelSchema schema : schemas.values()) {
            Path file = SchemaFiles.file(folder, schema.model());
            String json = schema.toJson();
            if (!Files.exists(file) || !Files.readString(file).equals(json)) {
                Files.writeString(file, json);
                changed++;
            }
        }
        return changed;
    }
}
