package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.Sources;
import com.powerseller.odoo.provisioning.store.Decision.Kind;
import com.powerseller.odoo.provisioning.store.Outcome;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.StoredTenant;
import com.powerseller.odoo.provisioning.store.TenantClaim;
import com.powerseller.odoo.provisioning.store.TenantProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tenants with their last states, and why they are dirty. A tenant's row is also the lock of its causes and of the order of its signals. Whoever changes several tenants does so
 * in the order of their keys, so that nobody waits for each other.
 */
final class TenantTable {
    private final Sql sql;
    private final SourceTable sources;
    private final SignalTable signals;
    private final Ledger ledger;

    TenantTable(Sql sql, SourceTable sources, SignalTable signals, Ledger ledger) {
        this.sql = sql;
        this.sources = sources;
        this.signals = signals;
        this.ledger = ledger;
    }

    void touch(Statements statements, Map<String, ? extends Collection<ReceivedHint>> causes) throws SQLException {
        List<@Nullable Object[]> tenants = new ArrayList<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        new TreeMap<>(causes).forEach((tenant, hints) -> {
            tenants.add(new Object[] {tenant});
            TreeMap<ReceivedHint, ReceivedHint> last = new TreeMap<>(HintTable.BY_RECORD);
            hints.forEach(hint -> last.put(hint, hint));
            last.values()
                    .forEach(hint -> rows.add(new Object[] {
                        hint.recordModel(),
                        hint.recordId(),
                        hint.hint().kind().name(),
                        hint.correlationId(),
                        hint.seen(),
                        hint.lastSeen(),
                        tenant
                    }));
        });
        statements.batch(sql.touch, tenants);
        statements.batch(sql.addCause, rows);
    }

    List<TenantClaim> claim(Statements statements, String owner, int max, Duration lease, Instant now)
            throws SQLException {
        List<TenantClaim> due = statements.query(sql.dueRechecks, row -> claim(row, owner), now, now, (max + 1) / 2);
        lease(statements, due, owner, lease);
        List<TenantClaim> dirty = statements.query(sql.dirtyTenants, row -> claim(row, owner), now, max - due.size());
        lease(statements, dirty, owner, lease);
        due.addAll(dirty);
        if (due.isEmpty()) {
            return due;
        }
        Map<String, List<ReceivedHint>> causes = new HashMap<>();
        statements.query(
                sql.causes,
                row -> causes.computeIfAbsent(row.getString("tenant"), tenant -> new ArrayList<>())
                        .add(HintTable.hint(row)),
                due.stream().map(TenantClaim::tenant).toList());
        return due.stream()
                .map(claim -> with(claim, causes.getOrDefault(claim.tenant(), List.of())))
                .toList();
    }

    private void lease(Statements statements, List<TenantClaim> claims, String owner, Duration lease)
            throws SQLException {
        statements.batch(
                sql.claimTenant,
                claims.stream()
                        .map(claim -> new Object[] {owner, lease.toMillis(), claim.tenant()})
                        .toList());
    }

    private static TenantClaim claim(ResultSet row, String owner) throws SQLException {
        return new TenantClaim(
                row.getString("tenant"),
                owner,
                row.getLong("fence") + 1,
                row.getLong("touches"),
                row.getLong("sequence"),
                row.getString("state"),
                problem(row),
                List.of());
    }

    private static TenantClaim with(TenantClaim claim, List<ReceivedHint> causes) {
        return new TenantClaim(
                claim.tenant(),
                claim.owner(),
                claim.fence(),
                claim.touches(),
                claim.sequence(),
                claim.state(),
                claim.problem(),
                causes);
    }

    /** Returns the claims that were lost. */
    List<TenantClaim> derived(Statements statements, Map<TenantClaim, Outcome> outcomes) throws SQLException {
        Map<Class<? extends Outcome>, List<TenantClaim>> byKind = new HashMap<>();
        for (Map.Entry<TenantClaim, Outcome> entry : outcomes.entrySet()) {
            byKind.computeIfAbsent(entry.getValue().getClass(), kind -> new ArrayList<>())
                    .add(entry.getKey());
        }
        // Locked first, in order, as the kinds are changed one after the other.
        Map<String, String> sourcesBefore = lock(
                statements, outcomes.keySet().stream().map(TenantClaim::tenant).toList());
        List<TenantClaim> held = new ArrayList<>();
        List<TenantClaim> lost = new ArrayList<>();
        for (List<TenantClaim> claims : byKind.values()) {
            claims.sort(Comparator.comparing(TenantClaim::tenant));
            String statement = statement(outcomes, claims.get(0));
            int[] changed = statements.batch(
                    statement,
                    claims.stream()
                            .map(claim -> parameters(claim, outcome(outcomes, claim)))
                            .toList());
            for (int i = 0; i < changed.length; i++) {
                (changed[i] == 1 ? held : lost).add(claims.get(i));
            }
        }
        statements.batch(
                sql.removeCauses,
                held.stream()
                        .map(claim -> new Object[] {claim.tenant(), claim.touches()})
                        .toList());
        Map<String, Sources> sourcesNow = new HashMap<>();
        held.forEach(claim -> {
            Sources now = outcome(outcomes, claim).sources();
            if (now != null && !SourceTable.fingerprint(now).equals(sourcesBefore.get(claim.tenant()))) {
                sourcesNow.put(claim.tenant(), now);
            }
        });
        sources.change(statements, sourcesNow);
        List<TenantClaim> signalled = held.stream()
                .filter(claim -> outcomes.get(claim) instanceof Outcome.Signal)
                .toList();
        signals.add(statements, signalled, claim -> (Outcome.Signal) outcome(outcomes, claim));
        ledger.decide(
                statements,
                held.stream()
                        .flatMap(claim -> decision(claim, outcome(outcomes, claim)).stream())
                        .toList());
        return lost;
    }

    private String statement(Map<TenantClaim, Outcome> outcomes, TenantClaim claim) {
        Outcome outcome = outcome(outcomes, claim);
        if (outcome instanceof Outcome.Signal) {
            return sql.signalled;
        }
        return outcome instanceof Outcome.Problem ? sql.problem : sql.unchanged;
    }

    private static Outcome outcome(Map<TenantClaim, Outcome> outcomes, TenantClaim claim) {
        return Objects.requireNonNull(outcomes.get(claim));
    }

    private static @Nullable Object[] parameters(TenantClaim claim, Outcome outcome) {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(outcome.recheckAt());
        parameters.add(claim.touches());
        parameters.add(outcome.sources() == null ? null : SourceTable.fingerprint(outcome.sources()));
        if (outcome instanceof Outcome.Signal signal) {
            parameters.add(signal.state());
        } else if (outcome instanceof Outcome.Problem problem) {
            parameters.add(problem.code());
            parameters.add(problem.code());
            parameters.add(Statements.text(problem.sentence()));
        }
        parameters.add(claim.tenant());
        parameters.add(claim.fence());
        return parameters.toArray();
    }

    private static List<Ledger.Entry> decision(TenantClaim claim, Outcome outcome) {
        String correlationId =
                claim.causes().isEmpty() ? null : claim.causes().get(0).correlationId();
        if (outcome instanceof Outcome.Signal signal) {
            return List.of(new Ledger.Entry(
                    claim.tenant(),
                    Kind.SIGNALLED,
                    claim.sequence() + 1,
                    signal.correlationId(),
                    claim.owner(),
                    signal.why()));
        }
        if (outcome instanceof Outcome.Problem problem) {
            TenantProblem before = claim.problem();
            boolean told = before != null
                    && before.code().equals(problem.code())
                    && before.sentence().equals(problem.sentence());
            String why = problem.code() + ": " + problem.sentence();
            return told
                    ? List.of()
                    : List.of(new Ledger.Entry(claim.tenant(), Kind.PROBLEM, null, correlationId, claim.owner(), why));
        }
        String why = ((Outcome.Unchanged) outcome).why();
        return why == null
                ? List.of()
                : List.of(new Ledger.Entry(claim.tenant(), Kind.UNCHANGED, null, correlationId, claim.owner(), why));
    }

    void release(Statements statements, Collection<TenantClaim> claims, Instant notBefore) throws SQLException {
        statements.batch(
                sql.releaseTenant,
                claims.stream()
                        .sorted(Comparator.comparing(TenantClaim::tenant))
                        .map(claim -> new Object[] {notBefore, claim.tenant(), claim.fence()})
                        .toList());
    }

    /** Holds tenants' rows, so that nobody else changes which of their signals is the oldest. Returns the fingerprints of their sources. */
    Map<String, String> lock(Statements statements, Collection<String> tenants) throws SQLException {
        Map<String, String> fingerprints = new HashMap<>();
        statements.query(
                sql.lockTenants,
                row -> fingerprints.put(row.getString("tenant"), row.getString("sources")),
                List.copyOf(new TreeSet<>(tenants)));
        return fingerprints;
    }

    List<StoredTenant> find(Statements statements, String tenant) throws SQLException {
        return statements.query(sql.tenant, TenantTable::stored, tenant);
    }

    List<StoredTenant> page(Statements statements, String after, int max) throws SQLException {
        return statements.query(sql.tenants, TenantTable::stored, after, max);
    }

    private static StoredTenant stored(ResultSet row) throws SQLException {
        return new StoredTenant(
                row.getString("tenant"),
                row.getLong("sequence"),
                row.getString("state"),
                Statements.time(row, "dirty_since") != null,
                Statements.time(row, "recheck_at"),
                problem(row));
    }

    static @Nullable TenantProblem problem(ResultSet row) throws SQLException {
        String code = row.getString("problem_code");
        return code == null
                ? null
                : new TenantProblem(
                        row.getString("tenant"),
                        code,
                        row.getString("problem"),
                        Statements.timeOf(row, "problem_since"));
    }
}
