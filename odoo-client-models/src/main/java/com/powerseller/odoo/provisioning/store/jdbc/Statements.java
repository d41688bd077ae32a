package com.powerseller.odoo.provisioning.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements of one transaction. Parameters are strings, numbers, times and null; of a list of strings, or of ids, an array is made. */
final class Statements {
    private final Connection connection;

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Makes an object of the row that a result is at. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        }
    }

    int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /** Runs a statement once for each set of parameters, in this order, and returns how many rows each changed. */
    int[] batch(String sql, Collection<@Nullable Object[]> sets) throws SQLException {
        if (sets.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] parameters : sets) {
                set(statement, parameters);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    /** Runs a script. */
    void execute(String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    /** Which database this is. */
    String product() throws SQLException {
        return connection.getMetaData().getDatabaseProductName();
    }

    private void set(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object parameter = parameters[i];
            if (parameter instanceof Instant time) {
                statement.setObject(i + 1, time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            } else if (parameter instanceof List<?> many) {
                String type = !many.isEmpty() && many.get(0) instanceof Long ? "bigint" : "varchar";
                statement.setArray(i + 1, connection.createArrayOf(type, many.toArray()));
            } else {
                statement.setObject(i + 1, parameter);
            }
        }
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** The time in a column that always has one. */
    static Instant timeOf(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A text for people, without the one character that PostgreSQL cannot keep. */
    static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
