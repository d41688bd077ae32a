package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.store.SignalStoreException;
import java.sql.SQLException;

/** What databases say differently. */
enum Dialect {
    POSTGRESQL("PostgreSQL", "postgresql.sql") {
        @Override
        String fill(String sql) {
            return sql.replace("{lease}", "current_timestamp + ? * interval '1 millisecond'")
                    .replace("{number}", "nextval('{p}number')");
        }

        @Override
        boolean needsScript(Statements statements, String prefix) throws SQLException {
            // Until the end of the transaction, so that the one who comes second finds the tables.
            statements.query("select pg_advisory_xact_lock(?)", row -> true, (long) prefix.hashCode());
            return statements
                    .query("select to_regclass(?) is null", row -> row.getBoolean(1), prefix + "version")
                    .get(0);
        }

        @Override
        void makeDurable(Statements statements) {
            // A commit is one, unless the server's operator has chosen otherwise.
        }

        @Override
        String addHint() {
            return """
                    insert into {p}hint as h (model, record_id, kind, correlation_id, seen, last_seen) values (?, ?, ?, ?, ?, ?)
                    on conflict (model, record_id) do update set generation = excluded.generation,
                      kind = case when h.leased_until > current_timestamp or excluded.kind = 'WEBHOOK' then excluded.kind else h.kind end,
                      correlation_id = case when h.leased_until > current_timestamp then excluded.correlation_id else h.correlation_id end,
                      seen = case when h.leased_until > current_timestamp then excluded.seen else h.seen end,
                      last_seen = greatest(h.last_seen, excluded.last_seen)""";
        }

        @Override
        String touch() {
            return """
                    insert into {p}tenant as t (tenant, touches, dirty_since) values (?, 1, current_timestamp)
                    on conflict (tenant) do update set touches = t.touches + 1,
                      dirty_since = case when t.leased_until > current_timestamp then current_timestamp
                        else coalesce(t.dirty_since, current_timestamp) end""";
        }

        @Override
        String addCause() {
            return """
                    insert into {p}cause (tenant, model, record_id, kind, correlation_id, seen, last_seen, touch)
                    select tenant, ?, ?, ?, ?, ?, ?, touches from {p}tenant where tenant = ?
                    on conflict (tenant, model, record_id) do update set kind = excluded.kind,
                      correlation_id = excluded.correlation_id, seen = excluded.seen,
                      last_seen = excluded.last_seen, touch = excluded.touch""";
        }
    },
    H2("H2", "h2.sql") {
        @Override
        String fill(String sql) {
            return sql.replace("{lease}", "dateadd(millisecond, ?, current_timestamp)")
                    .replace("{number}", "next value for {p}number");
        }

        @Override
        boolean needsScript(Statements statements, String prefix) {
            // Its script makes what is missing.
            return true;
        }

        /** H2 writes what was committed half a second later, and forgets each time that a database is closed that it was told not to. */
        @Override
        void makeDurable(Statements statements) throws SQLException {
            if (!statements
                    .query(
                            "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY' and setting_value <> '0'",
                            row -> row.getString(1))
                    .isEmpty()) {
                statements.execute("set write_delay 0");
            }
        }

        @Override
        String addHint() {
            return """
                    merge into {p}hint h
                    using (values (cast(? as varchar), cast(? as bigint), cast(? as varchar), cast(? as varchar),
                      cast(? as timestamp with time zone), cast(? as timestamp with time zone)))
                      n(model, record_id, kind, correlation_id, seen, last_seen)
                    on h.model = n.model and h.record_id = n.record_id
                    when matched then update set generation = next value for {p}number,
                      kind = case when h.leased_until > current_timestamp or n.kind = 'WEBHOOK' then n.kind else h.kind end,
                      correlation_id = case when h.leased_until > current_timestamp then n.correlation_id else h.correlation_id end,
                      seen = case when h.leased_until > current_timestamp then n.seen else h.seen end,
                      last_seen = greatest(h.last_seen, n.last_seen)
                    when not matched then insert (model, record_id, kind, correlation_id, seen, last_seen)
                      values (n.model, n.record_id, n.kind, n.correlation_id, n.seen, n.last_seen)""";
        }

        @Override
        String touch() {
            return """
                    merge into {p}tenant t using (values (cast(? as varchar))) n(tenant) on t.tenant = n.tenant
                    when matched then update set touches = t.touches + 1,
                      dirty_since = case when t.leased_until > current_timestamp then current_timestamp
                        else coalesce(t.dirty_since, current_timestamp) end
                    when not matched then insert (tenant, touches, dirty_since) values (n.tenant, 1, current_timestamp)""";
        }

        @Override
        String addCause() {
            return """
                    merge into {p}cause c
                    using (select cast(? as varchar) model, cast(? as bigint) record_id, cast(? as varchar) kind,
                      cast(? as varchar) correlation_id, cast(? as timestamp with time zone) seen,
                      cast(? as timestamp with time zone) last_seen, t.tenant, t.touches
                      from {p}tenant t where t.tenant = ?) n
                    on c.tenant = n.tenant and c.model = n.model and c.record_id = n.record_id
                    when matched then update set kind = n.kind, correlation_id = n.correlation_id, seen = n.seen,
                      last_seen = n.last_seen, touch = n.touches
                    when not matched then insert (tenant, model, record_id, kind, correlation_id, seen, last_seen, touch)
                      values (n.tenant, n.model, n.record_id, n.kind, n.correlation_id, n.seen, n.last_seen, n.touches)""";
        }
    };

    private final String product;
    private final String script;

    Dialect(String product, String script) {
        this.product = product;
        this.script = script;
    }

    static Dialect of(String product) {
        for (Dialect dialect : values()) {
            if (dialect.product.equals(product)) {
                return dialect;
            }
        }
        throw new SignalStoreException(
                "the database is " + product + ", and JdbcStore speaks PostgreSQL and H2 only", null);
    }

    /** Where in the jar the statements are that make the tables. */
    String script() {
        return "/META-INF/odoo/provisioning/" + script;
    }

    /** Whether the script is to be run. */
    abstract boolean needsScript(Statements statements, String prefix) throws SQLException;

    /** Lets the database keep what it has committed if its process is killed. */
    abstract void makeDurable(Statements statements) throws SQLException;

    /** Fills in the end of a lease, with its length in milliseconds as the parameter, and the next number of the sequence. */
    abstract String fill(String sql);

    /** Parameters: model, id, kind, correlation id, seen, last seen. */
    abstract String addHint();

    /** Parameter: the tenant. */
    abstract String touch();

    /** Parameters: model, id, kind, correlation id, seen, last seen, tenant. */
    abstract String addCause();
}
