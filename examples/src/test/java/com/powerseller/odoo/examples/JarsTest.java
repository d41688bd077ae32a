package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars that are published hold nothing of when and where they were built, so that the same sources give the same bytes. */
class JarsTest {
    /** The build's {@code project.build.outputTimestamp}. */
    private static final LocalDateTime TIMESTAMP = LocalDateTime.parse("2026-01-01T00:00:00");

    @Test
    void theJarOfAllModelsStaysSmall() throws Exception {
        Path place = Path.of(ResPartner.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assumeTrue(Files.isRegularFile(place));

        assertThat(Files.size(place)).as("bytes of %s", place).isLessThan(1_500_000);
    }

    @ParameterizedTest
    @ValueSource(classes = {OdooClient.class, ResPartner.class, FakeOdoo.class})
    void aJarDoesNotDependOnTheBuild(Class<?> inJar) throws Exception {
        Path place = Path.of(
                inJar.getProtectionDomain().getCodeSource().getLocation().toURI());
        // Up to the phase "test" the build makes no jars.
        assumeTrue(Files.isRegularFile(place));
        String checkout = Path.of("").toAbsolutePath().getParent().toString();
        try (JarFile jar = new JarFile(place.toFile())) {
            List<JarEntry> entries = jar.stream().toList();
            assertThat(entries).extracting(JarEntry::getTimeLocal).containsOnly(TIMESTAMP);
            for (JarEntry entry : entries) {
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .as(entry.getName())
                        .doesNotContain(checkout);
            }
        }
    }
}
