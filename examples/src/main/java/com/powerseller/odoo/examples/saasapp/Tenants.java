package com.powerseller.odoo.examples.saasapp;

import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.TenantState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the application has switched on, in a table of its own. Thread-safe. */
final class Tenants {
    private final DataSource dataSource;

    Tenants(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS tenant (
                        tenant VARCHAR(255) PRIMARY KEY, sequence BIGINT NOT NULL, name VARCHAR(1000) NOT NULL, status VARCHAR(20) NOT NULL,
                        tier VARCHAR(255), users INTEGER NOT NULL, state VARCHAR NOT NULL)""");
        }
    }

    /**
     * Brings a tenant to the state that the signal says, unless that was done already: a signal may come twice.
     *
     * @return whether it was new
     */
    boolean apply(ProvisioningSignal signal) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean isNew = write(
                            connection,
                            "UPDATE tenant SET sequence = ?, name = ?, status = ?, tier = ?, users = ?, state = ? WHERE tenant = ? AND sequence < ?",
                            signal)
                    || write(
                            connection,
                            "INSERT INTO tenant (sequence, name, status, tier, users, state, tenant) SELECT ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS"
                                    + " (SELECT 1 FROM tenant WHERE tenant = ?)",
                            signal);
            connection.commit();
            return isNew;
        }
    }

    private static boolean write(Connection connection, String sql, ProvisioningSignal signal) throws SQLException {
        TenantState state = signal.state();
        boolean isUpdate = sql.startsWith("UPDATE");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, signal.sequence());
            statement.setString(2, state.name());
            statement.setString(3, state.status().name());
            statement.setString(4, state.tier());
            statement.setInt(5, state.users().size());
            statement.setString(6, state.toJson());
            statement.setString(7, state.tenant());
            if (isUpdate) {
                statement.setLong(8, signal.sequence());
            } else {
                statement.setString(8, state.tenant());
            }
            return statement.executeUpdate() == 1;
        }
    }

    /** A line for each tenant, by key. */
    List<String> lines() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT tenant, name, status, tier, users, sequence FROM tenant ORDER BY tenant")) {
            while (rows.next()) {
                lines.add("%s %s %s tier=%s users=%d signal=%d"
                        .formatted(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getInt(5),
                                rows.getLong(6)));
            }
        }
        return lines;
    }
}
