package com.powerseller.odoo.provisioning.internal.engine;

import com.powerseller.odoo.provisioning.PermanentFailureException;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.SignalHandler;
import com.powerseller.odoo.provisioning.store.DeliveryClaim;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/** From signals to the application. {@link #step} is called by one thread at a time; handlers run where the executor lets them. */
public final class Deliverer implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.provisioning.deliver");

    private static final String CORRELATION_ID = "correlationId";
    private static final String TENANT = "tenant";

    private final SignalStore store;
    private final SignalHandler handler;
    private final boolean writesBack;
    private final Executor executor;
    private final int atOnce;
    private final Runnable done;
    private final Settings settings;
    private final Tally tally;
    private final Set<DeliveryClaim> running = ConcurrentHashMap.newKeySet();
    private final Queue<DeliveryClaim> taken = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isTelling = new AtomicBoolean();

    /**
     * Does nothing yet.
     *
     * @param writesBack whether Odoo is to be told what was delivered
     * @param executor runs the handler
     * @param atOnce how many signals are delivered at once
     * @param done called when a delivery is over
     */
    public Deliverer(
            SignalStore store,
            SignalHandler handler,
            boolean writesBack,
            Executor executor,
            int atOnce,
            Runnable done,
            Settings settings,
            Tally tally) {
        this.store = store;
        this.handler = handler;
        this.writesBack = writesBack;
        this.executor = executor;
        this.atOnce = atOnce;
        this.done = done;
        this.settings = settings;
        this.tally = tally;
    }

    @Override
    public boolean step() {
        int free = atOnce - running.size();
        if (free <= 0) {
            return false;
        }
        List<DeliveryClaim> claims = store.claimDeliveries(
                settings.owner(), free, settings.lease(), settings.clock().instant());
        running.addAll(claims);
        for (DeliveryClaim claim : claims) {
            executor.execute(() -> deliver(claim));
        }
        return !claims.isEmpty();
    }

    /** How many signals the handler is at work on. */
    public int running() {
        return running.size();
    }

    /** Keeps the claims of handlers that are still at work. To be called more often than leases last. */
    public void renewLeases() {
        running.removeIf(claim -> {
            // One that the handler has taken meanwhile is not there either.
            boolean isLost = !store.renew(claim, settings.lease()) && running.contains(claim);
            if (isLost) {
                log(claim, LOG.atWarn()).log("the lease is lost: another instance may deliver this signal too");
            }
            return isLost;
        });
    }

    private void deliver(DeliveryClaim claim) {
        MDC.put(CORRELATION_ID, claim.correlationId());
        MDC.put(TENANT, claim.tenant());
        try {
            if (claim.attempt() > settings.attempts()) {
                giveUp(claim, "the instance that tried died, at the last of " + settings.attempts() + " attempts");
            } else {
                handle(claim);
            }
        } catch (SignalStoreException e) {
            notKept(claim, e);
        } finally {
            running.remove(claim);
            MDC.remove(CORRELATION_ID);
            MDC.remove(TENANT);
            done.run();
        }
    }

    private void handle(DeliveryClaim claim) {
        Instant start = settings.clock().instant();
        Throwable failure = null;
        try {
            handler.handle(ProvisioningSignal.fromJson(claim.signal()));
        } catch (Exception | Error e) {
            failure = e;
        }
        tally.handling.add(Duration.between(start, settings.clock().instant()));
        running.remove(claim);
        if (failure == null) {
            taken.add(claim);
            tellTaken();
        } else {
            failed(claim, failure);
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Completes what the handlers have taken: what several threads have at the same time goes in one transaction. */
    private void tellTaken() {
        while (!taken.isEmpty() && isTelling.compareAndSet(false, true)) {
            try {
                List<DeliveryClaim> claims = new ArrayList<>();
                for (DeliveryClaim claim = taken.poll(); claim != null; claim = taken.poll()) {
                    claims.add(claim);
                }
                delivered(claims);
            } finally {
                isTelling.set(false);
            }
        }
    }

    private void delivered(List<DeliveryClaim> claims) {
        List<DeliveryClaim> lost;
        try {
            lost = store.delivered(claims, writesBack);
        } catch (SignalStoreException e) {
            claims.forEach(claim -> notKept(claim, e));
            return;
        }
        Instant now = settings.clock().instant();
        for (DeliveryClaim claim : claims) {
            if (lost.contains(claim)) {
                log(claim, LOG.atWarn()).log("delivered, but the lease was lost: another instance delivers it too");
            } else {
                tally.delivered.increment();
                tally.delivering.add(Duration.between(claim.created(), now));
                tally.telling.add(Duration.between(claim.hinted(), now));
                log(claim, LOG.atInfo()).log("delivered");
            }
        }
    }

    private void failed(DeliveryClaim claim, Throwable failure) {
        if (failure instanceof PermanentFailureException) {
            giveUp(claim, Failures.text(failure));
        } else if (claim.attempt() >= settings.attempts()) {
            giveUp(claim, "after " + claim.attempt() + " attempts: " + Failures.text(failure));
        } else {
            Instant next = settings.clock().instant().plus(settings.retry().after(claim.attempt(), settings.random()));
            tally.failed.increment();
            boolean isOurs = store.failed(claim, next, Failures.text(failure));
            log(claim, LOG.atWarn())
                    .addKeyValue("nextAttempt", next)
                    .setCause(failure)
                    .log(isOurs ? "not delivered" : "not delivered, and the lease was lost");
        }
    }

    private void giveUp(DeliveryClaim claim, String reason) {
        if (store.dead(claim, reason)) {
            tally.dead.increment();
            log(claim, LOG.atError()).log("given up: {}", reason);
        }
    }

    private static void notKept(DeliveryClaim claim, SignalStoreException failure) {
        log(claim, LOG.atError()).setCause(failure).log("the outcome cannot be kept: the signal comes again");
    }

    private static LoggingEventBuilder log(DeliveryClaim claim, LoggingEventBuilder event) {
        return event.addKeyValue(CORRELATION_ID, claim.correlationId())
                .addKeyValue(TENANT, claim.tenant())
                .addKeyValue("sequence", claim.sequence())
                .addKeyValue("attempt", claim.attempt());
    }
}
