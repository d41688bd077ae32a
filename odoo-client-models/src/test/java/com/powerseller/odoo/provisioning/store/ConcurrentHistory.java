package com.powerseller.odoo.provisioning.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.provisioning.Hint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Several instances share one store and do all there is to do, in random order, while the truth about tenants changes: they lose claims, complete them late, fail. At the end
 * everything is checked against a model.
 *
 * <p>The truth about a tenant is a number. A record's hint is about the tenants record modulo tenants, and half of the records are about a second one too.
 */
final class ConcurrentHistory {
    private static final int INSTANCES = 4;
    private static final int STEPS = 120;
    private static final int TENANTS = 6;
    private static final int RECORDS = 12;
    private static final Duration LEASE = Duration.ofHours(1);

    private final long seed;
    private final SignalStore store;
    private final Supplier<SignalStore> instances;
    private final Consumer<Duration> letTimePass;
    private final AtomicIntegerArray truth = new AtomicIntegerArray(TENANTS);
    private final AtomicInteger time = new AtomicInteger();
    private final Map<String, String> signalled = new ConcurrentHashMap<>();
    private final Map<String, String> triedToComplete = new ConcurrentHashMap<>();
    private final Queue<String> completed = new ConcurrentLinkedQueue<>();
    private final Set<String> skipped = ConcurrentHashMap.newKeySet();

    ConcurrentHistory(long seed, SignalStore store, Supplier<SignalStore> instances, Consumer<Duration> letTimePass) {
        this.seed = seed;
        this.store = store;
        this.instances = instances;
        this.letTimePass = letTimePass;
    }

    void run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(INSTANCES);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                Instance instance = new Instance("instance " + i, instances.get(), new Random(seed * 100 + i));
                running.add(threads.submit(instance::work));
            }
            for (Future<?> instance : running) {
                instance.get();
            }
        } finally {
            threads.shutdownNow();
        }
        settle();
        check();
    }

    private Instant now() {
        return Instant.EPOCH.plusSeconds(1_000_000 + time.get());
    }

    private final class Instance {
        private final String name;
        private final SignalStore store;
        private final Random random;
        private final List<List<ClaimedHint>> hints = new ArrayList<>();
        private final List<TenantClaim> tenants = new ArrayList<>();
        private final List<DeliveryClaim> deliveries = new ArrayList<>();

        Instance(String name, SignalStore store, Random random) {
            this.name = name;
            this.store = store;
            this.random = random;
        }

        void work() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(16)) {
                    case 0, 1 -> change();
                    case 2, 3 -> hints.add(store.claimHints(name, 1 + random.nextInt(5), LEASE, now()));
                    case 4, 5 -> completeHints();
                    case 6, 7 -> tenants.addAll(store.claimTenants(name, 1 + random.nextInt(3), LEASE, now()));
                    case 8, 9 -> completeTenants();
                    case 10, 11 -> deliver();
                    case 12, 13 -> completeDeliveries();
                    case 14 -> operate();
                    default -> passTime();
                }
            }
        }

        /** The truth changes first, then its hint comes, now and then several times or not from here. */
        private void change() {
            int record = 1 + random.nextInt(RECORDS);
            tenantsOf(record).forEach(tenant -> truth.incrementAndGet(tenant));
            ReceivedHint hint = new ReceivedHint(new Hint(Hint.Kind.POLL, "sale.order", record), name, now());
            if (random.nextInt(4) == 0) {
                store.touch(
                        tenantsOf(record).stream().map(ConcurrentHistory::key).toList(), hint);
            } else {
                store.add(List.of(hint, hint));
            }
        }

        private void completeHints() {
            while (!hints.isEmpty() && random.nextInt(4) > 0) {
                List<ClaimedHint> claimed = hints.remove(random.nextInt(hints.size()));
                if (random.nextInt(4) == 0) {
                    store.releaseHints(claimed, now().plusSeconds(random.nextInt(3)));
                } else {
                    store.resolved(claimed, resolve(claimed));
                }
            }
        }

        private void completeTenants() {
            Map<TenantClaim, Outcome> outcomes = new HashMap<>();
            while (!tenants.isEmpty() && random.nextInt(4) > 0) {
                TenantClaim claim = tenants.remove(random.nextInt(tenants.size()));
                switch (random.nextInt(8)) {
                    case 0 -> store.releaseTenants(List.of(claim), now().plusSeconds(random.nextInt(3)));
                    case 1 -> outcomes.put(claim, new Outcome.Problem("P", "p", now().plusSeconds(1)));
                    default -> outcomes.put(claim, derive(claim));
                }
            }
            derived(store, outcomes);
        }

        private void deliver() {
            List<DeliveryClaim> claims = store.claimDeliveries(name, 1 + random.nextInt(3), LEASE, now());
            for (DeliveryClaim claim : claims) {
                for (long before = 1; before < claim.sequence(); before++) {
                    // By the time a later signal can be claimed, all earlier ones are somebody's past.
                    assertThat(triedToComplete).as("seed %s", seed).containsKey(claim.tenant() + " " + before);
                }
                if (random.nextInt(5) == 0) {
                    store.renew(claim, LEASE);
                }
            }
            deliveries.addAll(claims);
        }

        private void completeDeliveries() {
            List<DeliveryClaim> done = new ArrayList<>();
            while (!deliveries.isEmpty() && random.nextInt(4) > 0) {
                DeliveryClaim claim = deliveries.remove(random.nextInt(deliveries.size()));
                switch (random.nextInt(6)) {
                    case 0 -> store.failed(claim, now().plusSeconds(random.nextInt(3)), "failed");
                    case 1 -> store.dead(claim, "dead");
                    default -> done.add(claim);
                }
            }
            delivered(store, done);
        }

        private void operate() {
            for (DeadLetter letter : store.deadLetters("", 10)) {
                if (random.nextBoolean()) {
                    store.replay(letter.tenant(), name);
                } else if (random.nextInt(4) == 0) {
                    String key = letter.tenant() + " " + letter.sequence();
                    triedToComplete.put(key, letter.signal());
                    if (store.skip(letter.tenant(), letter.sequence(), name, "")) {
                        assertThat(skipped.add(key))
                                .as("seed %s skips once", seed)
                                .isTrue();
                    }
                }
            }
        }

        private void passTime() {
            time.incrementAndGet();
            if (random.nextInt(3) == 0) {
                letTimePass.accept(LEASE);
            }
        }
    }

    private void derived(SignalStore store, Map<TenantClaim, Outcome> outcomes) {
        List<TenantClaim> lost = store.derived(outcomes);
        outcomes.forEach((claim, outcome) -> {
            if (outcome instanceof Outcome.Signal signal && !lost.contains(claim)) {
                String before = signalled.put(claim.tenant() + " " + (claim.sequence() + 1), signal.signal());
                assertThat(before)
                        .as("seed %s: number %s of %s is given once", seed, claim.sequence() + 1, claim)
                        .isNull();
            }
        });
    }

    private void delivered(SignalStore store, Collection<DeliveryClaim> claims) {
        claims.forEach(claim -> triedToComplete.put(claim.tenant() + " " + claim.sequence(), claim.signal()));
        List<DeliveryClaim> lost = store.delivered(claims);
        claims.stream()
                .filter(claim -> !lost.contains(claim))
                .forEach(claim -> completed.add(claim.tenant() + " " + claim.sequence() + " " + claim.signal()));
    }

    /** Reads the truth now, after the claim. */
    private Outcome derive(TenantClaim claim) {
        String state = "truth " + truth.get(Integer.parseInt(claim.tenant().substring(1)));
        return state.equals(claim.state()) ? Outcome.unchanged(null) : new Outcome.Signal(state, state, "c", null, "");
    }

    private static Map<String, List<ReceivedHint>> resolve(List<ClaimedHint> claimed) {
        Map<String, List<ReceivedHint>> tenants = new TreeMap<>();
        for (ClaimedHint claim : claimed) {
            for (int tenant : tenantsOf((int) claim.hint().recordId())) {
                tenants.computeIfAbsent(key(tenant), key -> new ArrayList<>()).add(claim.hint());
            }
        }
        return tenants;
    }

    private static Set<Integer> tenantsOf(int record) {
        int first = record % TENANTS;
        return record % 2 == 0 || first == 0 ? Set.of(first) : Set.of(first, first - 1);
    }

    private static String key(int tenant) {
        return "t" + tenant;
    }

    /** The truth no longer changes, and one instance finishes all work, that of the dead included. */
    private void settle() {
        time.addAndGet(1000);
        letTimePass.accept(LEASE);
        store.deadLetters("", 100).forEach(letter -> store.replay(letter.tenant(), "settle"));
        for (List<ClaimedHint> claims = store.claimHints("settle", 5, LEASE, now());
                !claims.isEmpty();
                claims = store.claimHints("settle", 5, LEASE, now())) {
            store.resolved(claims, resolve(claims));
        }
        for (List<TenantClaim> claims = store.claimTenants("settle", 3, LEASE, now());
                !claims.isEmpty();
                claims = store.claimTenants("settle", 3, LEASE, now())) {
            Map<TenantClaim, Outcome> outcomes = new HashMap<>();
            claims.forEach(claim -> outcomes.put(claim, derive(claim)));
            derived(store, outcomes);
        }
        for (List<DeliveryClaim> claims = store.claimDeliveries("settle", 3, LEASE, now());
                !claims.isEmpty();
                claims = store.claimDeliveries("settle", 3, LEASE, now())) {
            delivered(store, claims);
        }
    }

    private void check() {
        StoreStatus status = store.status(10);
        assertThat(status.hints() + status.dirtyTenants() + status.signals() + status.tenantsWithProblems())
                .as("seed %s: nothing is left", seed)
                .isZero();
        List<String> expected = new ArrayList<>();
        int signals = 0;
        for (StoredTenant tenant : store.tenants("", 100)) {
            int number = Integer.parseInt(tenant.tenant().substring(1));
            assertThat(tenant.state()).as("seed %s", seed).isEqualTo("truth " + truth.get(number));
            String last = "";
            for (long sequence = 1; sequence <= tenant.sequence(); sequence++) {
                String key = tenant.tenant() + " " + sequence;
                String signal = signalled.get(key);
                assertThat(signal).as("seed %s: %s", seed, key).isNotNull().isNotEqualTo(last);
                last = signal;
                signals++;
                if (!skipped.contains(key)) {
                    expected.add(key + " " + signal);
                }
            }
            assertThat(tenant.state()).isEqualTo(last);
        }
        assertThat(signalled).as("seed %s", seed).hasSize(signals);
        assertThat(completed).as("seed %s: each is delivered once", seed).containsExactlyInAnyOrderElementsOf(expected);
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            assertThat(truth.get(tenant) == 0 || store.tenant(key(tenant)).isPresent())
                    .as("seed %s: tenant %s is known", seed, tenant)
                    .isTrue();
        }
    }
}
