package com.powerseller.odoo.testkit;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.schema.ModelSchema;
import com.powerseller.odoo.testkit.calls.ReceivedCall;
import com.powerseller.odoo.testkit.fault.Faults;
import com.powerseller.odoo.testkit.internal.base.BaseModel;
import com.powerseller.odoo.testkit.internal.http.FakeHttp;
import com.powerseller.odoo.testkit.internal.models.BaseData;
import com.powerseller.odoo.testkit.internal.models.StandardModels;
import com.powerseller.odoo.testkit.internal.models.oca.OcaModules;
import com.powerseller.odoo.testkit.internal.orm.AddedModule;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Schemas;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.server.CallLog;
import com.powerseller.odoo.testkit.internal.server.DatabaseData;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import com.powerseller.odoo.testkit.internal.server.Traffic;
import com.powerseller.odoo.testkit.model.Behaviour;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An Odoo server in this JVM, for tests and demonstrations: real HTTP on a port of the loopback interface, records in memory, databases with users. It
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
 * {@link Builder#model} adds to it. What it does not know it refuses with HTTP 501 and a text that
 * names what is missing; it never guesses. Only {@code read} and {@code search_read} without fields leave out those that it cannot work out; asked for by name, they are refused.
 *
 * <p>Users may do what their groups, record rules and the groups of fields let them: with Odoo's own models, what Odoo lets them by default; with others, what
 * {@link com.powerseller.odoo.testkit.model.ModelDefinition#rights} or records of {@code ir.model.access} and {@code ir.rule} say. Further users, groups and languages come
 * from the builder, or over RPC. Translated fields have a text in each language that is installed; which fields of one's own are translated,
 * {@link com.powerseller.odoo.testkit.model.ModelDefinition#translated} says.
 */
public final class FakeOdoo implements AutoCloseable {
    private final FakeServer server;
    private final FakeHttp http;
    private final String database;
    private final String login;
    private final String password;
    private final String apiKey;
    private final Map<String, FakeUser> users;

    private FakeOdoo(FakeServer server, FakeHttp http, Builder settings) {
        this.server = server;
        this.http = http;
        this.database = settings.databases.get(0);
        this.login = settings.login;
        this.password = settings.password;
        this.apiKey = settings.apiKey;
        this.users = Map.copyOf(settings.users);
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

    /** The login and the API key of the databases' administrator. */
    public Credentials credentials() {
        return Credentials.apiKey(login, apiKey);
    }

    /** The login and the password of the databases' administrator; what web sessions take. */
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
        return server.traffic().log().calls();
    }

    /** Forgets the requests that came so far. */
    public void forgetCalls() {
        server.traffic().log().forget();
    }

    /**
     * The login and the API key of another user that the fake was started with.
     *
     * @throws IllegalArgumentException if there is none of this login
     */
    public Credentials credentials(String login) {
        FakeUser user = users.get(login);
        if (user == null) {
            throw new IllegalArgumentException("the fake was started without a user '" + login + "'");
        }
        return Credentials.apiKey(login, user.apiKey());
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
        private Supplier<CallLog> log = CallLog::standard;
        private final Map<String, Behaviour> own = new HashMap<>();
        private final List<FakeSeed> seeds = new ArrayList<>();
        private final Map<String, FakeUser> users = new LinkedHashMap<>();
        private final Map<String, Group> groups = new LinkedHashMap<>();
        private final Set<String> languages = new LinkedHashSet<>();
        private final Set<String> modules = new LinkedHashSet<>();

        private record Group(String name, List<String> implied) {}

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

        /** One more user, beside the administrator. */
        public Builder user(FakeUser user) {
            users.put(user.login(), user);
            return this;
        }

        /**
         * One more group of users, beside Odoo's own.
         *
         * @param externalId such as {@code my_module.group_tenants}
         * @param implied the external ids of the groups that its users are in as well
         */
        public Builder group(String externalId, String name, String... implied) {
            if (externalId.indexOf('.') <= 0) {
                throw new IllegalArgumentException("an external id has a module and a name, not '" + externalId + "'");
            }
            groups.put(externalId, new Group(Objects.requireNonNull(name), List.of(implied)));
            return this;
        }

        /** Installs a language beside English, such as {@code fr_FR}. */
        public Builder language(String code) {
            languages.add(Objects.requireNonNull(code));
            return this;
        }

        /**
         * Installs a module that is not Odoo's own. There is one: {@code subscription_oca}, in 16.0 to 18.0, which brings OCA's {@code sale.subscription}. The fake then is a
         * Community without the subscriptions of Enterprise's: {@code sale.order} has no {@code subscription_state}, and there is no {@code sale.subscription.plan}.
         *
         * @param name the module's technical name; {@link #start} refuses it if its series has none
         * @throws IllegalArgumentException if the fake has no such module to install
         */
        public Builder module(String name) {
            OcaModules.checkName(name);
            modules.add(name);
            return this;
        }

        /** Where {@code create_date}, {@code write_date} and the ends of sessions take the time from. */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock);
            return this;
        }

        /** What a model does beyond keeping values and, if it is one of Odoo's own, beyond what the fake has for it; later ones win over earlier ones. */
        public Builder model(String model, Behaviour behaviour) {
            own.merge(Objects.requireNonNull(model), Objects.requireNonNull(behaviour), Builder::both);
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

        /** How many of the last requests {@link FakeOdoo#calls()} keeps, 0 for none. Unless told otherwise 10,000, and fewer if their arguments take more than some 32 MB. */
        public Builder callsKept(int calls) {
            if (calls < 0) {
                throw new IllegalArgumentException("a negative number of calls: " + calls);
            }
            log = () -> CallLog.of(calls);
            return this;
        }

        /**
         * Starts the fake; it is the caller's to close.
         *
         * @throws java.io.UncheckedIOException if the port is taken
         * @throws IllegalArgumentException if the series lacks a {@link #module}
         */
        public FakeOdoo start() {
            Schemas schemas = schemas();
            FakeServer server =
                    new FakeServer(series, clock, masterPassword, new Traffic(log.get()), newDatabases(schemas));
            for (String name : databases) {
                Database database = new Database(name, series, schemas, clock, behaviours());
                fill(database);
                server.add(database);
                seeds.forEach(seed -> seed.plant(new DatabaseData(() -> database)));
            }
            return new FakeOdoo(server, FakeHttp.start(server, port), this);
        }

        private Schemas schemas() {
            List<AddedModule> installed =
                    modules.stream().map(name -> OcaModules.of(name, series)).toList();
            return new Schemas(Thread.currentThread().getContextClassLoader(), series, installed);
        }

        private boolean hasOcaSubscriptions() {
            return modules.contains(OcaModules.SUBSCRIPTION);
        }

        private void fill(Database database) {
            fill(database, login, password, hasOcaSubscriptions());
            database.users().addApiKey(Objects.requireNonNull(database.users().of(login)), apiKey);
            languages.forEach(code -> BaseData.language(database, code));
            groups.forEach((id, group) -> BaseData.group(database, id, group.name(), group.implied()));
            users.values().forEach(user -> add(database, user));
        }

        private static void fill(Database database, String login, String password, boolean hasOcaSubscriptions) {
            BaseData.fill(database, login, password);
            if (hasOcaSubscriptions) {
                OcaModules.fill(database);
            }
        }

        private static void add(Database database, FakeUser user) {
            BaseData.user(database, user.login(), user.name(), user.password(), user.groups());
            database.users().addApiKey(Objects.requireNonNull(database.users().of(user.login())), user.apiKey());
        }

        private Map<String, Behaviour> behaviours() {
            Map<String, Behaviour> all = new HashMap<>(StandardModels.of(series, !hasOcaSubscriptions()));
            if (hasOcaSubscriptions()) {
                all.putAll(OcaModules.behaviours());
            }
            all.put("base", new BaseModel());
            own.forEach((model, behaviour) -> all.merge(model, behaviour, Builder::both));
            return all;
        }

        private static Behaviour both(Behaviour first, Behaviour second) {
            return definition -> {
                first.define(definition);
                second.define(definition);
            };
        }

        private FakeServer.DatabaseFactory newDatabases(Schemas schemas) {
            Series chosen = series;
            InstantSource time = clock;
            Map<String, Behaviour> models = behaviours();
            boolean hasOcaSubscriptions = hasOcaSubscriptions();
            return (name, user, secret, demo) -> {
                if (demo) {
                    throw new UnsupportedByFakeException("a new database with demo data");
                }
                Database made = new Database(name, chosen, schemas, time, models);
                fill(made, user, secret, hasOcaSubscriptions);
                return made;
            };
        }
    }
}
