package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.internal.models.CountryData;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The service {@code db}. What changes or reads databases needs the master password. One call at a time. */
final class DbService {
    /** A login that is the address of the administrator too. */
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    private static final Map<String, PythonFunction> OPEN = Map.of(
            "list", PythonFunction.of("exp_list", "document?"),
            "server_version", PythonFunction.of("exp_server_version"),
            "db_exist", PythonFunction.of("exp_db_exist", "db_name"));
    private static final Map<String, PythonFunction> GUARDED = Map.of(
            "create_database",
                    PythonFunction.of(
                            "exp_create_database",
                            "db_name",
                            "demo",
                            "lang",
                            "user_password?",
                            "login?",
                            "country_code?",
                            "phone?"),
            "duplicate_database",
                    PythonFunction.of("exp_duplicate_database", "db_original_name", "db_name", "neutralize_database?"),
            "drop", PythonFunction.of("exp_drop", "db_name"),
            "rename", PythonFunction.of("exp_rename", "old_name", "new_name"),
            "dump", PythonFunction.of("exp_dump", "db_name", "format"),
            "restore", PythonFunction.of("exp_restore", "db_name", "data", "copy?"),
            "migrate_databases", PythonFunction.of("exp_migrate_databases", "databases"),
            "change_admin_password", PythonFunction.of("exp_change_admin_password", "new_password"));

    private final FakeServer server;
    private final FakeServer.DatabaseFactory factory;
    private final Dumps dumps;
    private String masterPassword;

    DbService(FakeServer server, String masterPassword, FakeServer.DatabaseFactory factory) {
        this.server = server;
        this.masterPassword = masterPassword;
        this.factory = factory;
        this.dumps = new Dumps(server.series());
    }

    synchronized @Nullable Object call(String method, List<?> params) {
        PythonFunction open = OPEN.get(method);
        if (open != null) {
            return ask(method, open.bind(params));
        }
        PythonFunction guarded = GUARDED.get(method);
        if (guarded == null) {
            if (method.equals("list_lang") || method.equals("list_countries")) {
                throw new UnsupportedByFakeException("the method " + method + " of the service db");
            }
            throw PythonException.of("builtins.KeyError", "Method not found: " + method);
        }
        if (params.isEmpty()) {
            throw PythonException.of("builtins.IndexError", "list index out of range");
        }
        if (!masterPassword.equals(params.get(0))) {
            throw PythonException.accessDenied();
        }
        return change(method, guarded.bind(params.subList(1, params.size())));
    }

    private Object ask(String method, @Nullable Object[] args) {
        return switch (method) {
            case "list" -> server.names();
            case "server_version" -> server.series().version();
            case "db_exist" -> args[0] instanceof String name && server.find(name) != null;
            default -> throw new IllegalStateException(method);
        };
    }

    private Object change(String method, @Nullable Object[] args) {
        return switch (method) {
            case "create_database" -> create(args);
            case "duplicate_database" -> duplicate(name(args[0]), name(args[1]));
            case "drop" -> server.remove(name(args[0]));
            case "rename" -> rename(name(args[0]), name(args[1]));
            case "dump" -> dumps.dump(server.database(args[0]));
            case "restore" -> restore(name(args[0]), args[1]);
            case "migrate_databases" -> migrate(args[0]);
            case "change_admin_password" -> {
                masterPassword = name(args[0]);
                yield true;
            }
            default -> throw new IllegalStateException(method);
        };
    }

    private static String name(@Nullable Object value) {
        if (value instanceof String name && !name.isEmpty()) {
            return name;
        }
        throw new UnsupportedByFakeException("an argument of the service db that is no text: " + value);
    }

    private boolean create(@Nullable Object[] args) {
        String name = name(args[0]);
        if (server.find(name) != null) {
            throw PythonException.of("odoo.service.db.DatabaseExists", "database '" + name + "' already exists!");
        }
        demandEnglish(args[2]);
        String country = country(args[5]);
        String password = args[3] == null ? "admin" : name(args[3]);
        String login = args[4] == null ? "admin" : name(args[4]);
        Database made = factory.create(name, login, password, Boolean.TRUE.equals(args[1]));
        long administrator = Objects.requireNonNull(made.users().of(login));
        if (EMAIL.matcher(login).matches()) {
            made.change("res.users", administrator, Map.of("email", login));
        }
        if (country != null) {
            CountryData.settle(made, country, administrator);
        }
        if (Python.isTrue(args[6])) {
            made.change("res.company", 1, Map.of("phone", name(args[6])));
        }
        server.add(made);
        return true;
    }

    /** What Odoo does with a language takes its data, which the fake does not have. */
    private static void demandEnglish(@Nullable Object given) {
        if (given instanceof String lang && !lang.isEmpty() && !lang.equals("en_US")) {
            throw new UnsupportedByFakeException("db.create_database with the language " + lang
                    + ": FakeOdoo.Builder.language installs one, and FakeOdoo.Builder.seed sets it");
        }
    }

    private static @Nullable String country(@Nullable Object given) {
        if (!Python.isTrue(given)) {
            return null;
        }
        String code = name(given);
        if (!CountryData.has(code)) {
            throw new UnsupportedByFakeException("db.create_database with the country " + code
                    + ": Odoo then makes a database that nobody can log in to, and says that all is well");
        }
        return code;
    }

    private boolean duplicate(String original, String name) {
        Database database = server.find(original);
        if (database == null) {
            throw PythonException.of(
                    "psycopg2.errors.InvalidCatalogName", "template database \"" + original + "\" does not exist\n");
        }
        if (server.find(name) != null) {
            throw PythonException.of("psycopg2.errors.DuplicateDatabase", "database \"" + name + "\" already exists\n");
        }
        server.add(database.copy(name));
        return true;
    }

    private boolean rename(String from, String to) {
        Database database = server.find(from);
        if (database == null || server.find(to) != null) {
            throw PythonException.of(
                    "builtins.Exception",
                    "Couldn't rename database " + from + " to " + to + ": database \""
                            + (database == null ? from + "\" does not exist\n" : to + "\" already exists\n"));
        }
        server.add(database.copy(to));
        return server.remove(from);
    }

    private boolean restore(String name, @Nullable Object data) {
        if (server.find(name) != null) {
            throw PythonException.of("builtins.Exception", "Database already exists");
        }
        server.add(dumps.restore(String.valueOf(data), name));
        return true;
    }

    private boolean migrate(@Nullable Object names) {
        if (!(names instanceof List<?> list)) {
            throw new UnsupportedByFakeException("databases to migrate that are not a list");
        }
        list.forEach(server::database);
        return true;
    }
}
