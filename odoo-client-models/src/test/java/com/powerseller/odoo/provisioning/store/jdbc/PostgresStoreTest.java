package com.powerseller.odoo.provisioning.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends JdbcStoreContract {
    private static EmbeddedPostgres postgres;
    private static HikariDataSource pool;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(postgres.getPostgresDatabase());
        pool = new HikariDataSource(settings);
    }

    @AfterAll
    static void stop() throws IOException {
        pool.close();
        postgres.close();
    }

    @Override
    DataSource dataSource() {
        return pool;
    }

    @Override
    String script() {
        return "META-INF/odoo/provisioning/postgresql.sql";
    }
}
