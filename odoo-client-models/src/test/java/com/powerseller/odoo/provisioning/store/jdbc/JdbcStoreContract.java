package com.powerseller.odoo.provisioning.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignalStoreContract;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import com.powerseller.odoo.resilience.Sleeper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What stores over JDBC promise besides, on any database. */
abstract class JdbcStoreContract extends SignalStoreContract {
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private String prefix = "";

    abstract DataSource dataSource();

    abstract String script();

    @Override
    protected SignalStore open() {
        prefix = "s" + PREFIXES.incrementAndGet() + "_";
        return JdbcStore.builder(dataSource())
                .tablePrefix(prefix)
                .createTables()
                .build();
    }

    @Override
    protected SignalStore openAgain() {
        return JdbcStore.builder(dataSource()).tablePrefix(prefix).build();
    }

    @Override
    protected void letTimePass(Duration time) {
        Transactions transactions = new Transactions(dataSource(), Sleeper.system());
        for (String table : List.of("hint", "tenant", "signal", "write_back")) {
            String sql = "update " + prefix + table + " set leased_until = leased_until - interval '" + time.toSeconds()
                    + "' second where leased_until > current_timestamp";
            transactions.run("let time pass", statements -> statements.update(sql));
        }
    }

    @Override
    protected int histories() {
        return 4;
    }

    @Test
    void tablesThatAreMissingAreAnErrorThatSaysWhatToDo() {
        assertThatThrownBy(() ->
                        JdbcStore.builder(dataSource()).tablePrefix("none_").build())
                .isInstanceOf(SignalStoreException.class)
                .hasMessageContaining("no table none_version")
                .hasMessageContaining("createTables()")
                .hasMessageContaining(script());
    }

    @Test
    void tablesOfAnotherVersionAreAnErrorThatSaysSo() {
        open();
        execute("update " + prefix + "version set version = 2");

        assertThatThrownBy(this::openAgain)
                .isInstanceOf(SignalStoreException.class)
                .hasMessageContaining("version [2]")
                .hasMessageContaining("needs version 1");
    }

    @Test
    void theScriptOfTheJarMakesTheDefaultTables() throws Exception {
        try (InputStream script = JdbcStore.class.getResourceAsStream("/" + script())) {
            execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(JdbcStore.builder(dataSource()).build().status(1).signals()).isZero();
        assertThat(JdbcStore.builder(dataSource())
                        .createTables()
                        .build()
                        .status(1)
                        .signals())
                .isZero();
    }

    @Test
    void instancesThatStartAtOnceMakeTheTablesOnce() throws Exception {
        prefix = "s" + PREFIXES.incrementAndGet() + "_";
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<JdbcStore>> stores = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                stores.add(threads.submit(() -> JdbcStore.builder(dataSource())
                        .tablePrefix(prefix)
                        .createTables()
                        .build()));
            }
            for (Future<JdbcStore> store : stores) {
                assertThat(store.get().status(1).signals()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void prefixesThatAreNoneAreRefused() {
        for (String wrong : List.of("", "A_", "1_", "a;drop", "a".repeat(31))) {
            assertThatThrownBy(() -> JdbcStore.builder(dataSource()).tablePrefix(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void randomHistoriesGoAsInMemory() {
        for (long seed = 1; seed <= histories(); seed++) {
            new SameHistory(seed, open(), this::letTimePass).run();
        }
    }

    final void execute(String statements) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
