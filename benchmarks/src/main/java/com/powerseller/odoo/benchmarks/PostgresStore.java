package com.powerseller.odoo.benchmarks;

import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.jdbc.JdbcStore;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** A store in a PostgreSQL of its own, until it is closed. */
final class PostgresStore implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 64;

    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;
    private final SignalStore store;

    private PostgresStore(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(postgres.getPostgresDatabase());
        settings.setMaximumPoolSize(MOST_CONNECTIONS);
        settings.setMinimumIdle(1);
        this.pool = new HikariDataSource(settings);
        this.store = JdbcStore.builder(pool).createTables().build();
    }

    /** One that does not flush to disk what is committed. */
    static PostgresStore start() throws IOException {
        return new PostgresStore(EmbeddedPostgres.start());
    }

    /** One that flushes every commit to disk, as in production. */
    static PostgresStore startFlushing() throws IOException {
        return new PostgresStore(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start());
    }

    SignalStore store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        pool.close();
        postgres.close();
    }
}
