package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** The report on the fakes is about all behaviours of the suite; each contract test holds its own line of it against what comes out. */
class FidelityTest {
    @Test
    void theReportCountsAllBehavioursOfTheSuite() throws Exception {
        assertThat(Fidelity.behaviours(Targets.FAKE_18))
                .as("docs/fidelity.md says how to write it anew")
                .isEqualTo(behaviours().size());
        assertThat(Fidelity.behaviours(Targets.FAKE_19)).isEqualTo(behaviours().size());
    }

    @Test
    void theReportHasWhatNoTestTells() {
        assertThat(Fidelity.lines())
                .as("docs/fidelity.md says how to write it anew")
                .containsSequence(Fidelity.appendix());
    }

    @Test
    void theReportNamesEachBehaviour() throws Exception {
        String report = String.join("\n", Fidelity.lines());

        assertThat(behaviours())
                .as("docs/fidelity.md says how to write it anew")
                .allSatisfy(test -> {
                    String name = Fidelity.words(test.substring(test.indexOf('.') + 1));
                    assertThat(report.contains("`" + test + "`") || report.contains(name))
                            .as(test)
                            .isTrue();
                });
    }

    @Test
    void thereAreAtLeast400() throws Exception {
        assertThat(behaviours()).hasSizeGreaterThanOrEqualTo(400);
    }

    @Test
    void eachDifferenceIsOneOfATest() throws Exception {
        List<String> behaviours = behaviours();
        assertThat(FakeDifferences.all().keySet())
                .allSatisfy(test -> assertThat(behaviours).contains(test.split(" ", 2)[0]));
    }

    private static List<String> behaviours() throws IOException, ClassNotFoundException {
        Path classes = Path.of("target/test-classes/com/powerseller/odoo/testkit/contract");
        List<String> behaviours = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith("ContractTest.class")) {
                    Class<?> suite = Class.forName(
                            FidelityTest.class.getPackageName() + "." + name.substring(0, name.length() - 6));
                    if (ContractTest.class.isAssignableFrom(suite) && suite != ContractTest.class) {
                        tests(suite).forEach(method -> behaviours.add(suite.getSimpleName() + "." + method));
                    }
                }
            }
        }
        return behaviours;
    }

    private static Stream<String> tests(Class<?> suite) {
        Stream<Method> methods = Stream.of();
        for (Class<?> type = suite; type != ContractTest.class; type = type.getSuperclass()) {
            methods = Stream.concat(methods, Arrays.stream(type.getDeclaredMethods()));
        }
        return methods.filter(method -> isAnnotated(method, Testable.class))
                .map(Method::getName)
                .distinct();
    }
}
