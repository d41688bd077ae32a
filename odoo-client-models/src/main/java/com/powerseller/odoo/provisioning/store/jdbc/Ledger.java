package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.store.Decision;
import com.powerseller.odoo.provisioning.store.SignedHint;
import com.powerseller.odoo.provisioning.store.StoreStatus;
import com.powerseller.odoo.provisioning.store.TenantProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered beside the work: the audit trail, checkpoints, messages received; and how much work there is. */
final class Ledger {
    private final Sql sql;

    Ledger(Sql sql) {
        this.sql = sql;
    }

    record Entry(
            String tenant,
            Decision.Kind kind,
            @Nullable Long sequence,
            @Nullable String correlationId,
            String who,
            String why) {}

    void decide(Statements statements, Collection<Entry> entries) throws SQLException {
        statements.batch(
                sql.decide,
                entries.stream()
                        .map(entry -> new @Nullable Object[] {
                            entry.tenant,
                            entry.kind.name(),
                            entry.sequence,
                            entry.correlationId,
                            Statements.text(entry.who),
                            Statements.text(entry.why)
                        })
                        .toList());
    }

    List<Decision> decisions(Statements statements, @Nullable String tenant, long before, int max) throws SQLException {
        return tenant == null
                ? statements.query(sql.decisions, Ledger::decision, before, max)
                : statements.query(sql.decisionsOf, Ledger::decision, before, tenant, max);
    }

    private static Decision decision(ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        return new Decision(
                row.getLong("id"),
                Statements.timeOf(row, "decided_at"),
                row.getString("tenant"),
                Decision.Kind.valueOf(row.getString("kind")),
                sequence == 0 ? null : sequence,
                row.getString("correlation_id"),
                row.getString("who"),
                row.getString("why"));
    }

    int purgeBefore(Statements statements, Instant time, int max) throws SQLException {
        return statements.update(sql.purgeDecisions, time, max);
    }

    List<String> checkpoint(Statements statements, String name) throws SQLException {
        return statements.query(sql.checkpoint, row -> row.getString("content"), name);
    }

    boolean checkpoint(Statements statements, String name, @Nullable String expected, String text) throws SQLException {
        int changed = expected == null
                ? statements.update(sql.addCheckpoint, name, text, name)
                : statements.update(sql.changeCheckpoint, text, name, expected);
        return changed == 1;
    }

    /** Remembers the messages; returns those that were before. */
    Set<String> seenBefore(Statements statements, List<SignedHint> signed) throws SQLException {
        int[] added = statements.batch(
                sql.addNonce,
                signed.stream()
                        .map(one -> new @Nullable Object[] {one.nonce(), one.until(), one.nonce()})
                        .toList());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < added.length; i++) {
            if (added[i] == 0) {
                seen.add(signed.get(i).nonce());
            }
        }
        return seen;
    }

    int forgetBefore(Statements statements, Instant time, int max) throws SQLException {
        return statements.update(sql.purgeNonces, time, max);
    }

    StoreStatus status(Statements statements, int max) throws SQLException {
        List<StoreStatus.Undelivered> undelivered = statements.query(
                sql.undelivered,
                row -> new StoreStatus.Undelivered(
                        row.getString("tenant"),
                        row.getLong("sequence"),
                        Statements.timeOf(row, "created_at"),
                        Statements.timeOf(row, "hinted_at"),
                        row.getInt("attempts"),
                        Statements.time(row, "died_at") != null,
                        row.getString("reason")),
                max);
        List<TenantProblem> problems = statements.query(
                sql.problems,
                row -> new TenantProblem(
                        row.getString("tenant"),
                        row.getString("problem_code"),
                        row.getString("problem"),
                        Statements.timeOf(row, "problem_since")),
                max);
        Map<String, String> checkpoints = new HashMap<>();
        statements.query(sql.checkpoints, row -> checkpoints.put(row.getString("name"), row.getString("content")));
        return statements
                .query(
                        sql.backlog,
                        row -> new StoreStatus(
                                row.getLong(1),
                                Statements.time(row, 2),
                                row.getLong(3),
                                Statements.time(row, 4),
                                row.getLong(5),
                                Statements.time(row, 6),
                                row.getLong(7),
                                row.getLong(8),
                                row.getLong(9),
                                undelivered,
                                problems,
                                checkpoints))
                .get(0);
    }
}
