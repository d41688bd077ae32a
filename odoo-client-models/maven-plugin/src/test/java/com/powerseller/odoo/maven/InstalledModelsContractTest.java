package com.powerseller.odoo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.maven.generator.Compiled;
import com.powerseller.odoo.maven.generator.ModelPatterns;
import com.powerseller.odoo.maven.generator.SchemaFiles;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goals over every model that a real Odoo has installed. */
@Tag("real-odoo")
class InstalledModelsContractTest {
    /** Of processor time of the thread that does it all: a machine that is busy with other things changes nothing about it. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Path CHECKED_IN = Path.of("../src/main/resources/META-INF/odoo/schema");

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

        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        generate("schemas", "out");
        long generated = threads.getCurrentThreadCpuTime();
        SortedMap<String, String> sources = files("out");
        Compiled.of(sources, Files.createDirectories(folder.resolve("classes"))).close();
        long compiled = threads.getCurrentThreadCpuTime();
        generate("schemas", "again");

        System.out.printf(
                "%d installed models: generated in %.1f s, compiled in %.1f s of processor time%n",
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
    void everyPulledFieldCanBeReadAndHoldsWhatItsTypeSays() throws Exception {
        pull("schemas", "*");
        List<String> wrong = new ArrayList<>();
        int read = 0;
        try (OdooClient client = odoo.connect()) {
            makeRecordsWithOddFields(client);
            for (ModelSchema schema :
                    SchemaFiles.read(List.of(folder.resolve("schemas")), new ModelPatterns(List.of()))) {
                Model<Record> model = client.withArchived().model(schema.model());
                List<Long> ids;
                try {
                    ids = model.search().limit(5).ids();
                } catch (OdooServerException e) {
                    continue; // this user may not, or nobody may
                }
                String[] fields = schema.fields().keySet().toArray(String[]::new);
                for (Record row :
                        model.search(Domain.of("id", "in", ids)).select(fields).list()) {
                    schema.fields().values().stream()
                            .filter(field -> !fits(field.type(), row.get(field.name())))
                            .forEach(field -> wrong.add(schema.model() + "." + field.name()));
                }
                read += ids.isEmpty() ? 0 : 1;
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(read).isGreaterThan(100);
    }

    /** Whether a value has the form of its type, of the types that Odoo does not always tell rightly. */
    private static boolean fits(FieldType type, @Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value)) {
            return true;
        }
        return switch (type) {
            case BINARY -> value instanceof String;
            case MANY2ONE -> value instanceof Ref || (value instanceof List<?> pair && pair.get(0) instanceof Long);
            default -> true;
        };
    }

    private static void makeRecordsWithOddFields(OdooClient client) {
        Values<Record> line = new Values<Record>().set("name", "Set-up").set("price_unit", 200.25);
        long partner = client.model("res.partner").create(new Values<Record>().set("name", "Acme"));
        long invoice = client.model("account.move")
                .create(new Values<Record>()
                        .set("move_type", "out_invoice")
                        .set("partner_id", partner)
                        .set("invoice_line_ids", List.of(Command.create(line))));
        client.model("account.move").call("action_post", List.of(invoice), Map.of());
        client.model("sale.order").create(new Values<Record>().set("partner_id", partner));
        client.model("ir.attachment")
                .create(new Values<Record>().set("name", "no text").set("datas", new byte[] {-1, -2, 0}));
    }

    @Test
    void theShippedSchemasDifferOnlyInFieldsThatTheTestAddonHasOfOlderSeries() {
        CheckMojo mojo = checker(CHECKED_IN);

        assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);

        assertThat(log.lines("error").stream().skip(1).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "helpdesk.sla ticket_type_ids added - many2many of helpdesk.ticket.type",
                        "helpdesk.ticket email added - char",
                        "helpdesk.ticket ticket_type_id added - many2one of helpdesk.ticket.type",
                        "sale.order archived_product_count added - integer",
                        "sale.order archived_product_ids added - many2many of product.product",
                        "sale.order country_id added - many2one of res.country",
                        "sale.order industry_id added - many2one of res.partner.industry");
    }

    @Test
    void anotherLanguageIsNoDrift() throws Exception {
        pull("schemas", "res.partner", "res.users", "mail.guest", "resource.calendar");
        assertThat(files("schemas").values())
                .hasSize(4)
                .noneMatch(text -> text.contains("fr_FR") || text.contains("Europe/Paris"))
                .anyMatch(text -> text.contains("[\"contact\", \"Contact\"]"));
        try (OdooClient client = odoo.connect()) {
            Model<Record> languages = client.withArchived().model("res.lang");
            long german =
                    languages.search(Domain.of("code", "=", "de_DE")).ids().get(0);
            languages.update(german, new Values<Record>().set("active", true));
        }

        checker(folder.resolve("schemas")).execute();

        assertThat(log.lines("error")).isEmpty();
    }

    @Test
    void aUserWithoutRightsPullsByNameAndIsToldAboutSelections() throws Exception {
        PullMojo mojo = puller("schemas", "res.partner");
        mojo.environment = odoo.environment("employee");

        mojo.execute();

        assertThat(log.lines("warn")).singleElement().asString().contains("ir.model.fields");
        assertThat(files("schemas").get("19.0/res.partner.json")).contains("fr_FR");
    }

    @Test
    void aChangedModelDrifts() throws Exception {
        pull("schemas", "res.partner.industry", "res.partner.c*");
        try (OdooClient client = odoo.connect()) {
            long industry = client.model("ir.model")
                    .search(Domain.of("model", "=", "res.partner.industry"))
                    .ids()
                    .get(0);
            client.model("ir.model.fields")
                    .create(new Values<Record>()
                            .set("model_id", industry)
                            .set("name", "x_studio_tier")
                            .set("field_description", "Tier")
                            .set("ttype", "char"));
        }

        assertThatThrownBy(() -> check(false))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("1 thing");
        assertThat(log.lines("error"))
                .anyMatch(line -> line.matches("res\\.partner\\.industry +x_studio_tier +added +- +char"));
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
        CheckMojo mojo = checker(folder.resolve("schemas"));
        mojo.allowAddedFields = allowAddedFields;
        mojo.execute();
    }

    private CheckMojo checker(Path schemas) {
        CheckMojo mojo = new CheckMojo();
        mojo.setLog(log);
        mojo.environment = odoo.environment("admin");
        mojo.schemaDirectories = List.of(schemas.toFile());
        return mojo;
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
