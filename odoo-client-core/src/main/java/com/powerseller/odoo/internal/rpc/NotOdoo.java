package com.powerseller.odoo.internal.rpc;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.RateLimitedException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers that do not come from Odoo's RPC: what they are, and what to do about them. */
public final class NotOdoo {
    /** What comes before the words of a page in a message. */
    public static final String EXCERPT = "; it says: ";

    private static final int EXCERPT_BYTES = 2_048;
    private static final int EXCERPT_CHARACTERS = 200;
    private static final long FOR_EVER_SECONDS = 1_000_000_000;

    private NotOdoo() {}

    /** Whether the answer says that it is JSON. */
    public static boolean isJson(HttpReply reply) {
        return reply.contentType().toLowerCase(Locale.ROOT).contains("json");
    }

    /** The exception for an answer that is not of the protocol. */
    public static OdooTransportException exception(HttpReply reply, CallDetails details, InstantSource clock) {
        int status = reply.status();
        Duration retryAfter = retryAfter(reply.retryAfter(), clock);
        if (status == 429) {
            return new RateLimitedException(
                    details,
                    "the server has had too many calls (HTTP 429)"
                            + (retryAfter == null ? "" : ", it asks to wait " + retryAfter.toSeconds() + " s"),
                    retryAfter);
        }
        String what = "HTTP " + status + (reply.contentType().isEmpty() ? "" : " with " + reply.contentType());
        String advice = switch (status) {
            case 301, 302, 303, 307, 308 ->
                "it redirects to " + origin(reply.location())
                        + ", and redirects are not followed: use the server's final address; for JSON-2 it means that the server has none (before series 19)";
            case 403 ->
                "something before Odoo refused the request, or its answer: a proxy or a web application firewall";
            case 401, 407 -> "something before Odoo wants a login: a proxy or a web application firewall";
            case 404, 405, 415 ->
                "this address is not Odoo's RPC: check the URL, and that the server has this protocol";
            case 413 -> "the request is longer than the server or a proxy allows";
            case 502, 503, 504 -> "a proxy before Odoo got no answer from it: it is starting, overloaded or down";
            default -> "something other than Odoo's RPC answered";
        };
        return new UnexpectedResponseException(
                details, what + ": " + advice + excerpt(reply), mayHaveExecuted(status), status, retryAfter);
    }

    /**
     * Redirects and refusals come before anything runs; a page with another status may hide a call that ran, and so may a 403: a web application firewall looks at
     * answers too.
     */
    private static boolean mayHaveExecuted(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308, 400, 401, 404, 405, 407, 411, 413, 414, 415, 426, 431, 501 -> false;
            default -> true;
        };
    }

    /** The other address without path and query, which may hold a token. */
    private static String origin(@Nullable String location) {
        if (location == null) {
            return "nowhere";
        }
        try {
            URI uri = URI.create(location);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getHost() == null
                    ? "another page of the same server"
                    : uri.getScheme() + "://" + uri.getHost() + port;
        } catch (IllegalArgumentException e) {
            return "an unreadable address";
        }
    }

    /** The start of a page as text, without its tags. */
    private static String excerpt(HttpReply reply) {
        String text;
        try {
            text = new String(reply.body().readNBytes(EXCERPT_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
        text = text.replaceAll("(?s)<(script|style).*?(</\\1>|$)", " ")
                .replaceAll("(?s)<[^>]*>?", " ")
                .replaceAll("[\\s\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ")
                .strip();
        if (text.isEmpty()) {
            return "";
        }
        return EXCERPT + (text.length() > EXCERPT_CHARACTERS ? text.substring(0, EXCERPT_CHARACTERS) + "…" : text);
    }

    static @Nullable Duration retryAfter(@Nullable String header, InstantSource clock) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (value.matches("\\d+")) {
            // More than nine digits are centuries, and as good as for ever.
            return Duration.ofSeconds(value.length() > 9 ? FOR_EVER_SECONDS : Long.parseLong(value));
        }
        try {
            Duration wait =
                    Duration.between(clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
