package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.store.SignalStoreException;
import com.powerseller.odoo.resilience.Sleeper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Short transactions at READ COMMITTED, each on a connection of its own, tried again when the database says that it rolled back for the sake of another. Thread-safe. */
final class Transactions {
    private static final int MOST_TRIES = 10;
    private static final int LONGEST_PAUSE_MILLIS = 50;
    /** Serialization failure, deadlock, H2's lock timeout; and a key that another transaction has just inserted. */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "HYT00", "23505");

    private final DataSource dataSource;
    private final Sleeper sleeper;

    Transactions(DataSource dataSource, Sleeper sleeper) {
        this.dataSource = dataSource;
        this.sleeper = sleeper;
    }

    /** What is done in a transaction; done again if the transaction is. */
    interface Work<T> {
        T on(Statements statements) throws SQLException;
    }

    /** Not to be interrupted: H2 closes a database of files, for all, if a thread that works on it is. The thread stays interrupted after it. */
    <T> T run(String what, Work<T> work) {
        boolean isInterrupted = Thread.interrupted();
        try {
            return tryAgain(what, work);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T tryAgain(String what, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (attempt == MOST_TRIES || !isPassing(e)) {
                    throw new SignalStoreException(
                            "the store could not " + what + ", at try " + attempt + ": " + e.getMessage(), e);
                }
                pause(what, e);
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.on(new Statements(connection));
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                try {
                    connection.rollback();
                    restore(connection, autoCommit, isolation);
                } catch (SQLException again) {
                    e.addSuppressed(again);
                }
                throw e;
            }
            restore(connection, autoCommit, isolation);
            return result;
        }
    }

    private static void restore(Connection connection, boolean autoCommit, int isolation) throws SQLException {
        connection.setAutoCommit(autoCommit);
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(isolation);
        }
    }

    private static boolean isPassing(SQLException failure) {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            if (e.getSQLState() != null && PASSING.contains(e.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private void pause(String what, SQLException failure) {
        try {
            sleeper.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            throw new SignalStoreException("the store was interrupted before it could " + what, failure);
        }
    }
}
