package com.powerseller.odoo.observe;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.OdooException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each call: for metrics, traces, audits. Called in the thread of the call, so it must be quick and thread-safe; what it throws is logged and goes
 * no further. It must not use the client that it listens to.
 */
public interface CallListener {
    /** A call begins; once per call, however many tries it takes. */
    default void onStart(CallDetails call) {}

    /**
     * A try failed and the call is about to be tried again.
     *
     * @param attempt the number of the try that failed, from 1
     * @param wait how long the client waits before the next one
     */
    default void onRetry(CallDetails call, int attempt, OdooException failure, Duration wait) {}

    /**
     * A call has ended; once per call.
     *
     * @param attempts the tries it took
     * @param elapsed from start to end, waits included
     * @param failure why it failed, or null; also one that is no {@link OdooException}, such as for arguments that cannot be sent, or an {@code Error}
     */
    default void onEnd(CallDetails call, int attempts, Duration elapsed, @Nullable Throwable failure) {}
}
