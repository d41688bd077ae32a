package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.CallInterruptedException;
import com.powerseller.odoo.error.ConcurrencyException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.RateLimitedException;
import com.powerseller.odoo.error.ResponseTooLargeException;
import com.powerseller.odoo.error.TlsException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.resilience.CallSafety;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.resilience.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes calls: keeps the limits, tries again where that is safe, tells the listeners. Thread-safe. */
final class CallExecutor {
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.call");

    private final RetryPolicy policy;
    private final RetryBudget budget;
    private final CallLimits limits;
    private final Sleeper sleeper;
    private final List<CallListener> listeners;
    private volatile boolean closed;

    CallExecutor(RetryPolicy policy, CallLimits limits, Sleeper sleeper, List<CallListener> listeners) {
        this.policy = policy;
        this.budget = new RetryBudget(policy.budget());
        this.limits = limits;
        this.sleeper = sleeper;
        this.listeners = List.copyOf(listeners);
    }

    /** Makes a call; {@code attempt} makes one try. */
    <T> @Nullable T execute(CallDetails call, CallSafety safety, Deadline deadline, Supplier<@Nullable T> attempt) {
        long start = System.nanoTime();
        tell(listener -> listener.onStart(call));
        Throwable failure = null;
        int attempts = 1;
        try {
            while (true) {
                try {
                    @Nullable T result = tryOnce(call, deadline, attempt);
                    budget.earn();
                    return result;
                } catch (OdooException e) {
                    Duration wait = waitBeforeNext(e, safety, attempts);
                    if (wait == null || !deadline.allows(wait)) {
                        throw e;
                    }
                    int failed = attempts;
                    tell(listener -> listener.onRetry(call, failed, e, wait));
                    pause(call, wait, e);
                    if (closed) {
                        throw e;
                    }
                    attempts++;
                }
            }
        } catch (Throwable e) {
            // Checked ones too, which code in other languages throws unseen.
            failure = e;
            throw e;
        } finally {
            int made = attempts;
            Throwable ended = failure;
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            tell(listener -> listener.onEnd(call, made, elapsed, ended));
        }
    }

    private <T> @Nullable T tryOnce(CallDetails call, Deadline deadline, Supplier<@Nullable T> attempt) {
        try {
            limits.acquire(call, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(call, "interrupted while waiting for its turn", false, e);
        }
        try {
            return attempt.get();
        } finally {
            limits.release();
        }
    }

    private void pause(CallDetails call, Duration wait, OdooException failure) {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            boolean mayHaveExecuted =
                    failure instanceof OdooTransportException transport && transport.mayHaveExecuted();
            CallInterruptedException interrupted =
                    new CallInterruptedException(call, "interrupted while waiting to try again", mayHaveExecuted, e);
            interrupted.addSuppressed(failure);
            throw interrupted;
        }
    }

    /** How long to wait before the next try, or null if there is to be none. */
    private @Nullable Duration waitBeforeNext(OdooException failure, CallSafety safety, int attempts) {
        if (closed || attempts >= policy.maxAttempts() || !isSafeToRepeat(failure, safety)) {
            return null;
        }
        Duration asked = askedFor(failure);
        if (asked != null && asked.compareTo(policy.maxRetryAfter()) > 0) {
            return null;
        }
        if (!budget.spend()) {
            return null;
        }
        return asked != null ? asked : backoff(attempts);
    }

    private static boolean isSafeToRepeat(OdooException failure, CallSafety safety) {
        if (failure instanceof ConcurrencyException) {
            return true;
        }
        if (!(failure instanceof OdooTransportException transport) || isPermanent(transport)) {
            return false;
        }
        return !transport.mayHaveExecuted() || safety.isRepeatable();
    }

    /** What another try would not change. */
    private static boolean isPermanent(OdooTransportException failure) {
        return failure instanceof CallInterruptedException
                || failure instanceof TlsException
                || failure instanceof ResponseTooLargeException
                || failure instanceof MalformedResponseException
                || (failure instanceof UnexpectedResponseException page && !isPassing(page.status()));
    }

    /** A proxy that gets no answer from Odoo may get one soon; 520 to 527 are those of a well-known one. */
    private static boolean isPassing(int status) {
        return (status >= 502 && status <= 504) || (status >= 520 && status <= 527);
    }

    private static @Nullable Duration askedFor(OdooException failure) {
        if (failure instanceof RateLimitedException limited) {
            return limited.retryAfter();
        }
        return failure instanceof UnexpectedResponseException page ? page.retryAfter() : null;
    }

    /** A random time up to the backoff of this try, so that clients that failed together do not come back together. */
    private Duration backoff(int attempts) {
        long most = nanos(policy.maxBackoff());
        long initial = nanos(policy.initialBackoff());
        int doublings = Math.min(attempts - 1, 30);
        long limit = initial > most >> doublings ? most : initial << doublings;
        return Duration.ofNanos(limit <= 0 ? 0 : ThreadLocalRandom.current().nextLong(limit + 1));
    }

    /** A little below the most that a long can hold, whatever the duration. */
    private static long nanos(Duration duration) {
        return Math.min(TimeUnit.NANOSECONDS.convert(duration), Long.MAX_VALUE - 1);
    }

    /** From now on nothing is tried again. */
    void close() {
        closed = true;
    }

    private void tell(Consumer<CallListener> event) {
        for (CallListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                // Errors too: a listener must not hide what became of a call.
                LOG.warn("call listener {} failed", listener.getClass().getName(), e);
            }
        }
    }
}
