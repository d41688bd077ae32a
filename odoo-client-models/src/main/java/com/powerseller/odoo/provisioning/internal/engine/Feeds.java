package com.powerseller.odoo.provisioning.internal.engine;

import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.provisioning.SweepReport;
import com.powerseller.odoo.provisioning.internal.feed.Poller;
import com.powerseller.odoo.provisioning.internal.feed.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Where hints come from besides webhooks: polls and sweeps, each in a thread of its own. Thread-safe. */
public final class Feeds {
    /** A sweep that was asked for, or another instance that has died, waits no longer than this. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final @Nullable Poller poller;
    private final Reconciler reconciler;
    private final Breaker breaker;
    private final Runnable found;
    private final InstantSource clock;
    private final Tally tally;
    private final AtomicBoolean isSweepWanted = new AtomicBoolean();
    private final List<Worker> workers = new ArrayList<>();
    private final Map<String, Feed> feeds = new LinkedHashMap<>();
    private final RulesGuard rules;
    private volatile Map<String, String> notPolled = Map.of();

    /**
     * Not started.
     *
     * @param poller null for none
     * @param rules asked before all else
     * @param found called when there may be hints
     */
    public Feeds(
            @Nullable Poller poller,
            Reconciler reconciler,
            RulesGuard rules,
            Breaker breaker,
            Runnable found,
            InstantSource clock,
            Tally tally,
            Duration pause,
            Backoff afterFailures,
            RandomGenerator random) {
        this.poller = poller;
        this.reconciler = reconciler;
        this.rules = rules;
        this.breaker = breaker;
        this.found = found;
        this.clock = clock;
        this.tally = tally;
        if (poller != null) {
            feeds.put("polls", feed(polls(poller)));
            workers.add(new Worker(
                    "provisioning-poll",
                    List.of(Objects.requireNonNull(feeds.get("polls"))),
                    pause,
                    afterFailures,
                    random));
        }
        feeds.put("sweeps", feed(sweeps()));
        workers.add(new Worker(
                "provisioning-sweep",
                List.of(rules, Objects.requireNonNull(feeds.get("sweeps"))),
                pause,
                afterFailures,
                random));
    }

    private Feed feed(Feed.Source source) {
        return new Feed(source, breaker, found, clock, tally);
    }

    private Feed.Source polls(Poller what) {
        return new Feed.Source() {
            @Override
            public Feed.Step step() {
                Poller.PollResult result = what.step();
                notPolled = result.skipped();
                return new Feed.Step(result.next(), result.isOurs());
            }

            @Override
            public Instant nextAfterFailure() {
                return what.nextAfterFailure();
            }
        };
    }

    private Feed.Source sweeps() {
        return new Feed.Source() {
            @Override
            public Feed.Step step() {
                Instant latest = clock.instant().plus(LOOK);
                boolean isWanted = isSweepWanted.getAndSet(false);
                boolean isBegun = false;
                Reconciler.SweepStep step;
                try {
                    step = isWanted ? reconciler.stepNow() : reconciler.step();
                    isBegun = step.isOurs();
                } finally {
                    if (isWanted && !isBegun) {
                        isSweepWanted.set(true);
                    }
                }
                return new Feed.Step(step.next().isAfter(latest) ? latest : step.next(), step.hasAsked());
            }

            @Override
            public Instant nextAfterFailure() {
                return clock.instant().plus(LOOK);
            }
        };
    }

    /** Keeps the turns that are this instance's. To be called more often than they last. */
    public void renewTurns() {
        if (poller != null) {
            poller.renew();
        }
        reconciler.renew();
    }

    /** Starts the threads. */
    public void start() {
        workers.forEach(Worker::start);
    }

    /** Lets the threads finish what they are doing, and then end. */
    public void stop() {
        workers.forEach(Worker::stop);
    }

    /** Waits for the threads' end, then lets other instances go on at once. */
    public void join(Duration longest) throws InterruptedException {
        for (Worker worker : workers) {
            if (!worker.join(longest)) {
                return;
            }
        }
        if (poller != null) {
            poller.close();
        }
        reconciler.close();
    }

    /** Lets a sweep begin soon, unless one is under way. */
    public void sweepSoon() {
        isSweepWanted.set(true);
    }

    /**
     * Sweeps in the calling thread, unless another instance does.
     *
     * @throws OdooException if Odoo does not answer
     */
    public void sweepHere() {
        Reconciler.SweepStep step = reconciler.stepNow();
        while (step.isOurs() && step.report() != null && step.report().finished() == null) {
            step = reconciler.step();
        }
        reconciler.close();
    }

    /** Asks whether Odoo has what the rules name, if it is due. */
    public void checkRules() {
        rules.step();
    }

    /** What somebody must mend, a sentence for each. */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>(rules.mistakes());
        feeds.forEach((name, feed) -> {
            String trouble = feed.trouble();
            if (trouble != null) {
                troubles.add(name + " are refused: " + trouble);
            }
        });
        return troubles;
    }

    /** Models that cannot be polled, each with why. */
    public Map<String, String> notPolled() {
        return notPolled;
    }

    /** The sweep that is under way, or was last; null if there was none. */
    public @Nullable SweepReport sweep() {
        return reconciler.report().orElse(null);
    }
}
