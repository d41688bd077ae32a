package com.powerseller.odoo.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What two sides cost the calling thread, measured in turns of a few milliseconds: whatever else the machine does hits both alike. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Sides {
    private static final int CALLS_IN_A_TURN = 50;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public long calls;
    public long oursNanos;
    public long oursCpuNanos;
    public long oursBytes;
    public long bareNanos;
    public long bareCpuNanos;
    public long bareBytes;

    /** Makes a call. */
    interface Side {
        @Nullable Object call() throws IOException;
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

    void measure(Side ours, Side bare) throws IOException {
        long time = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        turn(ours);
        long middleTime = System.nanoTime();
        long middleCpu = threads.getCurrentThreadCpuTime();
        long middleBytes = threads.getCurrentThreadAllocatedBytes();
        turn(bare);
        bareNanos += System.nanoTime() - middleTime;
        bareCpuNanos += threads.getCurrentThreadCpuTime() - middleCpu;
        bareBytes += threads.getCurrentThreadAllocatedBytes() - middleBytes;
        oursNanos += middleTime - time;
        oursCpuNanos += middleCpu - cpu;
        oursBytes += middleBytes - bytes;
        calls += CALLS_IN_A_TURN;
    }

    private static void turn(Side side) throws IOException {
        for (int i = 0; i < CALLS_IN_A_TURN; i++) {
            if (side.call() == null) {
                throw new IOException("no answer");
            }
        }
    }
}
