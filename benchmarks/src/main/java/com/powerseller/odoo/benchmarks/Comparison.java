package com.powerseller.odoo.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and prints, as a Markdown table, what ours costs as a multiple of what others cost. Each round runs every benchmark once in a fresh JVM,
 * where both sides take turns; a ratio is the median of the rounds' ratios.
 *
 * <p>Arguments: the number of rounds (5), and a regular expression for the benchmarks to run (all).
 */
public final class Comparison {
    /** A benchmark, what is compared, and the most that ours should cost; NaN where there is no target. */
    private record Pair(String what, String with, String benchmark, double cpuTarget, double allocationTarget) {}

    private static final double NONE = Double.NaN;
    private static final List<Pair> PAIRS = List.of(
            new Pair("JSON-RPC, 10,000 rows", "bare Jackson streaming", "DecodeJson.jsonRpcAndBare", 1.25, 1.25),
            new Pair("JSON-RPC, 10,000 rows", "`ObjectMapper` to `Map`", "DecodeJson.jsonRpcAndMap", NONE, 0.5),
            new Pair("JSON-2, 10,000 rows", "bare Jackson streaming", "DecodeJson.json2AndBare", 1.25, 1.25),
            new Pair("JSON-2, 10,000 rows", "`ObjectMapper` to `List`", "DecodeJson.json2AndMap", NONE, 0.5),
            new Pair("1,000 contacts, every accessor", "bare Jackson to objects", "ReadModels.contacts", 1.25, 1.25),
            new Pair("1,000 invoices, every accessor", "bare Jackson to objects", "ReadModels.invoices", 1.25, 1.25),
            new Pair("XML-RPC, 10,000 rows", "Apache XML-RPC client", "XmlRpc.decode", 1.0, NONE),
            new Pair("XML-RPC, create of 100", "Apache XML-RPC client", "XmlRpc.encode", 1.0, NONE),
            new Pair("JSON-RPC call, one record", "bare OkHttp + Jackson", "OneRecord.jsonRpc", 1.1, NONE),
            new Pair("JSON-2 call, one record", "bare OkHttp + Jackson", "OneRecord.json2", 1.1, NONE));

    /** What one side of a benchmark cost in one round: microseconds and bytes. */
    private record Cost(double time, double cpu, double allocation) {}

    /** Both sides of one round. */
    private record Round(Cost ours, Cost other) {}

    private Comparison() {}

    public static void main(String[] args) throws RunnerException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        String include = args.length > 1 ? args[1] : ".*";
        Map<String, List<Round>> rounds = new HashMap<>();
        for (int i = 1; i <= count; i++) {
            System.err.printf("round %d of %d%n", i, count);
            for (RunResult result : new Runner(options(include)).run()) {
                rounds.computeIfAbsent(name(result), unused -> new ArrayList<>())
                        .add(new Round(cost(result, "ours"), cost(result, "bare")));
            }
        }
        System.out.print(table(rounds));
    }

    private static String name(RunResult result) {
        return result.getParams()
                .getBenchmark()
                .substring(Comparison.class.getPackageName().length() + 1);
    }

    private static Options options(String include) {
        return new OptionsBuilder()
                .include(include)
                .forks(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(12))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-Xms1g", "-Xmx1g")
                .build();
    }

    private static Cost cost(RunResult result, String side) {
        double calls = metric(result, "calls");
        return new Cost(
                metric(result, side + "Nanos") / calls / 1e3,
                metric(result, side + "CpuNanos") / calls / 1e3,
                metric(result, side + "Bytes") / calls);
    }

    private static double metric(RunResult result, String name) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name), name)
                .getScore();
    }

    private static String table(Map<String, List<Round>> rounds) {
        StringBuilder table = new StringBuilder("""
                | what | compared with | CPU ratio (least–most) | target | time ratio (least–most) | allocation ratio | target | ours: CPU, allocation |
                |---|---|---|---|---|---|---|---|
                """);
        for (Pair pair : PAIRS) {
            List<Round> measured = rounds.get(pair.benchmark());
            if (measured != null) {
                table.append(row(pair, measured));
            }
        }
        return table.toString();
    }

    private static String row(Pair pair, List<Round> rounds) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %.2f | %s | %,.0f µs, %,.1f kB |%n",
                pair.what(),
                pair.with(),
                range(ratios(rounds, Cost::cpu)),
                target(pair.cpuTarget()),
                range(ratios(rounds, Cost::time)),
                median(ratios(rounds, Cost::allocation)),
                target(pair.allocationTarget()),
                median(rounds.stream().map(round -> round.ours().cpu()).toList()),
                median(rounds.stream().map(round -> round.ours().allocation()).toList()) / 1e3);
    }

    private static List<Double> ratios(List<Round> rounds, ToDoubleFunction<Cost> cost) {
        return rounds.stream()
                .map(round -> cost.applyAsDouble(round.ours()) / cost.applyAsDouble(round.other()))
                .toList();
    }

    private static String range(List<Double> ratios) {
        List<Double> sorted = ratios.stream().sorted().toList();
        return String.format(
                Locale.ROOT, "**%.2f** (%.2f–%.2f)", median(ratios), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String target(double most) {
        return Double.isNaN(most) ? "" : String.format(Locale.ROOT, "≤ %.2f", most);
    }
}
