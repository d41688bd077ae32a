package com.powerseller.odoo.provisioning.store.jdbc;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

class H2MemoryStoreTest extends JdbcStoreContract {
    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + System.nanoTime(), "sa", "");

    @AfterEach
    void close() {
        pool.dispose();
    }

    @Override
    DataSource dataSource() {
        return pool;
    }

    @Override
    String script() {
        return "META-INF/odoo/provisioning/h2.sql";
    }
}
