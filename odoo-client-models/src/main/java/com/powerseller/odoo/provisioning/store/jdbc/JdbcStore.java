package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.store.ClaimedHint;
import com.powerseller.odoo.provisioning.store.DeadLetter;
import com.powerseller.odoo.provisioning.store.Decision;
import com.powerseller.odoo.provisioning.store.DeliveryClaim;
import com.powerseller.odoo.provisioning.store.Outcome;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import com.powerseller.odoo.provisioning.store.SignedHint;
import com.powerseller.odoo.provisioning.store.StoreStatus;
import com.powerseller.odoo.provisioning.store.StoredTenant;
import com.powerseller.odoo.provisioning.store.TenantClaim;
import com.powerseller.odoo.provisioning.store.WriteBackClaim;
import com.powerseller.odoo.resilience.Sleeper;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store in a PostgreSQL or H2 database, which several instances of an app may share. Thread-safe.
 *
 * <p>Each method is one short transaction on a connection of its own, or several if there is very much to change; none takes part in the caller's. The data source
 * should pool connections; it needs no more than threads use the store at once. Transactions that the database rolls back for the sake of another (a deadlock, a serialization
 * failure) are tried again up to ten times.
 *
 * <p>The tables are made by {@link Builder#createTables()}, or by a migration tool with the script in this jar: {@code META-INF/odoo/provisioning/postgresql.sql} or
 * {@code h2.sql}. The state and signals in them name users: whoever may read these tables may read that.
 */
public final class JdbcStore implements SignalStore {
    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_FORGOTTEN_AT_ONCE = 5_000;

    private final Transactions transactions;
    private final HintTable hints;
    private final TenantTable tenants;
    private final SourceTable sources;
    private final SignalTable signals;
    private final WriteBackTable writeBacks;
    private final Ledger ledger;

    private JdbcStore(Transactions transactions, Sql sql) {
        this.transactions = transactions;
        this.ledger = new Ledger(sql);
        this.hints = new HintTable(sql);
        this.signals = new SignalTable(sql, ledger);
        this.writeBacks = new WriteBackTable(sql, ledger);
        this.sources = new SourceTable(sql);
        this.tenants = new TenantTable(sql, sources, signals, ledger);
    }

    /** Starts to make a store in a database. No connection is opened yet. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /** Makes a {@link JdbcStore}. Not thread-safe. */
    public static final class Builder {
        private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");

        private final DataSource dataSource;
        private String prefix = Schema.PREFIX;
        private boolean creates;

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource);
        }

        /**
         * What the names of all tables begin with: small letters, digits and underscores, up to 30. {@code odoo_provisioning_} if this is not called. Tables are looked for
         * and made in the connection's schema.
         *
         * @throws IllegalArgumentException if it is no such text
         */
        public Builder tablePrefix(String text) {
            if (!PREFIX.matcher(text).matches()) {
                throw new IllegalArgumentException("the prefix of tables is '" + text
                        + "'; it must be up to 30 small letters, digits and underscores, a letter first");
            }
            this.prefix = text;
            return this;
        }

        /** Makes the tables if there are none. Instances that start at once do no harm to each other; on H2 if they are in one JVM. */
        public Builder createTables() {
            this.creates = true;
            return this;
        }

        /**
         * Connects, makes the tables if that was asked for, and checks their version. An H2 database is told to write at once what is committed; H2 forgets that when the last connection is
         * closed, so the data source should keep one open, as pools do, or have {@code ;WRITE_DELAY=0} in its URL.
         *
         * @throws SignalStoreException if the database cannot be reached, is neither PostgreSQL nor H2, has no tables, or those of another version; or if it is H2
         *     and the user may not say {@code SET WRITE_DELAY 0}, and nobody else has
         */
        public JdbcStore build() {
            Transactions transactions = new Transactions(dataSource, Sleeper.system());
            Dialect dialect =
                    Dialect.of(transactions.run("find out which database this is", statements -> statements.product()));
            Sql sql = new Sql(dialect, prefix);
            Schema schema = new Schema(transactions, dialect, sql, prefix);
            if (creates) {
                schema.create();
            }
            schema.check();
            schema.makeDurable();
            return new JdbcStore(transactions, sql);
        }
    }

    @Override
    public void add(Collection<ReceivedHint> added) {
        run("add hints", statements -> hints.add(statements, added));
    }

    @Override
    public Set<String> addOnce(Collection<SignedHint> signed) {
        List<SignedHint> first = List.copyOf(SignedHint.firstOfEach(signed));
        return transactions.run("add hints of signed messages", statements -> {
            Set<String> before = ledger.seenBefore(statements, first);
            hints.add(
                    statements,
                    first.stream()
                            .filter(one -> !before.contains(one.nonce()))
                            .map(SignedHint::hint)
                            .toList());
            return before;
        });
    }

    @Override
    public List<ClaimedHint> claimHints(String owner, int max, Duration lease, Instant now) {
        return transactions.run("claim hints", statements -> hints.claim(statements, owner, max, lease, now));
    }

    @Override
    public void resolved(Collection<ClaimedHint> claimed, Map<String, ? extends Collection<ReceivedHint>> resolved) {
        SignalStore.checkKeys(resolved.keySet());
        run("complete hints", statements -> {
            tenants.touch(statements, resolved);
            hints.resolved(statements, claimed);
        });
    }

    @Override
    public void releaseHints(Collection<ClaimedHint> claimed, Instant notBefore) {
        run("release hints", statements -> hints.release(statements, claimed, notBefore));
    }

    @Override
    public void touch(Collection<String> touched, ReceivedHint cause) {
        SignalStore.checkKeys(touched);
        for (List<String> some : parts(touched)) {
            Map<String, List<ReceivedHint>> causes =
                    some.stream().collect(Collectors.toMap(Function.identity(), tenant -> List.of(cause), (a, b) -> a));
            run("touch tenants", statements -> tenants.touch(statements, causes));
        }
    }

    @Override
    public List<TenantClaim> claimTenants(String owner, int max, Duration lease, Instant now) {
        return transactions.run("claim tenants", statements -> tenants.claim(statements, owner, max, lease, now));
    }

    @Override
    public List<TenantClaim> derived(Map<TenantClaim, ? extends Outcome> outcomes) {
        List<TenantClaim> lost = new ArrayList<>();
        for (List<TenantClaim> claims : parts(outcomes.keySet())) {
            Map<TenantClaim, Outcome> some = new HashMap<>();
            claims.forEach(claim -> some.put(claim, Objects.requireNonNull(outcomes.get(claim))));
            lost.addAll(transactions.run("complete tenants", statements -> tenants.derived(statements, some)));
        }
        return lost;
    }

    @Override
    public Map<Long, Set<String>> derivedFrom(String model, Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : transactions.run(
                        "find the tenants of records", statements -> sources.tenants(statements, model, ids));
    }

    @Override
    public void releaseTenants(Collection<TenantClaim> claims, Instant notBefore) {
        run("release tenants", statements -> tenants.release(statements, claims, notBefore));
    }

    @Override
    public List<DeliveryClaim> claimDeliveries(String owner, int max, Duration lease, Instant now) {
        return transactions.run("claim deliveries", statements -> signals.claim(statements, owner, max, lease, now));
    }

    @Override
    public List<DeliveryClaim> delivered(Collection<DeliveryClaim> claims, boolean toWriteBack) {
        List<DeliveryClaim> lost = new ArrayList<>();
        for (List<DeliveryClaim> some : parts(claims)) {
            lost.addAll(transactions.run("complete deliveries", statements -> {
                tenants.lock(
                        statements, some.stream().map(DeliveryClaim::tenant).toList());
                List<DeliveryClaim> others = signals.delivered(statements, some);
                if (toWriteBack) {
                    List<DeliveryClaim> ours = new ArrayList<>(some);
                    ours.removeAll(others);
                    writeBacks.add(statements, ours);
                }
                return others;
            }));
        }
        return lost;
    }

    @Override
    public boolean failed(DeliveryClaim claim, Instant nextAt, String reason) {
        return transactions.run("put a delivery off", statements -> signals.failed(statements, claim, nextAt, reason));
    }

    @Override
    public boolean dead(DeliveryClaim claim, String reason) {
        return transactions.run("give a delivery up", statements -> signals.dead(statements, claim, reason));
    }

    @Override
    public boolean renew(DeliveryClaim claim, Duration lease) {
        return transactions.run("renew a lease", statements -> signals.renew(statements, claim, lease));
    }

    @Override
    public List<WriteBackClaim> claimWriteBacks(String owner, int max, Duration lease, Instant now) {
        return transactions.run(
                "claim outcomes to write back", statements -> writeBacks.claim(statements, owner, max, lease, now));
    }

    @Override
    public void writtenBack(WriteBackClaim claim) {
        run("complete a write-back", statements -> writeBacks.writtenBack(statements, claim));
    }

    @Override
    public void releaseWriteBacks(Collection<WriteBackClaim> claims, Instant notBefore) {
        run("release outcomes to write back", statements -> writeBacks.release(statements, claims, notBefore));
    }

    @Override
    public List<DeadLetter> deadLetters(String after, int max) {
        return transactions.run("read dead letters", statements -> signals.deadLetters(statements, after, max));
    }

    @Override
    public boolean replay(String tenant, String who) {
        return transactions.run("replay a dead letter", statements -> signals.replay(statements, tenant, who));
    }

    @Override
    public boolean skip(String tenant, long sequence, String who, String why) {
        return transactions.run("skip a dead letter", statements -> {
            tenants.lock(statements, List.of(tenant));
            return signals.skip(statements, tenant, sequence, who, why);
        });
    }

    @Override
    public Optional<StoredTenant> tenant(String tenant) {
        return transactions.run("read a tenant", statements -> tenants.find(statements, tenant)).stream()
                .findFirst();
    }

    @Override
    public List<StoredTenant> tenants(String after, int max) {
        return transactions.run("read tenants", statements -> tenants.page(statements, after, max));
    }

    @Override
    public StoreStatus status(int max) {
        return transactions.run("read its status", statements -> ledger.status(statements, max));
    }

    @Override
    public List<Decision> decisions(@Nullable String tenant, long before, int max) {
        return transactions.run("read decisions", statements -> ledger.decisions(statements, tenant, before, max));
    }

    @Override
    public long purgeBefore(Instant time) {
        return inParts("forget decisions", statements -> ledger.purgeBefore(statements, time, MOST_FORGOTTEN_AT_ONCE));
    }

    @Override
    public Optional<String> checkpoint(String name) {
        return transactions.run("read a checkpoint", statements -> ledger.checkpoint(statements, name)).stream()
                .findFirst();
    }

    @Override
    public boolean checkpoint(String name, @Nullable String expected, String text) {
        return transactions.run("keep a checkpoint", statements -> ledger.checkpoint(statements, name, expected, text));
    }

    @Override
    public long forgetBefore(Instant time) {
        return inParts("forget nonces", statements -> ledger.forgetBefore(statements, time, MOST_FORGOTTEN_AT_ONCE));
    }

    private long inParts(String what, Transactions.Work<Integer> forget) {
        long all = 0;
        for (int some = MOST_FORGOTTEN_AT_ONCE; some == MOST_FORGOTTEN_AT_ONCE; all += some) {
            some = transactions.run(what, forget);
        }
        return all;
    }

    private interface Change {
        void on(Statements statements) throws SQLException;
    }

    private void run(String what, Change change) {
        transactions.run(what, statements -> {
            change.on(statements);
            return true;
        });
    }

    private static <T> List<List<T>> parts(Collection<T> all) {
        List<List<T>> parts = new ArrayList<>();
        Iterator<T> rest = all.iterator();
        while (rest.hasNext()) {
            List<T> part = new ArrayList<>();
            while (rest.hasNext() && part.size() < MOST_AT_ONCE) {
                part.add(rest.next());
            }
            parts.add(part);
        }
        return parts;
    }
}
