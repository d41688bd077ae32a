package com.powerseller.odoo.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and prints, as a Markdown table, what ours costs as a multiple of what a baseline costs. Each round runs every benchmark of decoding and
 * encoding in a JVM of its own, one after the other, so that both sides of a ratio are measured within a minute; whole calls take turns in one JVM. A ratio is
 * the median of the rounds' ratios. Rounds are short and many: on a busy machine that serves better than few long ones.
 *
 * <p>Arguments: the number of rounds (7), and a regular expression for the benchmarks to run (all).
 */
public final class Comparison {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /** Ours, what it is compared with, and the most that it should cost; NaN where there is no target. */
    private record Pair(
            String what, String ours, String baseline, String with, double cpuTarget, double allocationTarget) {}

    private static final double NONE = Double.NaN;
    private static final List<Pair> PAIRS = List.of(
            new Pair(
                    "JSON-RPC, 10,000 rows",
                    "DecodeJson.jsonRpcOurs",
                    "DecodeJson.jsonRpcBare",
                    "bare Jackson streaming",
                    1.25,
                    1.25),
            new Pair(
                    "JSON-RPC, 10,000 rows",
                    "DecodeJson.jsonRpcOurs",
                    "DecodeJson.jsonRpcMap",
                    "`ObjectMapper` to `Map`",
                    NONE,
                    0.5),
            new Pair(
                    "JSON-2, 10,000 rows",
                    "DecodeJson.json2Ours",
                    "DecodeJson.json2Bare",
                    "bare Jackson streaming",
                    1.25,
                    1.25),
            new Pair(
                    "JSON-2, 10,000 rows",
                    "DecodeJson.json2Ours",
                    "DecodeJson.json2Map",
                    "`ObjectMapper` to `List`",
                    NONE,
                    0.5),
            new Pair(
                    "XML-RPC, 10,000 rows",
                    "XmlRpc.decodeOurs",
                    "XmlRpc.decodeApache",
                    "Apache XML-RPC client",
                    1.0,
                    NONE),
            new Pair(
                    "XML-RPC, create of 100",
                    "XmlRpc.encodeOurs",
                    "XmlRpc.encodeApache",
                    "Apache XML-RPC client",
                    1.0,
                    NONE),
            new Pair(
                    "JSON-RPC call, one record",
                    "OneRecord.jsonRpc.ours",
                    "OneRecord.jsonRpc.bare",
                    "bare OkHttp + Jackson",
                    1.1,
                    NONE),
            new Pair(
                    "JSON-2 call, one record",
                    "OneRecord.json2.ours",
                    "OneRecord.json2.bare",
                    "bare OkHttp + Jackson",
                    1.1,
                    NONE));

    /** What one benchmark cost in one round. */
    private record Cost(double time, double cpu, double allocation) {}

    private Comparison() {}

    public static void main(String[] args) throws RunnerException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
        String include = args.length > 1 ? args[1] : ".*";
        Map<String, List<Cost>> costs = new HashMap<>();
        for (int round = 1; round <= rounds; round++) {
            System.err.printf("round %d of %d%n", round, rounds);
            for (RunResult result : run(work(include))) {
                add(costs, name(result), cost(result));
            }
            for (RunResult result : run(calls(include))) {
                add(costs, name(result) + ".ours", cost(result, "ours"));
                add(costs, name(result) + ".bare", cost(result, "bare"));
            }
            System.err.print(table(costs));
        }
        System.out.print(table(costs));
    }

    private static Collection<RunResult> run(Options options) throws RunnerException {
        try {
            return new Runner(options).run();
        } catch (NoBenchmarksException e) {
            return List.of(); // none of these was asked for
        }
    }

    private static void add(Map<String, List<Cost>> costs, String name, Cost cost) {
        costs.computeIfAbsent(name, unused -> new ArrayList<>()).add(cost);
    }

    private static String name(RunResult result) {
        return result.getParams()
                .getBenchmark()
                .substring(Comparison.class.getPackageName().length() + 1);
    }

    /** Decoding and encoding. On a busy machine the compiler's threads starve, and code that waits for them would be measured: so it is compiled at once. */
    private static Options work(String include) {
        return options("(DecodeJson|XmlRpc)", include)
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(3))
                .measurementIterations(2)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:-BackgroundCompilation")
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class)
                .build();
    }

    /** Whole calls: much code, which takes its time to be compiled. */
    private static Options calls(String include) {
        return options("OneRecord", include)
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(15))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-Xms1g", "-Xmx1g")
                .build();
    }

    private static ChainedOptionsBuilder options(String classes, String include) {
        String name = Pattern.quote(Comparison.class.getPackageName() + ".") + classes;
        return new OptionsBuilder()
                .include("^(?=.*" + include + ")" + name + "\\.")
                .forks(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static Cost cost(RunResult result) {
        return new Cost(
                result.getPrimaryResult().getScore(), metric(result, CpuTime.METRIC), metric(result, ALLOCATION));
    }

    /** One side of a benchmark that measures both. */
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

    private static String table(Map<String, List<Cost>> costs) {
        StringBuilder table = new StringBuilder("""
                | what | compared with | CPU ratio (least–most) | CPU ratio of the best rounds | target | time ratio (least–most) | allocation ratio | target | ours: CPU of the best round, allocation |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (Pair pair : PAIRS) {
            List<Cost> ours = costs.get(pair.ours());
            List<Cost> baseline = costs.get(pair.baseline());
            if (ours != null && baseline != null) {
                table.append(row(pair, ours, baseline));
            }
        }
        return table.toString();
    }

    private static String row(Pair pair, List<Cost> ours, List<Cost> baseline) {
        List<Double> cpu = new ArrayList<>();
        List<Double> time = new ArrayList<>();
        List<Double> allocation = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            cpu.add(ours.get(i).cpu() / baseline.get(i).cpu());
            time.add(ours.get(i).time() / baseline.get(i).time());
            allocation.add(ours.get(i).allocation() / baseline.get(i).allocation());
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.2f | %s | %s | %.2f | %s | %,.0f µs, %,.1f kB |%n",
                pair.what(),
                pair.with(),
                range(cpu),
                least(ours) / least(baseline),
                target(pair.cpuTarget()),
                range(time),
                median(allocation),
                target(pair.allocationTarget()),
                least(ours),
                median(ours.stream().map(Cost::allocation).toList()) / 1e3);
    }

    private static double least(List<Cost> costs) {
        return costs.stream().mapToDouble(Cost::cpu).min().orElseThrow();
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
