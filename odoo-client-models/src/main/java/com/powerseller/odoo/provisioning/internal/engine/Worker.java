package com.powerseller.odoo.provisioning.internal.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that drives stages: again and again while there is work, else once each pause, or when it is woken. */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.provisioning");

    private final List<? extends Stage> stages;
    private final Duration pause;
    private final Backoff afterFailures;
    private final RandomGenerator random;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean isWoken;
    private boolean isStopped;
    private int failures;

    /**
     * Not started.
     *
     * @param pause how long to wait when there is nothing to do
     * @param afterFailures how long to wait after stages have failed
     */
    public Worker(
            String name, List<? extends Stage> stages, Duration pause, Backoff afterFailures, RandomGenerator random) {
        this.stages = List.copyOf(stages);
        this.pause = pause;
        this.afterFailures = afterFailures;
        this.random = random;
        this.thread = new Thread(this::run, name);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Lets it look for work now. */
    public void wake() {
        lock.lock();
        try {
            isWoken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets it finish what it is doing, and then end. */
    public void stop() {
        lock.lock();
        try {
            isStopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for its end, and interrupts it if that takes too long.
     *
     * @return whether it has ended
     */
    public boolean join(Duration longest) throws InterruptedException {
        thread.join(Math.max(1, longest.toMillis()));
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(1_000);
        }
        return !thread.isAlive();
    }

    private void run() {
        try {
            while (await(steps())) {}
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
        }
    }

    /** How long to wait before the next steps. */
    private Duration steps() {
        boolean isMore = false;
        try {
            for (Stage stage : stages) {
                isMore |= stage.step();
            }
            failures = 0;
        } catch (RuntimeException | Error e) {
            failures++;
            Duration wait = afterFailures.after(failures, random);
            LOG.atError().addKeyValue("pause", wait).setCause(e).log("provisioning fails");
            return wait;
        }
        return isMore ? Duration.ZERO : pause;
    }

    /** Waits, unless it is woken; after failures being woken is no reason to hurry. Returns whether to go on. */
    private boolean await(Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = wait.toNanos();
            while (nanos > 0 && !isStopped && (failures > 0 || !isWoken)) {
                nanos = changed.awaitNanos(nanos);
            }
            isWoken = false;
            return !isStopped;
        } finally {
            lock.unlock();
        }
    }
}
