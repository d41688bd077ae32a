package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** One HTTP answer in the making: status, headers in their order, body. */
final class HttpAnswer {
    private final int status;
    private final byte[] body;
    private final List<String> headers = new ArrayList<>();
    private @Nullable String reason;

    private HttpAnswer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    static HttpAnswer json(int status, @Nullable Object value) {
        HttpAnswer answer = new HttpAnswer(status, JsonWriter.write(value).getBytes(StandardCharsets.UTF_8));
        return answer.length().header("Content-Type", "application/json; charset=utf-8");
    }

    static HttpAnswer text(int status, String contentType, String text) {
        return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    static HttpAnswer bytes(int status, String contentType, byte[] bytes) {
        return new HttpAnswer(status, bytes).header("Content-Type", contentType).length();
    }

    private HttpAnswer length() {
        return header("Content-Length", Integer.toString(body.length));
    }

    HttpAnswer header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    /** What Odoo sets on all answers but those to exceptions. */
    HttpAnswer nosniff() {
        return header("X-Content-Type-Options", "nosniff");
    }

    /** Another phrase than the usual one behind the status, for clients that show nothing else. */
    HttpAnswer reason(String phrase) {
        reason = phrase.replaceAll("[^ -~]", "?");
        return this;
    }

    int status() {
        return status;
    }

    int size() {
        return body.length;
    }

    MockResponse build(boolean withBody) {
        MockResponse.Builder response = new MockResponse.Builder();
        if (withBody) {
            response.body(new Buffer().write(body));
        }
        return response.status("HTTP/1.1 " + status + " " + (reason == null ? reason(status) : reason))
                .headers(Headers.of(headers.toArray(new String[0])))
                .build();
    }

    /** In capitals but for the success, as Odoo's server writes them. */
    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 302 -> "FOUND";
            case 303 -> "SEE OTHER";
            case 400 -> "BAD REQUEST";
            case 401 -> "UNAUTHORIZED";
            case 403 -> "FORBIDDEN";
            case 404 -> "NOT FOUND";
            case 405 -> "METHOD NOT ALLOWED";
            case 413 -> "REQUEST ENTITY TOO LARGE";
            case 415 -> "UNSUPPORTED MEDIA TYPE";
            case 409 -> "CONFLICT";
            case 429 -> "TOO MANY REQUESTS";
            case 422 -> "UNPROCESSABLE ENTITY";
            case 500 -> "INTERNAL SERVER ERROR";
            case 501 -> "NOT IMPLEMENTED";
            // Others are those of faults, and of proxies.
            default -> "";
        };
    }
}
