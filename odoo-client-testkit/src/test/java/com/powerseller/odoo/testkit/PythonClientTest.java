package com.powerseller.odoo.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that nobody here wrote: that of Python's standard library. */
class PythonClientTest {
    @Test
    void pythonsXmlRpcClientWorksUnchanged() throws Exception {
        assumeTrue(hasPython(), "NOT RUN: there is no python3 on the path");
        Path script = Path.of(Objects.requireNonNull(PythonClientTest.class.getResource("/wire/xmlrpc_client.py"))
                .toURI());
        try (FakeOdoo fake = FakeOdoo.start()) {
            Process python = new ProcessBuilder("python3", script.toString(), fake.url(), fake.database())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(python.getInputStream().readAllBytes(), UTF_8);

            assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(output).isEqualTo("fine" + System.lineSeparator());
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
