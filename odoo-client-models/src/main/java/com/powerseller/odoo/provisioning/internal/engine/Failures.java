package com.powerseller.odoo.provisioning.internal.engine;

import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.ConcurrencyException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.RateLimitedException;
import com.powerseller.odoo.error.ResponseTooLargeException;
import com.powerseller.odoo.error.SessionExpiredException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.error.UnknownDatabaseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a failure of a call tells: that Odoo cannot be worked with now, or that these records cannot be read. */
final class Failures {
    private static final int LONGEST = 1_000;

    private Failures() {}

    /**
     * Whether no call would do: Odoo cannot be reached, is overloaded, somebody else answers, or the user is not let in. Else the failure may be one of what was asked for: smaller
     * questions tell.
     */
    static boolean isOutage(RuntimeException failure) {
        if (failure instanceof OdooTransportException) {
            return !(failure instanceof ResponseTooLargeException) && !(failure instanceof MalformedResponseException);
        }
        return failure instanceof AccessDeniedException
                || failure instanceof SessionExpiredException
                || failure instanceof UnknownDatabaseException
                || failure instanceof ConcurrencyException;
    }

    /** How long Odoo asks to be left alone; null if it does not say. */
    static @Nullable Duration retryAfter(RuntimeException failure) {
        return failure instanceof RateLimitedException limited
                ? limited.retryAfter()
                : failure instanceof UnexpectedResponseException unexpected ? unexpected.retryAfter() : null;
    }

    /** A line of text, not too long. */
    static String text(Throwable failure) {
        String text = failure.toString().replace('\n', ' ');
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
