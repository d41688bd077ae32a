package com.powerseller.odoo.maven;

import com.powerseller.odoo.maven.generator.GenerationException;
import com.powerseller.odoo.maven.generator.ModelGenerator;
import com.powerseller.odoo.maven.generator.ModelPatterns;
import com.powerseller.odoo.maven.generator.SchemaFiles;
import com.powerseller.odoo.schema.ModelSchema;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Generates a class per model from schema files. Offline; the same schemas give the same sources. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class GenerateMojo extends AbstractMojo {
    /** The folders with the schema files, {@code <series>/<model>.json}. */
    @Parameter(defaultValue = "${project.basedir}/src/main/resources/META-INF/odoo/schema", required = true)
    List<File> schemaDirectories;

    /** The Java package of the classes. */
    @Parameter(required = true)
    String packageName;

    /** The models, such as {@code res.partner}, and patterns of them, such as {@code res.*}; all that have schemas unless said otherwise. */
    @Parameter(property = "odoo.models")
    List<String> models = List.of();

    /**
     * Other names for fields, in Odoo's form, such as for two that Java can hardly tell apart: {@code <fieldNames><x_model.x_a_1>x_a_one</x_model.x_a_1></fieldNames>}.
     */
    @Parameter
    Map<String, String> fieldNames = Map.of();

    /** Where the sources go; nothing else may be in there. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/odoo", required = true)
    File outputDirectory;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Override
    public void execute() throws MojoExecutionException {
        try {
            List<ModelSchema> schemas = SchemaFiles.read(
                    schemaDirectories.stream().map(File::toPath).toList(), new ModelPatterns(models));
            SortedMap<String, String> sources = new ModelGenerator(packageName, fieldNames).generate(schemas);
            write(sources, outputDirectory.toPath());
            getLog().info("Models of Odoo generated into " + packageName + ": " + sources.size());
        } catch (GenerationException e) {
            throw new MojoExecutionException(e.getMessage());
        } catch (IOException e) {
            throw new MojoExecutionException("Reading the schemas or writing the sources failed: " + e, e);
        }
        project.addCompileSourceRoot(outputDirectory.getPath());
    }

    /** Writes what differs and deletes what is no longer generated, so that an unchanged model is not compiled again. */
    private static void write(SortedMap<String, String> sources, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!sources.containsKey(folder.relativize(file).toString().replace(File.separatorChar, '/'))) {
                    Files.delete(file);
                }
            }
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(source.getValue())) {
                Files.createDirectories(file.resolveSibling("."));
                Files.writeString(file, source.getValue());
            }
        }
    }
}
