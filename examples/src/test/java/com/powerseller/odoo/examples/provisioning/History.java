package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.PermanentFailureException;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.SweepReport;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.internal.engine.Backoff;
import com.powerseller.odoo.provisioning.internal.engine.Breaker;
import com.powerseller.odoo.provisioning.internal.engine.Deliverer;
import com.powerseller.odoo.provisioning.internal.engine.Deriver;
import com.powerseller.odoo.provisioning.internal.engine.Feed;
import com.powerseller.odoo.provisioning.internal.engine.Resolver;
import com.powerseller.odoo.provisioning.internal.engine.Settings;
import com.powerseller.odoo.provisioning.internal.engine.Stage;
import com.powerseller.odoo.provisioning.internal.engine.Tally;
import com.powerseller.odoo.provisioning.internal.feed.Changes;
import com.powerseller.odoo.provisioning.internal.feed.Poller;
import com.powerseller.odoo.provisioning.internal.feed.Reconciler;
import com.powerseller.odoo.provisioning.store.DeadLetter;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import com.powerseller.odoo.provisioning.store.StoredTenant;
import com.powerseller.odoo.testkit.FakeClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A random history: things are sold and changed; hints are lost, doubled, late or forged; Odoo is down; two instances work on one store, which fails, and die at any step. At the
 * end, after quiet, the application has what was sold. One history of each kind follows the other.
 */
final class History {
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** What makes good that hints are lost. */
    private enum Kind {
        /** None is, at last: nothing need be made good. */
        HINTED,
        /** Sweeps. */
        SWEPT,
        /** Polls, of a world that can be asked for changes; what is deleted they cannot find. */
        POLLED
    }

    private final Random random;
    private final FakeClock clock;
    private final World world;
    private final SignalStore store;
    private final App app = new App();
    private final List<ReceivedHint> underWay = new ArrayList<>();
    private final List<Runnable> handling = new ArrayList<>();
    private final Instance[] instances = new Instance[2];
    private final Kind kind;

    private boolean isCalm;
    private boolean isDown;
    private int ids;

    History(long seed, FakeClock clock, World world, SignalStore store) {
        this.random = new Random(seed);
        this.clock = clock;
        this.world = world;
        this.store = store;
        int kinds = world.changes() == null ? 2 : 3;
        this.kind = Kind.values()[Math.floorMod(seed, kinds)];
        instances[0] = new Instance("a");
        instances[1] = new Instance("b");
    }

    /** What an instance dies of. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class Instance {
        private final List<Stage> stages;
        private final Deliverer deliverer;
        private boolean isDead;

        private Instance(String name) {
            Settings settings = new Settings(
                    name,
                    LEASE,
                    Duration.ofSeconds(3),
                    new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20)),
                    4,
                    clock,
                    random,
                    () -> "id-" + ++ids);
            SignalStore failing = failing(SignalStore.class, store, 0.02);
            Truth truth = failing(Truth.class, world.truth(), 0);
            Breaker breaker = new Breaker(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20)), random);
            deliverer = new Deliverer(
                    failing,
                    this::handle,
                    false,
                    task -> handling.add(() -> {
                        if (!isDead) {
                            running(task);
                        }
                    }),
                    3,
                    () -> {},
                    settings,
                    new Tally());
            stages = new ArrayList<>(List.of(
                    new Resolver(failing, truth, breaker, settings, new Tally()),
                    new Deriver(failing, truth, breaker, settings, new Tally()),
                    deliverer));
            Changes changes = world.changes();
            if (kind == Kind.POLLED && changes != null) {
                Poller poller = new Poller(
                        failing,
                        failing(Changes.class, changes, 0),
                        name,
                        LEASE,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        clock);
                stages.add(new Feed(polls(poller), breaker, () -> {}, clock, new Tally()));
            }
        }

        private Feed.Source polls(Poller poller) {
            return new Feed.Source() {
                @Override
                public Feed.Step step() {
                    Poller.PollResult result = poller.step();
                    return new Feed.Step(result.next(), result.isOurs());
                }

                @Override
                public Instant nextAfterFailure() {
                    return poller.nextAfterFailure();
                }
            };
        }

        private void handle(ProvisioningSignal signal) throws Exception {
            mayDie();
            if (!isCalm && random.nextInt(10) == 0) {
                throw random.nextInt(4) == 0 ? new PermanentFailureException("no") : new IllegalStateException("no");
            }
            app.apply(signal);
            mayDie();
            if (!isCalm && random.nextInt(20) == 0) {
                throw new IllegalStateException("too late");
            }
        }

        private void mayDie() {
            if (!isCalm && random.nextInt(50) == 0) {
                isDead = true;
                throw new Death();
            }
        }

        private void step() {
            running(() -> stages.get(random.nextInt(stages.size())).step());
        }

        /** Does it, as far as this instance lives; the dead are replaced by ones that know nothing. */
        private void running(Runnable work) {
            try {
                work.run();
            } catch (SignalStoreException e) {
                assertThat(e).hasMessage("the store failed");
            } catch (Death e) {
                isDead = true;
            }
            for (int i = 0; i < instances.length; i++) {
                if (instances[i] == this && isDead) {
                    instances[i] = new Instance("new " + ++ids);
                }
            }
        }

        /** Something that fails before or after what it does, now and then; or whose instance dies there. */
        private <T> T failing(Class<T> type, T real, double failures) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (isDead) {
                            throw new Death();
                        }
                        if (type != SignalStore.class && isDown) {
                            throw down();
                        }
                        mayFail(failures);
                        Object result;
                        try {
                            result = method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        mayFail(failures);
                        return result;
                    }));
        }

        private void mayFail(double failures) {
            if (isCalm) {
                return;
            }
            if (random.nextDouble() < failures) {
                throw new SignalStoreException("the store failed", null);
            }
            if (random.nextDouble() < 0.01) {
                isDead = true;
                throw new Death();
            }
        }
    }

    private static OdooTransportException down() {
        return new OdooTransportException(
                new CallDetails("sale.order", "search_read", "json2", "http://localhost", "r1"),
                "connection refused",
                false,
                null);
    }

    /** Lets so much happen, then calms down, and checks. */
    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        calmDown();
        check();
    }

    private void step() {
        int what = random.nextInt(100);
        if (what < 15) {
            for (World.Touched touched : world.happen(random)) {
                for (int copies = random.nextInt(3) + (kind == Kind.HINTED ? 1 : 0); copies > 0; copies--) {
                    underWay.add(hint(Hint.Kind.WEBHOOK, touched.model(), touched.id()));
                }
            }
        } else if (what < 30) {
            if (!underWay.isEmpty()) {
                store.add(List.of(underWay.remove(random.nextInt(underWay.size()))));
            }
        } else if (what < 33) {
            store.add(List.of(hint(Hint.Kind.WEBHOOK, "sale.order", 1 + random.nextInt(20))));
            store.add(List.of(hint(Hint.Kind.WEBHOOK, "forged.model", 1 + random.nextInt(20))));
        } else if (what < 35) {
            isDown = !isDown;
        } else if (what < 37) {
            sweep();
        } else if (what < 40) {
            clock.advance(
                    random.nextInt(4) == 0
                            ? Duration.ofHours(random.nextInt(48))
                            : Duration.ofSeconds(random.nextInt(120)));
        } else if (what < 43) {
            clock.advance(Duration.ofSeconds(1));
        } else if (what < 45) {
            operate();
        } else if (what < 65) {
            if (!handling.isEmpty()) {
                handling.remove(random.nextInt(handling.size())).run();
            }
        } else if (what < 67) {
            Instance instance = instances[random.nextInt(2)];
            instance.running(instance.deliverer::renewLeases);
        } else {
            instances[random.nextInt(2)].step();
        }
    }

    private ReceivedHint hint(Hint.Kind kind, String model, long id) {
        return new ReceivedHint(new Hint(kind, model, id), "c" + ++ids, clock.instant());
    }

    /** As a third instance does, which nothing befalls. */
    private void sweep() {
        if (kind != Kind.SWEPT) {
            return;
        }
        Reconciler reconciler =
                new Reconciler(store, world.truth(), "rules", "sweeper", LEASE, Duration.ofDays(1), clock);
        SweepReport report = Objects.requireNonNull(reconciler.stepNow().report());
        while (report.finished() == null) {
            report = Objects.requireNonNull(reconciler.step().report());
        }
    }

    private void operate() {
        for (DeadLetter dead : store.deadLetters("", 10)) {
            if (random.nextBoolean()) {
                store.replay(dead.tenant(), "operator");
            } else if (store.skip(dead.tenant(), dead.sequence(), "operator", "never mind")) {
                app.skip(
                        dead.tenant(),
                        dead.sequence(),
                        ProvisioningSignal.fromJson(dead.signal()).state());
            }
        }
    }

    private void calmDown() {
        isCalm = true;
        isDown = false;
        store.add(underWay);
        settle();
        sweep();
        settle();
    }

    private void settle() {
        for (int i = 0; i < 8; i++) {
            clock.advance(LEASE.multipliedBy(2));
            store.deadLetters("", 100).forEach(dead -> store.replay(dead.tenant(), "operator"));
            for (int j = 0; j < 4; j++) {
                for (Instance instance : instances.clone()) {
                    for (Stage stage : instance.stages) {
                        for (boolean isMore = true; isMore; ) {
                            isMore = stage.step();
                        }
                    }
                    for (Runnable task : List.copyOf(handling)) {
                        handling.remove(task);
                        task.run();
                    }
                }
            }
        }
    }

    private void check() {
        assertThat(store.status(0))
                .extracting(s -> s.hints(), s -> s.dirtyTenants(), s -> s.signals(), s -> s.deadLetters())
                .containsExactly(0L, 0L, 0L, 0L);
        Set<String> all = new TreeSet<>(world.tenants());
        all.addAll(app.tenants.keySet());
        Map<String, Derived> expected = world.expected(all);
        expected.forEach((tenant, derived) -> {
            StoredTenant stored = store.tenant(tenant).orElseThrow();
            TenantState state = app.tenants.get(tenant);
            if (derived.isHeld()) {
                assertThat(stored.problem()).as("the problem of %s", tenant).isNotNull();
            } else if (derived.state() != null) {
                assertThat(derived.state().changesSince(state))
                        .as("what of %s differs", tenant)
                        .isEmpty();
            } else if (state != null && kind != Kind.POLLED) {
                assertThat(state.status()).isEqualTo(TenantStatus.ENDED);
            }
            assertThat(stored.sequence()).isEqualTo(app.lastOf(tenant));
        });
        assertThat(world.everSold()).containsAll(app.tenants.keySet());
    }
}
