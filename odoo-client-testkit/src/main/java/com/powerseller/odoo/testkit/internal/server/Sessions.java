package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The web sessions of a server. Logins are refused for a while after too many failures; a session ends a week after its last use. Thread-safe. */
public final class Sessions {
    /** How long a session lives that is not used. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    private static final int FAILURES = 10;
    private static final Duration COOL_DOWN = Duration.ofSeconds(60);
    /** 63 bytes are 84 characters, as long as Odoo's. */
    private static final int BYTES = 63;

    private final FakeServer server;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    Sessions(FakeServer server) {
        this.server = server;
    }

    private record Entry(
            String database, long uid, @Nullable String token, Instant used) {}

    private record Failures(int count, Instant last) {}

    /** The session of a cookie; null if there is none, or its time is over, or its database is gone. */
    public @Nullable Session find(@Nullable String id) {
        if (id == null) {
            return null;
        }
        Instant now = server.clock().instant();
        Entry entry = byId.computeIfPresent(
                id,
                (unused, known) -> known.used().plus(LIFETIME).isBefore(now)
                        ? null
                        : new Entry(known.database(), known.uid(), known.token(), now));
        Database database = entry == null ? null : server.find(entry.database());
        return entry == null || database == null || !isValid(entry, database)
                ? null
                : new Session(id, database, entry.uid());
    }

    /**
     * Logs a user in with a password; API keys do not do.
     *
     * @throws PythonException if the server does not let the user in, or has no such database
     */
    public Session login(@Nullable Object databaseName, @Nullable Object login, @Nullable Object password) {
        Database database = server.database(databaseName);
        Failures failed = failures.get(database.name());
        Instant now = server.clock().instant();
        if (failed != null
                && failed.count() >= FAILURES
                && now.isBefore(failed.last().plus(COOL_DOWN))) {
            throw PythonException.of(
                    "odoo.exceptions.AccessDenied", "Too many login failures, please wait a bit before trying again.");
        }
        Long uid = login instanceof String name
                        && password instanceof String text
                        && database.users().ofKey(text) == null
                ? database.users().login(name, text)
                : null;
        if (uid == null) {
            failures.merge(database.name(), new Failures(1, now), (old, one) -> new Failures(old.count() + 1, now));
            throw PythonException.accessDenied();
        }
        failures.remove(database.name());
        Session session = new Session(newId(), database, uid);
        byId.put(session.id(), new Entry(database.name(), uid, database.users().sessionToken(uid), now));
        return session;
    }

    /** A new password ends all sessions of a user, and so does archiving the user. */
    private static boolean isValid(Entry entry, Database database) {
        String token = database.users().sessionToken(entry.uid());
        return token != null && token.equals(entry.token());
    }

    /** Ends a session. */
    public void end(Session session) {
        byId.remove(session.id());
    }

    /** An id that no session has. */
    public String newId() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
