package com.powerseller.odoo.testkit;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.schema.ModelSchema;
import com.powerseller.odoo.testkit.calls.ReceivedCall;
import com.powerseller.odoo.testkit.fault.Faults;
import com.powerseller.odoo.testkit.internal.http.FakeHttp;
import com.powerseller.odoo.testkit.internal.models.BaseData;
import com.powerseller.odoo.testkit.internal.models.StandardModels;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.server.DatabaseData;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import com.powerseller.odoo.testkit.internal.server.Traffic;
import com.powerseller.odoo.testkit.model.Behaviour;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * An Odoo server in this JVM, for tests and demonstrations: real HTTP on a port of the loopback interface, records in memory, databases with one user each. It
 * knows every model whose schema is on the class path ({@link ModelSchema}). Thread-safe.
 *
 * <p>It behaves as one of the series 16.0 to 19.0 over all protocols of that series: JSON-RPC ({@code /jsonrpc}, the web session with
 * {@code /web/session/authenticate} and {@code /web/dataset/call_kw}), XML-RPC ({@code /xmlrpc/2} and {@code /xmlrpc}), JSON-2 ({@code /json/2}, with
 * {@code /web/version} and {@code /doc-bearer}) in 19.0; with the statuses, headers, cookies, error bodies and fault codes of the series. The services are
 * {@code common}, {@code object} and {@code db} (create, duplicate, rename, drop, dump, restore; a dump can be restored by the fake that made it, and by no
 * other server). {@code /web/content} and {@code /web/image} give attachments and binary fields, images in the size that is stored. Unlike Odoo's own server, and like the proxy that most stand behind, it keeps connections open. In tracebacks, only the last line is Odoo's.
 *
 * <p>It creates, writes, deletes, copies, reads, searches and archives records of all types of fields, with defaults, required fields, constraints, domains, orders and x2many
 * commands. A database starts with what each of Odoo's has: a currency, a company, the administrator, a journal. What Odoo's own models compute or do is there in part;
 * {@link Builder#model} adds to it. It keeps one text for all languages and does not check access rights. What it does not know it refuses with HTTP 501 and a text that
 * names what is missing; it never guesses.
 */
public final class FakeOdoo implements AutoCloseable {
    private final FakeServer server;
    private final FakeHttp http;
    private final String database;
    private final String login;
    private final String password;
    private final String apiKey;

    private FakeOdoo(FakeServer server, FakeHttp http, Builder settings) {
        this.server = server;
        this.http = http;
        this.database = settings.databases.get(0);
        this.login = settings.login;
        this.password = settings.password;
        this.apiKey = settings.apiKey;
    }

    /** Starts a fake of series 18.0 whose clock is the system's. */
    public static FakeOdoo start() {
        return builder().start();
    }

    /** Starts a fake of series 18.0 that takes the time of {@code create_date} and {@code write_date} from this clock. */
    public static FakeOdoo start(InstantSource clock) {
        return builder().clock(clock).start();
    }

    /** Settings of a fake that differs from the usual one. */
    public static Builder builder() {
        return new Builder();
    }

    /** The address, such as {@code http://127.0.0.1:40123}. */
    public String url() {
        return "http://127.0.0.1:" + http.port();
    }

    /** The series, such as {@code 18.0}. */
    public String series() {
        return server.series().version();
    }

    /** The name of the database; of the first one, if there are several. */
    public String database() {
        return database;
    }

    /** The login and the API key of the databases' only user. */
    public Credentials credentials() {
        return Credentials.apiKey(login, apiKey);
    }

    /** The login and the password of the databases' only user; what web sessions take. */
    public Credentials passwordCredentials() {
        return Credentials.password(login, password);
    }

    /** The records of the (first) database. */
    public FakeData data() {
        return data(database);
    }

    /**
     * The records of a database.
     *
     * @throws IllegalArgumentException when they are used, if there is no such database
     */
    public FakeData data(String name) {
        return new DatabaseData(() -> {
            Database found = server.find(name);
            if (found == null) {
                throw new IllegalArgumentException("the fake has no database '" + name + "'");
            }
            return found;
        });
    }

    /** All databases as they are now, to come back to. Costs little: it shares the records with them. */
    public Snapshot snapshot() {
        return new Snapshot(server.snapshot());
    }

    /** Makes all databases what they were when the snapshot was taken, as often as it is wanted. Web sessions stay; so does the log of calls. */
    public void restore(Snapshot snapshot) {
        server.restore(snapshot.databases);
    }

    /** The databases of a fake at one time. Immutable. */
    public static final class Snapshot {
        private final Map<String, Database> databases;

        private Snapshot(Map<String, Database> databases) {
            this.databases = databases;
        }
    }

    /** What goes wrong: nothing, until a fault is added. */
    public Faults faults() {
        return server.traffic().faults();
    }

    /**
     * The requests that came so far, in their order; those that are still being answered too.
     *
     * @throws IllegalStateException if there were more than are kept ({@link Builder#callsKept})
     */
    public List<ReceivedCall> calls() {
        return server.traffic().calls();
    }

    /** Forgets the requests that came so far. */
    public void forgetCalls() {
        server.traffic().forget();
    }

    /** A new client of this fake; it is the caller's to close. */
    public OdooClient connect() {
        return OdooClient.builder()
                .url(url())
                .database(database())
                .credentials(credentials())
                .build();
    }

    /** Stops the server; its records are gone. */
    @Override
    public void close() {
        server.traffic().close();
        http.close();
    }

    /** What a fake is to be like; unless told otherwise series 18.0, one database {@code demo}, the user {@code admin} with the password {@code admin}. Not thread-safe. */
    public static final class Builder {
        private Series series = Series.V18;
        private List<String> databases = List.of("demo");
        private String login = "admin";
        private String password = "admin";
        private String apiKey = "fake-api-key";
        private String masterPassword = "master";
        private InstantSource clock = InstantSource.system();
        private int port;
        private int callsKept = 10_000;
        private final Map<String, Behaviour> own = new HashMap<>();
        private final List<FakeSeed> seeds = new ArrayList<>();

        private Builder() {}

        /**
         * The series to behave as.
         *
         * @param series {@code 16.0}, {@code 17.0}, {@code 18.0} or {@code 19.0}
         * @throws IllegalArgumentException if there is no fake of it
         */
        public Builder series(String series) {
            this.series = Series.of(series);
            return this;
        }

        /** The name of the database. */
        public Builder database(String name) {
            return databases(name);
        }

        /** The names of several databases, which are alike at first. Where a request does not tell which it is for, Odoo then answers 404. */
        public Builder databases(String first, String... others) {
            List<String> names = new ArrayList<>(List.of(others));
            names.add(0, Objects.requireNonNull(first));
            this.databases = List.copyOf(names);
            return this;
        }

        /** The login of the user, whose id is 2. */
        public Builder login(String login) {
            this.login = Objects.requireNonNull(login);
            return this;
        }

        /** The password of the user. */
        public Builder password(String password) {
            this.password = Objects.requireNonNull(password);
            return this;
        }

        /** The API key of the user. */
        public Builder apiKey(String apiKey) {
            this.apiKey = Objects.requireNonNull(apiKey);
            return this;
        }

        /** The password that the service {@code db} asks for; {@code master} unless told otherwise. */
        public Builder masterPassword(String masterPassword) {
            this.masterPassword = Objects.requireNonNull(masterPassword);
            return this;
        }

        /** Where {@code create_date}, {@code write_date} and the ends of sessions take the time from. */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock);
            return this;
        }

        /** What a model of one's own does beyond keeping values; of one of Odoo's own, what it does instead of what the fake has for it. */
        public Builder model(String model, Behaviour behaviour) {
            own.put(Objects.requireNonNull(model), Objects.requireNonNull(behaviour));
            return this;
        }

        /** Records that each database is to start with, besides those of earlier seeds. */
        public Builder seed(FakeSeed seed) {
            seeds.add(Objects.requireNonNull(seed));
            return this;
        }

        /** The port; 0, a free one, unless told otherwise. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** How many of the last requests {@link FakeOdoo#calls()} keeps; 10,000 unless told otherwise, 0 for none. */
        public Builder callsKept(int calls) {
            if (calls < 0) {
                throw new IllegalArgumentException("a negative number of calls: " + calls);
            }
            this.callsKept = calls;
            return this;
        }

        /**
         * Starts the fake; it is the caller's to close.
         *
         * @throws java.io.UncheckedIOException if the port is taken
         */
        public FakeOdoo start() {
            ClassLoader schemas = Thread.currentThread().getContextClassLoader();
            FakeServer server =
                    new FakeServer(series, clock, masterPassword, new Traffic(callsKept), newDatabases(schemas));
            for (String name : databases) {
                Database database = new Database(name, series, schemas, clock, behaviours(), login, password, apiKey);
                BaseData.fill(database, login);
                server.add(database);
                seeds.forEach(seed -> seed.plant(new DatabaseData(() -> database)));
            }
            return new FakeOdoo(server, FakeHttp.start(server, port), this);
        }

        private Map<String, Behaviour> behaviours() {
            Map<String, Behaviour> all = new HashMap<>(StandardModels.of(series));
            all.putAll(own);
            return all;
        }

        private FakeServer.DatabaseFactory newDatabases(ClassLoader schemas) {
            Series chosen = series;
            InstantSource time = clock;
            Map<String, Behaviour> models = behaviours();
            return (name, user, secret, demo) -> {
                if (demo) {
                    throw new UnsupportedByFakeException("a new database with demo data");
                }
                // It has no API keys, so it gets one that nobody knows.
                String unknown = UUID.randomUUID().toString();
                Database made = new Database(name, chosen, schemas, time, models, user, secret, unknown);
                BaseData.fill(made, user);
                return made;
            };
        }
    }
}
