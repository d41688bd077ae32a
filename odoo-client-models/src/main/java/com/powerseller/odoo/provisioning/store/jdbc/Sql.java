package com.powerseller.odoo.provisioning.store.jdbc;

/** All statements, for one database and one prefix of tables. */
final class Sql {
    private static final String NEVER = "timestamp with time zone '1970-01-01 00:00:00+00'";

    private final Dialect dialect;
    private final String prefix;

    final String addHint;
    final String nextNumber;
    final String dueHints;
    final String claimHint;
    final String removeHint;
    final String freeHint;
    final String releaseHint;

    final String touch;
    final String addCause;
    final String dueRechecks;
    final String dirtyTenants;
    final String claimTenant;
    final String causes;
    final String unchanged;
    final String signalled;
    final String problem;
    final String removeCauses;
    final String releaseTenant;
    final String tenant;
    final String tenants;
    final String problems;
    final String lockTenants;

    final String sources;
    final String addSources;
    final String removeSource;
    final String derivedFrom;

    final String addSignal;
    final String dueSignals;
    final String claimSignal;
    final String removeSignal;
    final String promote;
    final String failed;
    final String dead;
    final String renew;
    final String deadLetters;
    final String deadLetter;
    final String replay;
    final String skip;
    final String undelivered;

    final String changeWriteBack;
    final String addWriteBack;
    final String dueWriteBacks;
    final String claimWriteBack;
    final String removeWriteBack;
    final String freeWriteBack;

    final String decide;
    final String decisions;
    final String decisionsOf;
    final String purgeDecisions;
    final String checkpoint;
    final String checkpoints;
    final String addCheckpoint;
    final String changeCheckpoint;
    final String addNonce;
    final String purgeNonces;
    final String backlog;
    final String version;

    Sql(Dialect dialect, String prefix) {
        this.dialect = dialect;
        this.prefix = prefix;

        addHint = of(dialect.addHint());
        nextNumber = of("select {number}");
        dueHints = of("""
                select model, record_id, kind, correlation_id, seen, last_seen, generation from {p}hint
                where not_before <= ? and leased_until <= current_timestamp
                order by not_before, seen, model, record_id limit ? for update skip locked""");
        claimHint =
                of("update {p}hint set owner = ?, fence = ?, leased_until = {lease} where model = ? and record_id = ?");
        removeHint = of("delete from {p}hint where model = ? and record_id = ? and generation = ?");
        freeHint = of("update {p}hint set leased_until = {never} where model = ? and record_id = ? and fence = ?");
        releaseHint = of(
                "update {p}hint set leased_until = {never}, not_before = ? where model = ? and record_id = ? and fence = ?");

        touch = of(dialect.touch());
        addCause = of(dialect.addCause());
        String due = """
                select tenant, fence, touches, sequence, state, problem_code, problem, problem_since from {p}tenant
                where %1$s and not_before <= ? and leased_until <= current_timestamp
                order by %2$s, tenant limit ? for update skip locked""";
        dueRechecks = of(due.formatted("recheck_at <= ?", "recheck_at"));
        dirtyTenants = of(due.formatted("dirty_since > {never}", "dirty_since"));
        claimTenant = of("update {p}tenant set owner = ?, fence = fence + 1, leased_until = {lease} where tenant = ?");
        causes = of("""
                select tenant, kind, model, record_id, correlation_id, seen, last_seen from {p}cause
                where tenant = any (?) order by tenant, seen, model, record_id""");
        String complete = """
                update {p}tenant set fence = fence + 1, leased_until = {never}, owner = null, recheck_at = ?,
                  dirty_since = case when touches = ? then null else dirty_since end, sources = coalesce(?, sources), %s
                where tenant = ? and fence = ?""";
        String well = "problem_code = null, problem = null, problem_since = null";
        unchanged = of(complete.formatted(well));
        signalled = of(complete.formatted("state = ?, sequence = sequence + 1, " + well));
        problem = of(complete.formatted("""
                problem_since = case when problem_code = ? then problem_since else current_timestamp end,
                  problem_code = ?, problem = ?"""));
        removeCauses = of("delete from {p}cause where tenant = ? and touch <= ?");
        releaseTenant = of("""
                update {p}tenant set fence = fence + 1, leased_until = {never}, owner = null, not_before = ?
                where tenant = ? and fence = ?""");
        String stored =
                "select tenant, sequence, state, dirty_since, recheck_at, problem_code, problem, problem_since from {p}tenant ";
        tenant = of(stored + "where tenant = ?");
        tenants = of(stored + "where tenant > ? order by tenant limit ?");
        problems = of("""
                select tenant, problem_code, problem, problem_since from {p}tenant
                where problem_code is not null order by problem_since, tenant limit ?""");
        lockTenants = of("select tenant, sources from {p}tenant where tenant = any (?) order by tenant for update");

        sources = of("select tenant, model, record_id from {p}source where tenant = any (?)");
        addSources = of("""
                insert into {p}source (tenant, model, record_id)
                select tenant, model, record_id
                from unnest(cast(? as varchar array), cast(? as varchar array), cast(? as bigint array))
                  as n(tenant, model, record_id)""");
        removeSource = of("delete from {p}source where tenant = ? and model = ? and record_id = ?");
        derivedFrom = of("select record_id, tenant from {p}source where model = ? and record_id = any (?)");

        addSignal = of("""
                insert into {p}signal (tenant, sequence, content, correlation_id, created_at, hinted_at, due_at)
                values (?, ?, ?, ?, current_timestamp, coalesce(?, current_timestamp),
                  case when exists (select 1 from {p}signal where tenant = ?) then null else {never} end)""");
        dueSignals = of("""
                select tenant, sequence, fence, attempts, content, correlation_id, created_at, hinted_at from {p}signal
                where due_at <= ? and leased_until <= current_timestamp
                order by due_at, created_at, tenant limit ? for update skip locked""");
        claimSignal = of("""
                update {p}signal set owner = ?, fence = fence + 1, attempts = attempts + 1, leased_until = {lease}
                where tenant = ? and sequence = ?""");
        String held = "where tenant = ? and sequence = ? and fence = ?";
        removeSignal = of("delete from {p}signal " + held);
        promote = of("""
                update {p}signal set due_at = {never}
                where tenant = ? and sequence = (select min(sequence) from {p}signal where tenant = ?)""");
        failed = of("""
                update {p}signal set fence = fence + 1, leased_until = {never}, owner = null, reason = ?, due_at = ?
                """ + held);
        dead = of("""
                update {p}signal set fence = fence + 1, leased_until = {never}, owner = null, reason = ?, due_at = null,
                  died_at = current_timestamp
                """ + held);
        renew = of("update {p}signal set leased_until = {lease} " + held);
        deadLetters = of("""
                select tenant, sequence, content, correlation_id, attempts, reason, created_at, died_at from {p}signal
                where died_at is not null and tenant > ? order by tenant limit ?""");
        deadLetter = of(
                "select sequence, correlation_id from {p}signal where tenant = ? and died_at is not null for update");
        replay = of("""
                update {p}signal set attempts = 0, due_at = {never}, died_at = null
                where tenant = ? and sequence = ?""");
        skip = of("delete from {p}signal where tenant = ? and sequence = ?");
        undelivered = of("""
                select tenant, sequence, created_at, hinted_at, attempts, died_at, reason from {p}signal
                where due_at is not null or died_at is not null order by created_at, tenant limit ?""");

        changeWriteBack = of("""
                update {p}write_back set sequence = ?, content = ?, correlation_id = ?, attempts = 0, not_before = {never}
                where tenant = ?""");
        addWriteBack = of("""
                insert into {p}write_back (tenant, sequence, content, correlation_id, created_at)
                values (?, ?, ?, ?, current_timestamp)""");
        dueWriteBacks = of("""
                select tenant, sequence, fence, attempts, content, correlation_id from {p}write_back
                where not_before <= ? and leased_until <= current_timestamp
                order by not_before, created_at, tenant limit ? for update skip locked""");
        claimWriteBack = of("""
                update {p}write_back set owner = ?, fence = ?, attempts = attempts + 1, leased_until = {lease}
                where tenant = ?""");
        removeWriteBack = of("delete from {p}write_back where tenant = ? and sequence = ? and fence = ?");
        freeWriteBack = of("""
                update {p}write_back set leased_until = {never}, owner = null, not_before = ?
                where tenant = ? and fence = ?""");

        decide = of("""
                insert into {p}decision (decided_at, tenant, kind, sequence, correlation_id, who, why)
                values (current_timestamp, ?, ?, ?, ?, ?, ?)""");
        String decision =
                "select id, decided_at, tenant, kind, sequence, correlation_id, who, why from {p}decision where id < ? ";
        decisions = of(decision + "order by id desc limit ?");
        decisionsOf = of(decision + "and tenant = ? order by id desc limit ?");
        purgeDecisions = of("""
                delete from {p}decision
                where id in (select id from {p}decision where decided_at < ? order by decided_at limit ?)""");
        checkpoint = of("select content from {p}checkpoint where name = ?");
        checkpoints = of("select name, content from {p}checkpoint");
        addCheckpoint = of("""
                insert into {p}checkpoint (name, content) select cast(? as varchar), cast(? as varchar)
                where not exists (select 1 from {p}checkpoint where name = ?)""");
        changeCheckpoint = of("update {p}checkpoint set content = ? where name = ? and content = ?");
        addNonce = of("""
                insert into {p}nonce (nonce, until) select cast(? as varchar), cast(? as timestamp with time zone)
                where not exists (select 1 from {p}nonce where nonce = ?)""");
        purgeNonces = of("""
                delete from {p}nonce
                where nonce in (select nonce from {p}nonce where until < ? order by until limit ?)""");
        backlog = of("""
                select (select count(*) from {p}hint), (select min(seen) from {p}hint),
                  (select count(*) from {p}tenant where dirty_since > {never}),
                  (select min(dirty_since) from {p}tenant where dirty_since > {never}), (select count(*) from {p}signal),
                  (select min(hinted_at) from {p}signal where due_at is not null),
                  (select count(*) from {p}signal where died_at is not null),
                  (select count(*) from {p}tenant where problem_code is not null),
                  (select count(*) from {p}write_back)""");
        version = of("select version from {p}version");
    }

    private String of(String statement) {
        return dialect.fill(statement).replace("{never}", NEVER).replace("{p}", prefix);
    }
}
