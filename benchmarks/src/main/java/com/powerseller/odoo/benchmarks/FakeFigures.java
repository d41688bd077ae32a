package com.powerseller.odoo.benchmarks;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a fake Odoo takes in time and memory, as a Markdown table: to start, for small calls, for searches among many records. Absolute figures, of one run on one
 * machine; the client and the fake are in the same JVM, so both are in the times.
 */
public final class FakeFigures {
    private static final int FAKES = 200;
    private static final int PARTNERS = 100_000;
    private static final int BATCH = 1_000;
    private static final int CALLS = 20_000;
    private static final int THREADS = 4;

    private FakeFigures() {}

    /** Something to be timed. */
    private interface Work {
        void run(int round) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        System.out.println("| what | measured | target |");
        System.out.println("|---|---|---|");
        for (String series : List.of("18.0", "19.0")) {
            fakes(series);
            memory(series);
        }
    }

    private static void row(String what, String measured, String target) {
        System.out.println("| " + what + " | " + measured + " | " + target + " |");
    }

    /** Starts fakes one after the other, each for one record that is created and read. */
    private static void fakes(String series) throws Exception {
        for (int i = 0; i < 20; i++) {
            freshFake(series);
        }
        long[] nanos = new long[FAKES];
        long all = System.nanoTime();
        for (int i = 0; i < FAKES; i++) {
            nanos[i] = freshFake(series);
        }
        double seconds = (System.nanoTime() - all) / 1e9;
        Arrays.sort(nanos);
        row(
                series + ": " + FAKES + " fakes, each fresh, with a client, a create and a read",
                "%.1f s".formatted(seconds),
                "< 10 s");
        row(
                series + ": start of a fake in a warm JVM, median and slowest",
                "%.1f ms, %.1f ms".formatted(nanos[FAKES / 2] / 1e6, nanos[FAKES - 1] / 1e6),
                "< 150 ms");
    }

    /** How long the start took. */
    private static long freshFake(String series) {
        long start = System.nanoTime();
        FakeOdoo fake = FakeOdoo.builder().series(series).start();
        long ready = System.nanoTime() - start;
        try (fake;
                OdooClient odoo = fake.connect()) {
            long id = odoo.model(ResPartner.TYPE).create(ResPartner.values().name("Acme"));
            if (odoo.model(ResPartner.TYPE).read(List.of(id), ResPartner.NAME).size() != 1) {
                throw new IllegalStateException("no record");
            }
        }
        return ready;
    }

    private static void memory(String series) throws Exception {
        try (FakeOdoo fake = FakeOdoo.builder().series(series).start();
                OdooClient odoo = fake.connect()) {
            long before = used();
            long start = System.nanoTime();
            List<Long> ids = new ArrayList<>();
            for (int from = 0; from < PARTNERS; from += BATCH) {
                List<Values<ResPartner>> batch = new ArrayList<>();
                for (int i = from; i < from + BATCH; i++) {
                    batch.add(partner(i));
                }
                ids.addAll(odoo.model(ResPartner.TYPE).create(batch));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            row(
                    series + ": " + PARTNERS + " partners with 20 values each, in memory",
                    "%,d MB, created in %.0f s".formatted((used() - before) >> 20, seconds),
                    "< 300 MB");
            reads(series, odoo, ids);
            calls(series, odoo, ids);
        }
    }

    private static Values<ResPartner> partner(int i) {
        return ResPartner.values()
                .name("Customer " + i)
                .ref("C" + i)
                .email("customer" + i + "@example.com")
                .phone("+41 44 000 00 " + i % 100)
                .website("https://www.customer" + i + ".example.com")
                .street("Hauptstrasse " + i)
                .street2("Block " + i % 7)
                .city("Zürich " + i % 50)
                .zip(String.valueOf(1_000 + i % 9_000))
                .vat("CHE-" + i)
                .comment("Pays by bank transfer, number " + i)
                .isCompany(i % 3 == 0)
                .color((long) i % 12)
                .function("Role " + i % 20)
                .barcode("B" + i)
                .companyName("Company " + i)
                .lang("en_US")
                .partnerLatitude(i / 1_000.0)
                .partnerLongitude(i / 2_000.0)
                .companyRegistry("R" + i);
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static void reads(String series, OdooClient odoo, List<Long> ids) throws Exception {
        String[] fields = {"name", "email", "city", "is_company", "write_date"};
        time(
                series + ": search_read of 100 among them by id",
                "< 20 ms",
                round -> expect(
                        100,
                        odoo.model(ResPartner.TYPE)
                                .search(ResPartner.ID.in(ids.subList(round * 100, round * 100 + 100)))
                                .select(fields)
                                .list()));
        time(
                series + ": search_read of 100 among them by 100 values of a text field",
                "< 20 ms",
                round -> expect(
                        100,
                        odoo.model(ResPartner.TYPE)
                                .search(ResPartner.REF.in(refs(round * 100, 100)))
                                .select(fields)
                                .list()));
        time(
                series + ": search_read of the first 100 of 2,000 with one value of a text field",
                "< 20 ms",
                round -> expect(
                        100,
                        odoo.model(ResPartner.TYPE)
                                .search(ResPartner.CITY.eq("Zürich " + round % 50))
                                .select(fields)
                                .limit(100)
                                .list()));
        time(series + ": search_count over all of them without an index (ilike)", "", round -> {
            if (odoo.model(ResPartner.TYPE)
                            .search(ResPartner.EMAIL.ilike("customer" + round + "@"))
                            .count()
                    != 1) {
                throw new IllegalStateException("not one");
            }
        });
    }

    private static List<String> refs(int from, int count) {
        List<String> refs = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            refs.add("C" + i);
        }
        return refs;
    }

    private static void expect(int count, List<?> found) {
        if (found.size() != count) {
            throw new IllegalStateException(found.size() + " instead of " + count);
        }
    }

    private static void time(String what, String target, Work work) throws Exception {
        for (int i = 0; i < 100; i++) {
            work.run(i);
        }
        long[] nanos = new long[100];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            work.run(100 + i);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        row(what + ", median and slowest", "%.1f ms, %.1f ms".formatted(nanos[50] / 1e6, nanos[99] / 1e6), target);
    }

    private static void calls(String series, OdooClient odoo, List<Long> ids) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            readOne(threads, odoo, ids, CALLS / 4);
            long start = System.nanoTime();
            readOne(threads, odoo, ids, CALLS);
            double seconds = (System.nanoTime() - start) / 1e9;
            row(
                    series + ": reads of one record by " + THREADS + " threads of a client in the same JVM",
                    "%,.0f a second".formatted(CALLS / seconds),
                    "≥ 3,000");
        } finally {
            threads.shutdown();
        }
    }

    private static void readOne(ExecutorService threads, OdooClient odoo, List<Long> ids, int calls) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            running.add(threads.submit(() -> {
                for (int i = first; i < calls; i += THREADS) {
                    odoo.call("res.partner", "read", List.of(List.of(ids.get(i)), List.of("name", "email")), Map.of());
                }
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }
}
