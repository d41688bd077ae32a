package com.powerseller.odoo.provisioning.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.provisioning.Change;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.Sources;
import com.powerseller.odoo.provisioning.SweepReport;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import com.powerseller.odoo.provisioning.internal.feed.Reconciler.SweepStep;
import com.powerseller.odoo.provisioning.store.Outcome;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import com.powerseller.odoo.provisioning.store.StoredTenant;
import com.powerseller.odoo.provisioning.store.TenantClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private static final Instant START = Instant.parse("2030-01-31T12:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2030-02-01T00:00:00Z");
    private static final List<TenantStatus> LIVE =
            List.of(TenantStatus.TRIAL, TenantStatus.ACTIVE, TenantStatus.PAST_DUE, TenantStatus.SUSPENDED);
    private static final Duration TURN = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    private final WatchedStore watched = new WatchedStore();
    private final Server server = new Server();
    private Instant now = START;
    private String rules = "rules";
    private Reconciler reconciler = reconciler("a");

    /** What Odoo has. */
    private static final class Server implements Truth {
        private final TreeMap<String, Derived> tenants = new TreeMap<>();
        private final List<List<String>> read = new ArrayList<>();
        private Runnable onRequest = () -> {};

        @Override
        public TruthReader.Index index() {
            onRequest.run();
            return new TruthReader.Index(
                    List.copyOf(tenants.keySet()), List.of(new Problem(Problem.Code.NO_KEY, "no key")));
        }

        @Override
        public List<Derived> derive(Collection<String> keys) {
            onRequest.run();
            read.add(List.copyOf(keys));
            return keys.stream()
                    .map(key -> tenants.getOrDefault(key, derived(key, null, null)))
                    .toList();
        }

        @Override
        public Set<String> followed() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<Hint, ? extends Set<String>> tenants(Collection<Hint> hints) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean callsBeforeCommit() {
            throw new UnsupportedOperationException();
        }
    }

    private Reconciler reconciler(String owner) {
        return new Reconciler(watched.store(), server, rules, owner, TURN, DAY, () -> now, 3);
    }

    private static Derived derived(String tenant, @Nullable TenantState state, @Nullable Instant next) {
        return new Derived(tenant, state, List.of(), List.of(), Sources.NONE, next);
    }

    private static Derived held(String tenant) {
        Problem problem = new Problem(Problem.Code.NO_CUSTOMER, "no customer");
        return new Derived(tenant, null, List.of(problem), List.of(), Sources.NONE, null);
    }

    private static TenantState state(String tenant, TenantStatus status, @Nullable String tier) {
        return new TenantState(tenant, 1, List.of(1L), "Acme", status, tier, new TreeMap<>(), List.of(), START);
    }

    private void sell(String tenant, TenantStatus status, String tier) {
        server.tenants.put(tenant, derived(tenant, state(tenant, status, tier), null));
    }

    /** Does what the engine does with tenants that are dirty. */
    private List<String> derive() {
        List<String> derived = new ArrayList<>();
        for (TenantClaim claim : watched.memory.claimTenants("test", 1_000, DAY, now)) {
            Derived truth = server.tenants.getOrDefault(claim.tenant(), derived(claim.tenant(), null, null));
            TenantState last = claim.state() == null ? null : TenantState.fromJson(claim.state());
            TenantState state = truth.state() == null && last != null ? last.ended(START) : truth.state();
            Outcome outcome;
            if (truth.isHeld()) {
                outcome = new Outcome.Problem("NO_CUSTOMER", "no customer", truth.nextChange());
            } else if (state == null || state.changesSince(last).isEmpty()) {
                outcome = Outcome.unchanged(truth.nextChange());
            } else {
                outcome = new Outcome.Signal(state.toJson(), "{}", "c", truth.nextChange(), "test");
            }
            watched.memory.derived(claim, outcome);
            derived.add(claim.tenant());
            assertThat(claim.causes())
                    .allSatisfy(hint -> assertThat(hint.hint().kind()).isEqualTo(Hint.Kind.SWEEP));
        }
        return derived;
    }

    private SweepReport sweep() {
        SweepStep step = reconciler.stepNow();
        while (Objects.requireNonNull(step.report()).finished() == null) {
            assertThat(step.next()).isEqualTo(now);
            step = reconciler.step();
        }
        return step.report();
    }

    /** All are as they were signalled. */
    private void settle() {
        sweep();
        derive();
        SweepReport report = sweep();
        assertThat(List.of(report.appeared(), report.differing(), report.rescheduled(), report.underWay()))
                .containsOnly(0L);
        assertThat(derive()).isEmpty();
    }

    @Test
    void theFirstSweepTouchesAllTenants() {
        for (String tenant : List.of("a", "b", "c", "d", "e", "f", "g")) {
            sell(tenant, TenantStatus.ACTIVE, "team");
        }
        SweepReport report = sweep();
        assertThat(report.appeared()).isEqualTo(7);
        assertThat(report.underWay()).isEqualTo(7);
        assertThat(report.withoutKey()).isEqualTo(1);
        assertThat(report.started()).isEqualTo(START);
        assertThat(server.read).isEmpty();
        assertThat(derive()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void whatNobodyToldIsFoundAndCounted() {
        for (String tenant : List.of("a", "b", "c", "d", "e", "f", "g")) {
            sell(tenant, TenantStatus.ACTIVE, "team");
        }
        settle();
        server.read.clear();
        sell("b", TenantStatus.SUSPENDED, "team");
        sell("d", TenantStatus.SUSPENDED, "free");
        server.tenants.remove("f");
        sell("h", TenantStatus.ACTIVE, "team");

        SweepReport report = sweep();
        assertThat(report.tenants()).isEqualTo(8);
        assertThat(report.appeared()).isEqualTo(1);
        assertThat(report.differing()).isEqualTo(3);
        assertThat(report.changes()).isEqualTo(Map.of(Change.STATUS, 3L, Change.TIER, 2L));
        assertThat(report.ended()).isEqualTo(1);
        assertThat(report.underWay()).isEqualTo(1);
        assertThat(report.finished()).isEqualTo(now);
        assertThat(server.read).containsExactly(List.of("a", "b", "c"), List.of("d", "e", "f"), List.of("g"));
        assertThat(derive()).containsExactlyInAnyOrder("b", "d", "f", "h");
        assertThat(reconciler.report()).contains(report);
        SweepReport next = sweep();
        assertThat(next.differing()).isZero();
        assertThat(next.ended()).isZero();
    }

    @Test
    void whatHasEndedInOdooAndWasNeverSignalledIsNothing() {
        server.tenants.put("a", derived("a", null, null));
        settle();
        assertThat(sweep().appeared()).isZero();
    }

    @Test
    void aStateThatStaysButWillChangeEarlierIsTouched() {
        sell("a", TenantStatus.ACTIVE, "team");
        sell("b", TenantStatus.ACTIVE, "team");
        settle();
        server.tenants.put("b", derived("b", state("b", TenantStatus.ACTIVE, "team"), TOMORROW));
        SweepReport report = sweep();
        assertThat(report.differing()).isZero();
        assertThat(report.rescheduled()).isEqualTo(1);
        assertThat(derive()).containsExactly("b");
        assertThat(watched.memory.tenant("b")).map(StoredTenant::recheckAt).contains(TOMORROW);
        assertThat(sweep().rescheduled()).isZero();
        server.tenants.put("b", derived("b", state("b", TenantStatus.ACTIVE, "team"), TOMORROW.plus(DAY)));
        assertThat(sweep().rescheduled()).isZero();
        server.tenants.put("b", derived("b", state("b", TenantStatus.ACTIVE, "team"), TOMORROW.minusSeconds(1)));
        assertThat(sweep().rescheduled()).isEqualTo(1);
    }

    @Test
    void problemsThatComeAndGoAreTouched() {
        sell("a", TenantStatus.ACTIVE, "team");
        settle();
        server.tenants.put("a", held("a"));
        assertThat(sweep().rescheduled()).isEqualTo(1);
        assertThat(derive()).containsExactly("a");
        assertThat(sweep().rescheduled()).isZero();
        sell("a", TenantStatus.ACTIVE, "team");
        assertThat(sweep().rescheduled()).isEqualTo(1);
        assertThat(derive()).containsExactly("a");
        assertThat(sweep().rescheduled()).isZero();
    }

    @Test
    void aSweepBeginsAtOnceWhenTheRulesAreOther() {
        sell("a", TenantStatus.ACTIVE, "team");
        SweepReport first = sweep();
        now = START.plusSeconds(60);
        assertThat(reconciler.step().report()).isEqualTo(first);

        reconciler.close();
        rules = "other rules";
        reconciler = reconciler("a");

        SweepStep begun = reconciler.step();
        assertThat(Objects.requireNonNull(begun.report()).started()).isEqualTo(now);
        SweepReport second = Objects.requireNonNull(reconciler.step().report());
        assertThat(second.finished()).isEqualTo(now);
        assertThat(reconciler.step().report()).isEqualTo(second);
    }

    @Test
    void aSweepBeginsWhenItIsDue() {
        SweepReport first = sweep();
        assertThat(reconciler.step()).isEqualTo(new SweepStep(true, first, START.plus(DAY), false));
        now = START.plus(DAY).minusMillis(1);
        assertThat(reconciler.step().report()).isEqualTo(first);
        now = START.plus(DAY);
        SweepStep begun = reconciler.step();
        assertThat(Objects.requireNonNull(begun.report()).started()).isEqualTo(now);
        assertThat(begun.next()).isEqualTo(now);
        assertThatThrownBy(() -> new Reconciler(watched.store(), server, rules, "a", TURN, Duration.ZERO, () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherInstanceGoesOnWhereOneDied() {
        for (String tenant : List.of("a", "b", "c", "d", "e", "f", "g")) {
            sell(tenant, TenantStatus.ACTIVE, "team");
        }
        settle();
        for (String tenant : server.tenants.keySet()) {
            sell(tenant, TenantStatus.SUSPENDED, "team");
        }
        server.read.clear();
        reconciler.stepNow();
        reconciler.step();
        Reconciler other = reconciler("b");
        SweepStep notYet = other.step();
        assertThat(notYet.isOurs()).isFalse();
        assertThat(notYet.report()).isNull();
        assertThat(other.report()).map(SweepReport::tenants).contains(3L);
        now = notYet.next();
        reconciler = other;
        SweepReport report = Objects.requireNonNull(finished(other.step()).report());
        assertThat(report.started()).isEqualTo(START);
        assertThat(report.tenants()).isEqualTo(7);
        assertThat(report.differing()).isEqualTo(7);
        assertThat(server.read).containsExactly(List.of("a", "b", "c"), List.of("d", "e", "f"), List.of("g"));
    }

    @Test
    void aSweepThatIsAskedForWaitsForAnotherInstanceOnlyWhileThatOneSweeps() {
        sell("a", TenantStatus.ACTIVE, "team");
        settle();
        Reconciler other = reconciler("b");
        reconciler.stepNow();
        assertThat(other.stepNow().isOurs()).isFalse();
        reconciler.step();
        assertThat(other.step().isOurs()).isFalse();
        SweepStep asked = other.stepNow();
        assertThat(asked.isOurs()).isTrue();
        assertThat(Objects.requireNonNull(asked.report()).finished()).isNull();
        reconciler.renew();
        assertThat(reconciler.step().isOurs()).isFalse();
        assertThat(Objects.requireNonNull(other.step().report()).finished()).isNotNull();
    }

    @Test
    void anInstanceThatIsHeardOfKeepsItsTurn() {
        sell("a", TenantStatus.ACTIVE, "team");
        settle();
        reconciler.stepNow();
        now = now.plus(TURN).minusSeconds(1);
        reconciler.renew();
        now = now.plusSeconds(1);
        assertThat(reconciler("b").step().isOurs()).isFalse();
        server.onRequest = () -> {
            throw SimulatedOdoo.away();
        };
        assertThatThrownBy(reconciler::step).isInstanceOf(ConnectionException.class);
        server.onRequest = () -> {};
        now = now.plus(TURN).minusSeconds(1);
        reconciler.renew();
        assertThat(reconciler("b").step().isOurs()).isTrue();
    }

    @Test
    void anInstanceThatIsClosedIsFollowedAtOnce() {
        sell("a", TenantStatus.ACTIVE, "team");
        reconciler.stepNow();
        reconciler.close();
        SweepStep step = reconciler("b").step();
        assertThat(step.isOurs()).isTrue();
        assertThat(Objects.requireNonNull(step.report()).finished()).isEqualTo(now);
    }

    private SweepStep finished(SweepStep step) {
        SweepStep last = step;
        while (Objects.requireNonNull(last.report()).finished() == null) {
            last = reconciler.step();
        }
        return last;
    }

    @Test
    void nothingIsConcludedWhenOdooDoesNotAnswer() {
        sell("a", TenantStatus.ACTIVE, "team");
        settle();
        server.onRequest = () -> {
            throw SimulatedOdoo.away();
        };
        assertThatThrownBy(reconciler::stepNow).isInstanceOf(ConnectionException.class);
        server.onRequest = () -> {};
        now = now.plus(DAY);
        reconciler.step();
        server.onRequest = () -> {
            throw SimulatedOdoo.away();
        };
        assertThatThrownBy(reconciler::step).isInstanceOf(ConnectionException.class);
        assertThat(derive()).isEmpty();
        server.onRequest = () -> {};
        assertThat(reconciler.step().report())
                .isNotNull()
                .extracting(SweepReport::tenants)
                .isEqualTo(1L);
    }

    @Test
    void tenantsThatCannotBeReadTogetherAreTouchedAndHoldUpNoOthers() {
        for (String tenant : List.of("a", "b", "c", "d")) {
            sell(tenant, TenantStatus.ACTIVE, "team");
        }
        settle();
        sell("d", TenantStatus.SUSPENDED, "team");
        server.read.clear();
        server.onRequest = () -> {
            if (reconciler.report().orElseThrow().finished() == null && server.read.isEmpty()) {
                server.read.add(List.of());
                throw new IllegalStateException("the users' role is a field that holds no text");
            }
        };
        SweepReport report = sweep();
        assertThat(report.unread()).isEqualTo(3);
        assertThat(report.differing()).isEqualTo(1);
        assertThat(derive()).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    /** Sweeps by two instances that die, on a store that fails, while tenants change: in the end all is as Odoo has it. */
    @Test
    void afterTheNextSweepAllIsAsOdooHasIt() {
        for (int seed = 0; seed < 200; seed++) {
            new ReconcilerTest().history(new Random(seed), seed);
        }
    }

    private void history(Random random, int seed) {
        boolean[] quiet = {false};
        watched.failing = (method, isDone) -> !quiet[0] && random.nextInt(30) == 0;
        server.onRequest = () -> {
            if (!quiet[0] && random.nextInt(15) == 0) {
                throw SimulatedOdoo.away();
            }
        };
        List<Reconciler> instances = new ArrayList<>(List.of(reconciler("x"), reconciler("y")));
        for (int i = 0; i < 150; i++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(20)));
            change(random);
            int which = random.nextInt(2);
            if (random.nextInt(20) == 0) {
                instances.set(which, reconciler("x" + i));
            }
            step(instances.get(which));
            if (random.nextInt(8) == 0) {
                derive();
            }
        }
        quiet[0] = true;
        now = now.plus(DAY);
        for (int i = 0; i < 30; i++) {
            now = now.plus(Duration.ofHours(1));
            for (int steps = 0; steps < 15; steps++) {
                step(instances.get(i % 2));
            }
            derive();
        }
        TreeSet<String> active = new TreeSet<>();
        for (StoredTenant tenant : watched.memory.tenants("", 1_000)) {
            TenantState last = tenant.state() == null ? null : TenantState.fromJson(tenant.state());
            if (last != null && last.status() != TenantStatus.ENDED) {
                active.add(tenant.tenant());
                assertThat(last)
                        .as("history %s", seed)
                        .isEqualTo(Objects.requireNonNull(server.tenants.get(tenant.tenant()))
                                .state());
            }
        }
        assertThat(active).as("history %s", seed).isEqualTo(server.tenants.keySet());
    }

    private void change(Random random) {
        String tenant = "tenant" + random.nextInt(10);
        if (random.nextInt(4) == 0) {
            server.tenants.remove(tenant);
        } else {
            sell(tenant, LIVE.get(random.nextInt(4)), random.nextBoolean() ? "team" : "free");
        }
    }

    private static void step(Reconciler reconciler) {
        try {
            reconciler.step();
        } catch (SignalStoreException | ConnectionException e) {
            assertThat(e).hasMessageContaining("away");
        }
    }

    @Test
    void touchedTenantsSayThatASweepDidIt() {
        sell("a", TenantStatus.ACTIVE, "team");
        sweep();
        TenantClaim claim = watched.memory.claimTenants("test", 1, DAY, now).get(0);
        ReceivedHint hint = claim.causes().get(0);
        assertThat(hint.hint()).isEqualTo(new Hint(Hint.Kind.SWEEP, null, 0));
        assertThat(hint.correlationId()).startsWith("sweep-");
        assertThat(hint.seen()).isEqualTo(now);
    }
}
