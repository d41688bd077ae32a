package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.observe.CallListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs calls, never their content: one line at the end of each (debug), one for each repeat (warning). */
final class CallLog implements CallListener {
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.call");

    @Override
    public void onRetry(CallDetails call, int attempt, OdooException failure, Duration wait) {
        LOG.warn(
                "{}: try {} failed ({}), again in {} ms",
                call,
                attempt,
                failure.getClass().getSimpleName(),
                wait.toMillis());
    }

    @Override
    public void onEnd(CallDetails call, int attempts, Duration elapsed, @Nullable Throwable failure) {
        LOG.debug(
                "{}: {} after {} ms and {} tries",
                call,
                failure == null ? "done" : failure.getClass().getSimpleName(),
                elapsed.toMillis(),
                attempts);
    }
}
