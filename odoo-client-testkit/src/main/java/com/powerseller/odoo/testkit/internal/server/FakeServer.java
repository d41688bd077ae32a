package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.internal.models.LanguageData;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An Odoo server without its protocols: databases by name, the services {@code common}, {@code db} and {@code object}, web sessions. Thread-safe. */
public final class FakeServer {
    private final Series series;
    private final InstantSource clock;
    private final Map<String, Database> databases = new ConcurrentSkipListMap<>();
    private final Traffic traffic;
    private final Sessions sessions;
    private final CommonService common;
    private final DbService db;
    private final ObjectService object;

    public FakeServer(
            Series series, InstantSource clock, String masterPassword, Traffic traffic, DatabaseFactory factory) {
        this.series = series;
        this.clock = clock;
        this.traffic = traffic;
        this.sessions = new Sessions(this);
        this.common = new CommonService(this);
        this.db = new DbService(this, masterPassword, factory);
        this.object = new ObjectService(this);
    }

    /** Makes the databases that {@code create_database} asks for. */
    @FunctionalInterface
    public interface DatabaseFactory {
        /** A new database whose administrator, user 2, has this login and password. */
        Database create(String name, String login, String password, boolean demo);
    }

    public Series series() {
        return series;
    }

    public InstantSource clock() {
        return clock;
    }

    /** The calls that come, and what goes wrong with them. */
    public Traffic traffic() {
        return traffic;
    }

    public Sessions sessions() {
        return sessions;
    }

    /** The names of the databases in their order. */
    public List<String> names() {
        return List.copyOf(databases.keySet());
    }

    /** The database of this name, else null. */
    public @Nullable Database find(String name) {
        return databases.get(name);
    }

    /** The only database of the server; null if it has none or several. */
    public @Nullable Database onlyDatabase() {
        List<Database> all = List.copyOf(databases.values());
        return all.size() == 1 ? all.get(0) : null;
    }

    /**
     * The database that a call names.
     *
     * @throws PythonException if there is none
     */
    Database database(@Nullable Object name) {
        if (name == null || Boolean.FALSE.equals(name) || "".equals(name)) {
            throw PythonException.of("builtins.AssertionError", "Missing database name");
        }
        Database database = databases.get(String.valueOf(name));
        if (database == null) {
            throw PythonException.of(
                    "psycopg2.OperationalError",
                    "connection to server at \"127.0.0.1\", port 5432 failed: FATAL:  database \"" + name
                            + "\" does not exist\n");
        }
        return database;
    }

    /**
     * Adds a database.
     *
     * @throws IllegalArgumentException if there is one of its name
     */
    public void add(Database database) {
        if (databases.putIfAbsent(database.name(), database) != null) {
            throw new IllegalArgumentException("the server has a database '" + database.name() + "' already");
        }
    }

    /** Takes a database away; tells whether there was one. */
    boolean remove(String name) {
        return databases.remove(name) != null;
    }

    /** Copies of all databases, by their names. */
    public Map<String, Database> snapshot() {
        Map<String, Database> copies = new LinkedHashMap<>();
        databases.forEach((name, database) -> copies.put(name, database.copy(name)));
        return copies;
    }

    /** Puts copies of these databases in the place of all that there are. */
    public void restore(Map<String, Database> snapshot) {
        snapshot.forEach((name, database) -> databases.put(name, database.copy(name)));
        databases.keySet().retainAll(snapshot.keySet());
    }

    /** Puts another database in the place of the one of this name, which must exist. */
    public void replace(String name, UnaryOperator<Database> change) {
        databases.compute(name, (unused, present) -> {
            if (present == null) {
                throw new IllegalArgumentException("the server has no database '" + name + "'");
            }
            return change.apply(present);
        });
    }

    /** The codes and the names of the languages that a database can have. */
    public List<List<String>> languages() {
        if (!series.atLeast(Series.V19)) {
            throw new UnsupportedByFakeException(
                    "the languages of series " + series + ": only those of 19.0 are known");
        }
        return LanguageData.names();
    }

    /** What {@code common.version} answers. */
    public Map<String, Object> version() {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("server_version", series.version());
        version.put("server_version_info", versionInfo());
        version.put("server_serie", series.version());
        version.put("protocol_version", 1L);
        return version;
    }

    /** Such as 18, 0, 0, final, 0 and an empty text. */
    public List<Object> versionInfo() {
        return List.of((long) series.major(), 0L, 0L, "final", 0L, "");
    }

    /** Calls a method of a service, as the RPC protocols do. */
    public @Nullable Object dispatch(@Nullable Object service, @Nullable Object method, List<?> args) {
        String name = String.valueOf(method);
        return switch (String.valueOf(service)) {
            case "common" -> common.call(name, args);
            case "db" -> db.call(name, args);
            case "object" -> object.call(name, args);
            default -> throw PythonException.of("builtins.KeyError", String.valueOf(service));
        };
    }

    /** Calls a method of a model with arguments as a client sent them. */
    public static @Nullable Object run(
            Database database,
            long uid,
            @Nullable Object model,
            @Nullable Object method,
            @Nullable Object args,
            @Nullable Object kwargs) {
        return ObjectService.run(database, uid, model, method, args, kwargs);
    }
}
