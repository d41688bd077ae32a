package com.powerseller.odoo;

import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.ResponseTooLargeException;
import com.powerseller.odoo.internal.client.ClientFactory;
import com.powerseller.odoo.internal.client.ClientSettings;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.resilience.CallSafety;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.resilience.Sleeper;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client of one Odoo database. Immutable, thread-safe: make one per database and share it. The {@code with...} methods derive clients that share its connections
 * and its login.
 *
 * <p>Building one costs no request. The first call also authenticates (JSON-RPC, XML-RPC) and, with {@link Protocol#AUTO} and an API key, asks for the version:
 * once for all threads and all derived clients. Every method that talks to Odoo throws {@link OdooException}.
 */
public interface OdooClient extends AutoCloseable {
    /** A builder with no setting but the defaults. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A client as the environment variables say: {@code ODOO_URL}, {@code ODOO_DB}, {@code ODOO_LOGIN}, and {@code ODOO_API_KEY} or {@code ODOO_PASSWORD} (the key is
     * preferred if both are set).
     *
     * @throws IllegalStateException naming the variable that is missing
     */
    static OdooClient fromEnvironment() {
        return builder().fromEnvironment(System.getenv()).build();
    }

    /** A model that has a class of its own. No request. */
    <M> Model<M> model(ModelType<M> type);

    /** Any model, by technical name. No request. */
    default Model<Record> model(String model) {
        return model(ModelType.of(model));
    }

    /**
     * Calls any public method: one request.
     *
     * <p>Arguments may be null, {@code Boolean}, numbers, {@code String}, {@code byte[]} (sent as base64), {@code LocalDate}, {@code Instant} (cut to the second),
     * {@code Ref}, {@code Selection}, {@code Domain}, {@code Values}, {@code Command}, collections and maps with text keys. The result is null for Python's
     * {@code None}, else {@code Boolean}, {@code Long} ({@code BigInteger} beyond 64 bits), {@code Double}, {@code String}, {@code List} or {@code Map}, the same over all
     * protocols.
     *
     * @param args positional arguments; for a method of records, their ids come first. JSON-2 has no positional arguments: there the client knows the names for the
     *     public methods of all models, takes a list of ids alone for the records, and asks the server's documentation ({@code /doc-bearer}, once per model) for others
     * @param kwargs named arguments, {@code ids} being the records; an entry {@code context} (a map or a {@code CallContext}) is added to this client's context, and wins
     * @throws IllegalArgumentException if a value cannot be sent, or JSON-2 needs names that this user cannot find out; nothing was sent then
     */
    @Nullable Object call(String model, String method, List<?> args, Map<String, ?> kwargs);

    /** As {@link #call(String, String, List, Map)}, without named arguments. */
    default @Nullable Object call(String model, String method, List<?> args) {
        return call(model, method, args, Map.of());
    }

    /** The server's version. One request at the first time, none after. */
    OdooVersion version();

    /**
     * The id of the user that calls. One request at the first time, none after.
     *
     * @throws AccessDeniedException if the credentials are wrong
     */
    long uid();

    /** The protocol in use: never {@link Protocol#AUTO}. One request at most, the first time. */
    Protocol protocol();

    /** The context of this client's calls. */
    CallContext context();

    /** A client with this context instead. */
    OdooClient withContext(CallContext context);

    /** A client whose calls are in this language, such as {@code fr_CH}. */
    default OdooClient withLang(String lang) {
        return withContext(context().lang(lang));
    }

    /** A client whose calls understand "today" in this zone. */
    default OdooClient withTimeZone(ZoneId zone) {
        return withContext(context().timeZone(zone));
    }

    /** A client whose calls see these companies, the first being the current one. */
    default OdooClient withCompany(long current, long... others) {
        return withContext(context().companies(current, others));
    }

    /** A client whose searches find archived records too. */
    default OdooClient withArchived() {
        return withContext(context().activeTest(false));
    }

    /** A client all of whose calls are this safe to repeat, whatever the client would think of their methods. */
    OdooClient withCallSafety(CallSafety safety);

    /** A client whose calls may each take so long in all: login, waits and every try; zero means no limit. */
    OdooClient withCallTimeout(Duration timeout);

    /** Closes the connections, also those of clients derived from it or that it was derived from. Calls that are under way fail. */
    @Override
    void close();

    /** Builds clients. Not thread-safe. */
    final class Builder {
        private final ClientSettings settings = new ClientSettings();

        private Builder() {}

        /** The server's address, such as {@code https://acme.odoo.com}; a path before {@code /jsonrpc} is kept. */
        public Builder url(String url) {
            settings.url = Objects.requireNonNull(url);
            return this;
        }

        /** The database. */
        public Builder database(String database) {
            settings.database = Objects.requireNonNull(database);
            return this;
        }

        /** Who calls. */
        public Builder credentials(Credentials credentials) {
            settings.credentials = Objects.requireNonNull(credentials);
            return this;
        }

        /**
         * Address, database and credentials from variables named as in {@link OdooClient#fromEnvironment()}.
         *
         * @throws IllegalStateException naming the variable that is missing
         */
        public Builder fromEnvironment(Map<String, String> environment) {
            String login = variable(environment, "ODOO_LOGIN");
            String key = environment.get("ODOO_API_KEY");
            String password = environment.get("ODOO_PASSWORD");
            Credentials credentials;
            if (key != null && !key.isBlank()) {
                credentials = Credentials.apiKey(login, key);
            } else if (password != null && !password.isBlank()) {
                credentials = Credentials.password(login, password);
            } else {
                throw new IllegalStateException("set ODOO_API_KEY (or ODOO_PASSWORD) in the environment");
            }
            return url(variable(environment, "ODOO_URL"))
                    .database(variable(environment, "ODOO_DB"))
                    .credentials(credentials);
        }

        private static String variable(Map<String, String> environment, String name) {
            String value = environment.get(name);
            if (value == null || value.isBlank()) {
                throw new IllegalStateException("set " + name + " in the environment");
            }
            return value;
        }

        /** The protocol; {@link Protocol#AUTO} unless said otherwise. */
        public Builder protocol(Protocol protocol) {
            settings.protocol = Objects.requireNonNull(protocol);
            return this;
        }

        /** The context of all calls; empty unless said otherwise. */
        public Builder context(CallContext context) {
            settings.context = Objects.requireNonNull(context);
            return this;
        }

        /** The longest wait for a connection: for each address of the host, with a proxy's tunnel and the handshake of TLS; 10 s unless said otherwise. */
        public Builder connectTimeout(Duration timeout) {
            settings.connectTimeout = positive(timeout, "connectTimeout");
            return this;
        }

        /** The longest silence while the answer is awaited or read; 2 minutes unless said otherwise. Zero means no limit. */
        public Builder readTimeout(Duration timeout) {
            settings.readTimeout = notNegative(timeout, "readTimeout");
            return this;
        }

        /** The longest that a call may take in all, with login, waits and every try; 15 minutes unless said otherwise. Zero means no limit. What looks up the host's address cannot be ended early. */
        public Builder callTimeout(Duration timeout) {
            settings.callTimeout = notNegative(timeout, "callTimeout");
            return this;
        }

        /** Which proxy to use; the JVM's default selector unless said otherwise. */
        public Builder proxy(ProxySelector proxy) {
            settings.proxy = Objects.requireNonNull(proxy);
            return this;
        }

        /** Who calls, to a proxy that wants to know (Basic), for {@code https://} addresses. Nobody unless said otherwise. */
        public Builder proxyLogin(String user, String password) {
            settings.proxyLogin = Credentials.password(user, password);
            return this;
        }

        /** Certificates to trust and to show: for a private authority, a client certificate. The JVM's own unless said otherwise. */
        public Builder tls(Tls tls) {
            settings.tls = Objects.requireNonNull(tls);
            return this;
        }

        /** Allows {@code http://} to hosts other than this machine: secrets and data travel in the clear. */
        public Builder allowPlainHttp() {
            settings.plainHttpAllowed = true;
            return this;
        }

        /**
         * The longest answer in bytes, after decompression; 256 MiB unless said otherwise. Whatever it is, the values of one answer may take a third of the memory that
         * the JVM may use, and a single text (an attachment) as many characters as a tenth of it has bytes; what would take more fails with a {@link
         * ResponseTooLargeException} before it fills the memory. Answers that are read at the same time are not counted together.
         */
        public Builder maxResponseBytes(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("maxResponseBytes is " + bytes + "; it must be positive");
            }
            settings.maxResponseBytes = bytes;
            return this;
        }

        /** When calls are tried again; {@link RetryPolicy#standard()} unless said otherwise. */
        public Builder retry(RetryPolicy policy) {
            settings.retryPolicy = Objects.requireNonNull(policy);
            return this;
        }

        /** At most so many tries start in a second, evenly spaced; others wait. No limit unless said otherwise. Odoo's own advice for its cloud is 1. */
        public Builder maxCallsPerSecond(double calls) {
            if (!(calls > 0) || Double.isInfinite(calls)) {
                throw new IllegalArgumentException("maxCallsPerSecond is " + calls + "; it must be positive");
            }
            settings.maxCallsPerSecond = calls;
            return this;
        }

        /** At most so many tries are under way at a time; others wait, first come first served. No limit unless said otherwise. */
        public Builder maxConcurrentCalls(int calls) {
            if (calls < 1) {
                throw new IllegalArgumentException("maxConcurrentCalls is " + calls + "; it must be positive");
            }
            settings.maxConcurrentCalls = calls;
            return this;
        }

        /** Is told of each call, after the listeners added before. */
        public Builder listener(CallListener listener) {
            settings.listeners.add(Objects.requireNonNull(listener));
            return this;
        }

        /** Waits between tries; for tests. */
        public Builder sleeper(Sleeper sleeper) {
            settings.sleeper = Objects.requireNonNull(sleeper);
            return this;
        }

        /** Tells the time for dates in {@code Retry-After}; for tests. */
        public Builder clock(InstantSource clock) {
            settings.clock = Objects.requireNonNull(clock);
            return this;
        }

        /**
         * The client. No request.
         *
         * @throws IllegalStateException if address, database or credentials are missing, or the address is {@code http://} to another machine without {@link
         *     #allowPlainHttp()}
         * @throws IllegalArgumentException if the address is none
         */
        public OdooClient build() {
            return ClientFactory.create(settings.copy());
        }

        private static Duration positive(Duration duration, String name) {
            if (duration.isZero()) {
                throw new IllegalArgumentException(name + " must be positive");
            }
            return notNegative(duration, name);
        }

        private static Duration notNegative(Duration duration, String name) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException(name + " must not be negative");
            }
            return duration;
        }
    }
}
