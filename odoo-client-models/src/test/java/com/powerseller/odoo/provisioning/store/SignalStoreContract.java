package com.powerseller.odoo.provisioning.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Sources;
import com.powerseller.odoo.provisioning.store.Decision.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises. */
public abstract class SignalStoreContract {
    protected static final Duration LEASE = Duration.ofMinutes(1);
    protected static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private SignalStore store;
    /** The same store, as another instance of the app has it. */
    private SignalStore other;

    /** An empty store. */
    protected abstract SignalStore open();

    /** The store that was opened last, as another instance of the app opens it. */
    protected abstract SignalStore openAgain();

    /** Brings the ends of all leases nearer, as if so much time had passed. */
    protected abstract void letTimePass(Duration time);

    @BeforeEach
    void openTwice() {
        store = open();
        other = openAgain();
    }

    @Test
    void hintsAboutOneRecordAreOneAndTheFirstIsKept() {
        store.add(List.of(hint(7, "first"), hint(8, "x")));
        other.add(List.of(hint(7, "second")));

        assertThat(store.claimHints("a", 10, LEASE, NOW))
                .extracting(claim -> claim.hint())
                .containsExactlyInAnyOrder(hint(7, "first"), hint(8, "x"));
        assertThat(store.status(10).hints()).isEqualTo(2);
    }

    @Test
    void theFirstOfSeveralHintsSaysWhenTheLastOneCame() {
        store.add(List.of(received(Hint.Kind.POLL, "res.partner", 7, "first", NOW)));
        store.releaseHints(store.claimHints("a", 10, LEASE, NOW), NOW.plusSeconds(3));
        other.add(List.of(received(Hint.Kind.WEBHOOK, "res.partner", 7, "second", NOW.plusSeconds(2))));

        ReceivedHint kept =
                only(store.claimHints("a", 10, LEASE, NOW.plusSeconds(3))).hint();

        assertThat(kept)
                .isEqualTo(new ReceivedHint(
                        new Hint(Hint.Kind.WEBHOOK, "res.partner", 7), "first", NOW, NOW.plusSeconds(2)));
        store.touch(List.of("t1"), kept);
        assertThat(only(store.claimTenants("a", 10, LEASE, NOW)).causes()).containsExactly(kept);
    }

    @Test
    void hintsOfDifferentModelsAreDifferent() {
        store.add(List.of(
                received(Hint.Kind.POLL, "res.partner", 7, "c", NOW),
                received(Hint.Kind.POLL, "sale.order", 7, "c", NOW),
                received(Hint.Kind.POLL, null, 0, "c", NOW)));

        assertThat(store.claimHints("a", 10, LEASE, NOW)).hasSize(3);
    }

    @Test
    void hintsAreClaimedByOneUntilTheLeaseEnds() {
        store.add(List.of(hint(7, "c")));

        ClaimedHint first = only(store.claimHints("a", 10, LEASE, NOW));
        assertThat(other.claimHints("b", 10, LEASE, NOW)).isEmpty();
        letTimePass(LEASE);
        ClaimedHint second = only(other.claimHints("b", 10, LEASE, NOW));

        assertThat(second.hint()).isEqualTo(first.hint());
        assertThat(second.generation()).isEqualTo(first.generation());
        assertThat(second.fence()).isGreaterThan(first.fence());
    }

    @Test
    void theLongestWaitingHintsAreClaimedFirstAndNoMoreThanAskedFor() {
        store.add(List.of(
                received(Hint.Kind.POLL, "res.partner", 1, "c", NOW.plusSeconds(2)),
                received(Hint.Kind.POLL, "res.partner", 2, "c", NOW.plusSeconds(1)),
                received(Hint.Kind.POLL, "res.partner", 3, "c", NOW.plusSeconds(3))));

        assertThat(store.claimHints("a", 2, LEASE, NOW))
                .extracting(claim -> claim.hint().recordId())
                .containsExactly(2L, 1L);
    }

    @Test
    void resolvedHintsAreGoneAndTheirTenantsDirtyWithTheCauses() {
        store.add(List.of(hint(7, "c7"), hint(8, "c8"), hint(9, "c9")));
        List<ClaimedHint> claimed = store.claimHints("a", 10, LEASE, NOW);

        store.resolved(claimed, Map.of("t1", List.of(hint(7, "c7"), hint(8, "c8")), "t2", List.of(hint(8, "c8"))));

        letTimePass(LEASE);
        assertThat(store.claimHints("a", 10, LEASE, NOW)).isEmpty();
        List<TenantClaim> tenants = other.claimTenants("a", 10, LEASE, NOW);
        assertThat(tenants).extracting(TenantClaim::tenant).containsExactly("t1", "t2");
        assertThat(tenants.get(0).causes()).containsExactly(hint(7, "c7"), hint(8, "c8"));
        assertThat(tenants.get(1).causes()).containsExactly(hint(8, "c8"));
    }

    @Test
    void aHintThatComesAnewWhileItIsResolvedIsKeptForAfter() {
        store.add(List.of(hint(7, "first")));
        List<ClaimedHint> claimed = store.claimHints("a", 10, LEASE, NOW);
        other.add(List.of(hint(7, "second")));
        assertThat(other.claimHints("b", 10, LEASE, NOW)).isEmpty();

        store.resolved(claimed, Map.of());

        ClaimedHint again = only(other.claimHints("b", 10, LEASE, NOW));
        assertThat(again.hint()).isEqualTo(hint(7, "second"));
        assertThat(again.generation()).isGreaterThan(claimed.get(0).generation());
    }

    @Test
    void aClaimThatWasLostRemovesNoHintThatCameLater() {
        store.add(List.of(hint(7, "first")));
        List<ClaimedHint> late = store.claimHints("a", 10, LEASE, NOW);
        letTimePass(LEASE);
        other.resolved(other.claimHints("b", 10, LEASE, NOW), Map.of());
        other.add(List.of(hint(7, "second")));

        store.resolved(late, Map.of("t1", List.of(hint(7, "first"))));

        assertThat(only(other.claimHints("b", 10, LEASE, NOW)).hint()).isEqualTo(hint(7, "second"));
        assertThat(other.tenant("t1")).get().extracting(StoredTenant::dirty).isEqualTo(true);
    }

    @Test
    void hintsGivenBackWaitUntilTheirTime() {
        store.add(List.of(hint(7, "c")));
        store.releaseHints(store.claimHints("a", 10, LEASE, NOW), NOW.plusSeconds(30));

        assertThat(other.claimHints("b", 10, LEASE, NOW.plusSeconds(29))).isEmpty();
        assertThat(other.claimHints("b", 10, LEASE, NOW.plusSeconds(30))).hasSize(1);
    }

    @Test
    void givingBackALostClaimOfAHintChangesNothing() {
        store.add(List.of(hint(7, "c")));
        List<ClaimedHint> late = store.claimHints("a", 10, LEASE, NOW);
        letTimePass(LEASE);
        assertThat(other.claimHints("b", 10, LEASE, NOW)).hasSize(1);

        store.releaseHints(late, NOW);

        assertThat(store.claimHints("a", 10, LEASE, NOW)).isEmpty();
    }

    @Test
    void aTenantIsClaimedWithWhatIsKnownOfIt() {
        store.touch(List.of("t1"), hint(7, "c7"));
        store.touch(List.of("t1"), hint(8, "c8"));

        TenantClaim claim = only(store.claimTenants("a", 10, LEASE, NOW));

        assertThat(claim.tenant()).isEqualTo("t1");
        assertThat(claim.owner()).isEqualTo("a");
        assertThat(claim.sequence()).isZero();
        assertThat(claim.state()).isNull();
        assertThat(claim.problem()).isNull();
        assertThat(claim.causes()).containsExactly(hint(7, "c7"), hint(8, "c8"));
        assertThat(other.claimTenants("b", 10, LEASE, NOW)).isEmpty();
    }

    @Test
    void theLongestDirtyTenantsAreClaimedFirst() {
        store.touch(List.of("t3"), hint(1, "c"));
        store.touch(List.of("t2", "t1"), hint(1, "c"));
        store.touch(List.of("t3"), hint(2, "c"));

        assertThat(store.claimTenants("a", 2, LEASE, NOW))
                .extracting(TenantClaim::tenant)
                .containsExactly("t3", "t1");
        assertThat(store.claimTenants("a", 2, LEASE, NOW))
                .extracting(TenantClaim::tenant)
                .containsExactly("t2");
    }

    @Test
    void aSignalBecomesTheLastStateAndWaitsForDelivery() {
        TenantClaim claim = claimNew("t1");

        assertThat(store.derived(claim, signal("one"))).isTrue();

        StoredTenant tenant = other.tenant("t1").orElseThrow();
        assertThat(tenant.sequence()).isEqualTo(1);
        assertThat(tenant.state()).isEqualTo("state one");
        assertThat(tenant.dirty()).isFalse();
        assertThat(other.claimTenants("b", 10, LEASE, NOW)).isEmpty();
        DeliveryClaim delivery = only(other.claimDeliveries("b", 10, LEASE, NOW));
        assertThat(delivery.tenant()).isEqualTo("t1");
        assertThat(delivery.sequence()).isEqualTo(1);
        assertThat(delivery.signal()).isEqualTo("signal one");
        assertThat(delivery.correlationId()).isEqualTo("correlation one");
        assertThat(delivery.attempt()).isEqualTo(1);
    }

    @Test
    void numbersOfSignalsHaveNoGaps() {
        for (int i = 1; i <= 3; i++) {
            TenantClaim claim = claimNew("t1");
            assertThat(claim.sequence()).isEqualTo(i - 1);
            store.derived(claim, i == 2 ? Outcome.unchanged(null) : signal("s" + i));
            store.touch(List.of("t1"), hint(1, "c"));
            store.derived(
                    only(store.claimTenants("a", 1, LEASE, NOW)), i == 2 ? signal("s2") : Outcome.unchanged(null));
        }
        assertThat(deliverAll("t1")).containsExactly("1 signal s1", "2 signal s2", "3 signal s3");
    }

    @Test
    void nothingChangesWithoutAChange() {
        store.derived(claimNew("t1"), signal("one"));

        assertThat(store.derived(claimNew("t1"), Outcome.unchanged(null))).isTrue();

        assertThat(store.tenant("t1"))
                .get()
                .extracting(StoredTenant::sequence, StoredTenant::state, StoredTenant::dirty)
                .containsExactly(1L, "state one", false);
        assertThat(store.status(10).signals()).isEqualTo(1);
    }

    @Test
    void aProblemKeepsTheLastStateUntilItIsOver() {
        store.derived(claimNew("t1"), signal("one"));
        store.derived(claimNew("t1"), new Outcome.Problem("NO_USERS", "nobody\0", null));
        Instant since = problemOf("t1").since();
        TenantClaim claim = claimNew("t1");
        assertThat(claim.problem()).isEqualTo(problemOf("t1"));
        store.derived(claim, new Outcome.Problem("NO_USERS", "still nobody", null));

        TenantProblem problem = only(other.status(10).problems());
        assertThat(problem.tenant()).isEqualTo("t1");
        assertThat(problem.sentence()).isEqualTo("still nobody");
        assertThat(problem.since()).isEqualTo(since);
        assertThat(other.status(10).tenantsWithProblems()).isEqualTo(1);
        assertThat(other.tenant("t1").orElseThrow().state()).isEqualTo("state one");

        store.derived(claimNew("t1"), Outcome.unchanged(null));
        assertThat(other.status(10).tenantsWithProblems()).isZero();
        assertThat(other.tenant("t1").orElseThrow().problem()).isNull();
    }

    @Test
    void tenantsAreFoundByTheRecordsThatTheirLastOutcomeCameOf() {
        store.derived(claimNew("t1"), signal("one").from(sources(1, 4L, 8L)));
        store.derived(claimNew("t2"), Outcome.unchanged(null).from(sources(2, 5L, 8L)));
        store.derived(claimNew("t3"), new Outcome.Problem("KEY_CONFLICT", "two want it", null).from(sources(3, 5L)));

        assertThat(other.derivedFrom("res.partner", List.of(4L, 5L, 6L, 8L)))
                .isEqualTo(Map.of(4L, Set.of("t1"), 5L, Set.of("t2", "t3"), 8L, Set.of("t1", "t2")));
        assertThat(other.derivedFrom("sale.order", List.of(3L, 4L))).isEqualTo(Map.of(3L, Set.of("t3")));
        assertThat(other.derivedFrom("account.move", List.of(4L))).isEmpty();
        assertThat(other.derivedFrom("res.partner", List.of())).isEmpty();
    }

    @Test
    void recordsThatATenantIsNoLongerDerivedFromAreForgotten() {
        store.derived(claimNew("t1"), signal("one").from(sources(1, 4L, 8L)));
        store.derived(claimNew("t1"), signal("two").from(sources(1, 8L, 9L)));
        assertThat(other.derivedFrom("res.partner", List.of(4L, 8L, 9L)))
                .isEqualTo(Map.of(8L, Set.of("t1"), 9L, Set.of("t1")));

        store.derived(claimNew("t1"), Outcome.unchanged(null).from(Sources.NONE));
        assertThat(other.derivedFrom("res.partner", List.of(4L, 8L, 9L))).isEmpty();
        assertThat(other.derivedFrom("sale.order", List.of(1L))).isEmpty();

        store.derived(claimNew("t1"), Outcome.unchanged(null).from(sources(1, 8L, 9L)));
        assertThat(other.derivedFrom("res.partner", List.of(4L, 8L, 9L)))
                .isEqualTo(Map.of(8L, Set.of("t1"), 9L, Set.of("t1")));
    }

    @Test
    void recordsStayRememberedWhileATenantCannotBeReadOrItsClaimWasLost() {
        store.derived(claimNew("t1"), signal("one").from(sources(1, 4L)));
        store.derived(claimNew("t1"), new Outcome.Problem("UNREADABLE", "not now", null));
        assertThat(other.derivedFrom("res.partner", List.of(4L))).isEqualTo(Map.of(4L, Set.of("t1")));

        TenantClaim late = claimNew("t1");
        letTimePass(LEASE);
        TenantClaim claim = only(other.claimTenants("b", 10, LEASE, NOW));
        assertThat(store.derived(late, signal("late").from(sources(1, 5L)))).isFalse();
        assertThat(other.derivedFrom("res.partner", List.of(4L, 5L))).isEqualTo(Map.of(4L, Set.of("t1")));
        assertThat(other.derived(claim, Outcome.unchanged(null).from(sources(1, 4L))))
                .isTrue();
        assertThat(other.derivedFrom("res.partner", List.of(4L, 5L))).isEqualTo(Map.of(4L, Set.of("t1")));
    }

    private static Sources sources(long order, Long... partners) {
        return Sources.of(Map.of("sale.order", List.of(order), "res.partner", List.of(partners)));
    }

    @Test
    void aTenantIsDueAgainWhenTimeAloneMayChangeItsState() {
        store.derived(claimNew("t1"), Outcome.unchanged(NOW.plusSeconds(10)));

        assertThat(store.claimTenants("a", 10, LEASE, NOW.plusSeconds(9))).isEmpty();
        TenantClaim claim = only(store.claimTenants("a", 10, LEASE, NOW.plusSeconds(10)));
        assertThat(claim.causes()).isEmpty();
        assertThat(other.claimTenants("b", 10, LEASE, NOW.plusSeconds(10))).isEmpty();
        store.derived(claim, Outcome.unchanged(null));
        assertThat(store.claimTenants("a", 10, LEASE, NOW.plusSeconds(1000))).isEmpty();
    }

    @Test
    void neitherHintsNorTimeCanStarveTheOther() {
        List<String> timed = IntStream.range(0, 4).mapToObj(i -> "time" + i).toList();
        store.touch(timed, hint(1, "c"));
        store.claimTenants("a", 10, LEASE, NOW).forEach(claim -> store.derived(claim, Outcome.unchanged(NOW)));
        store.touch(List.of("hint0", "hint1", "hint2", "hint3"), hint(1, "c"));

        assertThat(store.claimTenants("a", 4, LEASE, NOW))
                .extracting(TenantClaim::tenant)
                .containsExactly("time0", "time1", "hint0", "hint1");
    }

    @Test
    void aTenantTouchedWhileItIsDerivedStaysDirtyForWhatCameLater() {
        TenantClaim claim = claimNew("t1");
        other.touch(List.of("t1"), hint(50, "later"));
        assertThat(other.claimTenants("b", 10, LEASE, NOW)).isEmpty();

        store.derived(claim, signal("one"));

        assertThat(only(other.claimTenants("b", 10, LEASE, NOW)).causes()).containsExactly(hint(50, "later"));
    }

    @Test
    void aCauseThatComesAgainWhileItIsWorkedOnIsNotForgotten() {
        TenantClaim claim = claimNew("t1");
        ReceivedHint cause = only(claim.causes());
        ReceivedHint again = new ReceivedHint(cause.hint(), "again", NOW.plusSeconds(5));
        other.touch(List.of("t1"), again);

        store.derived(claim, Outcome.unchanged(null));

        assertThat(only(other.claimTenants("b", 10, LEASE, NOW)).causes()).containsExactly(again);
    }

    @Test
    void aLostClaimOfATenantChangesNothing() {
        TenantClaim late = claimNew("t1");
        letTimePass(LEASE);
        TenantClaim claim = only(other.claimTenants("b", 10, LEASE, NOW));
        assertThat(claim.fence()).isGreaterThan(late.fence());
        assertThat(claim.causes()).isEqualTo(late.causes());

        assertThat(store.derived(late, signal("late"))).isFalse();
        assertThat(store.derived(Map.of(late, new Outcome.Problem("X", "x", null))))
                .containsExactly(late);
        store.releaseTenants(List.of(late), NOW);

        assertThat(store.claimTenants("a", 10, LEASE, NOW)).isEmpty();
        assertThat(other.derived(claim, signal("one"))).isTrue();
        assertThat(deliverAll("t1")).containsExactly("1 signal one");
        assertThat(other.decisions("t1", Long.MAX_VALUE, 10))
                .extracting(Decision::kind)
                .containsExactly(Kind.DELIVERED, Kind.SIGNALLED);
    }

    @Test
    void aLeaseThatIsOverButNotTakenStillCounts() {
        TenantClaim claim = claimNew("t1");
        letTimePass(LEASE);

        assertThat(store.derived(claim, signal("one"))).isTrue();
        DeliveryClaim delivery = only(store.claimDeliveries("a", 1, LEASE, NOW));
        letTimePass(LEASE);
        assertThat(store.delivered(delivery)).isTrue();
    }

    @Test
    void aClaimIsCompletedOnce() {
        TenantClaim claim = claimNew("t1");
        assertThat(store.derived(claim, signal("one"))).isTrue();
        assertThat(store.derived(claim, signal("one"))).isFalse();

        DeliveryClaim delivery = only(store.claimDeliveries("a", 10, LEASE, NOW));
        assertThat(store.failed(delivery, NOW, "no")).isTrue();
        assertThat(store.delivered(delivery)).isFalse();
        assertThat(store.failed(delivery, NOW, "no")).isFalse();
        assertThat(store.dead(delivery, "no")).isFalse();
        assertThat(store.renew(delivery, LEASE)).isFalse();
        DeliveryClaim again = only(store.claimDeliveries("a", 10, LEASE, NOW));
        assertThat(store.delivered(again)).isTrue();
        assertThat(store.delivered(again)).isFalse();
        assertThat(store.tenant("t1").orElseThrow().sequence()).isEqualTo(1);
    }

    @Test
    void outcomesOfManyTenantsAreKeptTogetherWithoutThoseLost() {
        List<String> tenants = IntStream.range(100, 1300).mapToObj(i -> "t" + i).toList();
        store.touch(tenants, hint(1, "c"));
        List<TenantClaim> claims = store.claimTenants("a", 2000, LEASE, NOW);
        assertThat(claims).hasSize(1200);
        letTimePass(LEASE);
        List<TenantClaim> taken = other.claimTenants("b", 100, LEASE, NOW);
        Map<TenantClaim, Outcome> outcomes = new HashMap<>();
        for (int i = 0; i < claims.size(); i++) {
            outcomes.put(
                    claims.get(i),
                    switch (i % 3) {
                        case 0 -> signal("s");
                        case 1 -> Outcome.unchanged(NOW.plusSeconds(5));
                        default -> new Outcome.Problem("P", "p", null);
                    });
        }

        assertThat(store.derived(outcomes))
                .extracting(TenantClaim::tenant)
                .containsExactlyInAnyOrderElementsOf(
                        taken.stream().map(TenantClaim::tenant).toList());

        long signals = outcomes.entrySet().stream()
                .filter(e -> e.getValue() instanceof Outcome.Signal
                        && taken.stream()
                                .noneMatch(t -> t.tenant().equals(e.getKey().tenant())))
                .count();
        List<DeliveryClaim> deliveries = store.claimDeliveries("a", 2000, LEASE, NOW);
        assertThat(deliveries).hasSize((int) signals);
        assertThat(store.delivered(deliveries)).isEmpty();
        assertThat(store.status(0).signals()).isZero();
    }

    @Test
    void tenantsGivenBackAreAsDueAsBeforeFromTheirTimeOn() {
        TenantClaim claim = claimNew("t1");

        store.releaseTenants(List.of(claim), NOW.plusSeconds(30));

        assertThat(store.derived(claim, signal("late"))).isFalse();
        assertThat(other.claimTenants("b", 10, LEASE, NOW.plusSeconds(29))).isEmpty();
        assertThat(only(other.claimTenants("b", 10, LEASE, NOW.plusSeconds(30))).causes())
                .isEqualTo(claim.causes());
    }

    @Test
    void ofATenantOnlyTheOldestSignalIsDelivered() {
        signals("t1", "a1", "a2", "a3");
        signals("t2", "b1");

        List<DeliveryClaim> first = store.claimDeliveries("a", 10, LEASE, NOW);
        assertThat(first).extracting(DeliveryClaim::signal).containsExactly("signal a1", "signal b1");
        assertThat(other.claimDeliveries("b", 10, LEASE, NOW)).isEmpty();
        assertThat(store.delivered(first)).isEmpty();

        assertThat(only(other.claimDeliveries("b", 10, LEASE, NOW)).signal()).isEqualTo("signal a2");
    }

    @Test
    void aSignalAppendedBehindAnotherWaitsForIt() {
        signals("t1", "a1");
        DeliveryClaim first = only(store.claimDeliveries("a", 10, LEASE, NOW));
        signals("t1", "a2");
        assertThat(other.claimDeliveries("b", 10, LEASE, NOW)).isEmpty();
        store.failed(first, NOW.plusSeconds(60), "no");
        assertThat(other.claimDeliveries("b", 10, LEASE, NOW)).isEmpty();

        store.delivered(only(store.claimDeliveries("a", 10, LEASE, NOW.plusSeconds(60))));

        assertThat(only(other.claimDeliveries("b", 10, LEASE, NOW)).signal()).isEqualTo("signal a2");
    }

    @Test
    void aDeliveryOfAnInstanceThatDiedIsTakenOverWhenItsLeaseEnds() {
        signals("t1", "a1", "a2");
        DeliveryClaim late = only(store.claimDeliveries("a", 10, LEASE, NOW));
        letTimePass(LEASE.minusSeconds(1));
        assertThat(other.claimDeliveries("b", 10, LEASE, NOW)).isEmpty();
        letTimePass(Duration.ofSeconds(1));
        DeliveryClaim claim = only(other.claimDeliveries("b", 10, LEASE, NOW));

        assertThat(claim.signal()).isEqualTo(late.signal());
        assertThat(claim.attempt()).isEqualTo(2);
        assertThat(claim.fence()).isGreaterThan(late.fence());
        assertThat(store.delivered(List.of(late))).containsExactly(late);
        assertThat(store.failed(late, NOW, "no")).isFalse();
        assertThat(store.dead(late, "no")).isFalse();
        assertThat(store.renew(late, LEASE)).isFalse();
        assertThat(other.delivered(claim)).isTrue();
    }

    @Test
    void aRenewedLeaseEndsLater() {
        signals("t1", "a1");
        DeliveryClaim claim = only(store.claimDeliveries("a", 10, LEASE, NOW));
        letTimePass(LEASE.minusSeconds(1));

        assertThat(store.renew(claim, LEASE)).isTrue();

        letTimePass(LEASE.minusSeconds(1));
        assertThat(other.claimDeliveries("b", 10, LEASE, NOW)).isEmpty();
        letTimePass(Duration.ofSeconds(1));
        assertThat(other.claimDeliveries("b", 10, LEASE, NOW)).hasSize(1);
    }

    @Test
    void aFailedDeliveryIsTriedAgainFromItsTimeOnAfterThoseThatAreNew() {
        signals("t1", "a1");
        store.failed(only(store.claimDeliveries("a", 10, LEASE, NOW)), NOW.plusSeconds(10), "no\0 reason");
        assertThat(other.claimDeliveries("b", 10, LEASE, NOW.plusSeconds(9))).isEmpty();
        signals("t2", "b1");

        List<DeliveryClaim> claims = other.claimDeliveries("b", 10, LEASE, NOW.plusSeconds(10));

        assertThat(claims).extracting(DeliveryClaim::tenant).containsExactly("t2", "t1");
        assertThat(claims).extracting(DeliveryClaim::attempt).containsExactly(1, 2);
    }

    @Test
    void aDeadLetterBlocksItsTenantOnly() {
        signals("t1", "a1", "a2");
        store.dead(only(store.claimDeliveries("a", 10, LEASE, NOW)), "gave up");
        signals("t1", "a3");
        signals("t2", "b1");
        letTimePass(LEASE);

        assertThat(only(other.claimDeliveries("b", 10, LEASE, NOW.plus(LEASE))).tenant())
                .isEqualTo("t2");
        DeadLetter letter = only(other.deadLetters("", 10));
        assertThat(letter.tenant()).isEqualTo("t1");
        assertThat(letter.sequence()).isEqualTo(1);
        assertThat(letter.signal()).isEqualTo("signal a1");
        assertThat(letter.correlationId()).isEqualTo("correlation a1");
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(letter.reason()).isEqualTo("gave up");
    }

    @Test
    void aReplayedDeadLetterIsDeliveredAsIfForTheFirstTimeBeforeThoseBehindIt() {
        signals("t1", "a1", "a2");
        store.dead(only(store.claimDeliveries("a", 10, LEASE, NOW)), "gave up");

        assertThat(other.replay("t1", "Ann")).isTrue();

        assertThat(other.replay("t1", "Ann")).isFalse();
        assertThat(other.replay("t2", "Ann")).isFalse();
        DeliveryClaim claim = only(store.claimDeliveries("a", 10, LEASE, NOW));
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.sequence()).isEqualTo(1);
        store.delivered(claim);
        assertThat(deliverAll("t1")).containsExactly("2 signal a2");
    }

    @Test
    void aSkippedDeadLetterLetsThoseBehindItPass() {
        signals("t1", "a1", "a2");
        store.dead(only(store.claimDeliveries("a", 10, LEASE, NOW)), "gave up");

        assertThat(other.skip("t1", 2, "Ann", "wrong one")).isFalse();
        assertThat(other.skip("t1", 1, "Ann", "by hand")).isTrue();

        assertThat(other.skip("t1", 1, "Ann", "by hand")).isFalse();
        assertThat(other.skip("t1", 2, "Ann", "not dead")).isFalse();
        assertThat(other.deadLetters("", 10)).isEmpty();
        assertThat(deliverAll("t1")).containsExactly("2 signal a2");
    }

    @Test
    void theLastSignalCanBeSkippedToo() {
        signals("t1", "a1");
        store.dead(only(store.claimDeliveries("a", 10, LEASE, NOW)), "gave up");
        assertThat(store.skip("t1", 1, "Ann", "by hand")).isTrue();
        signals("t1", "a2");

        assertThat(deliverAll("t1")).containsExactly("2 signal a2");
    }

    @Test
    void deadLettersAndTenantsAreReadInPages() {
        for (String tenant : List.of("a", "B", "c", "ä", "d")) {
            signals(tenant, tenant + "1");
        }
        for (DeliveryClaim claim : store.claimDeliveries("a", 10, LEASE, NOW)) {
            store.dead(claim, "no");
        }
        List<String> letters = new ArrayList<>();
        for (List<DeadLetter> page = store.deadLetters("", 2);
                !page.isEmpty();
                page = store.deadLetters(letters.get(letters.size() - 1), 2)) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(letter -> letters.add(letter.tenant()));
        }
        List<String> tenants = new ArrayList<>();
        for (List<StoredTenant> page = store.tenants("", 2);
                !page.isEmpty();
                page = store.tenants(tenants.get(tenants.size() - 1), 2)) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(tenant -> tenants.add(tenant.tenant()));
        }
        assertThat(letters).containsExactly("B", "a", "c", "d", "ä");
        assertThat(tenants).isEqualTo(letters);
    }

    @Test
    void statusSaysWhatWaitsAndWhereItIsStuck() {
        StoreStatus empty = store.status(10);
        assertThat(empty.hints() + empty.dirtyTenants() + empty.signals() + empty.deadLetters())
                .isZero();
        assertThat(empty.oldestHint()).isNull();
        store.add(List.of(hint(1, "c"), received(Hint.Kind.POLL, "res.partner", 2, "c", NOW.minusSeconds(5))));
        signals("t1", "a1", "a2");
        signals("t2", "b1");
        for (DeliveryClaim claim : store.claimDeliveries("a", 10, LEASE, NOW)) {
            if (claim.tenant().equals("t1")) {
                store.dead(claim, "gave up");
            } else {
                store.failed(claim, NOW, "not now");
            }
        }
        store.touch(List.of("t3", "t4"), hint(1, "c"));
        store.checkpoint("poll", null, "x");

        StoreStatus status = other.status(10);

        assertThat(status.hints()).isEqualTo(2);
        assertThat(status.oldestHint()).isEqualTo(NOW.minusSeconds(5));
        assertThat(status.dirtyTenants()).isEqualTo(2);
        assertThat(status.signals()).isEqualTo(3);
        assertThat(status.deadLetters()).isEqualTo(1);
        assertThat(status.checkpoints()).containsExactly(Map.entry("poll", "x"));
        assertThat(status.undelivered())
                .extracting("tenant", "sequence", "attempts", "dead", "reason")
                .containsExactly(tuple("t1", 1L, 1, true, "gave up"), tuple("t2", 1L, 1, false, "not now"));
        assertThat(other.status(1).undelivered()).hasSize(1);
        assertThat(status.oldestDirty()).isNotNull();
        assertThat(empty.oldestDirty()).isNull();
        assertThat(empty.oldestSignal()).isNull();
    }

    @Test
    void aSignalSaysSinceWhenItsTenantWaits() {
        store.touch(List.of("dead", "t1"), received(Hint.Kind.POLL, "res.partner", 1, "c", NOW.minusSeconds(90)));
        store.touch(List.of("t1"), received(Hint.Kind.POLL, "res.partner", 2, "c", NOW.minusSeconds(60)));
        for (TenantClaim claim : store.claimTenants("a", 10, LEASE, NOW)) {
            store.derived(claim, signal(claim.tenant()));
        }
        for (DeliveryClaim claim : store.claimDeliveries("a", 10, LEASE, NOW)) {
            assertThat(claim.hinted()).isEqualTo(NOW.minusSeconds(90));
            if (claim.tenant().equals("dead")) {
                store.dead(claim, "gave up");
            } else {
                store.failed(claim, NOW, "not now");
            }
        }

        StoreStatus status = other.status(0);

        assertThat(status.undelivered()).isEmpty();
        assertThat(status.oldestSignal()).isEqualTo(NOW.minusSeconds(90));
        assertThat(other.status(10).undelivered())
                .extracting(StoreStatus.Undelivered::hinted)
                .containsOnly(NOW.minusSeconds(90));
    }

    @Test
    void theAuditTrailTellsEveryDecisionWithWhoAndWhy() {
        TenantClaim claim = claimNew("t1");
        store.derived(claim, signal("one"));
        store.failed(only(store.claimDeliveries("b", 1, LEASE, NOW)), NOW, "down");
        store.dead(only(store.claimDeliveries("b", 1, LEASE, NOW)), "gave up");
        store.replay("t1", "Ann");
        store.dead(only(store.claimDeliveries("b", 1, LEASE, NOW)), "gave up");
        store.skip("t1", 1, "Ann", "by hand");
        TenantClaim second = claimNew("t1");
        store.derived(second, new Outcome.Problem("X", "x", NOW));
        store.derived(only(store.claimTenants("a", 1, LEASE, NOW)), new Outcome.Problem("X", "x", NOW));
        store.derived(only(store.claimTenants("a", 1, LEASE, NOW)), new Outcome.Unchanged(null, "as it was"));
        store.derived(claimNew("t1"), Outcome.unchanged(null));
        signals("t2", "b1");

        List<Decision> decisions = new ArrayList<>();
        for (List<Decision> page = other.decisions("t1", Long.MAX_VALUE, 3);
                !page.isEmpty();
                page = other.decisions("t1", decisions.get(decisions.size() - 1).id(), 3)) {
            decisions.addAll(page);
        }

        assertThat(decisions)
                .extracting(
                        d -> d.kind() + " " + d.sequence() + " " + d.correlationId() + " " + d.who() + " " + d.why())
                .containsExactly(
                        "UNCHANGED null null a as it was",
                        "PROBLEM null " + second.causes().get(0).correlationId() + " a X: x",
                        "SKIPPED 1 correlation one Ann by hand",
                        "DEAD 1 correlation one b gave up",
                        "REPLAYED 1 correlation one Ann ",
                        "DEAD 1 correlation one b gave up",
                        "FAILED 1 correlation one b down",
                        "SIGNALLED 1 correlation one a why one");
        assertThat(other.decisions(null, Long.MAX_VALUE, 100)).hasSize(9);
        Instant newest = other.decisions(null, Long.MAX_VALUE, 1).get(0).at();
        assertThat(other.purgeBefore(newest)).isEqualTo(8);
        assertThat(other.purgeBefore(newest.plusSeconds(1))).isEqualTo(1);
        assertThat(other.decisions(null, Long.MAX_VALUE, 100)).isEmpty();
    }

    @Test
    void aCheckpointChangesOnlyForWhoHasReadIt() {
        assertThat(store.checkpoint("poll")).isEmpty();
        assertThat(store.checkpoint("poll", "x", "1")).isFalse();
        assertThat(store.checkpoint("poll", null, "1")).isTrue();
        assertThat(other.checkpoint("poll", null, "2")).isFalse();
        assertThat(other.checkpoint("poll", "1", "2")).isTrue();
        assertThat(store.checkpoint("poll", "1", "3")).isFalse();
        assertThat(store.checkpoint("poll")).contains("2");
        assertThat(store.checkpoint("sweep")).isEmpty();
    }

    @Test
    void aSignedHintIsTakenOnceUntilItsMessageIsForgotten() {
        assertThat(store.addOnce(List.of(signed("n1", 1, NOW)))).isEmpty();
        assertThat(other.addOnce(List.of(signed("n1", 2, NOW)))).containsExactly("n1");
        assertThat(other.addOnce(List.of(signed("n2", 3, NOW.plusSeconds(1))))).isEmpty();
        assertThat(hinted()).containsExactlyInAnyOrder(1L, 3L);

        assertThat(store.forgetBefore(NOW)).isZero();
        assertThat(store.forgetBefore(NOW.plusSeconds(1))).isEqualTo(1);

        assertThat(store.addOnce(List.of(signed("n1", 4, NOW)))).isEmpty();
        assertThat(store.addOnce(List.of(signed("n2", 5, NOW)))).containsExactly("n2");
        assertThat(hinted()).containsExactly(4L);
    }

    @Test
    void signedHintsThatComeTogetherAreTakenOnceToo() {
        assertThat(store.addOnce(List.of(signed("n2", 1, NOW), signed("n1", 2, NOW), signed("n1", 3, NOW))))
                .isEmpty();
        assertThat(other.addOnce(List.of(signed("n2", 4, NOW), signed("n3", 5, NOW.plusSeconds(1)))))
                .containsExactly("n2");
        assertThat(store.addOnce(List.of())).isEmpty();
        assertThat(hinted()).containsExactlyInAnyOrder(1L, 2L, 5L);
        assertThat(store.forgetBefore(NOW.plusSeconds(1))).isEqualTo(2);
    }

    private static SignedHint signed(String nonce, long id, Instant until) {
        Hint hint = new Hint(Hint.Kind.WEBHOOK, "sale.order", id);
        return new SignedHint(new ReceivedHint(hint, "c" + id, NOW), nonce, until);
    }

    /** The records of the hints that wait, which wait no longer. */
    private List<Long> hinted() {
        List<ClaimedHint> claims = store.claimHints("a", 100, LEASE, NOW);
        store.resolved(claims, Map.of());
        return claims.stream().map(claim -> claim.hint().recordId()).toList();
    }

    private void deliverToWriteBack(String tenant, String text) {
        signals(tenant, text);
        assertThat(store.delivered(store.claimDeliveries("a", 10, LEASE, NOW), true))
                .isEmpty();
    }

    @Test
    void anOutcomeWaitsToBeWrittenBackOnlyIfThatWasAskedFor() {
        signals("t1", "one");
        store.delivered(store.claimDeliveries("a", 10, LEASE, NOW));
        assertThat(store.claimWriteBacks("a", 10, LEASE, NOW)).isEmpty();

        deliverToWriteBack("t1", "two");
        assertThat(store.status(0).writeBacks()).isEqualTo(1);
        WriteBackClaim claim = only(other.claimWriteBacks("b", 10, LEASE, NOW));
        assertThat(claim)
                .extracting(
                        c -> c.tenant(), c -> c.sequence(), c -> c.attempt(), c -> c.signal(), c -> c.correlationId())
                .containsExactly("t1", 2L, 1, "signal two", "correlation two");
        assertThat(store.claimWriteBacks("a", 10, LEASE, NOW)).isEmpty();

        other.writtenBack(claim);
        letTimePass(LEASE);
        assertThat(store.claimWriteBacks("a", 10, LEASE, NOW)).isEmpty();
        assertThat(store.status(0).writeBacks()).isZero();
        assertThat(store.decisions("t1", Long.MAX_VALUE, 1))
                .extracting(Decision::kind, Decision::sequence, Decision::who)
                .containsExactly(tuple(Kind.WRITTEN_BACK, 2L, "b"));
    }

    @Test
    void ofSeveralOutcomesThatWaitTheLastOneIsWrittenBack() {
        deliverToWriteBack("t1", "one");
        deliverToWriteBack("t1", "two");

        assertThat(only(store.claimWriteBacks("a", 10, LEASE, NOW)).sequence()).isEqualTo(2);
    }

    @Test
    void anOutcomeThatComesWhileTheOneBeforeIsWrittenBackWaitsForItsEnd() {
        deliverToWriteBack("t1", "one");
        WriteBackClaim first = only(store.claimWriteBacks("a", 10, LEASE, NOW));
        deliverToWriteBack("t1", "two");
        assertThat(other.claimWriteBacks("b", 10, LEASE, NOW)).isEmpty();

        store.writtenBack(first);
        WriteBackClaim second = only(other.claimWriteBacks("b", 10, LEASE, NOW));
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(second.attempt()).isEqualTo(1);
    }

    @Test
    void anOutcomeThatIsGivenBackIsClaimedAgainFromThatTimeOn() {
        deliverToWriteBack("t1", "one");
        store.releaseWriteBacks(store.claimWriteBacks("a", 10, LEASE, NOW), NOW.plusSeconds(30));

        assertThat(store.claimWriteBacks("a", 10, LEASE, NOW.plusSeconds(29))).isEmpty();
        assertThat(only(store.claimWriteBacks("a", 10, LEASE, NOW.plusSeconds(30)))
                        .attempt())
                .isEqualTo(2);
    }

    @Test
    void aLostClaimOfAnOutcomeCompletesNothing() {
        deliverToWriteBack("t1", "one");
        WriteBackClaim late = only(store.claimWriteBacks("a", 10, LEASE, NOW));
        letTimePass(LEASE);
        WriteBackClaim claim = only(other.claimWriteBacks("b", 10, LEASE, NOW));
        store.writtenBack(late);
        store.releaseWriteBacks(List.of(late), NOW);
        assertThat(store.claimWriteBacks("a", 10, LEASE, NOW)).isEmpty();

        other.writtenBack(claim);
        assertThat(store.status(0).writeBacks()).isZero();
        deliverToWriteBack("t1", "two");
        WriteBackClaim again = only(store.claimWriteBacks("a", 10, LEASE, NOW));
        other.writtenBack(claim);
        assertThat(store.status(0).writeBacks()).isEqualTo(1);
        store.writtenBack(again);
        assertThat(store.status(0).writeBacks()).isZero();
    }

    @Test
    void aLostDeliveryIsNotWrittenBack() {
        signals("t1", "one");
        List<DeliveryClaim> late = store.claimDeliveries("a", 10, LEASE, NOW);
        letTimePass(LEASE);
        other.claimDeliveries("b", 10, LEASE, NOW);

        assertThat(store.delivered(late, true)).isEqualTo(late);
        assertThat(store.claimWriteBacks("a", 10, LEASE, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b"})
    void keysThatAreNoneAreRefused(String key) {
        assertThatThrownBy(() -> store.touch(List.of("t1", key), hint(1, "c")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        store.resolved(List.of(), Map.of("t1", List.of(hint(1, "c")), key, List.of(hint(1, "c")))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.tenant("t1")).isEmpty();
    }

    @Test
    void textsOfAnyLengthAndScriptAreKept() {
        String longText = "{\"name\":\"Zoë 😀 \\u0000'\\\"\"}".repeat(100_000);
        String key = "ключ".repeat(60);
        store.touch(List.of(key), received(Hint.Kind.POLL, "x_модель", 1, "c😀", NOW.plusNanos(123_456_789)));
        TenantClaim claim = only(store.claimTenants("a", 1, LEASE, NOW));
        assertThat(claim.causes())
                .containsExactly(received(Hint.Kind.POLL, "x_модель", 1, "c😀", NOW.plusNanos(123_456_000)));
        store.derived(claim, new Outcome.Signal(longText, longText, "c", null, "why"));

        assertThat(store.tenant(key).orElseThrow().state()).isEqualTo(longText);
        assertThat(only(store.claimDeliveries("a", 1, LEASE, NOW)).signal()).isEqualTo(longText);
    }

    @Test
    void nothingAskedForIsNothingDone() {
        store.touch(List.of("t1"), hint(1, "c"));
        store.add(List.of(hint(1, "c")));
        store.add(List.of());
        store.touch(List.of(), hint(1, "c"));
        store.resolved(List.of(), Map.of());

        assertThat(store.claimHints("a", 0, LEASE, NOW)).isEmpty();
        assertThat(store.claimTenants("a", 0, LEASE, NOW)).isEmpty();
        assertThat(store.claimDeliveries("a", 0, LEASE, NOW)).isEmpty();
        assertThat(store.derived(Map.of())).isEmpty();
        assertThat(store.delivered(List.of())).isEmpty();
        assertThat(store.status(0).undelivered()).isEmpty();
    }

    @Test
    void aSignalAppendedWhileTheOneBeforeIsCompletedIsNotLeftBehind() throws Exception {
        int signals = 80;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> deriving = thread.submit(() -> {
                int derived = 0;
                while (derived < signals) {
                    other.touch(List.of("t1"), hint(1, "c"));
                    // None while the tenant's row is held by the other instance.
                    for (TenantClaim claim : other.claimTenants("b", 1, LEASE, NOW)) {
                        derived++;
                        assertThat(other.derived(claim, signal("s" + derived))).isTrue();
                    }
                }
            });
            while (!deriving.isDone()) {
                store.delivered(store.claimDeliveries("a", 1, LEASE, NOW));
            }
            deriving.get();
        } finally {
            thread.shutdownNow();
        }
        deliverAll("t1");
        assertThat(store.status(1).signals()).isZero();
        assertThat(store.tenant("t1").orElseThrow().sequence()).isEqualTo(signals);
    }

    @Test
    void instancesWorkingAtOnceLoseAndReorderNothing() throws Exception {
        for (long seed = 1; seed <= histories(); seed++) {
            new ConcurrentHistory(seed, open(), this::openAgain, this::letTimePass).run();
        }
    }

    /** How many random histories to try. */
    protected int histories() {
        return 20;
    }

    protected static ReceivedHint received(
            Hint.Kind kind, @Nullable String model, long id, String correlationId, Instant seen) {
        return new ReceivedHint(new Hint(kind, model, id), correlationId, seen);
    }

    protected static ReceivedHint hint(long id, String correlationId) {
        return received(Hint.Kind.WEBHOOK, "sale.order", id, correlationId, NOW);
    }

    protected static Outcome signal(String text) {
        return new Outcome.Signal("state " + text, "signal " + text, "correlation " + text, null, "why " + text);
    }

    private long hints = 1000;

    private TenantClaim claimNew(String tenant) {
        hints++;
        store.touch(List.of(tenant), hint(hints, "correlation of hint " + hints));
        return only(store.claimTenants("a", 1, LEASE, NOW));
    }

    private void signals(String tenant, String... texts) {
        for (String text : texts) {
            assertThat(store.derived(claimNew(tenant), signal(text))).isTrue();
        }
    }

    private List<String> deliverAll(String tenant) {
        List<String> delivered = new ArrayList<>();
        for (List<DeliveryClaim> claims = store.claimDeliveries("a", 10, LEASE, NOW);
                !claims.isEmpty();
                claims = store.claimDeliveries("a", 10, LEASE, NOW)) {
            for (DeliveryClaim claim : claims) {
                assertThat(claim.tenant()).isEqualTo(tenant);
                delivered.add(claim.sequence() + " " + claim.signal());
                assertThat(store.delivered(claim)).isTrue();
            }
        }
        return delivered;
    }

    private TenantProblem problemOf(String tenant) {
        return Objects.requireNonNull(store.tenant(tenant).orElseThrow().problem());
    }

    private static <T> T only(List<T> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
