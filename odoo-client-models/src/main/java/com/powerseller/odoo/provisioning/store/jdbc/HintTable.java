package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.store.ClaimedHint;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Hints that are not resolved. Whoever changes several does so in the order of their records, so that nobody waits for each other. */
final class HintTable {
    static final Comparator<ReceivedHint> BY_RECORD =
            Comparator.comparing(ReceivedHint::recordModel).thenComparing(ReceivedHint::recordId);

    private final Sql sql;

    HintTable(Sql sql) {
        this.sql = sql;
    }

    void add(Statements statements, Collection<ReceivedHint> hints) throws SQLException {
        TreeMap<ReceivedHint, ReceivedHint> first = new TreeMap<>(BY_RECORD);
        hints.forEach(hint -> first.merge(hint, hint, ReceivedHint::seenAgain));
        statements.batch(
                sql.addHint,
                first.values().stream()
                        .map(hint -> new Object[] {
                            hint.recordModel(),
                            hint.recordId(),
                            hint.hint().kind().name(),
                            hint.correlationId(),
                            hint.seen(),
                            hint.lastSeen()
                        })
                        .toList());
    }

    List<ClaimedHint> claim(Statements statements, String owner, int max, Duration lease, Instant now)
            throws SQLException {
        List<ClaimedHint> due = statements.query(
                sql.dueHints, row -> new ClaimedHint(hint(row), row.getLong("generation"), 0), now, max);
        if (due.isEmpty()) {
            return due;
        }
        long fence = statements.query(sql.nextNumber, row -> row.getLong(1)).get(0);
        List<ClaimedHint> claims = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        for (ClaimedHint claim : due) {
            claims.add(new ClaimedHint(claim.hint(), claim.generation(), fence));
            updates.add(new Object[] {
                owner,
                fence,
                lease.toMillis(),
                claim.hint().recordModel(),
                claim.hint().recordId()
            });
        }
        statements.batch(sql.claimHint, updates);
        return claims;
    }

    void resolved(Statements statements, Collection<ClaimedHint> claims) throws SQLException {
        List<ClaimedHint> sorted = sorted(claims);
        int[] removed = statements.batch(
                sql.removeHint,
                sorted.stream()
                        .map(claim -> new Object[] {
                            claim.hint().recordModel(), claim.hint().recordId(), claim.generation()
                        })
                        .toList());
        List<Object[]> again = new ArrayList<>();
        for (int i = 0; i < removed.length; i++) {
            if (removed[i] == 0) {
                ClaimedHint claim = sorted.get(i);
                again.add(new Object[] {claim.hint().recordModel(), claim.hint().recordId(), claim.fence()});
            }
        }
        statements.batch(sql.freeHint, again);
    }

    void release(Statements statements, Collection<ClaimedHint> claims, Instant notBefore) throws SQLException {
        statements.batch(
                sql.releaseHint,
                sorted(claims).stream()
                        .map(claim -> new Object[] {
                            notBefore, claim.hint().recordModel(), claim.hint().recordId(), claim.fence()
                        })
                        .toList());
    }

    private static List<ClaimedHint> sorted(Collection<ClaimedHint> claims) {
        return claims.stream()
                .sorted(Comparator.comparing(ClaimedHint::hint, BY_RECORD))
                .toList();
    }

    static ReceivedHint hint(ResultSet row) throws SQLException {
        String model = row.getString("model");
        return new ReceivedHint(
                new Hint(
                        Hint.Kind.valueOf(row.getString("kind")),
                        model.isEmpty() ? null : model,
                        row.getLong("record_id")),
                row.getString("correlation_id"),
                Statements.timeOf(row, "seen"),
                Statements.timeOf(row, "last_seen"));
    }
}
