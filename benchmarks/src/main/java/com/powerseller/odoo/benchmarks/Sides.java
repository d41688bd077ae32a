package com.powerseller.odoo.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What two sides cost the calling thread, measured in turns of some milliseconds: whatever else the machine does, and however fast it happens to run, hits both
 * alike.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Sides {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public long calls;
    public long oursNanos;
    public long oursCpuNanos;
    public long oursBytes;
    public long bareNanos;
    public long bareCpuNanos;
    public long bareBytes;

    /** Does once what is measured. */
    interface Side {
        @Nullable Object call() throws Exception;
    }

    @Setup(Level.Iteration)
    public void reset() {
        calls = 0;
        oursNanos = 0;
        oursCpuNanos = 0;
        oursBytes = 0;
        bareNanos = 0;
        bareCpuNanos = 0;
        bareBytes = 0;
    }

    /** A turn of each side, of so many calls. */
    void measure(int callsInATurn, Side ours, Side bare) throws Exception {
        long time = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        turn(callsInATurn, ours);
        long middleTime = System.nanoTime();
        long middleCpu = threads.getCurrentThreadCpuTime();
        long middleBytes = threads.getCurrentThreadAllocatedBytes();
        turn(callsInATurn, bare);
        bareNanos += System.nanoTime() - middleTime;
        bareCpuNanos += threads.getCurrentThreadCpuTime() - middleCpu;
        bareBytes += threads.getCurrentThreadAllocatedBytes() - middleBytes;
        oursNanos += middleTime - time;
        oursCpuNanos += middleCpu - cpu;
        oursBytes += middleBytes - bytes;
        calls += callsInATurn;
    }

    private static void turn(int calls, Side side) throws Exception {
        for (int i = 0; i < calls; i++) {
            if (side.call() == null) {
                throw new IllegalStateException("no answer");
            }
        }
    }
}
