package com.powerseller.odoo.testkit.internal.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** What a client sent. */
final class HttpRequest {
    /** The most that Odoo takes. */
    static final long BODY_LIMIT = 128L * 1024 * 1024;

    private final RecordedRequest request;
    private final Exchange exchange;

    HttpRequest(RecordedRequest request, Exchange exchange) {
        this.request = request;
        this.exchange = exchange;
    }

    /** What becomes of this request. */
    Exchange exchange() {
        return exchange;
    }

    String method() {
        return request.getMethod();
    }

    /** The path without a slash at its end. */
    String path() {
        String path = request.getUrl().encodedPath();
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The parts of the path, decoded. */
    List<String> segments() {
        return request.getUrl().pathSegments().stream()
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    @Nullable String query(String name) {
        return request.getUrl().queryParameter(name);
    }

    /** The parameters of the query, the last of each name. */
    Map<String, @Nullable Object> query() {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        for (String name : request.getUrl().queryParameterNames()) {
            query.put(name, request.getUrl().queryParameter(name));
        }
        return query;
    }

    /** The query with its question mark, or nothing. */
    String queryString() {
        String query = request.getUrl().encodedQuery();
        return query == null ? "" : query;
    }

    @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    /** The address that the client used, without a path. */
    String origin() {
        String host = header("Host");
        return "http://" + (host == null ? "127.0.0.1" : host);
    }

    /** The content type in lower case, without parameters; empty if there is none. */
    String mediaType() {
        String type = header("Content-Type");
        return type == null ? "" : type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    }

    boolean hasBody() {
        return request.getBodySize() > 0;
    }

    boolean isTooLarge() {
        return request.getBodySize() > BODY_LIMIT;
    }

    byte[] body() {
        ByteString body = request.getBody();
        return body == null ? new byte[0] : body.toByteArray();
    }

    /** The cookie {@code session_id}; null if there is none. */
    @Nullable String sessionId() {
        for (String header : request.getHeaders().values("Cookie")) {
            for (String cookie : header.split(";", -1)) {
                String[] pair = cookie.strip().split("=", 2);
                if (pair.length == 2 && pair[0].equals("session_id")) {
                    return pair[1];
                }
            }
        }
        return null;
    }

    /** The key in {@code Authorization: Bearer}; null if there is none. */
    @Nullable String bearer() {
        String header = header("Authorization");
        String[] parts = header == null ? new String[0] : header.strip().split("\\s+", 2);
        return parts.length == 2 && parts[0].equalsIgnoreCase("bearer") ? parts[1] : null;
    }

    @Override
    public String toString() {
        return method() + " " + path();
    }
}
