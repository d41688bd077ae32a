package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the documents show is what is compiled here, and what they point to exists. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Path OWN_MODULE = Path.of("own-module");
    private static final Path SOURCES = Path.of("src/test/java/com/powerseller/odoo/examples");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");

    @TestFactory
    Stream<DynamicTest> theJavaOfTheDocumentsIsCompiled() throws IOException {
        String compiled = withoutSpace(Files.readString(SOURCES.resolve("ReadmeTest.java"))
                + Files.readString(SOURCES.resolve("GuideSnippets.java"))
                + Files.readString(
                        OWN_MODULE.resolve("src/main/java/com/powerseller/odoo/examples/ownmodule/Tenants.java")));
        return documents().stream()
                .map(document -> DynamicTest.dynamicTest(document.toString(), () -> {
                    Matcher block = JAVA.matcher(Files.readString(document));
                    while (block.find()) {
                        assertThat(compiled).contains(withoutSpace(block.group(1)));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> theLinksOfTheDocumentsLeadSomewhere() throws IOException {
        return documents().stream()
                .map(document -> DynamicTest.dynamicTest(document.toString(), () -> {
                    Matcher link = LINK.matcher(Files.readString(document));
                    while (link.find()) {
                        assertThat(document.resolveSibling(link.group(1))).exists();
                    }
                }));
    }

    @Test
    void thePomOfTheGuideToOwnModelsIsBuilt() throws IOException {
        String pom = withoutSpace(Files.readString(OWN_MODULE.resolve("pom.xml")));
        Matcher block = XML.matcher(Files.readString(ROOT.resolve("docs/guides/own-models.md")));
        assertThat(block.find()).isTrue();
        assertThat(pom).contains(withoutSpace(block.group(1)));
    }

    @Test
    void theReadmeShowsJava() throws IOException {
        assertThat(JAVA.matcher(Files.readString(ROOT.resolve("README.md"))).find())
                .isTrue();
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(
                List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("CHANGELOG.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
