package com.powerseller.odoo.provisioning.store;

import com.powerseller.odoo.provisioning.store.Decision.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store in this JVM's memory: for tests, for trying things out, and for apps that may be told everything again after each start. Thread-safe; one lock. Of the audit trail it
 * keeps the last 10,000 entries.
 *
 * <p>What it holds ends with the process, the numbers of signals included: they begin again at 1. An app that remembers numbers needs a durable store.
 */
public final class MemoryStore implements SignalStore {
    private final InstantSource clock;
    private long writeBackFences;
    private final MemoryHints hints = new MemoryHints();
    private final NavigableMap<String, MemoryTenant> tenants = new TreeMap<>();
    private final NavigableSet<MemoryTenant> dirty =
            new TreeSet<>(Comparator.comparing(MemoryTenant::dirtySince).thenComparing(t -> t.key));
    private final NavigableSet<MemoryTenant> rechecks =
            new TreeSet<>(Comparator.comparing(MemoryTenant::recheckAt).thenComparing(t -> t.key));
    private final NavigableSet<MemoryTenant> ready =
            new TreeSet<>(Comparator.comparing((MemoryTenant t) -> t.head().dueAt)
                    .thenComparing(t -> t.head().created)
                    .thenComparing(t -> t.key));
    /** Those with something to write back, the longest waiting first. */
    private final Set<MemoryTenant> writeBacks = new LinkedHashSet<>();

    private final MemoryLedger ledger = new MemoryLedger();

    /** An empty store, by the system's clock. */
    public MemoryStore() {
        this(InstantSource.system());
    }

    /** An empty store, by another clock. */
    public MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void add(Collection<ReceivedHint> added) {
        hints.add(added, clock.instant());
    }

    @Override
    public synchronized Set<String> addOnce(Collection<SignedHint> signed) {
        Set<String> before = new HashSet<>();
        List<ReceivedHint> fresh = new ArrayList<>();
        for (SignedHint one : SignedHint.firstOfEach(signed)) {
            if (ledger.seenBefore(one.nonce(), one.until())) {
                before.add(one.nonce());
            } else {
                fresh.add(one.hint());
            }
        }
        add(fresh);
        return before;
    }

    @Override
    public synchronized List<ClaimedHint> claimHints(String owner, int max, Duration lease, Instant now) {
        return hints.claim(max, lease, now, clock.instant());
    }

    @Override
    public synchronized void resolved(
            Collection<ClaimedHint> claimed, Map<String, ? extends Collection<ReceivedHint>> resolved) {
        SignalStore.checkKeys(resolved.keySet());
        Instant time = clock.instant();
        resolved.forEach((tenant, causes) -> touch(tenant, causes, time));
        hints.resolved(claimed);
    }

    @Override
    public synchronized void releaseHints(Collection<ClaimedHint> claimed, Instant notBefore) {
        hints.release(claimed, notBefore);
    }

    @Override
    public synchronized void touch(Collection<String> touched, ReceivedHint cause) {
        SignalStore.checkKeys(touched);
        Instant time = clock.instant();
        Set.copyOf(touched).forEach(tenant -> touch(tenant, List.of(cause), time));
    }

    private void touch(String key, Collection<ReceivedHint> causes, Instant time) {
        MemoryTenant tenant = tenants.computeIfAbsent(key, MemoryTenant::new);
        tenant.touch(causes);
        if (tenant.dirtySince == null || tenant.leasedUntil.isAfter(time)) {
            setDirty(tenant, time);
        }
    }

    @Override
    public synchronized List<TenantClaim> claimTenants(String owner, int max, Duration lease, Instant now) {
        Instant time = clock.instant();
        Predicate<MemoryTenant> free = t -> !t.leasedUntil.isAfter(time) && !t.notBefore.isAfter(now);
        List<MemoryTenant> claimed = new ArrayList<>();
        for (MemoryTenant tenant :
                first(rechecks, (max + 1) / 2, t -> !t.recheckAt().isAfter(now), free)) {
            tenant.leasedUntil = time.plus(lease);
            claimed.add(tenant);
        }
        claimed.addAll(first(dirty, max - claimed.size(), t -> true, free));
        List<TenantClaim> claims = new ArrayList<>();
        for (MemoryTenant tenant : claimed) {
            tenant.leasedUntil = time.plus(lease);
            tenant.fence++;
            claims.add(new TenantClaim(
                    tenant.key,
                    owner,
                    tenant.fence,
                    tenant.touches,
                    tenant.sequence,
                    tenant.state,
                    tenant.problem,
                    tenant.causes()));
        }
        return claims;
    }

    @Override
    public synchronized List<TenantClaim> derived(Map<TenantClaim, ? extends Outcome> outcomes) {
        List<TenantClaim> lost = new ArrayList<>();
        Instant time = clock.instant();
        outcomes.forEach((claim, outcome) -> {
            MemoryTenant tenant = tenants.get(claim.tenant());
            if (tenant == null || tenant.fence != claim.fence()) {
                lost.add(claim);
            } else {
                complete(tenant, claim, outcome, time);
            }
        });
        return lost;
    }

    private void complete(MemoryTenant tenant, TenantClaim claim, Outcome outcome, Instant time) {
        tenant.fence++;
        tenant.leasedUntil = Instant.EPOCH;
        tenant.forgetCauses(claim.touches());
        if (tenant.touches == claim.touches()) {
            setDirty(tenant, null);
        }
        setRecheck(tenant, outcome.recheckAt());
        if (outcome.sources() != null) {
            tenant.sources = outcome.sources();
        }
        TenantProblem before = tenant.problem;
        tenant.problem = null;
        if (outcome instanceof Outcome.Problem problem) {
            Instant since = before != null && before.code().equals(problem.code()) ? before.since() : time;
            tenant.problem = new TenantProblem(tenant.key, problem.code(), problem.sentence(), since);
            if (!tenant.problem.equals(before)) {
                String why = problem.code() + ": " + problem.sentence();
                decide(tenant, Kind.PROBLEM, null, correlationId(claim), claim.owner(), why);
            }
        } else if (outcome instanceof Outcome.Signal signal) {
            tenant.state = signal.state();
            tenant.letters.add(new MemoryTenant.Letter(++tenant.sequence, signal, time, claim.hinted()));
            if (tenant.letters.size() == 1) {
                ready.add(tenant);
            }
            decide(tenant, Kind.SIGNALLED, tenant.sequence, signal.correlationId(), claim.owner(), signal.why());
        } else if (outcome instanceof Outcome.Unchanged unchanged && unchanged.why() != null) {
            decide(tenant, Kind.UNCHANGED, null, correlationId(claim), claim.owner(), unchanged.why());
        }
    }

    @Override
    public synchronized Map<Long, Set<String>> derivedFrom(String model, Collection<Long> ids) {
        Set<Long> wanted = Set.copyOf(ids);
        Map<Long, Set<String>> found = new HashMap<>();
        for (MemoryTenant tenant : tenants.values()) {
            tenant.sources
                    .ids(model)
                    .filter(wanted::contains)
                    .forEach(id ->
                            found.computeIfAbsent(id, none -> new TreeSet<>()).add(tenant.key));
        }
        return found;
    }

    @Override
    public synchronized void releaseTenants(Collection<TenantClaim> claims, Instant notBefore) {
        for (TenantClaim claim : claims) {
            MemoryTenant tenant = tenants.get(claim.tenant());
            if (tenant != null && tenant.fence == claim.fence()) {
                tenant.fence++;
                tenant.leasedUntil = Instant.EPOCH;
                tenant.notBefore = notBefore;
            }
        }
    }

    @Override
    public synchronized List<DeliveryClaim> claimDeliveries(String owner, int max, Duration lease, Instant now) {
        Instant time = clock.instant();
        List<DeliveryClaim> claims = new ArrayList<>();
        for (MemoryTenant tenant : first(
                ready,
                max,
                t -> !t.head().dueAt.isAfter(now),
                t -> !t.head().leasedUntil.isAfter(time))) {
            MemoryTenant.Letter letter = tenant.head();
            letter.leasedUntil = time.plus(lease);
            letter.fence++;
            letter.attempts++;
            claims.add(new DeliveryClaim(
                    tenant.key,
                    letter.sequence,
                    owner,
                    letter.fence,
                    letter.attempts,
                    letter.signal.signal(),
                    letter.signal.correlationId(),
                    letter.created,
                    letter.hinted));
        }
        return claims;
    }

    @Override
    public synchronized List<DeliveryClaim> delivered(Collection<DeliveryClaim> claims, boolean toWriteBack) {
        List<DeliveryClaim> lost = new ArrayList<>();
        for (DeliveryClaim claim : claims) {
            MemoryTenant tenant = holder(claim);
            if (tenant == null) {
                lost.add(claim);
            } else {
                decide(tenant, Kind.DELIVERED, tenant.head(), claim.owner(), "attempt " + claim.attempt());
                if (toWriteBack) {
                    tenant.writeBack(tenant.head());
                    writeBacks.add(tenant);
                }
                removeHead(tenant);
            }
        }
        return lost;
    }

    @Override
    public synchronized boolean failed(DeliveryClaim claim, Instant nextAt, String reason) {
        MemoryTenant tenant = holder(claim);
        if (tenant == null) {
            return false;
        }
        MemoryTenant.Letter letter = complete(tenant, reason);
        letter.dueAt = nextAt;
        ready.add(tenant);
        decide(tenant, Kind.FAILED, letter, claim.owner(), reason);
        return true;
    }

    @Override
    public synchronized boolean dead(DeliveryClaim claim, String reason) {
        MemoryTenant tenant = holder(claim);
        if (tenant == null) {
            return false;
        }
        MemoryTenant.Letter letter = complete(tenant, reason);
        letter.died = clock.instant();
        decide(tenant, Kind.DEAD, letter, claim.owner(), reason);
        return true;
    }

    private MemoryTenant.Letter complete(MemoryTenant tenant, String reason) {
        ready.remove(tenant);
        MemoryTenant.Letter letter = tenant.head();
        letter.fence++;
        letter.leasedUntil = Instant.EPOCH;
        letter.reason = reason;
        return letter;
    }

    @Override
    public synchronized boolean renew(DeliveryClaim claim, Duration lease) {
        MemoryTenant tenant = holder(claim);
        if (tenant == null) {
            return false;
        }
        tenant.head().leasedUntil = clock.instant().plus(lease);
        return true;
    }

    private @Nullable MemoryTenant holder(DeliveryClaim claim) {
        MemoryTenant tenant = tenants.get(claim.tenant());
        return tenant != null && tenant.isHeldBy(claim) ? tenant : null;
    }

    @Override
    public synchronized List<WriteBackClaim> claimWriteBacks(String owner, int max, Duration lease, Instant now) {
        Instant time = clock.instant();
        List<WriteBackClaim> claims = new ArrayList<>();
        for (MemoryTenant tenant : writeBacks) {
            MemoryTenant.WriteBack waiting = Objects.requireNonNull(tenant.writeBack);
            if (claims.size() < max && !waiting.notBefore.isAfter(now) && !waiting.leasedUntil.isAfter(time)) {
                waiting.leasedUntil = time.plus(lease);
                waiting.attempts++;
                waiting.fence = ++writeBackFences;
                claims.add(new WriteBackClaim(
                        tenant.key,
                        waiting.letter.sequence,
                        owner,
                        waiting.fence,
                        waiting.attempts,
                        waiting.letter.signal.signal(),
                        waiting.letter.signal.correlationId()));
            }
        }
        return claims;
    }

    @Override
    public synchronized void writtenBack(WriteBackClaim claim) {
        MemoryTenant tenant = tenants.get(claim.tenant());
        MemoryTenant.WriteBack waiting = tenant == null ? null : tenant.writeBack;
        if (tenant == null || waiting == null || waiting.fence != claim.fence()) {
            return;
        }
        ledger.decide(
                clock.instant(),
                tenant.key,
                Kind.WRITTEN_BACK,
                claim.sequence(),
                claim.correlationId(),
                claim.owner(),
                "attempt " + claim.attempt());
        if (waiting.letter.sequence == claim.sequence()) {
            tenant.writeBack = null;
            writeBacks.remove(tenant);
        } else {
            waiting.leasedUntil = Instant.EPOCH;
        }
    }

    @Override
    public synchronized void releaseWriteBacks(Collection<WriteBackClaim> claims, Instant notBefore) {
        for (WriteBackClaim claim : claims) {
            MemoryTenant tenant = tenants.get(claim.tenant());
            MemoryTenant.WriteBack waiting = tenant == null ? null : tenant.writeBack;
            if (waiting != null && waiting.fence == claim.fence()) {
                waiting.leasedUntil = Instant.EPOCH;
                waiting.notBefore = notBefore;
            }
        }
    }

    @Override
    public synchronized List<DeadLetter> deadLetters(String after, int max) {
        return tenants.tailMap(after, false).values().stream()
                .filter(MemoryTenant::isDead)
                .limit(max)
                .map(MemoryTenant::deadLetter)
                .toList();
    }

    @Override
    public synchronized boolean replay(String key, String who) {
        MemoryTenant tenant = tenants.get(key);
        if (tenant == null || !tenant.isDead()) {
            return false;
        }
        MemoryTenant.Letter letter = tenant.head();
        letter.died = null;
        letter.attempts = 0;
        letter.dueAt = Instant.EPOCH;
        ready.add(tenant);
        decide(tenant, Kind.REPLAYED, letter, who, "");
        return true;
    }

    @Override
    public synchronized boolean skip(String key, long sequence, String who, String why) {
        MemoryTenant tenant = tenants.get(key);
        if (tenant == null || !tenant.isDead() || tenant.head().sequence != sequence) {
            return false;
        }
        decide(tenant, Kind.SKIPPED, tenant.head(), who, why);
        removeHead(tenant);
        return true;
    }

    private void removeHead(MemoryTenant tenant) {
        ready.remove(tenant);
        tenant.letters.removeFirst();
        if (!tenant.letters.isEmpty()) {
            ready.add(tenant);
        }
    }

    @Override
    public synchronized Optional<StoredTenant> tenant(String key) {
        return Optional.ofNullable(tenants.get(key)).map(MemoryTenant::stored);
    }

    @Override
    public synchronized List<StoredTenant> tenants(String after, int max) {
        return tenants.tailMap(after, false).values().stream()
                .limit(max)
                .map(MemoryTenant::stored)
                .toList();
    }

    @Override
    public synchronized StoreStatus status(int max) {
        List<MemoryTenant> undelivered =
                tenants.values().stream().filter(t -> !t.letters.isEmpty()).toList();
        List<TenantProblem> problems = tenants.values().stream()
                .map(tenant -> tenant.problem)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .sorted(Comparator.comparing(TenantProblem::since).thenComparing(TenantProblem::tenant))
                .toList();
        return new StoreStatus(
                hints.size(),
                hints.oldest(),
                dirty.size(),
                dirty.stream()
                        .map(MemoryTenant::dirtySince)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                undelivered.stream().mapToLong(t -> t.letters.size()).sum(),
                undelivered.stream()
                        .filter(tenant -> !tenant.isDead())
                        .map(tenant -> tenant.head().hinted)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                undelivered.stream().filter(MemoryTenant::isDead).count(),
                problems.size(),
                writeBacks.size(),
                undelivered.stream()
                        .sorted(Comparator.comparing((MemoryTenant t) -> t.head().created)
                                .thenComparing(t -> t.key))
                        .limit(max)
                        .map(MemoryTenant::undelivered)
                        .toList(),
                problems.stream().limit(max).toList(),
                ledger.checkpoints());
    }

    @Override
    public synchronized List<Decision> decisions(@Nullable String tenant, long before, int max) {
        return ledger.decisions(tenant, before, max);
    }

    @Override
    public synchronized long purgeBefore(Instant time) {
        return ledger.purgeBefore(time);
    }

    @Override
    public synchronized Optional<String> checkpoint(String name) {
        return Optional.ofNullable(ledger.checkpoints().get(name));
    }

    @Override
    public synchronized boolean checkpoint(String name, @Nullable String expected, String text) {
        return ledger.checkpoint(name, expected, text);
    }

    @Override
    public synchronized long forgetBefore(Instant time) {
        return ledger.forgetBefore(time);
    }

    /** The first of a queue's due ones that are free. */
    static <T> List<T> first(NavigableSet<T> queue, int max, Predicate<T> due, Predicate<T> free) {
        List<T> taken = new ArrayList<>();
        Iterator<T> all = queue.iterator();
        while (taken.size() < max && all.hasNext()) {
            T next = all.next();
            if (!due.test(next)) {
                break;
            }
            if (free.test(next)) {
                taken.add(next);
            }
        }
        return taken;
    }

    private void setDirty(MemoryTenant tenant, @Nullable Instant since) {
        if (tenant.dirtySince != null) {
            dirty.remove(tenant);
        }
        tenant.dirtySince = since;
        if (since != null) {
            dirty.add(tenant);
        }
    }

    private void setRecheck(MemoryTenant tenant, @Nullable Instant at) {
        if (tenant.recheckAt != null) {
            rechecks.remove(tenant);
        }
        tenant.recheckAt = at;
        if (at != null) {
            rechecks.add(tenant);
        }
    }

    private void decide(MemoryTenant tenant, Kind kind, MemoryTenant.Letter letter, String who, String why) {
        decide(tenant, kind, letter.sequence, letter.signal.correlationId(), who, why);
    }

    private void decide(
            MemoryTenant tenant,
            Kind kind,
            @Nullable Long sequence,
            @Nullable String correlationId,
            String who,
            String why) {
        ledger.decide(clock.instant(), tenant.key, kind, sequence, correlationId, who, why);
    }

    private static @Nullable String correlationId(TenantClaim claim) {
        return claim.causes().isEmpty() ? null : claim.causes().get(0).correlationId();
    }
}
