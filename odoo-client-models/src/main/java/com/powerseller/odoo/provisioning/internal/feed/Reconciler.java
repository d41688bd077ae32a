package com.powerseller.odoo.provisioning.internal.feed;

import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.provisioning.Change;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.SweepReport;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import com.powerseller.odoo.provisioning.internal.json.JsonObject;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import com.powerseller.odoo.provisioning.store.StoredTenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares all tenants that Odoo has, or that the store knows, with what was signalled last, and touches those that differ: it finds what nobody told, deletions above all. Of several
 * instances on one store one at a time does; another one goes on if it dies. Used by one thread, but for {@link #renew}.
 *
 * <p>A sweep is many steps: the first one lists the tenants and touches those that are new, each of the others compares a page. Tenants that wait to be derived anyway are not read.
 */
public final class Reconciler {
    /** The name of the checkpoint. */
    public static final String CHECKPOINT = "sweep";

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final SignalStore store;
    private final Truth truth;
    private final String rules;
    private final Duration every;
    private final InstantSource clock;
    private final int page;
    private final Duration length;
    private final Turn turn;
    private volatile boolean isFailing;

    /**
     * What came of a step.
     *
     * @param isOurs whether it is this instance that sweeps; else another one does
     * @param report how far the sweep is that is under way, or was last; null if there was none, or another instance does it
     * @param next when the next step is due: at once while a sweep is under way
     * @param hasAsked whether Odoo may have been asked: not if no sweep is due
     */
    public record SweepStep(boolean isOurs, @Nullable SweepReport report, Instant next, boolean hasAsked) {}

    /**
     * No request.
     *
     * @param rules what the truth is made by, as a short text: when it is another one than that of the last sweep, the next one begins at once
     * @param owner the name of this instance, which no other has
     * @param turn how long after it was last heard of another instance goes on
     * @param every how long after the start of a sweep the next one begins
     */
    public Reconciler(
            SignalStore store,
            Truth truth,
            String rules,
            String owner,
            Duration turn,
            Duration every,
            InstantSource clock) {
        this(store, truth, rules, owner, turn, every, clock, TruthReader.BATCH);
    }

    Reconciler(
            SignalStore store,
            Truth truth,
            String rules,
            String owner,
            Duration turn,
            Duration every,
            InstantSource clock,
            int page) {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("sweeps every " + every + ": it takes a positive time");
        }
        this.store = store;
        this.truth = truth;
        this.rules = rules;
        this.every = every;
        this.clock = clock;
        this.page = page;
        this.length = turn;
        this.turn = new Turn(store, CHECKPOINT, owner, turn);
    }

    /**
     * Does a step of the sweep that is under way, or the first one of a sweep that is due.
     *
     * @throws OdooException if Odoo did not answer: nothing is concluded; the next step tries the same again
     * @throws SignalStoreException if the store did not: likewise
     */
    public SweepStep step() {
        return step(false);
    }

    /** As {@link #step()}; begins a sweep even if none is due, and in place of an instance that waits until one is. */
    public SweepStep stepNow() {
        return step(true);
    }

    /** How far the sweep is that is under way, or was last; empty if there was none. One query of the store. */
    public Optional<SweepReport> report() {
        return turn.look().flatMap(Work::of).map(Work::report);
    }

    /** Lets another instance go on at once. */
    public void close() {
        turn.giveBack();
    }

    /** Keeps the turn, more often than it lasts; not after a step that failed, as another instance may do better. Thread-safe. */
    public void renew() {
        if (!isFailing) {
            turn.renew(clock.instant());
        }
    }

    private SweepStep step(boolean begins) {
        try {
            SweepStep step = tryStep(begins);
            isFailing = false;
            return step;
        } catch (RuntimeException e) {
            isFailing = true;
            throw e;
        }
    }

    private SweepStep tryStep(boolean begins) {
        Instant now = clock.instant();
        Turn.Taken taken =
                turn.take(now, left -> begins && Work.of(left).map(Work::isDone).orElse(false));
        if (!taken.isOurs()) {
            return new SweepStep(false, null, taken.until(), false);
        }
        Work last = Work.of(taken.left()).orElse(null);
        Work done;
        boolean isByOtherRules = last != null && !last.rules.equals(rules);
        if (last != null && !last.isDone() && !isByOtherRules) {
            done = compare(last, now);
        } else if (last == null
                || begins
                || isByOtherRules
                || !last.report.started().plus(every).isAfter(now)) {
            done = list(now);
        } else {
            return new SweepStep(true, last.report, last.report.started().plus(every), false);
        }
        if (!turn.keep(done.toMap(), now)) {
            return new SweepStep(false, null, now.plus(length), true);
        }
        SweepReport report = done.report;
        if (report.finished() == null) {
            return new SweepStep(true, report, now, true);
        }
        LOG.info("sweep done: {}", report);
        return new SweepStep(true, report, report.started().plus(every), true);
    }

    /** How far a sweep is: the tenants up to this one are compared. */
    private record Work(String rules, String after, SweepReport report) {
        static Optional<Work> of(@Nullable JsonObject left) {
            return left == null || left.names().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Work(
                            Objects.requireNonNullElse(left.textOrNull("rules"), ""),
                            left.text("after"),
                            report(left)));
        }

        boolean isDone() {
            return report.finished() != null;
        }

        private static SweepReport report(JsonObject left) {
            Map<Change, Long> changes = new EnumMap<>(Change.class);
            JsonObject counts = left.object("changes");
            counts.names().forEach(name -> changes.put(Change.valueOf(name), counts.number(name)));
            return new SweepReport(
                    left.instant("started"),
                    left.textOrNull("finished") == null ? null : left.instant("finished"),
                    left.number("tenants"),
                    left.number("appeared"),
                    left.number("underWay"),
                    left.number("differing"),
                    changes,
                    left.number("ended"),
                    left.number("rescheduled"),
                    left.number("unread"),
                    left.number("withoutKey"));
        }

        Map<String, @Nullable Object> toMap() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            Map<String, Long> changes = new LinkedHashMap<>();
            report.changes().forEach((change, count) -> changes.put(change.name(), count));
            map.put("rules", rules);
            map.put("after", after);
            map.put("started", report.started().toString());
            map.put("finished", Objects.toString(report.finished(), null));
            map.put("tenants", report.tenants());
            map.put("appeared", report.appeared());
            map.put("underWay", report.underWay());
            map.put("differing", report.differing());
            map.put("changes", changes);
            map.put("ended", report.ended());
            map.put("rescheduled", report.rescheduled());
            map.put("unread", report.unread());
            map.put("withoutKey", report.withoutKey());
            return map;
        }
    }

    private Work list(Instant now) {
        TruthReader.Index index = truth.index();
        Set<String> appeared = new HashSet<>(index.tenants());
        String after = "";
        for (List<StoredTenant> known = store.tenants(after, page);
                !known.isEmpty();
                known = store.tenants(after, page)) {
            known.forEach(tenant -> appeared.remove(tenant.tenant()));
            after = known.get(known.size() - 1).tenant();
        }
        List<String> inOrder =
                index.tenants().stream().filter(appeared::contains).toList();
        for (int from = 0; from < inOrder.size(); from += page) {
            touch(inOrder.subList(from, Math.min(inOrder.size(), from + page)), now);
        }
        Count count = new Count(SweepReport.begun(now));
        count.appeared = inOrder.size();
        count.withoutKey = index.problems().size();
        return new Work(rules, "", count.report(null));
    }

    private Work compare(Work last, Instant now) {
        List<StoredTenant> known = store.tenants(last.after, page);
        Count count = new Count(last.report);
        count.tenants += known.size();
        List<StoredTenant> compared =
                known.stream().filter(tenant -> !tenant.dirty()).toList();
        count.underWay += known.size() - compared.size();
        touch(differing(compared, count), now);
        return known.size() < page
                ? new Work(rules, "", count.report(clock.instant()))
                : new Work(rules, known.get(known.size() - 1).tenant(), count.report(null));
    }

    private List<String> differing(List<StoredTenant> known, Count count) {
        if (known.isEmpty()) {
            return List.of();
        }
        List<String> keys = known.stream().map(StoredTenant::tenant).toList();
        List<Derived> derived;
        try {
            derived = truth.derive(keys);
        } catch (OdooTransportException | AccessDeniedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} tenants cannot be read together, and will be one by one", keys.size(), e);
            count.unread += keys.size();
            return keys;
        }
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (count.differs(known.get(i), derived.get(i))) {
                differing.add(keys.get(i));
            }
        }
        return differing;
    }

    private void touch(Collection<String> tenants, Instant now) {
        if (!tenants.isEmpty()) {
            Hint hint = new Hint(Hint.Kind.SWEEP, null, 0);
            store.touch(tenants, new ReceivedHint(hint, "sweep-" + UUID.randomUUID(), now));
        }
    }

    /** A report that is being made. */
    private static final class Count {
        private final Instant started;
        private final Map<Change, Long> changes = new EnumMap<>(Change.class);
        private long tenants;
        private long appeared;
        private long underWay;
        private long differing;
        private long ended;
        private long rescheduled;
        private long unread;
        private long withoutKey;

        private Count(SweepReport before) {
            started = before.started();
            changes.putAll(before.changes());
            tenants = before.tenants();
            appeared = before.appeared();
            underWay = before.underWay();
            differing = before.differing();
            ended = before.ended();
            rescheduled = before.rescheduled();
            unread = before.unread();
            withoutKey = before.withoutKey();
        }

        private SweepReport report(@Nullable Instant finished) {
            return new SweepReport(
                    started,
                    finished,
                    tenants,
                    appeared,
                    underWay,
                    differing,
                    changes,
                    ended,
                    rescheduled,
                    unread,
                    withoutKey);
        }

        /** Whether what was signalled last, or is known of the future, is not what Odoo says now. */
        private boolean differs(StoredTenant known, Derived now) {
            if (!now.isHeld()) {
                TenantState last = known.state() == null ? null : TenantState.fromJson(known.state());
                TenantState state = now.state();
                if (state == null && last != null) {
                    state = last.ended(last.effective());
                }
                Set<Change> found = state == null ? Set.of() : state.changesSince(last);
                if (!found.isEmpty()) {
                    differing++;
                    found.forEach(change -> changes.merge(change, 1L, Long::sum));
                    ended += now.isNothing() ? 1 : 0;
                    return true;
                }
            }
            boolean isRescheduled =
                    now.isHeld() != (known.problem() != null) || isEarlier(now.nextChange(), known.recheckAt());
            rescheduled += isRescheduled ? 1 : 0;
            return isRescheduled;
        }

        /** Whether a tenant is to be looked at earlier than is known. */
        private static boolean isEarlier(@Nullable Instant next, @Nullable Instant known) {
            return next != null && (known == null || known.isAfter(next));
        }
    }
}
