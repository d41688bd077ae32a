package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.calls.ReceivedCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last calls that a server received. Thread-safe. */
public final class CallLog {
    /** What the arguments of all calls in a log may take, in bytes, roughly. */
    private static final long STANDARD_SIZE = 32L << 20;

    private static final long SIZE_OF_A_VALUE = 50;

    private final int mostCalls;
    private final long mostBytes;
    private final Deque<Entry> calls = new ArrayDeque<>();
    private long bytes;
    private long lost;

    private CallLog(int mostCalls, long mostBytes) {
        this.mostCalls = mostCalls;
        this.mostBytes = mostBytes;
    }

    /** One that keeps 10,000 calls, fewer if they are large. */
    public static CallLog standard() {
        return new CallLog(10_000, STANDARD_SIZE);
    }

    /** One that keeps so many calls, however large they are. */
    public static CallLog of(int mostCalls) {
        return new CallLog(mostCalls, Long.MAX_VALUE);
    }

    /** One call. */
    public static final class Entry {
        private final long bytes;
        private volatile ReceivedCall call;

        private Entry(ReceivedCall call, long bytes) {
            this.call = call;
            this.bytes = bytes;
        }

        /** Says what the answer was. */
        public void answered(int status, @Nullable String error) {
            call = call.answered(status, error);
        }
    }

    /** Keeps a call; the oldest ones go if it gets too much. */
    public Entry add(ReceivedCall call) {
        long size = mostBytes == Long.MAX_VALUE ? 0 : size(call.arguments()) + size(call.named());
        Entry entry = new Entry(call, size);
        synchronized (calls) {
            calls.addLast(entry);
            bytes += size;
            while (calls.size() > mostCalls || bytes > mostBytes) {
                bytes -= calls.removeFirst().bytes;
                lost++;
            }
        }
        return entry;
    }

    private static long size(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return SIZE_OF_A_VALUE + list.stream().mapToLong(CallLog::size).sum();
        }
        if (value instanceof Map<?, ?> map) {
            return SIZE_OF_A_VALUE
                    + map.values().stream()
                            .mapToLong(one -> SIZE_OF_A_VALUE + size(one))
                            .sum();
        }
        return SIZE_OF_A_VALUE + (value instanceof String text ? text.length() : 0);
    }

    /**
     * The calls so far, in the order in which they came.
     *
     * @throws IllegalStateException if there were more than are kept
     */
    public List<ReceivedCall> calls() {
        synchronized (calls) {
            if (lost > 0) {
                throw new IllegalStateException(
                        "the log has the last " + calls.size() + " calls and has lost " + lost
                                + " before them: let it keep more with FakeOdoo.builder().callsKept(...), or forget calls now and then");
            }
            return calls.stream().map(entry -> entry.call).toList();
        }
    }

    /** Forgets all calls. */
    public void forget() {
        synchronized (calls) {
            calls.clear();
            bytes = 0;
            lost = 0;
        }
    }
}
