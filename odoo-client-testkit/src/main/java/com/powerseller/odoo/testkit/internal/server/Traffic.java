package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.calls.ReceivedCall;
import com.powerseller.odoo.testkit.fault.Fault;
import com.powerseller.odoo.testkit.fault.Faults;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The calls that a server receives: a log of the last ones, and what goes wrong with them. Thread-safe. */
public final class Traffic {
    private final int kept;
    private final FaultPlan faults = new FaultPlan();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Entry> log = new ArrayDeque<>();
    private long lost;

    public Traffic(int kept) {
        this.kept = kept;
    }

    /** One call of the log. */
    public static final class Entry {
        private volatile ReceivedCall call;

        private Entry(ReceivedCall call) {
            this.call = call;
        }

        /** Says what the answer was. */
        public void answered(int status, @Nullable String error) {
            call = call.answered(status, error);
        }
    }

    public Faults faults() {
        return faults;
    }

    /** Keeps a call in the log. */
    public Entry received(ReceivedCall call) {
        Entry entry = new Entry(call);
        if (kept > 0) {
            synchronized (log) {
                if (log.size() == kept) {
                    log.removeFirst();
                    lost++;
                }
                log.addLast(entry);
            }
        }
        return entry;
    }

    /** What goes wrong with a call; null if nothing does. */
    public @Nullable Fault fault(ReceivedCall call) {
        return faults.next(call);
    }

    /**
     * The calls so far, in the order in which they came.
     *
     * @throws IllegalStateException if there were more than are kept
     */
    public List<ReceivedCall> calls() {
        synchronized (log) {
            if (lost > 0 || kept == 0) {
                throw new IllegalStateException(
                        "the log keeps the last " + kept
                                + " calls and has lost others: let it keep more with FakeOdoo.builder().callsKept(...), or forget calls now and then");
            }
            return log.stream().map(entry -> entry.call).toList();
        }
    }

    /** Forgets all calls. */
    public void forget() {
        synchronized (log) {
            log.clear();
            lost = 0;
        }
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
