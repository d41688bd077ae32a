package com.powerseller.odoo.provisioning.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.provisioning.store.SignalStoreException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsTest {
    private static final String URL = "jdbc:h2:mem:transactions";

    private final List<Duration> pauses = new ArrayList<>();
    private final DataSource dataSource = giving(connect());
    private final Transactions transactions = new Transactions(dataSource, pauses::add);
    private final Connection keeper = connect();

    /** Gives the same connection each time, just as it was left. */
    private static DataSource giving(Connection connection) {
        Connection open = proxy(Connection.class, (proxy, method, arguments) -> {
            try {
                return method.getName().equals("close") ? null : method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return proxy(DataSource.class, (proxy, method, arguments) -> open);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Connection connect() {
        try {
            return DriverManager.getConnection(URL);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void makeTable() throws SQLException {
        keeper.createStatement().execute("create table t (id int primary key)");
    }

    @AfterEach
    void drop() throws SQLException {
        keeper.createStatement().execute("shutdown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "HYT00", "23505"})
    void whatTheDatabaseRolledBackForAnotherIsDoneAgainFromTheStart(String state) {
        int[] tries = {0};

        String result = transactions.run("test", statements -> {
            statements.update("insert into t values (1)");
            if (++tries[0] < 3) {
                throw new SQLException("passing", state);
            }
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(count()).isEqualTo(1);
        assertThat(pauses).hasSize(2).allMatch(pause -> pause.toMillis() < 50);
    }

    @Test
    void theFailureOfOneOfABatchCountsToo() {
        int[] tries = {0};

        transactions.run("test", statements -> {
            if (++tries[0] == 1) {
                BatchUpdateException failure = new BatchUpdateException();
                failure.setNextException(new SQLException("deadlock", "40P01"));
                throw failure;
            }
            return true;
        });

        assertThat(tries[0]).isEqualTo(2);
    }

    @Test
    void itGivesUpAfterTenTries() {
        int[] tries = {0};

        assertThatThrownBy(() -> transactions.run("do this", statements -> {
                    tries[0]++;
                    throw new SQLException("deadlock", "40P01");
                }))
                .isInstanceOf(SignalStoreException.class)
                .hasMessage("the store could not do this, at try 10: deadlock");
        assertThat(tries[0]).isEqualTo(10);
    }

    @Test
    void otherFailuresAreNotTriedAgain() {
        assertThatThrownBy(() -> transactions.run("do this", statements -> {
                    statements.update("insert into t values (1)");
                    throw new SQLException("connection lost", "08006");
                }))
                .isInstanceOf(SignalStoreException.class)
                .hasMessage("the store could not do this, at try 1: connection lost");
        assertThat(pauses).isEmpty();
        assertThat(count()).isZero();
    }

    @Test
    void anExceptionOfTheWorkRollsBack() {
        assertThatThrownBy(() -> transactions.run("do this", statements -> {
                    statements.update("insert into t values (1)");
                    throw new IllegalStateException("mistake");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(count()).isZero();
    }

    @Test
    void connectionsAreGivenBackAsTheyCame() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        }
        List<String> isolation = transactions.run(
                "test",
                statements -> statements.query(
                        "select isolation_level from information_schema.sessions where session_id = session_id()",
                        row -> row.getString(1)));

        assertThat(isolation).containsExactly("READ COMMITTED");
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        }
    }

    @Test
    void anInterruptEndsTheTrying() {
        Transactions interrupted = new Transactions(dataSource, pause -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> interrupted.run("do this", statements -> {
                    throw new SQLException("deadlock", "40P01");
                }))
                .isInstanceOf(SignalStoreException.class)
                .hasMessageContaining("interrupted before it could do this");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void otherDatabasesAreRefusedByName() {
        assertThatThrownBy(() -> Dialect.of("MariaDB"))
                .isInstanceOf(SignalStoreException.class)
                .hasMessageContaining("MariaDB")
                .hasMessageContaining("PostgreSQL and H2");
    }

    private long count() {
        return transactions
                .run("count", statements -> statements.query("select count(*) from t", row -> row.getLong(1)))
                .get(0);
    }
}
