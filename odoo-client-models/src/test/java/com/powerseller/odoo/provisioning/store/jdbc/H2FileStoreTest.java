package com.powerseller.odoo.provisioning.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FileStoreTest extends JdbcStoreContract {
    @TempDir
    private static Path folder;

    private final Path file = folder.resolve("store" + System.nanoTime());
    private JdbcConnectionPool pool = connect();

    private JdbcConnectionPool connect() {
        return JdbcConnectionPool.create("jdbc:h2:file:" + file, "sa", "");
    }

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

    @Override
    protected int histories() {
        return 1;
    }

    @Test
    void aThreadThatIsInterruptedClosesNotTheDatabase() {
        SignalStore store = open();
        Thread.currentThread().interrupt();
        store.add(List.of(hint(1, "c")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(openAgain().status(0).hints()).isEqualTo(1);
    }

    /** The file is as a process leaves it that is killed. */
    @Test
    void whatIsKeptIsInTheFileAtOnceThoughH2ForgetsThatItIsToBe() throws IOException {
        open();
        pool.dispose();
        pool = connect();
        openAgain().add(List.of(hint(1, "c")));
        Path copy = folder.resolve("copy" + System.nanoTime());
        Files.copy(Path.of(file + ".mv.db"), Path.of(copy + ".mv.db"));
        pool.dispose();
        pool = JdbcConnectionPool.create("jdbc:h2:file:" + copy, "sa", "");

        assertThat(openAgain().claimHints("a", 10, LEASE, NOW)).hasSize(1);
    }

    @Test
    void whoMayNotLetTheDatabaseWriteAtOnceIsRefused() throws SQLException {
        open();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create user app password ''");
            statement.execute("grant select, insert, update, delete on schema public to app");
        }
        pool.dispose();
        pool = JdbcConnectionPool.create("jdbc:h2:file:" + file, "app", "");
        assertThatThrownBy(this::openAgain)
                .isInstanceOf(SignalStoreException.class)
                .hasMessageContaining("SET WRITE_DELAY 0");
    }

    @Test
    void whatIsKeptIsThereAfterARestart() {
        SignalStore store = open();
        store.add(List.of(hint(1, "c")));
        store.touch(List.of("t1", "t2"), hint(1, "c"));
        store.derived(store.claimTenants("a", 1, LEASE, NOW).get(0), signal("one"));
        pool.dispose();
        pool = connect();

        SignalStore again = openAgain();

        assertThat(again.claimHints("a", 10, LEASE, NOW)).hasSize(1);
        assertThat(again.claimTenants("a", 10, LEASE, NOW)).hasSize(1);
        assertThat(again.claimDeliveries("a", 10, LEASE, NOW)).hasSize(1);
    }
}
