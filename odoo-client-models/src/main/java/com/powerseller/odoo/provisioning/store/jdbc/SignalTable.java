package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.store.DeadLetter;
import com.powerseller.odoo.provisioning.store.Decision.Kind;
import com.powerseller.odoo.provisioning.store.DeliveryClaim;
import com.powerseller.odoo.provisioning.store.Outcome;
import com.powerseller.odoo.provisioning.store.TenantClaim;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signals that are not delivered. Whoever changes which one of a tenant is the oldest holds the tenant's row. */
final class SignalTable {
    private final Sql sql;
    private final Ledger ledger;

    SignalTable(Sql sql, Ledger ledger) {
        this.sql = sql;
        this.ledger = ledger;
    }

    void add(Statements statements, List<TenantClaim> claims, Function<TenantClaim, Outcome.Signal> signals)
            throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TenantClaim claim : claims) {
            Outcome.Signal signal = signals.apply(claim);
            rows.add(new Object[] {
                claim.tenant(),
                claim.sequence() + 1,
                signal.signal(),
                signal.correlationId(),
                claim.hinted(),
                claim.tenant()
            });
        }
        statements.batch(sql.addSignal, rows);
    }

    List<DeliveryClaim> claim(Statements statements, String owner, int max, Duration lease, Instant now)
            throws SQLException {
        List<DeliveryClaim> claims = statements.query(
                sql.dueSignals,
                row -> new DeliveryClaim(
                        row.getString("tenant"),
                        row.getLong("sequence"),
                        owner,
                        row.getLong("fence") + 1,
                        row.getInt("attempts") + 1,
                        row.getString("content"),
                        row.getString("correlation_id"),
                        Statements.timeOf(row, "created_at"),
                        Statements.timeOf(row, "hinted_at")),
                now,
                max);
        statements.batch(
                sql.claimSignal,
                claims.stream()
                        .map(claim -> new Object[] {owner, lease.toMillis(), claim.tenant(), claim.sequence()})
                        .toList());
        return claims;
    }

    /** Returns the claims that were lost. The caller holds the tenants' rows. */
    List<DeliveryClaim> delivered(Statements statements, Collection<DeliveryClaim> claims) throws SQLException {
        List<DeliveryClaim> sorted = claims.stream()
                .sorted(Comparator.comparing(DeliveryClaim::tenant))
                .toList();
        int[] removed = statements.batch(
                sql.removeSignal,
                sorted.stream()
                        .map(claim -> new Object[] {claim.tenant(), claim.sequence(), claim.fence()})
                        .toList());
        List<DeliveryClaim> lost = new ArrayList<>();
        List<@Nullable Object[]> tenants = new ArrayList<>();
        List<Ledger.Entry> entries = new ArrayList<>();
        for (int i = 0; i < removed.length; i++) {
            DeliveryClaim claim = sorted.get(i);
            if (removed[i] == 0) {
                lost.add(claim);
            } else {
                tenants.add(new Object[] {claim.tenant(), claim.tenant()});
                entries.add(entry(claim, Kind.DELIVERED, "attempt " + claim.attempt()));
            }
        }
        statements.batch(sql.promote, tenants);
        ledger.decide(statements, entries);
        return lost;
    }

    boolean failed(Statements statements, DeliveryClaim claim, Instant nextAt, String reason) throws SQLException {
        int changed = statements.update(
                sql.failed, Statements.text(reason), nextAt, claim.tenant(), claim.sequence(), claim.fence());
        if (changed == 1) {
            ledger.decide(statements, List.of(entry(claim, Kind.FAILED, reason)));
        }
        return changed == 1;
    }

    boolean dead(Statements statements, DeliveryClaim claim, String reason) throws SQLException {
        int changed =
                statements.update(sql.dead, Statements.text(reason), claim.tenant(), claim.sequence(), claim.fence());
        if (changed == 1) {
            ledger.decide(statements, List.of(entry(claim, Kind.DEAD, reason)));
        }
        return changed == 1;
    }

    boolean renew(Statements statements, DeliveryClaim claim, Duration lease) throws SQLException {
        return statements.update(sql.renew, lease.toMillis(), claim.tenant(), claim.sequence(), claim.fence()) == 1;
    }

    List<DeadLetter> deadLetters(Statements statements, String after, int max) throws SQLException {
        return statements.query(
                sql.deadLetters,
                row -> new DeadLetter(
                        row.getString("tenant"),
                        row.getLong("sequence"),
                        row.getString("content"),
                        row.getString("correlation_id"),
                        row.getInt("attempts"),
                        row.getString("reason"),
                        Statements.timeOf(row, "created_at"),
                        Statements.timeOf(row, "died_at")),
                after,
                max);
    }

    boolean replay(Statements statements, String tenant, String who) throws SQLException {
        for (Letter letter : dead(statements, tenant)) {
            statements.update(sql.replay, tenant, letter.sequence);
            ledger.decide(
                    statements,
                    List.of(new Ledger.Entry(tenant, Kind.REPLAYED, letter.sequence, letter.correlationId, who, "")));
            return true;
        }
        return false;
    }

    /** The caller holds the tenant's row. */
    boolean skip(Statements statements, String tenant, long sequence, String who, String why) throws SQLException {
        for (Letter letter : dead(statements, tenant)) {
            if (letter.sequence == sequence) {
                statements.update(sql.skip, tenant, sequence);
                statements.update(sql.promote, tenant, tenant);
                ledger.decide(
                        statements,
                        List.of(new Ledger.Entry(tenant, Kind.SKIPPED, sequence, letter.correlationId, who, why)));
                return true;
            }
        }
        return false;
    }

    private record Letter(long sequence, String correlationId) {}

    private List<Letter> dead(Statements statements, String tenant) throws SQLException {
        return statements.query(
                sql.deadLetter, row -> new Letter(row.getLong("sequence"), row.getString("correlation_id")), tenant);
    }

    private static Ledger.Entry entry(DeliveryClaim claim, Kind kind, String why) {
        return new Ledger.Entry(claim.tenant(), kind, claim.sequence(), claim.correlationId(), claim.owner(), why);
    }
}
