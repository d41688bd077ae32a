package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Sources;
import com.powerseller.odoo.provisioning.store.ClaimedHint;
import com.powerseller.odoo.provisioning.store.DeliveryClaim;
import com.powerseller.odoo.provisioning.store.Outcome;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.TenantClaim;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A program that measures how many signals a second go through a store in PostgreSQL, from the hint to the completed delivery, with a handler that does nothing. All stages run at once,
 * one thread each; every commit is flushed to disk, as in production. Each tenant is derived from 14 records, one of which is another each time. Arguments: the number of signals, and how many to take at once.
 */
public final class StoreThroughput {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int TENANTS = 5_000;
    private static final String STATE =
            "{\"version\":1,\"users\":[" + "{\"login\":\"somebody@example.com\"},".repeat(25) + "{}]}";

    private final SignalStore store;
    private final int signals;
    private final int batch;
    private final AtomicInteger added = new AtomicInteger();
    private final AtomicInteger delivered = new AtomicInteger();

    private StoreThroughput(SignalStore store, int signals, int batch) {
        this.store = store;
        this.signals = signals;
        this.batch = batch;
    }

    /** Measures, and prints a line a round. */
    public static void main(String[] arguments) throws Exception {
        int signals = Integer.parseInt(arguments[0]);
        int batch = Integer.parseInt(arguments[1]);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(postgres.getPostgresDatabase());
            for (int round = 1; round <= 4; round++) {
                SignalStore store = JdbcStore.builder(pool)
                        .tablePrefix("round" + round + "_")
                        .createTables()
                        .build();
                long start = System.nanoTime();
                double processBefore = processCpuSeconds();
                new StoreThroughput(store, signals, batch).run();
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%d signals, %d at once: %.1f s, %.0f a second; CPU of this process %.1f s%n",
                        signals,
                        batch,
                        seconds,
                        signals / seconds,
                        processCpuSeconds() - processBefore);
            }
        }
    }

    private static double processCpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    private void run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<?> stage : List.of(
                    threads.submit(this::add),
                    threads.submit(this::resolve),
                    threads.submit(this::derive),
                    threads.submit(this::deliver))) {
                stage.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each hint makes one signal, as a tenant is hinted again only when its last signal is delivered. */
    private void add() {
        while (added.get() < signals) {
            int from = added.get();
            int most = Math.min(batch, signals - from);
            if (from - delivered.get() + most > TENANTS) {
                Thread.onSpinWait();
                continue;
            }
            store.add(IntStream.range(from, from + most)
                    .mapToObj(i -> new ReceivedHint(
                            new Hint(Hint.Kind.WEBHOOK, "sale.order", 1 + i % TENANTS), "c" + i, Instant.now()))
                    .toList());
            added.addAndGet(most);
        }
    }

    private void resolve() {
        int resolved = 0;
        while (resolved < signals) {
            List<ClaimedHint> claims = store.claimHints("a", batch, LEASE, Instant.now());
            if (!claims.isEmpty()) {
                store.derivedFrom(
                        "sale.order",
                        claims.stream().map(claim -> claim.hint().recordId()).toList());
                store.resolved(
                        claims,
                        claims.stream()
                                .map(ClaimedHint::hint)
                                .collect(Collectors.groupingBy(hint -> "tenant" + hint.recordId())));
                resolved += claims.size();
            }
        }
    }

    private void derive() {
        int derived = 0;
        while (derived < signals) {
            List<TenantClaim> claims = store.claimTenants("a", batch, LEASE, Instant.now());
            Map<TenantClaim, Outcome> outcomes = new HashMap<>();
            for (TenantClaim claim : claims) {
                outcomes.put(
                        claim,
                        new Outcome.Signal(STATE, STATE, "c", null, "the hint of the record").from(sources(claim)));
            }
            store.derived(outcomes);
            derived += claims.size();
        }
    }

    /** Each signal is of another user. */
    private static Sources sources(TenantClaim claim) {
        long id = Long.parseLong(claim.tenant().substring("tenant".length()));
        return Sources.of(Map.of(
                "sale.order",
                List.of(id),
                "sale.order.line",
                List.of(2 * id, 2 * id + 1),
                "res.partner",
                LongStream.range(0, 11)
                        .map(i -> 100 * id + claim.sequence() + i)
                        .boxed()
                        .toList()));
    }

    private void deliver() {
        while (delivered.get() < signals) {
            List<DeliveryClaim> claims = store.claimDeliveries("a", batch, LEASE, Instant.now());
            store.delivered(claims);
            delivered.addAndGet(claims.size());
        }
    }
}
