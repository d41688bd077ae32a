package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.internal.rpc.Faults;
import com.powerseller.odoo.internal.rpc.RpcCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the client's secret out of exceptions that quote the other side: a proxy's page may repeat the request's headers, an error its arguments. Thread-safe.
 */
final class SecretGuard {
    /** What is shorter occurs in messages by chance, and hides nothing. */
    private static final int SHORTEST = 6;

    private final String secret;

    SecretGuard(String secret) {
        this.secret = secret;
    }

    /** The failure itself, or one of the same kind that does not quote the secret. */
    OdooException clean(OdooException failure, RpcCall call, CallDetails details) {
        if (!quotesSecret(failure)) {
            return failure;
        }
        if (failure instanceof OdooServerException answered) {
            String traceback = answered.traceback();
            return Faults.exception(
                    call,
                    details,
                    new ServerFault(
                            answered.name(),
                            hide(answered.serverMessage()),
                            hideAll(answered.arguments()),
                            traceback == null ? null : hide(traceback)));
        }
        if (failure instanceof UnexpectedResponseException page) {
            return new UnexpectedResponseException(
                    details,
                    "HTTP " + page.status() + " and a page that repeats the secret, so it is not shown",
                    page.mayHaveExecuted(),
                    page.status(),
                    page.retryAfter());
        }
        if (failure instanceof MalformedResponseException) {
            return new MalformedResponseException(
                    details, "the answer is malformed, and repeats the secret, so it is not shown", true, null);
        }
        return new ConnectionException(
                details, "the answer is no HTTP, and repeats the secret, so it is not shown", true, null);
    }

    private boolean quotesSecret(OdooException failure) {
        if (secret.length() < SHORTEST) {
            return false;
        }
        if (failure instanceof OdooServerException answered
                && (quotesSecret(answered.traceback()) || quotesSecret(answered.arguments()))) {
            return true;
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (quotesSecret(e.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private boolean quotesSecret(@Nullable Object value) {
        return value != null && value.toString().contains(secret);
    }

    private String hide(String text) {
        return text.replace(secret, "***");
    }

    private List<@Nullable Object> hideAll(List<?> values) {
        List<@Nullable Object> hidden = new ArrayList<>();
        for (Object value : values) {
            hidden.add(hideAny(value));
        }
        return hidden;
    }

    private @Nullable Object hideAny(@Nullable Object value) {
        if (value instanceof String text) {
            return hide(text);
        }
        if (value instanceof List<?> list) {
            return hideAll(list);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> hidden = new LinkedHashMap<>();
            map.forEach((key, member) -> hidden.put(hide(String.valueOf(key)), hideAny(member)));
            return hidden;
        }
        return value;
    }
}
