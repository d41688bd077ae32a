package com.powerseller.odoo.provisioning.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How a request shows that its sender knows a secret. Immutable, thread-safe; its text form does not have the secret. Secrets are compared in a time that tells nothing of them, and have 16
 * characters at least.
 *
 * <p>Odoo itself can send a path ({@link #path}) and, from an address such as {@code https://odoo:password@app.example/…}, a user and a password ({@link #basic}). The others are for what
 * stands in between, or for code of one's own in Odoo.
 */
public abstract sealed class Authentication {
    private static final int SHORTEST = 16;
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+");

    private Authentication() {}

    /**
     * The secret is the last segment of the path: letters, digits, and {@code -._~}. Servers and proxies write paths into their logs: prefer {@link #basic}.
     *
     * @throws IllegalArgumentException if it is too short or has other characters
     */
    public static Authentication path(String secret) {
        if (!SEGMENT.matcher(checked(secret)).matches()) {
            throw new IllegalArgumentException("the secret of a path has characters other than letters, digits, -._~");
        }
        return new Path(digest(secret));
    }

    /**
     * A header has the token as its value.
     *
     * @throws IllegalArgumentException if the token is too short, or the name no name of a header
     */
    public static Authentication header(String name, String token) {
        return new Header(checkedName(name), digest(checked(token)));
    }

    /**
     * Basic authentication: what Odoo sends if the address of the webhook has a user and a password.
     *
     * @throws IllegalArgumentException if the password is too short, or the user has a colon
     */
    public static Authentication basic(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the user has a colon, which Basic authentication cannot send");
        }
        byte[] both = (user + ":" + checked(password)).getBytes(UTF_8);
        return new Header("authorization", digest("Basic " + Base64.getEncoder().encodeToString(both)));
    }

    /**
     * The request is signed: the header {@code X-Webhook-Timestamp} has the time in seconds since 1970, {@code X-Webhook-Signature} the text {@code sha256=} and the HMAC-SHA256 in
     * hexadecimal of the timestamp, a dot, and the bytes of the body. The time may be five minutes off, to either side; within them the same signature is not taken twice; one
     * that was answered with 503 may come again.
     *
     * @throws IllegalArgumentException if the secret is too short
     */
    public static Authentication hmac(String secret) {
        return new Hmac(checked(secret).getBytes(UTF_8), Duration.ofMinutes(5));
    }

    /**
     * As {@link #hmac(String)}, with another window.
     *
     * @param window how far off the time may be, to either side; from a second to a day
     * @throws IllegalArgumentException if the secret is too short, or the window out of range
     */
    public static Authentication hmac(String secret, Duration window) {
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a window of " + window + ": it takes from a second to a day");
        }
        return new Hmac(checked(secret).getBytes(UTF_8), window);
    }

    /** That a request is genuine; with what no other request has, and how long that is to be remembered, if it may not come twice. */
    record Proof(@Nullable String nonce, Instant until) {}

    /**
     * Whether a request is genuine; null if not.
     *
     * @param segment what the path has after the receiver's own; empty if nothing
     */
    abstract @Nullable Proof check(WebhookRequest request, String segment, Instant now);

    private static final class Path extends Authentication {
        private final byte[] digest;

        private Path(byte[] digest) {
            this.digest = digest;
        }

        @Override
        @Nullable Proof check(WebhookRequest request, String segment, Instant now) {
            return MessageDigest.isEqual(digest, digest(segment)) ? new Proof(null, now) : null;
        }
    }

    private static final class Header extends Authentication {
        private final String name;
        private final byte[] digest;

        private Header(String name, byte[] digest) {
            this.name = name;
            this.digest = digest;
        }

        @Override
        @Nullable Proof check(WebhookRequest request, String segment, Instant now) {
            String value = request.header(name);
            return value != null && MessageDigest.isEqual(digest, digest(value)) ? new Proof(null, now) : null;
        }
    }

    private static final class Hmac extends Authentication {
        private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");
        private static final Pattern SIGNATURE = Pattern.compile("sha256=([0-9a-fA-F]{64})");

        private final byte[] secret;
        private final Duration window;

        private Hmac(byte[] secret, Duration window) {
            this.secret = secret;
            this.window = window;
        }

        @Override
        @Nullable Proof check(WebhookRequest request, String segment, Instant now) {
            String timestamp = request.header("x-webhook-timestamp");
            String signature = request.header("x-webhook-signature");
            if (timestamp == null
                    || signature == null
                    || !TIMESTAMP.matcher(timestamp).matches()
                    || !SIGNATURE.matcher(signature).matches()) {
                return null;
            }
            Instant time = Instant.ofEpochSecond(Long.parseLong(timestamp));
            byte[] expected = signature(timestamp, request.body());
            byte[] given = HexFormat.of().parseHex(signature.substring("sha256=".length()));
            boolean isSigned = MessageDigest.isEqual(expected, given);
            return isSigned && Duration.between(time, now).abs().compareTo(window) <= 0
                    ? new Proof("webhook-" + HexFormat.of().formatHex(expected), time.plus(window))
                    : null;
        }

        private byte[] signature(String timestamp, byte[] body) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                mac.update((timestamp + ".").getBytes(UTF_8));
                return mac.doFinal(body);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JVM has no HmacSHA256, which all have", e);
            }
        }
    }

    @Override
    public final String toString() {
        return "Authentication." + getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String checked(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("a secret of " + secret.length() + " characters; it takes " + SHORTEST
                    + " at least, made by a generator of random numbers");
        }
        return secret;
    }

    private static String checkedName(String name) {
        if (!HEADER.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of a header");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** Of one length, whatever is compared. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(Objects.requireNonNull(text).getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256, which all have", e);
        }
    }
}
