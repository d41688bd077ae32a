package com.powerseller.odoo.provisioning.internal.engine;

import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.store.ClaimedHint;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** From hints to the tenants that they may be about: those that Odoo says now, and those that were last derived from the records. One thread at a time. */
public final class Resolver implements Stage {
    /** How many hints are resolved at a time. */
    static final int BATCH = 1_000;

    /** Odoo's ids are no larger, and some series fail when asked for one that is. */
    private static final long LARGEST_ID = Integer.MAX_VALUE;

    private static final Duration LATER = Duration.ofMinutes(10);
    private static final Duration TOO_LATE = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.provisioning.hint");

    private final SignalStore store;
    private final Truth truth;
    private final Breaker breaker;
    private final Settings settings;
    private final Tally tally;

    /** Does nothing yet. */
    public Resolver(SignalStore store, Truth truth, Breaker breaker, Settings settings, Tally tally) {
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
        List<ClaimedHint> claims = store.claimHints(settings.owner(), BATCH, settings.lease(), now);
        if (claims.isEmpty()) {
            return false;
        }
        Answer answer;
        try {
            answer = new Answer(claims, now);
        } catch (RuntimeException e) {
            if (!Failures.isOutage(e)) {
                throw e;
            }
            Instant next = breaker.failed(now, e);
            tally.outages.increment();
            store.releaseHints(claims, next);
            LOG.atWarn()
                    .addKeyValue("hints", claims.size())
                    .addKeyValue("nextAttempt", next)
                    .log("hints wait for Odoo: {}", Failures.text(e));
            return false;
        }
        answer.tell();
        return claims.size() == BATCH;
    }

    /** What Odoo and the store say of claimed hints. */
    private final class Answer {
        private final Instant now;
        private final List<ClaimedHint> resolved = new ArrayList<>();
        private final Map<String, List<ReceivedHint>> tenants = new TreeMap<>();
        private final List<ClaimedHint> tooEarly = new ArrayList<>();
        private final List<ClaimedHint> unreadable = new ArrayList<>();

        private Answer(List<ClaimedHint> claims, Instant now) {
            this.now = now;
            Map<String, List<ClaimedHint>> byModel = new TreeMap<>();
            for (ClaimedHint claim : claims) {
                byModel.computeIfAbsent(claim.hint().recordModel(), model -> new ArrayList<>())
                        .add(claim);
            }
            List<ClaimedHint> aboutNoRecord = byModel.remove("");
            if (aboutNoRecord != null) {
                resolved.addAll(aboutNoRecord);
            }
            if (!byModel.isEmpty()) {
                Set<String> followed = truth.followed();
                boolean mayBeTooEarly = truth.callsBeforeCommit();
                byModel.forEach((model, ofModel) -> {
                    if (followed.contains(model)) {
                        ask(ofModel, mayBeTooEarly);
                    } else {
                        ofModel.forEach(claim -> drop(claim, "nothing depends on records of this model"));
                    }
                });
            }
        }

        private void drop(ClaimedHint claim, String why) {
            resolved.add(claim);
            log(claim).log("the hint is dropped: {}", why);
        }

        private void ask(List<ClaimedHint> claims, boolean mayBeTooEarly) {
            List<ClaimedHint> possible = new ArrayList<>();
            for (ClaimedHint claim : claims) {
                if (claim.hint().recordId() > LARGEST_ID) {
                    drop(claim, "no record has such an id");
                } else {
                    possible.add(claim);
                }
            }
            if (possible.isEmpty()) {
                return;
            }
            Isolation.Result<ClaimedHint, Set<String>> result = Isolation.ask(possible, this::tenants);
            breaker.succeeded(now);
            Map<Long, Set<String>> before = store.derivedFrom(
                    possible.get(0).hint().recordModel(),
                    result.answers().keySet().stream()
                            .map(claim -> claim.hint().recordId())
                            .toList());
            for (ClaimedHint claim : possible) {
                Set<String> found = result.answers().getOrDefault(claim, Set.of());
                RuntimeException failure = result.failures().get(claim);
                if (failure != null) {
                    failed(claim, failure, result.isGeneral());
                } else {
                    boolean isTooEarly = found.isEmpty() && mayBeTooEarly && isYoung(claim);
                    (isTooEarly ? tooEarly : resolved).add(claim);
                    Set<String> all = new TreeSet<>(found);
                    all.addAll(before.getOrDefault(claim.hint().recordId(), Set.of()));
                    all.forEach(tenant -> tenants.computeIfAbsent(tenant, none -> new ArrayList<>())
                            .add(claim.hint()));
                }
            }
        }

        private Map<ClaimedHint, Set<String>> tenants(List<ClaimedHint> claims) {
            Map<Hint, ? extends Set<String>> byHint = truth.tenants(
                    claims.stream().map(claim -> claim.hint().hint()).toList());
            Map<ClaimedHint, Set<String>> byClaim = new LinkedHashMap<>();
            claims.forEach(claim -> {
                Set<String> found = byHint.get(claim.hint().hint());
                byClaim.put(claim, found == null ? Set.of() : found);
            });
            return byClaim;
        }

        private void failed(ClaimedHint claim, RuntimeException failure, boolean isGeneral) {
            if (!isGeneral && claim.hint().seen().plus(TOO_LATE).isBefore(now)) {
                drop(claim, "for a day its record could not be read: " + Failures.text(failure));
            } else {
                unreadable.add(claim);
                log(claim).log("the hint waits, as its record cannot be read: {}", Failures.text(failure));
            }
        }

        private boolean isYoung(ClaimedHint claim) {
            return claim.hint().hint().kind() == Hint.Kind.WEBHOOK
                    && claim.hint().lastSeen().plus(settings.lookAgain()).isAfter(now);
        }

        private void tell() {
            if (!resolved.isEmpty() || !tenants.isEmpty()) {
                store.resolved(resolved, tenants);
                tally.hints.add(resolved.size());
            }
            if (!tooEarly.isEmpty()) {
                store.releaseHints(tooEarly, now.plus(settings.lookAgain()));
            }
            if (!unreadable.isEmpty()) {
                store.releaseHints(unreadable, now.plus(LATER));
            }
        }

        private LoggingEventBuilder log(ClaimedHint claim) {
            return LOG.atWarn()
                    .addKeyValue("correlationId", claim.hint().correlationId())
                    .addKeyValue("model", claim.hint().recordModel())
                    .addKeyValue("id", claim.hint().recordId());
        }
    }
}
