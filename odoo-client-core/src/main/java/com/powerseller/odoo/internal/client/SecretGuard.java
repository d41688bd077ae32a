package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.internal.rpc.Faults;
import com.powerseller.odoo.internal.rpc.NotOdoo;
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

    /** A run of so many characters of the secret in a page is a part of it: pages are quoted in part, and without what looks like a tag. */
    private static final int RUN = 6;

    private final String secret;
    private final List<String> forms;

    SecretGuard(String secret) {
        this.secret = secret;
        this.forms = SecretForms.of(secret, SHORTEST);
    }

    /** The failure itself, or one of the same kind that does not quote the secret. */
    OdooException clean(OdooException failure, RpcCall call, CallDetails details) {
        if (failure instanceof UnexpectedResponseException page) {
            return clean(page, details);
        }
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
        if (failure instanceof MalformedResponseException) {
            return new MalformedResponseException(
                    details, "the answer is malformed, and repeats the secret, so it is not shown", true, null);
        }
        boolean mayHaveExecuted = failure instanceof OdooTransportException transport && transport.mayHaveExecuted();
        return new ConnectionException(
                details,
                "no answer that is HTTP; what came instead repeats the secret, so it is not shown",
                mayHaveExecuted,
                null);
    }

    /** A page is quoted in part, so a part of the secret is looked for in what is quoted. */
    private OdooException clean(UnexpectedResponseException page, CallDetails details) {
        String message = String.valueOf(page.getMessage());
        int excerpt = message.indexOf(NotOdoo.EXCERPT);
        String head = excerpt < 0 ? message : message.substring(0, excerpt);
        String shown;
        if (quotes(head)) {
            shown = "HTTP " + page.status() + " and an answer that repeats the secret, so it is not shown";
        } else if (excerpt >= 0 && (secret.length() < SHORTEST || quotesPart(message.substring(excerpt)))) {
            shown = head + "; what it says is not shown, as the secret may be in it";
        } else {
            return page;
        }
        return new UnexpectedResponseException(
                details, shown, page.mayHaveExecuted(), page.status(), page.retryAfter());
    }

    private boolean quotesSecret(OdooException failure) {
        // A parser quotes what it cannot read, and cuts it.
        if (failure instanceof MalformedResponseException
                && failure.getCause() != null
                && quotesPart(String.valueOf(failure.getMessage()))) {
            return true;
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
        return value != null && quotes(value.toString());
    }

    private boolean quotes(String text) {
        return secret.length() >= SHORTEST && forms.stream().anyMatch(text::contains);
    }

    /** Whether a text has a part of the secret that is long enough not to be there by chance, or all of a short secret. */
    private boolean quotesPart(String text) {
        if (secret.length() < SHORTEST) {
            return text.contains(secret);
        }
        int run = Math.min(RUN, secret.length() / 2);
        for (String form : forms) {
            for (int start = 0; start + run <= form.length(); start++) {
                if (text.contains(form.substring(start, start + run))) {
                    return true;
                }
            }
        }
        return false;
    }

    private String hide(String text) {
        String hidden = text;
        for (String form : forms) {
            hidden = hidden.replace(form, "***");
        }
        return hidden;
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
