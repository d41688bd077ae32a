package com.powerseller.odoo;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who calls. Immutable; never shows its secret. Prefer an API key of a user that may do no more than the program needs: keys can be revoked one by one, and
 * are all that works for users with two-factor login.
 */
public final class Credentials {
    private final @Nullable String login;
    private final String secret;
    private final boolean apiKey;

    private Credentials(@Nullable String login, String secret, boolean apiKey) {
        this.login = login;
        this.secret = secret;
        this.apiKey = apiKey;
    }

    /** A user's API key (series 14 and later). */
    public static Credentials apiKey(String login, String key) {
        return new Credentials(notBlank(login, "login"), key(key), true);
    }

    /** An API key alone: enough for JSON-2, which finds the user by the key, and for nothing else. */
    public static Credentials apiKey(String key) {
        return new Credentials(null, key(key), true);
    }

    /** A user's password. */
    public static Credentials password(String login, String password) {
        return new Credentials(notBlank(login, "login"), notBlank(password, "password"), false);
    }

    /** Odoo's keys are 40 hexadecimal digits; other systems before it may have others, but none that a header cannot carry. */
    private static String key(String key) {
        if (notBlank(key, "API key").chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "the API key holds white space or a character that no key has: was a line break read with it?");
        }
        return key;
    }

    private static String notBlank(String value, String what) {
        if (Objects.requireNonNull(value, what).isBlank()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        return value;
    }

    /** The login, or null for an API key alone. */
    public @Nullable String login() {
        return login;
    }

    /** The API key or password itself. */
    public String secret() {
        return secret;
    }

    /** Whether the secret is an API key. */
    public boolean isApiKey() {
        return apiKey;
    }

    /** Who, and with what kind of secret; not the secret. */
    @Override
    public String toString() {
        return (apiKey ? "API key" : "password") + (login == null ? "" : " of " + login);
    }
}
