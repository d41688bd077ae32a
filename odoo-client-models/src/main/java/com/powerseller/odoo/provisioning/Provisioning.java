package com.powerseller.odoo.provisioning;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.provisioning.internal.derive.OdooTruth;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.internal.engine.Backoff;
import com.powerseller.odoo.provisioning.internal.engine.Breaker;
import com.powerseller.odoo.provisioning.internal.engine.Deliverer;
import com.powerseller.odoo.provisioning.internal.engine.Deriver;
import com.powerseller.odoo.provisioning.internal.engine.Feeds;
import com.powerseller.odoo.provisioning.internal.engine.Housekeeper;
import com.powerseller.odoo.provisioning.internal.engine.Resolver;
import com.powerseller.odoo.provisioning.internal.engine.RulesGuard;
import com.powerseller.odoo.provisioning.internal.engine.Settings;
import com.powerseller.odoo.provisioning.internal.engine.Stage;
import com.powerseller.odoo.provisioning.internal.engine.Tally;
import com.powerseller.odoo.provisioning.internal.engine.Worker;
import com.powerseller.odoo.provisioning.internal.engine.WriterBack;
import com.powerseller.odoo.provisioning.internal.feed.OdooChanges;
import com.powerseller.odoo.provisioning.internal.feed.Poller;
import com.powerseller.odoo.provisioning.internal.feed.Reconciler;
import com.powerseller.odoo.provisioning.store.DeadLetter;
import com.powerseller.odoo.provisioning.store.Decision;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import com.powerseller.odoo.provisioning.store.StoredTenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tells an application what was sold: from hints that something may have changed, through what Odoo has now, to signals that the application's handler takes. Thread-safe.
 *
 * <pre>{@code
 * Provisioning provisioning = Provisioning.builder()
 *         .odoo(odoo)
 *         .rules(rules)
 *         .store(JdbcStore.builder(dataSource).createTables().build())
 *         .handler(signal -> app.apply(signal))
 *         .build();
 * provisioning.start();
 * }</pre>
 *
 * <p>Each signal is delivered at least once, those of a tenant in order. A handler that throws is called again later; a signal that fails for good becomes a dead letter, which
 * holds up its tenant alone. While Odoo is down nothing is concluded and nothing is lost. Several instances with one store share the work.
 *
 * <p>It starts a few threads of its own, with {@link #start()}, which end with {@link #close()}; the client and the store stay open. Methods that ask the store throw {@link
 * SignalStoreException}.
 */
public final class Provisioning implements AutoCloseable {
    private enum Phase {
        NEW,
        STARTED,
        CLOSED
    }

    private static final Backoff FAILURE = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));

    private final SignalStore store;
    private final InstantSource clock;
    private final Breaker breaker;
    private final Tally tally = new Tally();
    private final Settings settings;
    private final Deliverer deliverer;
    private final Deliverer deliveringHere;
    private final Housekeeper housekeeper;
    private final ExecutorService handlers;
    private final Worker deriving;
    private final Worker delivering;
    private final Worker renewing;
    private final Worker keepingHouse;
    private final @Nullable Worker writingBack;
    private final @Nullable Feeds feeds;
    private final List<Stage> here;
    private final Duration closing;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);

    private Provisioning(Builder builder, Truth truth, SignalHandler handler) {
        store = builder.store == null ? new MemoryStore(builder.clock) : builder.store;
        clock = builder.clock;
        closing = builder.closing;
        RandomGenerator random = new Random();
        settings = new Settings(
                builder.instance,
                builder.lease,
                builder.lookAgain,
                builder.retry,
                builder.attempts,
                clock,
                random,
                () -> UUID.randomUUID().toString());
        Backoff outage = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
        breaker = new Breaker(outage, random);
        AtomicInteger threads = new AtomicInteger();
        handlers = Executors.newFixedThreadPool(
                builder.handlerThreads, task -> new Thread(task, "provisioning-handler-" + threads.incrementAndGet()));
        deliverer = new Deliverer(
                store,
                handler,
                builder.writesBack(),
                handlers,
                builder.handlerThreads,
                this::wakeDelivering,
                settings,
                tally);
        delivering = new Worker("provisioning-deliver", List.of(deliverer), builder.pause, FAILURE, random);
        Resolver resolver = new Resolver(store, truth, breaker, settings, tally);
        Deriver deriver = new Deriver(store, truth, breaker, settings, tally);
        deriving = new Worker(
                "provisioning-derive",
                List.<Stage>of(resolver, () -> {
                    boolean isMore = deriver.step();
                    if (isMore) {
                        delivering.wake();
                    }
                    return isMore;
                }),
                builder.pause,
                FAILURE,
                random);
        renewing = new Worker(
                "provisioning-renew", List.of(() -> renew(deliverer)), builder.lease.dividedBy(3), FAILURE, random);
        housekeeper = new Housekeeper(store, builder.auditKept, clock);
        keepingHouse = new Worker("provisioning-house", List.of(housekeeper), Duration.ofMinutes(10), FAILURE, random);
        WriterBack writerBack = builder.odoo == null || !builder.writesBack()
                ? null
                : new WriterBack(store, builder.odoo, builder.writeBack, breaker, settings, tally);
        writingBack = writerBack == null
                ? null
                : new Worker("provisioning-write-back", List.of(writerBack), builder.pause, FAILURE, random);
        deliveringHere =
                new Deliverer(store, handler, builder.writesBack(), Runnable::run, 1, () -> {}, settings, tally);
        here = new ArrayList<>(List.of(resolver, deriver, deliveringHere));
        if (writerBack != null) {
            here.add(writerBack);
        }
        feeds = truth instanceof OdooTruth read
                ? new Feeds(
                        builder.poller(store, read),
                        new Reconciler(
                                store, read, read.fingerprint(), builder.instance, builder.lease, builder.sweep, clock),
                        new RulesGuard(() -> read.mistakes(builder.writeBack), breaker, clock),
                        breaker,
                        this::wake,
                        clock,
                        tally,
                        builder.pause,
                        FAILURE,
                        random)
                : null;
    }

    /** Looks at once for what waits in the store: for who puts hints there on their own, as {@code WebhookReceiver} does. */
    public void wake() {
        deriving.wake();
    }

    /** Begins a sweep over all tenants within some seconds, if none is under way. */
    public void sweep() {
        if (feeds != null) {
            feeds.sweepSoon();
        }
    }

    /**
     * Does in the calling thread what there is to do, and returns: sweeps over all tenants, derives what has changed, and delivers. In place of {@link #start()}, for programs that a
     * scheduler starts, and for tests.
     *
     * @throws IllegalStateException if it was started
     * @throws OdooException if the sweep was not answered; what was found before is kept
     */
    public synchronized void runOnce() {
        if (phase.get() != Phase.NEW) {
            throw new IllegalStateException("this provisioning is " + phase.get() + ": its own threads do the work");
        }
        Worker renewingHere = new Worker(
                "provisioning-renew",
                List.of(() -> renew(deliveringHere)),
                settings.lease().dividedBy(3),
                FAILURE,
                settings.random());
        renewingHere.start();
        try {
            doAll();
        } finally {
            renewingHere.stop();
        }
    }

    private void doAll() {
        if (feeds != null) {
            feeds.checkRules();
            feeds.sweepHere();
        }
        boolean isMore = true;
        while (isMore) {
            isMore = false;
            for (Stage stage : here) {
                isMore |= stage.step();
            }
        }
        housekeeper.step();
    }

    private boolean renew(Deliverer delivers) {
        delivers.renewLeases();
        if (feeds != null) {
            feeds.renewTurns();
        }
        return false;
    }

    private void wakeDelivering() {
        delivering.wake();
        if (writingBack != null) {
            writingBack.wake();
        }
    }

    /** Starts to make one. */
    public static Builder builder() {
        return new Builder();
    }

    /** Makes a {@link Provisioning}. Used by one thread. */
    public static final class Builder {
        private @Nullable OdooClient odoo;
        private @Nullable Rules rules;
        private @Nullable SignalStore store;
        private @Nullable SignalHandler handler;
        private @Nullable Truth truth;
        private InstantSource clock = InstantSource.system();
        private String instance = "instance " + UUID.randomUUID();
        private Duration lease = Duration.ofMinutes(2);
        private Duration lookAgain = Duration.ofSeconds(3);
        private Duration pause = Duration.ofSeconds(1);
        private Duration auditKept = Duration.ofDays(90);
        private Duration closing = Duration.ofSeconds(30);
        private Backoff retry = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(15));
        private WriteBack writeBack = WriteBack.nothing();
        private int attempts = 20;
        private int handlerThreads = 8;
        private Duration poll = Duration.ofMinutes(1);
        private Duration overlap = Duration.ofMinutes(15);
        private Duration sweep = Duration.ofHours(24);

        private Builder() {}

        /** Whose records tell what was sold. Stays open when this is closed. */
        public Builder odoo(OdooClient client) {
            odoo = Objects.requireNonNull(client);
            return this;
        }

        /** What the records mean. */
        public Builder rules(Rules what) {
            rules = Objects.requireNonNull(what);
            return this;
        }

        /** Where hints, states and signals are kept; if not said, in memory, so that all is told again after a start. */
        public Builder store(SignalStore where) {
            store = Objects.requireNonNull(where);
            return this;
        }

        /** The application's side. */
        public Builder handler(SignalHandler who) {
            handler = Objects.requireNonNull(who);
            return this;
        }

        /** What Odoo is told of signals that the handler has taken; nothing if not said. */
        public Builder writeBack(WriteBack what) {
            writeBack = Objects.requireNonNull(what);
            return this;
        }

        private boolean writesBack() {
            return !writeBack.isNothing();
        }

        /**
         * How many signals the handler may be at work on at once, each of another tenant; 8 if not said.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder handlerThreads(int threads) {
            if (threads < 1) {
                throw new IllegalArgumentException("the handler has " + threads + " threads: it needs one at least");
            }
            handlerThreads = threads;
            return this;
        }

        /**
         * How often a signal is tried until it becomes a dead letter, and how long to wait between: each time twice as long, less a part by chance. If not said, 20 times, from a second
         * to 15 minutes: for some two and a half hours.
         *
         * @throws IllegalArgumentException if there is no try, or the first pause is not positive, or longer than the longest
         */
        public Builder retry(int tries, Duration first, Duration longest) {
            if (tries < 1) {
                throw new IllegalArgumentException("a signal has " + tries + " tries: it needs one at least");
            }
            attempts = tries;
            retry = new Backoff(first, longest);
            return this;
        }

        /**
         * How long work is claimed: when an instance dies, others take over what it was at after so long. Handlers may take longer, their claims are renewed. Two minutes if not said.
         *
         * @throws IllegalArgumentException if it is under a second
         */
        public Builder lease(Duration duration) {
            lease = atLeast(duration, Duration.ofSeconds(1), "a lease");
            return this;
        }

        /**
         * Odoo up to 18 calls webhooks before it commits: what is read back before so long after is not taken for the truth if nothing is new, but read once more. 3 seconds if not
         * said; zero for never.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder lookAgain(Duration after) {
            lookAgain = atLeast(after, Duration.ZERO, "lookAgain");
            return this;
        }

        /**
         * How long to wait before looking whether there is work that other instances have left or that has become due; own hints do not wait for it. A second if not said.
         *
         * @throws IllegalArgumentException if it is under 10 milliseconds
         */
        public Builder pause(Duration duration) {
            pause = atLeast(duration, Duration.ofMillis(10), "the pause");
            return this;
        }

        /**
         * How long the audit trail is kept; 90 days if not said.
         *
         * @throws IllegalArgumentException if it is under a minute
         */
        public Builder auditKept(Duration duration) {
            auditKept = atLeast(duration, Duration.ofMinutes(1), "the time that the audit trail is kept");
            return this;
        }

        /**
         * How long {@link Provisioning#close()} waits for what is at work, before it interrupts it; 30 seconds if not said. A platform that ends programs must wait some seconds
         * longer.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder closeWithin(Duration duration) {
            closing = atLeast(duration, Duration.ZERO, "the time to close");
            return this;
        }

        /**
         * How often to ask Odoo which records have changed, at least; sooner after changes. A poll makes one request for each model. A minute if not said; zero for never: then only
         * webhooks and sweeps tell.
         *
         * @throws IllegalArgumentException if it is neither zero nor a second at least
         */
        public Builder poll(Duration longest) {
            poll = longest.isZero() ? longest : atLeast(longest, Duration.ofSeconds(1), "the time between polls");
            return this;
        }

        /**
         * How long the longest transaction in Odoo may take, imports and nightly jobs included: polls look back as far. 15 minutes if not said.
         *
         * @throws IllegalArgumentException if it is under 10 seconds
         */
        public Builder pollOverlap(Duration longest) {
            overlap = atLeast(longest, Duration.ofSeconds(10), "the overlap of polls");
            return this;
        }

        /**
         * How long after the start of a sweep over all tenants the next one starts. It finds what webhooks and polls cannot tell, deletions above all. 24 hours if not said.
         *
         * @throws IllegalArgumentException if it is under a minute
         */
        public Builder sweep(Duration every) {
            sweep = atLeast(every, Duration.ofMinutes(1), "the time between sweeps");
            return this;
        }

        private @Nullable Poller poller(SignalStore where, OdooTruth read) {
            return odoo == null || poll.isZero()
                    ? null
                    : new Poller(where, new OdooChanges(odoo, read.reader()), instance, lease, poll, overlap, clock);
        }

        /** What this instance is called, in the audit trail and by other instances: no two that run at the same time may have one name. A random name if not said. */
        public Builder instance(String name) {
            instance = Names.of(name, "an instance");
            return this;
        }

        /** By what clock; the system's if not said. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source);
            return this;
        }

        /** In place of Odoo and rules. */
        Builder truth(Truth other) {
            truth = Objects.requireNonNull(other);
            return this;
        }

        private static Duration atLeast(Duration duration, Duration least, String what) {
            if (duration.compareTo(least) < 0) {
                throw new IllegalArgumentException(what + " is " + duration + ": it must be " + least + " at least");
            }
            return duration;
        }

        /**
         * Makes it. No request, no thread.
         *
         * @throws IllegalStateException if Odoo, the rules or the handler are missing
         */
        public Provisioning build() {
            if (handler == null) {
                throw new IllegalStateException("nobody is told: say handler(...)");
            }
            if (truth != null) {
                return new Provisioning(this, truth, handler);
            }
            if (odoo == null || rules == null) {
                throw new IllegalStateException("nothing can be told: say odoo(...) and rules(...)");
            }
            return new Provisioning(this, new OdooTruth(odoo, rules, clock), handler);
        }
    }

    /**
     * Starts to work.
     *
     * @throws IllegalStateException if it was started before
     */
    public synchronized void start() {
        if (!phase.compareAndSet(Phase.NEW, Phase.STARTED)) {
            throw new IllegalStateException("provisioning starts once, and this one is " + phase.get());
        }
        delivering.start();
        deriving.start();
        renewing.start();
        keepingHouse.start();
        if (writingBack != null) {
            writingBack.start();
        }
        if (feeds != null) {
            feeds.start();
        }
    }

    /** Takes no more work, waits for what is at work, and ends. What waits stays in the store. Does nothing the second time. */
    @Override
    public void close() {
        Phase before = phase.getAndSet(Phase.CLOSED);
        if (before == Phase.CLOSED) {
            return;
        }
        long end = System.nanoTime() + closing.toNanos();
        if (feeds != null) {
            feeds.stop();
        }
        deriving.stop();
        delivering.stop();
        keepingHouse.stop();
        if (writingBack != null) {
            writingBack.stop();
        }
        try {
            if (before == Phase.STARTED) {
                if (feeds != null) {
                    feeds.join(left(end));
                }
                deriving.join(left(end));
                delivering.join(left(end));
                keepingHouse.join(left(end));
                if (writingBack != null) {
                    writingBack.join(left(end));
                }
            }
            handlers.shutdown();
            if (!handlers.awaitTermination(left(end).toMillis(), TimeUnit.MILLISECONDS)) {
                handlers.shutdownNow();
                handlers.awaitTermination(1, TimeUnit.SECONDS);
            }
            renewing.stop();
            if (before == Phase.STARTED) {
                renewing.join(left(end));
            }
        } catch (InterruptedException e) {
            handlers.shutdownNow();
            renewing.stop();
            Thread.currentThread().interrupt();
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * Says that a record may have changed: the tenants that depend on it are looked at. A hint that does not matter does no harm.
     *
     * @return the correlation id: logs, the audit trail and the signal that may follow have it, or that of an earlier hint about the same record, or tenant, that was still waiting
     */
    public String hint(String model, long id) {
        String correlationId = settings.ids().get();
        receive(List.of(new ReceivedHint(new Hint(Hint.Kind.REQUEST, model, id), correlationId, clock.instant())));
        return correlationId;
    }

    /** Takes hints that came in: they are in the store when this returns, and are looked into at once. */
    public void receive(Collection<ReceivedHint> hints) {
        store.add(hints);
        deriving.wake();
    }

    /**
     * Looks at tenants, whether they are known or not.
     *
     * @return the correlation id: logs, the audit trail and the signals that may follow have it, or that of an earlier hint about the same tenant that was still waiting
     */
    public String look(Collection<String> tenants) {
        String correlationId = settings.ids().get();
        store.touch(tenants, new ReceivedHint(new Hint(Hint.Kind.REQUEST, null, 0), correlationId, clock.instant()));
        deriving.wake();
        return correlationId;
    }

    /**
     * How it is doing. Asks the store, not Odoo.
     *
     * @param max how many tenants to list at most, of those with signals that are not delivered and of those with problems
     */
    public ProvisioningStatus status(int max) {
        Breaker.State odoo = breaker.state();
        return new ProvisioningStatus(
                clock.instant(),
                phase.get() == Phase.STARTED,
                deliverer.running(),
                store.status(max),
                feeds == null ? Map.of() : feeds.notPolled(),
                feeds == null ? null : feeds.sweep(),
                new ProvisioningStatus.Odoo(odoo.downSince(), odoo.reason(), odoo.nextAttempt(), odoo.lastSuccess()),
                feeds == null ? List.of() : feeds.troubles());
    }

    /** What is known of a tenant; empty if nobody has hinted at it. */
    public Optional<StoredTenant> tenant(String key) {
        return store.tenant(key);
    }

    /** Signals that were given up: see {@link SignalStore#deadLetters}. */
    public List<DeadLetter> deadLetters(String after, int max) {
        return store.deadLetters(after, max);
    }

    /**
     * Delivers a tenant's dead letter again.
     *
     * @param who who decided so, for the audit trail
     * @return whether the tenant has one
     */
    public boolean replay(String tenant, String who) {
        boolean isThere = store.replay(tenant, who);
        delivering.wake();
        return isThere;
    }

    /**
     * Gives a dead letter up for good; the tenant's next signal is delivered. As each signal has the whole state, the next one makes good what this one did not.
     *
     * @param who who decided so, for the audit trail
     * @param why the reason, for the audit trail
     * @return whether this signal was a dead letter
     */
    public boolean skip(String tenant, long sequence, String who, String why) {
        boolean wasThere = store.skip(tenant, sequence, who, why);
        delivering.wake();
        return wasThere;
    }

    /** What was decided, the newest first: see {@link SignalStore#decisions}. */
    public List<Decision> decisions(@Nullable String tenant, long before, int max) {
        return store.decisions(tenant, before, max);
    }

    /** For metrics: what this instance has done. */
    Tally tally() {
        return tally;
    }

    /** For metrics: by the clock that this one goes by. */
    Instant now() {
        return clock.instant();
    }

    /** Its instance and whether it is running. */
    @Override
    public String toString() {
        return "Provisioning(" + settings.owner() + ", " + phase.get() + ")";
    }
}
