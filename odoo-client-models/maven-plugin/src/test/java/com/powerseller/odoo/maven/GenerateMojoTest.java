package com.powerseller.odoo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateMojoTest {
    private final GenerateMojo mojo = new GenerateMojo();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void configure() {
        mojo.schemaDirectories = List.of(new File("src/test/resources/schemas"));
        mojo.packageName = "com.acme";
        mojo.outputDirectory = folder.resolve("out").toFile();
        mojo.project = new MavenProject();
    }

    @Test
    void theSourcesAreWrittenAndCompiledWithTheProject() throws Exception {
        mojo.execute();

        assertThat(folder.resolve("out/com/acme/XEveryType.java")).exists();
        assertThat(folder.resolve("out/com/acme/XOther.java")).exists();
        assertThat(mojo.project.getCompileSourceRoots())
                .containsExactly(folder.resolve("out").toString());
    }

    @Test
    void onlyTheModelsThatAreAskedForAreGenerated() throws Exception {
        mojo.execute();
        mojo.models = List.of("x_other");
        mojo.execute();

        assertThat(folder.resolve("out/com/acme/XEveryType.java")).doesNotExist();
        assertThat(folder.resolve("out/com/acme/XOther.java"))
                .content()
                .contains("Many2OneField<XOther, Record> EVERY_ID");
    }

    @Test
    void onlyWhatWasGeneratedIntoThePackageIsDeleted() throws Exception {
        mojo.execute();
        Path room = folder.resolve("out/com/acme");
        Path old = Files.writeString(room.resolve("XOld.java"), Files.readString(room.resolve("XOther.java")));
        Path own = Files.writeString(room.resolve("Own.java"), "class Own {}");
        Path elsewhere = folder.resolve("out/com/other/X.java");
        Files.createDirectories(elsewhere.resolveSibling("."));
        Files.writeString(elsewhere, Files.readString(room.resolve("XOther.java")));

        mojo.execute();

        assertThat(old).doesNotExist();
        assertThat(own).exists();
        assertThat(elsewhere).as("another execution's package").exists();
    }

    @Test
    void anUnchangedModelIsNotWrittenAgain() throws Exception {
        mojo.execute();
        Path source = folder.resolve("out/com/acme/XOther.java");
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(source, longAgo);
        mojo.execute();

        assertThat(Files.getLastModifiedTime(source)).isEqualTo(longAgo);
    }

    @Test
    void aMissingSchemaFolderIsNamed() {
        mojo.schemaDirectories = List.of(new File("src/nowhere"));

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("src/nowhere does not exist");
    }

    @Test
    void aFolderWithoutSchemasIsNamed() {
        mojo.schemaDirectories = List.of(folder.toFile());

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("18.0/res.partner.json");
    }

    @Test
    void anUnknownModelIsNamedWithThoseThatThereAre() {
        mojo.models = List.of("x_other", "x_othr");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("no schema of model 'x_othr'")
                .hasMessageContaining("x_every.type, x_other");
    }

    @Test
    void aFileThatIsNoSchemaIsNamedWithTheLine() throws IOException {
        write("18.0/m.json", "{\"model\": \"m\",\n\"fields\": 1}");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("18.0/m.json, line 2");
    }

    @Test
    void aFileInTheWrongPlaceIsNamed() throws IOException {
        write("18.0/m.json", "{\"model\": \"m\", \"series\": \"19.0\", \"fields\": {}}");

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("named as the schema of m in 18.0, but says that it is of m in 19.0");
    }

    @Test
    void theSameModelInTwoFoldersIsAnError() throws IOException {
        Path copy = folder.resolve("schemas/19.0/x_other.json");
        Files.createDirectories(copy.resolveSibling("."));
        Files.copy(Path.of("src/test/resources/schemas/19.0/x_other.json"), copy);
        mojo.schemaDirectories = List.of(
                new File("src/test/resources/schemas"),
                folder.resolve("schemas").toFile());

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("two schemas of x_other in series 19.0");
    }

    @Test
    void aBadPackageIsNamed() {
        mojo.packageName = "com.acme.class";

        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'com.acme.class'");
    }

    @Test
    void twoFieldsOfTheSameJavaNameCanBeTold() throws Exception {
        write(
                "18.0/m.json",
                "{\"model\": \"m\", \"series\": \"18.0\", \"fields\": {\"a1\": {\"type\": \"char\"}, \"a_1\": {\"type\": \"char\"}}}");
        mojo.fieldNames = Map.of("m.a_1", "a_one");

        mojo.execute();

        assertThat(folder.resolve("out/com/acme/M.java")).content().contains("aOne()");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve("schemas").resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        mojo.schemaDirectories = List.of(folder.resolve("schemas").toFile());
    }
}
