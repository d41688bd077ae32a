package com.powerseller.odoo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.maven.generator.Compiled;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goals over every model that a real Odoo has installed. */
@Tag("real-odoo")
class InstalledModelsContractTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static RealOdoo odoo;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final LogLines log = new LogLines();

    @BeforeAll
    static void copyTheTemplate() throws Exception {
        odoo = new RealOdoo();
    }

    @AfterAll
    static void dropTheCopy() throws Exception {
        odoo.close();
    }

    @Test
    void theyAreGeneratedAndCompiledWithoutWarningWithinAMinuteAndTwiceTheSame() throws Exception {
        pull("schemas", "*");
        int models = files("schemas").size();

        long start = System.nanoTime();
        generate("schemas", "out");
        long generated = System.nanoTime();
        SortedMap<String, String> sources = files("out");
        Compiled.of(sources, Files.createDirectories(folder.resolve("classes"))).close();
        long compiled = System.nanoTime();
        generate("schemas", "again");

        System.out.printf(
                "%d installed models: generated in %.1f s, compiled in %.1f s%n",
                models, (generated - start) / 1e9, (compiled - generated) / 1e9);
        assertThat(models).isGreaterThan(300);
        assertThat(sources).hasSize(models);
        assertThat(files("again")).isEqualTo(sources);
        assertThat(Duration.ofNanos(compiled - start)).isLessThan(LIMIT);
    }

    @Test
    void theyArePulledTwiceTheSameAndDoNotDrift() throws Exception {
        pull("schemas", "*");
        pull("again", "*");

        assertThat(files("again")).isEqualTo(files("schemas"));
        check(false);
        assertThat(log.lines("info")).anyMatch(line -> line.contains("schemas of Odoo 19.0 are as "));
    }

    @Test
    void aChangedModelDrifts() throws Exception {
        pull("schemas", "res.partner", "res.partner.c*");
        try (OdooClient client = odoo.connect()) {
            long partner = client.model("ir.model")
                    .search(Domain.of("model", "=", "res.partner"))
                    .ids()
                    .get(0);
            client.model("ir.model.fields")
                    .create(new Values<Record>()
                            .set("model_id", partner)
                            .set("name", "x_studio_tier")
                            .set("field_description", "Tier")
                            .set("ttype", "char"));
        }

        assertThatThrownBy(() -> check(false))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("1 thing");
        assertThat(log.lines("error")).anyMatch(line -> line.matches("res\\.partner +x_studio_tier +added +- +char"));
        check(true);
    }

    @Test
    void patternsNeedAUserWhoMayReadTheModels() throws Exception {
        PullMojo mojo = puller("schemas", "res.part*");
        mojo.environment = odoo.environment("employee");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("Access Rights")
                .hasMessageContaining("name the models one by one");
        assertThat(folder.resolve("schemas")).doesNotExist();
    }

    private void pull(String into, String... models) throws Exception {
        puller(into, models).execute();
    }

    private PullMojo puller(String into, String... models) {
        PullMojo mojo = new PullMojo();
        mojo.setLog(log);
        mojo.environment = odoo.environment("admin");
        mojo.models = List.of(models);
        mojo.schemaDirectory = folder.resolve(into).toFile();
        return mojo;
    }

    private void check(boolean allowAddedFields) throws Exception {
        CheckMojo mojo = new CheckMojo();
        mojo.setLog(log);
        mojo.environment = odoo.environment("admin");
        mojo.schemaDirectories = List.of(folder.resolve("schemas").toFile());
        mojo.allowAddedFields = allowAddedFields;
        mojo.execute();
    }

    private void generate(String from, String into) throws Exception {
        GenerateMojo mojo = new GenerateMojo();
        mojo.setLog(log);
        mojo.schemaDirectories = List.of(folder.resolve(from).toFile());
        mojo.packageName = "com.acme.odoo";
        mojo.outputDirectory = folder.resolve(into).toFile();
        mojo.project = new MavenProject();
        mojo.execute();
    }

    private SortedMap<String, String> files(String in) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        Path root = folder.resolve(in);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(root.relativize(file).toString().replace(File.separatorChar, '/'), Files.readString(file));
            }
        }
        return texts;
    }
}
