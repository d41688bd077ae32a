package com.powerseller.odoo.examples.provisioning;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link Victim} in a process of its own, seen from outside. Its {@link Witness} guards it. */
final class VictimProcess {
    private final String name;
    private final Path log;
    private final Process process;
    private Witness.@Nullable Death death;
    private boolean isKilled;
    private int port;

    /** Starts it on the class path of this one. */
    VictimProcess(String name, Path log, Map<String, String> arguments) throws IOException {
        this.name = name;
        this.log = log;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dsun.net.httpserver.nodelay=true",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Victim.class.getName(),
                "name=" + name));
        arguments.forEach((key, value) -> command.add(key + "=" + value));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
    }

    String name() {
        return name;
    }

    /** When it is to die; null if it is not. */
    Witness.@Nullable Death death() {
        return death;
    }

    void dieAt(Witness.@Nullable Death moment) {
        death = moment;
    }

    /** On Linux with {@code SIGKILL}, as {@code kill -9} does. Returns whether it was not killed before. */
    boolean kill() {
        boolean wasAlive = !isKilled;
        isKilled = true;
        process.destroyForcibly();
        return wasAlive;
    }

    boolean isKilled() {
        return isKilled;
    }

    void ready(int where) {
        port = where;
    }

    boolean isReady() {
        return port != 0;
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    Process process() {
        return process;
    }

    /** The last lines that it wrote. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    @Override
    public String toString() {
        return name + " (" + Objects.toString(log) + ")";
    }
}
