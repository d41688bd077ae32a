package com.powerseller.odoo.provisioning.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as a server has received it. Immutable, as long as nobody changes the body. Its text form has the method and the length of the body only: the path and the headers may
 * hold secrets.
 */
public final class WebhookRequest {
    private final String method;
    private final String path;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /**
     * A request.
     *
     * @param method such as {@code POST}
     * @param path as it came, not decoded, from the first slash on; a query is left out
     * @param headers each name, whatever its case, with its values
     * @param body the bytes; not copied. Of one that is longer than {@link WebhookReceiver#maxBytes()}, one byte more than that is enough
     */
    public WebhookRequest(String method, String path, Map<String, ? extends List<String>> headers, byte[] body) {
        this.method = Objects.requireNonNull(method);
        int query = path.indexOf('?');
        this.path = query < 0 ? path : path.substring(0, query);
        this.headers = new TreeMap<>();
        headers.forEach((name, values) -> this.headers
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                .addAll(values));
        this.body = Objects.requireNonNull(body);
    }

    /** Such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The path, without a query. */
    public String path() {
        return path;
    }

    /** Headers by name in small letters. */
    Map<String, List<String>> headers() {
        return headers;
    }

    /** The value of a header that is there once; else null. The name is in small letters. */
    @Nullable String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }

    /** The bytes: not a copy. */
    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "WebhookRequest[" + body.length + " bytes]";
    }
}
