package com.powerseller.odoo.provisioning;

import com.powerseller.odoo.provisioning.internal.engine.Tally;
import com.powerseller.odoo.provisioning.store.StoreStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * A {@link Provisioning} as Micrometer's meters, all of names that begin with {@code odoo.provisioning.}: counters and timers of what this instance has done, gauges of what waits
 * in the store for all instances. Thread-safe. Needs Micrometer on the class path, which this library does not bring along.
 *
 * <p>Gauges ask the store, once in ten seconds at most; they are NaN while it fails.
 */
public final class ProvisioningMetrics implements MeterBinder {
    private static final String NAME = "odoo.provisioning.";
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Provisioning provisioning;
    private ProvisioningStatus status;
    private Instant askedAt;

    private ProvisioningMetrics(Provisioning provisioning) {
        this.provisioning = provisioning;
        this.status = provisioning.status(1);
        this.askedAt = status.at();
    }

    /** The meters of this one. Asks the store. */
    public static ProvisioningMetrics of(Provisioning provisioning) {
        return new ProvisioningMetrics(provisioning);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Tally tally = provisioning.tally();
        counter(registry, "hints", "hints whose tenants were found", tally.hints);
        counter(registry, "derived", "tenants whose state was derived", tally.derived);
        counter(registry, "signals", "signals made", tally.signals);
        counter(registry, "delivered", "signals that the handler took", tally.delivered);
        counter(registry, "failed", "tries of the handler that failed, to be repeated", tally.failed);
        counter(registry, "dead", "signals that were given up", tally.dead);
        counter(registry, "written.back", "outcomes that Odoo was told", tally.writtenBack);
        counter(registry, "outages", "times that Odoo was found to be down", tally.outages);
        timer(registry, "derive.lag", "from the first hint to the signal", tally.deriving);
        timer(registry, "delivery.lag", "from the signal to its delivery", tally.delivering);
        timer(registry, "lag", "from the first hint to the delivery", tally.telling);
        timer(registry, "handler", "in the handler", tally.handling);
        gauge(
                registry,
                "backlog.hints",
                "hints that wait",
                status -> status.backlog().hints());
        gauge(
                registry,
                "backlog.tenants",
                "tenants that wait to be derived",
                status -> status.backlog().dirtyTenants());
        gauge(
                registry,
                "backlog.signals",
                "signals that are not delivered",
                status -> status.backlog().signals());
        gauge(
                registry,
                "backlog.write.backs",
                "outcomes that Odoo is yet to be told",
                status -> status.backlog().writeBacks());
        gauge(
                registry,
                "dead.letters",
                "signals that were given up, each holding up its tenant",
                status -> status.backlog().deadLetters());
        gauge(
                registry,
                "problems",
                "tenants whose state cannot be derived",
                status -> status.backlog().tenantsWithProblems());
        gauge(
                registry,
                "oldest",
                "seconds that what waits longest has waited, from its first hint on",
                status -> status.lag().map(Duration::toMillis).orElse(0L) / 1000.0);
        gauge(registry, "hint.age", "seconds that the oldest hint has waited", ProvisioningMetrics::hintAge);
        gauge(
                registry,
                "odoo.up",
                "1 if Odoo can be reached, as far as is known",
                status -> status.odoo().isReachable() ? 1 : 0);
    }

    private static double hintAge(ProvisioningStatus status) {
        StoreStatus backlog = status.backlog();
        return backlog.oldestHint() == null
                ? 0
                : Math.max(
                        0, Duration.between(backlog.oldestHint(), status.at()).toMillis() / 1000.0);
    }

    private static void counter(MeterRegistry registry, String name, String description, LongAdder count) {
        FunctionCounter.builder(NAME + name, count, LongAdder::sum)
                .description(description)
                .register(registry);
    }

    private static void timer(MeterRegistry registry, String name, String description, Tally.Times times) {
        FunctionTimer.builder(NAME + name, times, Tally.Times::count, Tally.Times::nanos, TimeUnit.NANOSECONDS)
                .description(description)
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<ProvisioningStatus> value) {
        Gauge.builder(NAME + name, this, metrics -> value.applyAsDouble(metrics.status()))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private synchronized ProvisioningStatus status() {
        Instant now = provisioning.now();
        if (!now.isBefore(askedAt.plus(KEPT))) {
            status = Objects.requireNonNull(provisioning.status(1));
            askedAt = now;
        }
        return status;
    }
}
