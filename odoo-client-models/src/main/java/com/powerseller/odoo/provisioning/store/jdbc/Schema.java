package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.store.SignalStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** The tables: makes them, and checks that they are those that the statements expect. */
final class Schema {
    /** What tables are called in the scripts. */
    static final String PREFIX = "odoo_provisioning_";

    private static final int VERSION = 1;
    /** What PostgreSQL and H2 say of a table that is not there. */
    private static final List<String> NO_TABLE = List.of("42P01", "42S02", "42S03", "42S04");

    private final Transactions transactions;
    private final Dialect dialect;
    private final Sql sql;
    private final String prefix;

    Schema(Transactions transactions, Dialect dialect, Sql sql, String prefix) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.sql = sql;
        this.prefix = prefix;
    }

    void create() {
        // H2 cannot make the same table twice at once, not even "if not exists".
        synchronized (Schema.class) {
            transactions.run("make its tables", statements -> {
                if (dialect.needsScript(statements, prefix)) {
                    statements.execute(script());
                }
                return true;
            });
        }
    }

    private String script() {
        try (InputStream script = Objects.requireNonNull(Schema.class.getResourceAsStream(dialect.script()))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).replace(PREFIX, prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check() {
        List<Integer> versions;
        try {
            versions = transactions.run(
                    "read the version of its tables",
                    statements -> statements.query(sql.version, row -> row.getInt(1)));
        } catch (SignalStoreException e) {
            if (e.getCause() instanceof SQLException cause && NO_TABLE.contains(cause.getSQLState())) {
                throw new SignalStoreException(
                        "this database has no table " + prefix
                                + "version: let JdbcStore.builder(…).createTables() make the tables, or run "
                                + dialect.script().substring(1) + " from the jar odoo-client-models, with "
                                + PREFIX + " replaced by the prefix of tables if that is another",
                        e);
            }
            throw e;
        }
        if (!versions.equals(List.of(VERSION))) {
            throw new SignalStoreException(
                    "the tables " + prefix + "… are of version " + versions
                            + ", and this release of odoo-client-models needs version " + VERSION
                            + ": use the release that the tables are for, or migrate them as the changelog says",
                    null);
        }
    }

    void makeDurable() {
        transactions.run("let H2 write at once what is committed (SET WRITE_DELAY 0)", statements -> {
            dialect.makeDurable(statements);
            return true;
        });
    }
}
