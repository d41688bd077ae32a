package com.powerseller.odoo.testkit.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as a process, and clients that nobody here wrote against it. */
class FakeOdooProgramTest {
    private static final Path PYTHON = Path.of("src/test/python");

    /** A process of the jar that serves. */
    private record Served(Process process, BufferedReader out, String url) implements AutoCloseable {
        static Served start(String... options) throws IOException {
            Process process = java(options);
            BufferedReader out = process.inputReader(UTF_8);
            String line = String.valueOf(out.readLine());
            assertThat(line).matches("ready http://127\\.0\\.0\\.1:\\d+");
            return new Served(process, out, line.substring("ready ".length()));
        }

        /** Asks it to stop; unlike {@code destroy}, leaves its output open. */
        void stop() {
            process.toHandle().destroy();
        }

        @Override
        public void close() {
            stop();
        }
    }

    private static Process java(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("fake.odoo.jar")));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).start();
    }

    private static String rpc(String url, String service, String method, String args) throws Exception {
        String body = "{\"params\": {\"service\": \"" + service + "\", \"method\": \"" + method + "\", \"args\": "
                + args + "}}";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/jsonrpc"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void itPrintsOneLineAndServesUntilItIsStopped() throws Exception {
        try (Served served =
                Served.start("--series", "17.0", "--db=a", "--db", "b", "--login", "me", "--password", "mine")) {
            assertThat(rpc(served.url(), "db", "list", "[]")).contains("[\"a\", \"b\"]");
            assertThat(rpc(served.url(), "common", "version", "[]")).contains("\"17.0\"");
            assertThat(rpc(served.url(), "common", "authenticate", "[\"b\", \"me\", \"mine\", {}]"))
                    .contains("\"result\": 2");
            served.stop();
            assertThat(served.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(served.out().readLine()).isNull();
            assertThat(new String(served.process().getErrorStream().readAllBytes(), UTF_8))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"16.0", "17.0", "18.0", "19.0"})
    void theDemoSeedHasCustomersAndInvoices(String series) throws Exception {
        try (Served served = Served.start("--series", series, "--seed", "demo")) {
            boolean hasPlans = !series.equals("16.0");
            for (String model : List.of("sale.order", "account.move", "helpdesk.ticket")) {
                int count = hasPlans && !model.equals("helpdesk.ticket") ? 6 : 3;
                assertThat(counted(served, model, "[]")).contains("\"result\": " + count);
            }
            if (hasPlans) {
                for (String state : List.of("3_progress", "4_paused", "6_churn")) {
                    assertThat(counted(served, "sale.order", "[[\"subscription_state\", \"=\", \"" + state + "\"]]"))
                            .contains("\"result\": 1");
                }
                assertThat(counted(served, "account.move", "[[\"state\", \"=\", \"posted\"]]"))
                        .contains("\"result\": 3");
            }
        }
    }

    private static String counted(Served served, String model, String domain) throws Exception {
        return rpc(
                served.url(),
                "object",
                "execute_kw",
                "[\"demo\", 2, \"admin\", \"" + model + "\", \"search_count\", [" + domain + "]]");
    }

    @Test
    void anApiKeyCanBeGiven() throws Exception {
        try (Served served = Served.start("--api-key", "0123456789abcdef")) {
            assertThat(rpc(served.url(), "common", "authenticate", "[\"demo\", \"admin\", \"0123456789abcdef\", {}]"))
                    .contains("\"result\": 2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "nonsense",
                "--series",
                "--series=12.0",
                "--port=abc",
                "--port=70000",
                "--module=other",
                "--seed=other"
            })
    void aWrongCommandLineEndsWithTwoAndAMessage(String option) throws Exception {
        Process process = java(option);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .startsWith("fake-odoo: ")
                .contains(option.split("=", 2)[0], "--help")
                .doesNotContain("\tat ");
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void aPortThatIsTakenEndsWithOneAndAMessage() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Process process = java("--port", Integer.toString(taken.getLocalPort()));
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                    .contains("in use");
        }
    }

    @Test
    void helpSaysWhatOptionsThereAre() throws Exception {
        Process process = java("--help");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo(Options.HELP);
    }

    @Test
    void theJarHasNoClassesOfTheModels() throws Exception {
        try (var jar = new java.util.jar.JarFile(System.getProperty("fake.odoo.jar"))) {
            assertThat(jar.getEntry("META-INF/odoo/schema/18.0/res.partner.json"))
                    .isNotNull();
            assertThat(jar.stream().filter(entry -> entry.getName().startsWith("com/powerseller/odoo/models/")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"16.0", "17.0", "18.0", "19.0"})
    void pythonsXmlRpcClientWorksUnchanged(String series) throws Exception {
        assumeTrue(succeeds("python3", "--version"), "NOT RUN: there is no python3 on the path");
        try (Served served = Served.start("--series", series)) {
            assertThat(python("", "xmlrpc_client.py", served.url(), "demo")).isEqualTo("fine\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"16.0", "17.0", "18.0", "19.0"})
    void odooRpcWorksUnchanged(String series) throws Exception {
        assumeTrue(succeeds("python3", "--version"), "NOT RUN: there is no python3 on the path");
        Process install = new ProcessBuilder(PYTHON.resolve("odoorpc.sh").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String folder = new String(install.getInputStream().readAllBytes(), UTF_8).strip();
        int status = install.waitFor();
        assumeTrue(status != 75, "NOT RUN: python3-odoorpc cannot be had here");
        assertThat(status).isZero();
        try (Served served = Served.start("--series", series)) {
            assertThat(python(folder, "odoorpc_client.py", served.url(), "demo", series))
                    .isEqualTo("fine\n");
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String python(String path, String script, String... arguments) throws Exception {
        Path file = PYTHON.resolve(script);
        assertThat(Files.exists(file)).isTrue();
        List<String> command = new ArrayList<>(List.of("python3", file.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONPATH", path);
        return new String(builder.start().getInputStream().readAllBytes(), UTF_8);
    }
}
