package com.powerseller.odoo.provisioning.internal.engine;

import com.powerseller.odoo.provisioning.Cause;
import com.powerseller.odoo.provisioning.Change;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import com.powerseller.odoo.provisioning.store.Outcome;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.TenantClaim;
import com.powerseller.odoo.provisioning.store.TenantProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From tenants that may have changed to signals for those that have. One thread at a time. */
public final class Deriver implements Stage {
    /** After a failure fewer are read at a time: what Odoo cannot do for many, it may do for some. */
    private static final int LESS = 8;

    private static final int MOST_CAUSES = 50;
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LATEST = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.provisioning.derive");

    private final SignalStore store;
    private final Truth truth;
    private final Breaker breaker;
    private final Settings settings;
    private final Tally tally;
    private int batch = TruthReader.BATCH;

    /** Does nothing yet. */
    public Deriver(SignalStore store, Truth truth, Breaker breaker, Settings settings, Tally tally) {
        this.store = store;
        this.truth = truth;
        this.breaker = breaker;
        this.settings = settings;
        this.tally = tally;
    }

    @Override
    public boolean step() {
        Instant now = settings.clock().instant();
        if (!breaker.allows(now)) {
            return false;
        }
        List<TenantClaim> claims = store.claimTenants(settings.owner(), batch, settings.lease(), now);
        if (claims.isEmpty()) {
            return false;
        }
        Isolation.Result<TenantClaim, Derived> result;
        boolean mayBeTooEarly;
        try {
            mayBeTooEarly = truth.callsBeforeCommit();
            result = Isolation.ask(claims, this::derive);
        } catch (RuntimeException e) {
            if (!Failures.isOutage(e)) {
                throw e;
            }
            putOff(claims, now, e);
            return false;
        }
        if (result.isGeneral()) {
            putOff(claims, now, result.failures().values().iterator().next());
            return false;
        }
        breaker.succeeded(now);
        batch = Math.min(TruthReader.BATCH, batch * 2);
        complete(result, now, mayBeTooEarly);
        return true;
    }

    private Map<TenantClaim, Derived> derive(List<TenantClaim> claims) {
        Map<String, Derived> byTenant = truth
                .derive(claims.stream().map(TenantClaim::tenant).toList())
                .stream()
                .collect(Collectors.toMap(Derived::tenant, derived -> derived));
        Map<TenantClaim, Derived> derived = new LinkedHashMap<>();
        claims.forEach(claim -> derived.put(claim, Objects.requireNonNull(byTenant.get(claim.tenant()))));
        return derived;
    }

    /** Nothing is concluded. If even one alone is too much, others are let go first. */
    private void putOff(List<TenantClaim> claims, Instant now, RuntimeException failure) {
        Instant next = breaker.failed(now, failure);
        tally.outages.increment();
        store.releaseTenants(claims, claims.size() == 1 && batch == 1 ? next.plus(LATER) : next);
        batch = Math.max(1, Math.min(batch, claims.size()) / LESS);
        LOG.atWarn()
                .addKeyValue("tenants", claims.size())
                .addKeyValue("nextAttempt", next)
                .log("tenants wait for Odoo: {}", Failures.text(failure));
    }

    private void complete(Isolation.Result<TenantClaim, Derived> result, Instant now, boolean mayBeTooEarly) {
        Map<TenantClaim, Outcome> outcomes = new LinkedHashMap<>();
        List<TenantClaim> tooEarly = new ArrayList<>();
        result.answers().forEach((claim, derived) -> {
            Outcome outcome = outcome(claim, derived, now).from(derived.sources());
            if (mayBeTooEarly && !(outcome instanceof Outcome.Signal) && isYoung(claim, now)) {
                tooEarly.add(claim);
            } else {
                outcomes.put(claim, outcome);
            }
        });
        result.failures().forEach((claim, failure) -> outcomes.put(claim, unreadable(claim, failure, now)));
        if (!tooEarly.isEmpty()) {
            store.releaseTenants(tooEarly, now.plus(settings.lookAgain()));
        }
        List<TenantClaim> lost = outcomes.isEmpty() ? List.of() : store.derived(outcomes);
        lost.forEach(outcomes::remove);
        if (mayBeTooEarly) {
            outcomes.forEach((claim, outcome) -> lookAgain(claim, outcome, now));
        }
        outcomes.forEach((claim, outcome) -> log(claim, outcome, now));
        if (!lost.isEmpty()) {
            LOG.atInfo().addKeyValue("tenants", lost.size()).log("others have derived these tenants meanwhile");
        }
    }

    private boolean isYoung(TenantClaim claim, Instant now) {
        return young(claim, now).findAny().isPresent();
    }

    private Stream<ReceivedHint> young(TenantClaim claim, Instant now) {
        return claim.causes().stream()
                .filter(cause -> cause.hint().kind() == Hint.Kind.WEBHOOK)
                .filter(cause -> cause.lastSeen().plus(settings.lookAgain()).isAfter(now));
    }

    /** What is signalled may be of one webhook's transaction, while that of another is not committed yet. */
    private void lookAgain(TenantClaim claim, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Signal) {
            young(claim, now).forEach(cause -> store.touch(List.of(claim.tenant()), cause));
        }
    }

    private Outcome outcome(TenantClaim claim, Derived derived, Instant now) {
        Instant recheck = derived.nextChange() == null || derived.nextChange().isAfter(now)
                ? derived.nextChange()
                : now.plus(SOONEST);
        if (derived.isHeld()) {
            String sentences =
                    derived.problems().stream().map(Problem::sentence).collect(Collectors.joining("; "));
            return new Outcome.Problem(derived.problems().get(0).code().name(), sentences, recheck);
        }
        TenantState before = claim.state() == null ? null : TenantState.fromJson(claim.state());
        TenantState state = derived.state();
        if (state == null) {
            if (before == null || before.status() == TenantStatus.ENDED) {
                return unchanged(claim, "nothing is sold to this tenant", recheck);
            }
            state = before.ended(now);
        }
        Set<Change> changes = state.changesSince(before);
        if (changes.isEmpty()) {
            return unchanged(claim, "still " + state.status(), recheck);
        }
        Cause cause = cause(claim);
        ProvisioningSignal signal = ProvisioningSignal.of(state, before, claim.sequence() + 1, cause, now);
        String why = Stream.concat(
                        Stream.of(state.status() + ", new: " + changes),
                        Stream.concat(derived.problems().stream().map(Problem::sentence), derived.reasons().stream()))
                .collect(Collectors.joining("; "));
        return new Outcome.Signal(state.toJson(), signal.toJson(), cause.correlationId(), recheck, why);
    }

    /** What somebody asked for is told in the audit trail; what a sweep or the time made the engine look at is not, if nothing is new. */
    private static Outcome unchanged(TenantClaim claim, String why, @Nullable Instant recheck) {
        boolean isAsked = claim.problem() != null
                || claim.causes().stream()
                        .map(cause -> cause.hint().kind())
                        .anyMatch(kind -> kind != Hint.Kind.SWEEP && kind != Hint.Kind.TIME);
        return new Outcome.Unchanged(recheck, isAsked ? why : null);
    }

    /** Longer the longer it lasts. */
    private static Outcome unreadable(TenantClaim claim, RuntimeException failure, Instant now) {
        TenantProblem before = claim.problem();
        String code = Problem.Code.UNREADABLE.name();
        Duration lasted =
                before != null && before.code().equals(code) ? Duration.between(before.since(), now) : Duration.ZERO;
        Duration pause = Stream.of(SOON, lasted).max(Comparator.naturalOrder()).orElseThrow();
        return new Outcome.Problem(
                code,
                "this tenant cannot be read: " + Failures.text(failure),
                now.plus(pause.compareTo(LATEST) > 0 ? LATEST : pause));
    }

    private Cause cause(TenantClaim claim) {
        if (claim.causes().isEmpty()) {
            return new Cause(
                    List.of(new Hint(Hint.Kind.TIME, null, 0)), settings.ids().get());
        }
        return new Cause(
                claim.causes().stream()
                        .limit(MOST_CAUSES)
                        .map(ReceivedHint::hint)
                        .toList(),
                claim.causes().get(0).correlationId());
    }

    private void log(TenantClaim claim, Outcome outcome, Instant now) {
        tally.derived.increment();
        if (outcome instanceof Outcome.Signal signal) {
            tally.signals.increment();
            if (!claim.causes().isEmpty()) {
                tally.deriving.add(Duration.between(claim.causes().get(0).seen(), now));
            }
            LOG.atInfo()
                    .addKeyValue("correlationId", signal.correlationId())
                    .addKeyValue("tenant", claim.tenant())
                    .addKeyValue("sequence", claim.sequence() + 1)
                    .log("signalled");
        } else if (outcome instanceof Outcome.Problem problem) {
            TenantProblem before = claim.problem();
            if (before == null || !before.code().equals(problem.code())) {
                LOG.atWarn()
                        .addKeyValue("correlationId", correlationId(claim))
                        .addKeyValue("tenant", claim.tenant())
                        .log("stays as it is: {}: {}", problem.code(), problem.sentence());
            }
        } else {
            LOG.atDebug()
                    .addKeyValue("correlationId", correlationId(claim))
                    .addKeyValue("tenant", claim.tenant())
                    .log("unchanged");
        }
    }

    private static String correlationId(TenantClaim claim) {
        return claim.causes().isEmpty() ? "" : claim.causes().get(0).correlationId();
    }
}
