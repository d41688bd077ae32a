package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.store.Decision.Kind;
import com.powerseller.odoo.provisioning.store.DeliveryClaim;
import com.powerseller.odoo.provisioning.store.WriteBackClaim;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Outcomes that are to be written back, one for each tenant. */
final class WriteBackTable {
    private final Sql sql;
    private final Ledger ledger;

    WriteBackTable(Sql sql, Ledger ledger) {
        this.sql = sql;
        this.ledger = ledger;
    }

    /** The caller holds the tenants' rows. */
    void add(Statements statements, Collection<DeliveryClaim> delivered) throws SQLException {
        List<DeliveryClaim> sorted = delivered.stream()
                .sorted(Comparator.comparing(DeliveryClaim::tenant))
                .toList();
        int[] changed = statements.batch(
                sql.changeWriteBack,
                sorted.stream()
                        .map(claim ->
                                new Object[] {claim.sequence(), claim.signal(), claim.correlationId(), claim.tenant()})
                        .toList());
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                DeliveryClaim claim = sorted.get(i);
                rows.add(new Object[] {claim.tenant(), claim.sequence(), claim.signal(), claim.correlationId()});
            }
        }
        statements.batch(sql.addWriteBack, rows);
    }

    List<WriteBackClaim> claim(Statements statements, String owner, int max, Duration lease, Instant now)
            throws SQLException {
        List<WriteBackClaim> due = statements.query(
                sql.dueWriteBacks,
                row -> new WriteBackClaim(
                        row.getString("tenant"),
                        row.getLong("sequence"),
                        owner,
                        row.getLong("fence"),
                        row.getInt("attempts") + 1,
                        row.getString("content"),
                        row.getString("correlation_id")),
                now,
                max);
        if (due.isEmpty()) {
            return due;
        }
        long fence = statements.query(sql.nextNumber, row -> row.getLong(1)).get(0);
        List<WriteBackClaim> claims = due.stream()
                .map(claim -> new WriteBackClaim(
                        claim.tenant(),
                        claim.sequence(),
                        owner,
                        fence,
                        claim.attempt(),
                        claim.signal(),
                        claim.correlationId()))
                .toList();
        statements.batch(
                sql.claimWriteBack,
                claims.stream()
                        .map(claim -> new Object[] {owner, fence, lease.toMillis(), claim.tenant()})
                        .toList());
        return claims;
    }

    void writtenBack(Statements statements, WriteBackClaim claim) throws SQLException {
        int ours = statements.update(sql.removeWriteBack, claim.tenant(), claim.sequence(), claim.fence());
        if (ours == 0) {
            ours = statements.update(sql.freeWriteBack, Instant.EPOCH, claim.tenant(), claim.fence());
        }
        if (ours == 1) {
            ledger.decide(
                    statements,
                    List.of(new Ledger.Entry(
                            claim.tenant(),
                            Kind.WRITTEN_BACK,
                            claim.sequence(),
                            claim.correlationId(),
                            claim.owner(),
                            "attempt " + claim.attempt())));
        }
    }

    void release(Statements statements, Collection<WriteBackClaim> claims, Instant notBefore) throws SQLException {
        statements.batch(
                sql.freeWriteBack,
                claims.stream()
                        .sorted(Comparator.comparing(WriteBackClaim::tenant))
                        .map(claim -> new Object[] {notBefore, claim.tenant(), claim.fence()})
                        .toList());
    }
}
