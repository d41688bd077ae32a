package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.calls.ReceivedCall;
import com.powerseller.odoo.testkit.fault.Fault;
import com.powerseller.odoo.testkit.fault.Faults;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The calls that a server receives: their log, and what goes wrong with them. Thread-safe. */
public final class Traffic {
    private final CallLog log;
    private final FaultPlan faults = new FaultPlan();
    private final CountDownLatch closed = new CountDownLatch(1);

    public Traffic(CallLog log) {
        this.log = log;
    }

    public CallLog log() {
        return log;
    }

    public Faults faults() {
        return faults;
    }

    /** What goes wrong with a call; null if nothing does. */
    public @Nullable Fault fault(ReceivedCall call) {
        return faults.next(call);
    }

    /** Lets time pass, but not beyond the server's end. */
    public void pause(Duration time) {
        try {
            closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // The web server is being closed.
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all pauses. */
    public void close() {
        closed.countDown();
    }
}
