package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a run of the suite on the fakes, and the report of it, {@code docs/fidelity.md}: written anew if {@code odoo.contract.fidelity} is {@code write}, else
 * held against each test.
 */
final class Fidelity implements AutoCloseable {
    static final Path REPORT = Path.of("../docs/fidelity.md");
    private static final String COMMAND =
            "./mvnw -pl odoo-client-testkit -am verify -Dtest='*ContractTest' -Dsurefire.failIfNoSpecifiedTests=false -Dodoo.contract.fidelity=write";
    private static final boolean WRITES = "write".equals(System.getProperty("odoo.contract.fidelity"));

    /** What is said of the fake is not so any more. */
    static final class Stale extends AssertionError {
        private static final long serialVersionUID = 1L;

        Stale(String text) {
            super(text);
        }
    }

    /** From the best to the worst. */
    private enum Kind {
        NOT_IN_THE_SERIES,
        AGREES,
        DIFFERS,
        NOT_SUPPORTED
    }

    /** How a test ended on a fake over a protocol. */
    private record Outcome(String test, Targets target, Protocol protocol, Kind kind, String reason) {}

    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> exceptions = WRITES ? Set.of() : listed();

    void agrees(String test, Targets target, Protocol protocol) {
        outcomes.add(new Outcome(test, target, protocol, Kind.AGREES, ""));
        if (exceptions.contains(key(test, target, protocol))) {
            throw new Stale(test + " holds on the " + target + " now: " + stale());
        }
    }

    /** The test is about what another series does. */
    void isNotInTheSeries(String test, Targets target, Protocol protocol) {
        outcomes.add(new Outcome(test, target, protocol, Kind.NOT_IN_THE_SERIES, ""));
    }

    void differs(String test, Targets target, Protocol protocol, String reason) {
        add(new Outcome(test, target, protocol, Kind.DIFFERS, reason));
    }

    void isNotSupported(String test, Targets target, Protocol protocol, String what) {
        add(new Outcome(test, target, protocol, Kind.NOT_SUPPORTED, plain(what)));
    }

    private void add(Outcome outcome) {
        outcomes.add(outcome);
        if (!WRITES && !exceptions.contains(key(outcome.test(), outcome.target(), outcome.protocol()))) {
            throw new Stale(outcome.test() + " does not hold on the " + outcome.target() + " (" + outcome.reason()
                    + "): " + stale());
        }
    }

    private static String stale() {
        return "docs/fidelity.md does not say so. If that is right, write it anew with " + COMMAND;
    }

    /** Without what differs between runs, and without advice. */
    private static String plain(String what) {
        return what.replaceFirst("(: (put|give|name) |; ).*", "")
                .replaceFirst(" \\[.* over .*", "")
                .replaceAll("t?[0-9a-f]{8}-[0-9a-f-]{27}", "…")
                .replace("|", "\\|");
    }

    private static String key(String test, Targets target, Protocol protocol) {
        return test + " " + target + " " + name(protocol);
    }

    private static String name(Protocol protocol) {
        return switch (protocol) {
            case JSON2 -> "JSON-2";
            case JSON_RPC -> "JSON-RPC";
            case XML_RPC -> "XML-RPC";
            case AUTO -> throw new IllegalArgumentException();
        };
    }

    // ------------------------------------------------------------------------------------ the report

    /** What the report lists, each with target and protocol. */
    private static Set<String> listed() {
        Set<String> listed = new TreeSet<>();
        for (String line : lines()) {
            String[] cells = line.split(" \\| ", -1);
            if (line.startsWith("| `") && cells.length >= 4) {
                for (String protocol : cells[2].split(", ", -1)) {
                    listed.add(cells[0].replaceAll("[|` ]", "") + " " + cells[1] + " " + protocol);
                }
            }
        }
        return listed;
    }

    static List<String> lines() {
        try {
            return Files.readAllLines(REPORT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (WRITES && !outcomes.isEmpty()) {
            try {
                Files.writeString(REPORT, String.join("\n", report()) + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<String> report() {
        List<String> report = new ArrayList<>(List.of(
                "# What the fake does as the real Odoo does",
                "",
                "Generated from a run of the contract suite; do not edit. To write it anew:",
                "",
                "```",
                COMMAND,
                "```",
                "",
                "Each behaviour is a test that runs over each protocol against the fakes in every build, and against a real Odoo 19 in CI. A test that is listed here as different"
                        + " or not supported and holds, or that is not listed and does not hold, fails the build.",
                "",
                "## Summary",
                "",
                "| target | behaviours | not in the series | agree | differ | not supported |",
                "|---|---|---|---|---|---|"));
        for (Targets target : List.of(Targets.FAKE_18, Targets.FAKE_19)) {
            report.add(summary(target));
        }
        report.addAll(List.of(
                "", "## What differs, and why", "", "| behaviour | target | protocols | why |", "|---|---|---|---|"));
        report.addAll(rows(Kind.DIFFERS));
        report.addAll(List.of(
                "",
                "## What is not supported",
                "",
                "A call of it answers HTTP 501 and names what is missing and how to add it.",
                "",
                "| behaviour | target | protocols | what is missing |",
                "|---|---|---|---|"));
        report.addAll(rows(Kind.NOT_SUPPORTED));
        report.addAll(appendix());
        report.addAll(agreeing());
        return report;
    }

    /** The tests that hold on both fakes, or on the one whose series they are about, by class, in words. */
    private List<String> agreeing() {
        Map<String, Kind> worst = worst(outcomes);
        Map<String, Set<String>> byClass = new TreeMap<>();
        worst.forEach((test, kind) -> {
            if (kind == Kind.AGREES) {
                int dot = test.indexOf('.');
                byClass.computeIfAbsent(
                                words(test.substring(0, dot).replace("ContractTest", "")), unused -> new TreeSet<>())
                        .add(words(test.substring(dot + 1)));
            }
        });
        List<String> section = new ArrayList<>(List.of("", "## What agrees", ""));
        byClass.forEach((area, tests) -> section.add("* **" + area + "**: " + String.join("; ", tests) + "."));
        return section;
    }

    private static Map<String, Kind> worst(List<Outcome> some) {
        Map<String, Kind> worst = new TreeMap<>();
        some.forEach(outcome -> worst.merge(outcome.test(), outcome.kind(), (a, b) -> a.compareTo(b) > 0 ? a : b));
        return worst;
    }

    /** The name of a test, as the report has it. */
    static String words(String camelCase) {
        return camelCase
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9])", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** What no test of the suite tells. */
    static List<String> appendix() {
        List<String> appendix = new ArrayList<>(List.of(
                "",
                "## What people meet that is not supported",
                "",
                "Each of these answers HTTP 501 too; `GapsTest` asks for all of them.",
                "",
                "| what | instead |",
                "|---|---|"));
        Gaps.all().forEach(gap -> appendix.add("| " + gap.what() + " | " + gap.instead() + " |"));
        appendix.addAll(List.of(
                "",
                "## What the random questions leave out",
                "",
                "The differential test asks fake and real some thousand random questions. It does not ask these, as no answer would tell whether the fake is right:",
                "",
                "| what | why |",
                "|---|---|"));
        for (LeftOut one : LeftOut.values()) {
            appendix.add(one.row());
        }
        appendix.addAll(List.of(
                "",
                "## What no test can hold the fake to",
                "",
                "* How often an automation rule without trigger fields sends its webhook for one new record: Odoo sends once for the creation and once for each group of stored fields"
                        + " that it computes, 2 to 21 times with the modules of the contract's server. The fake sends twice. The bodies are the same; receivers have to take them twice anyway.",
                "* What a new database has: the fake's has the countries of the world as 19.0 has them, without their states and groups, the administrator's groups, one chart of accounts in"
                        + " short, the terms of payment, one unit of measure, one category of products and one team of sales. A real one has what its modules bring beyond that.",
                "* What Odoo 16 to 18 write into chatters of their own: the fake does there what the real 19 does."));
        return appendix;
    }

    private String summary(Targets target) {
        Map<String, Kind> worst = worst(
                outcomes.stream().filter(outcome -> outcome.target() == target).toList());
        StringBuilder row = new StringBuilder("| " + target + " | " + worst.size());
        for (Kind kind : Kind.values()) {
            row.append(" | ").append(Collections.frequency(worst.values(), kind));
        }
        return row.append(" |").toString();
    }

    private List<String> rows(Kind kind) {
        Map<String, Set<String>> protocols = new TreeMap<>();
        Map<String, String> reasons = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.kind() == kind) {
                String row = "| `" + outcome.test() + "` | " + outcome.target();
                protocols.computeIfAbsent(row, unused -> new TreeSet<>()).add(name(outcome.protocol()));
                // Which of several is met first may depend on the protocol.
                reasons.merge(row, outcome.reason(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
            }
        }
        List<String> rows = new ArrayList<>();
        protocols.forEach(
                (row, names) -> rows.add(row + " | " + String.join(", ", names) + " | " + reasons.get(row) + " |"));
        return rows;
    }

    /** How many behaviours the report counts for a target; null if it does not know it. */
    static @Nullable Integer behaviours(Targets target) {
        for (String line : lines()) {
            if (line.startsWith("| " + target + " | ")) {
                return Integer.valueOf(line.split(" \\| ", -1)[1]);
            }
        }
        return null;
    }
}
