package com.powerseller.odoo.provisioning.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.RateLimitedException;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.PermanentFailureException;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.SignalHandler;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.store.DeadLetter;
import com.powerseller.odoo.provisioning.store.Decision;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.TenantProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The stages one step at a time, with an Odoo and an application that do as they are told. */
class EngineTest {
    private static final Instant START = Instant.parse("2030-06-15T10:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(60);

    private Instant now = START;
    private final StubTruth odoo = new StubTruth();
    private final MemoryStore store = new MemoryStore(() -> now);
    private final List<ProvisioningSignal> told = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean areHandlersHeld;
    private SignalHandler handler = told::add;
    private final Instance a = new Instance("a");
    private final Instance b = new Instance("b");
    private int ids;

    private final class Instance {
        private final Breaker breaker;
        private final Resolver resolver;
        private final Deriver deriver;
        private final Deliverer deliverer;
        private final Tally tally = new Tally();

        private Instance(String name) {
            Settings settings = new Settings(
                    name,
                    LEASE,
                    Duration.ofSeconds(3),
                    new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(100)),
                    3,
                    () -> now,
                    new Random(1) {
                        @Override
                        public double nextDouble() {
                            return 0;
                        }
                    },
                    () -> "id-" + ++ids);
            breaker = new Breaker(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)), settings.random());
            resolver = new Resolver(store, odoo, breaker, settings, tally);
            deriver = new Deriver(store, odoo, breaker, settings, tally);
            deliverer = new Deliverer(
                    store,
                    signal -> handler.handle(signal),
                    false,
                    task -> {
                        if (areHandlersHeld) {
                            waiting.add(task);
                        } else {
                            task.run();
                        }
                    },
                    4,
                    () -> {},
                    settings,
                    tally);
        }

        private void run() {
            for (Stage stage : List.of(resolver, deriver, deliverer, resolver, deriver, deliverer)) {
                for (boolean isMore = true; isMore; ) {
                    isMore = stage.step();
                }
            }
        }
    }

    private void hint(Hint.Kind kind, String model, long id, String correlationId) {
        store.add(List.of(new ReceivedHint(new Hint(kind, model, id), correlationId, now)));
    }

    private void hint(long id) {
        hint(Hint.Kind.WEBHOOK, "sale.order", id, "c" + id);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    static OdooTransportException down() {
        return new OdooTransportException(
                new CallDetails("sale.order", "search_read", "json2", "http://localhost", "r1"),
                "connection refused",
                false,
                null);
    }

    @Test
    void aHintBecomesASignalThatSaysWhatIsSoldAndWhy() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(Hint.Kind.WEBHOOK, "sale.order", 7, "hook-1");

        a.run();

        ProvisioningSignal signal = only(told);
        assertThat(signal.sequence()).isEqualTo(1);
        assertThat(signal.state().status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(signal.cause().correlationId()).isEqualTo("hook-1");
        assertThat(signal.cause().hints()).containsExactly(new Hint(Hint.Kind.WEBHOOK, "sale.order", 7));
        assertThat(store.decisions("t7", Long.MAX_VALUE, 10))
                .extracting(Decision::kind, Decision::correlationId, Decision::who)
                .containsExactly(
                        tuple(Decision.Kind.DELIVERED, "hook-1", "a"), tuple(Decision.Kind.SIGNALLED, "hook-1", "a"));
    }

    @Test
    void aThousandHintsForOneTenantAreOneReadAndOneSignal() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        for (int i = 1; i <= 1_000; i++) {
            hint(Hint.Kind.WEBHOOK, "res.partner", i, "c" + i);
        }
        a.run();

        assertThat(told).hasSize(1);
        assertThat(only(told).cause().hints()).hasSize(50);
        assertThat(odoo.calls).containsExactly(1_000, 1);
    }

    @Test
    void hintsThatFindNothingNewTellNobody() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        a.run();
        hint(7);
        a.run();

        assertThat(told).hasSize(1);
        assertThat(store.decisions("t7", Long.MAX_VALUE, 1))
                .extracting(Decision::kind)
                .containsExactly(Decision.Kind.UNCHANGED);
    }

    @Test
    void aTenantThatIsGoneHasEndedOnce() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        a.run();
        odoo.tenants.clear();
        store.touch(List.of("t7", "t8"), new ReceivedHint(new Hint(Hint.Kind.SWEEP, null, 0), "sweep", now));
        a.run();
        store.touch(List.of("t7", "t8"), new ReceivedHint(new Hint(Hint.Kind.SWEEP, null, 0), "sweep", now));
        a.run();

        assertThat(told).extracting(s -> s.state().status()).containsExactly(TenantStatus.ACTIVE, TenantStatus.ENDED);
    }

    @Test
    void aHintAboutARecordThatIsGoneOrAnothersTouchesTheTenantThatWasDerivedFromIt() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        odoo.held("t8", Problem.Code.KEY_CONFLICT);
        hint(7);
        hint(8);
        a.run();
        odoo.tenants.clear();
        odoo.sold("t8", TenantStatus.ACTIVE);
        odoo.moved.put(8L, "t9");
        odoo.sold("t9", TenantStatus.TRIAL);
        hint(7);
        hint(8);
        a.run();

        assertThat(told)
                .extracting(s -> s.state().tenant(), s -> s.state().status())
                .containsExactlyInAnyOrder(
                        tuple("t7", TenantStatus.ACTIVE),
                        tuple("t7", TenantStatus.ENDED),
                        tuple("t8", TenantStatus.ACTIVE),
                        tuple("t9", TenantStatus.TRIAL));
        assertThat(store.status(0).hints()).isZero();
    }

    @Test
    void aWebhookBeforeTheCommitTouchesTheOldTenantNowAndLooksForTheNewOneLater() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        a.run();
        pass(Duration.ofMinutes(1));
        odoo.callsBeforeCommit = true;
        odoo.tenants.clear();
        hint(7);
        a.run();
        assertThat(told).extracting(s -> s.state().status()).containsExactly(TenantStatus.ACTIVE, TenantStatus.ENDED);
        assertThat(store.status(0).hints()).isEqualTo(1);

        odoo.moved.put(7L, "t9");
        odoo.sold("t9", TenantStatus.ACTIVE);
        pass(Duration.ofSeconds(3));
        a.run();
        assertThat(told).extracting(s -> s.state().tenant()).containsExactly("t7", "t7", "t9");
        assertThat(store.status(0).hints()).isZero();
    }

    @Test
    void whatATenantWasDerivedFromIsNotForgottenWhileItCannotBeRead() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        a.run();
        odoo.poisoned.add("t7");
        hint(7);
        a.run();
        odoo.poisoned.clear();
        odoo.tenants.clear();
        hint(7);
        a.run();

        assertThat(told).extracting(s -> s.state().status()).containsExactly(TenantStatus.ACTIVE, TenantStatus.ENDED);
    }

    @Test
    void aProblemHoldsTheTenantAndIsOverWhenItIsPutRight() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        a.run();
        odoo.held("t7", Problem.Code.KEY_CONFLICT);
        hint(7);
        a.run();
        assertThat(problemOf("t7").code()).isEqualTo("KEY_CONFLICT");
        assertThat(told).hasSize(1);

        odoo.sold("t7", TenantStatus.SUSPENDED);
        hint(7);
        a.run();
        assertThat(store.tenant("t7").orElseThrow().problem()).isNull();
        assertThat(told).hasSize(2);
    }

    @Test
    void whatTimeChangesIsSignalledWithoutAHint() {
        odoo.sold("t7", TenantStatus.TRIAL, START.plusSeconds(3600));
        hint(7);
        a.run();
        odoo.sold("t7", TenantStatus.ACTIVE);
        pass(Duration.ofSeconds(3599));
        a.run();
        assertThat(told).hasSize(1);
        pass(Duration.ofSeconds(1));
        a.run();

        assertThat(told).hasSize(2);
        assertThat(told.get(1).cause().hints()).containsExactly(new Hint(Hint.Kind.TIME, null, 0));
    }

    @Test
    void hintsThatNobodyCanFollowAreDropped() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(Hint.Kind.WEBHOOK, "mail.message", 7, "c");
        hint(Hint.Kind.WEBHOOK, "sale.order", 1L << 40, "c");
        hint(Hint.Kind.WEBHOOK, "sale.order", 99, "c");
        store.add(List.of(new ReceivedHint(new Hint(Hint.Kind.SWEEP, null, 0), "c", now)));
        a.run();

        assertThat(told).isEmpty();
        assertThat(store.status(0).hints()).isZero();
    }

    @Test
    void nothingIsConcludedWhileOdooIsDownAndNothingLost() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        odoo.outage = down();
        a.run();
        assertThat(store.status(0).hints()).isEqualTo(1);
        assertThat(a.breaker.state().downSince()).isEqualTo(now);

        int calls = odoo.calls.size();
        hint(8);
        a.run();
        assertThat(odoo.calls).as("the breaker is open").hasSize(calls);

        odoo.outage = null;
        pass(Duration.ofSeconds(1));
        a.run();
        assertThat(told).hasSize(1);
        assertThat(a.breaker.state().downSince()).isNull();
    }

    @Test
    void anOutageBetweenHintAndReadKeepsTheTenantDirtyAndItsCause() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        a.resolver.step();
        odoo.outage = down();
        a.deriver.step();
        odoo.tenants.clear();
        a.run();
        assertThat(told).isEmpty();

        odoo.outage = null;
        odoo.sold("t7", TenantStatus.ACTIVE);
        pass(Duration.ofSeconds(1));
        a.run();
        assertThat(only(told).cause().correlationId()).isEqualTo("c7");
    }

    @Test
    void theBreakerWaitsLongerFromFailureToFailureAndAsLongAsOdooAsks() {
        assertThat(a.breaker.failed(now, down())).isEqualTo(START.plusSeconds(1));
        assertThat(a.breaker.failed(now, down()))
                .as("one that failed at the same time")
                .isEqualTo(START.plusSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(a.breaker.failed(now, down())).isEqualTo(now.plusSeconds(2));
        pass(Duration.ofSeconds(2));
        assertThat(a.breaker.failed(
                        now,
                        new RateLimitedException(
                                new CallDetails("sale.order", "read", "json2", "http://localhost", "r1"),
                                "slow down",
                                Duration.ofSeconds(70))))
                .isEqualTo(now.plusSeconds(70));
        a.breaker.succeeded(now);
        assertThat(a.breaker.allows(now)).isTrue();
    }

    @Test
    void aTenantThatCannotBeReadHoldsUpNoOther() {
        for (int i = 1; i <= 100; i++) {
            odoo.sold("t" + i, TenantStatus.ACTIVE);
            hint(i);
        }
        odoo.poisoned.add("t42");
        a.run();

        assertThat(told).hasSize(99);
        assertThat(problemOf("t42").code()).isEqualTo("UNREADABLE");
        assertThat(odoo.calls).hasSizeLessThan(20);

        odoo.poisoned.clear();
        pass(Duration.ofMinutes(1));
        a.run();
        assertThat(told).hasSize(100);
    }

    @Test
    void aTenantThatStaysUnreadableIsTriedLessAndLessOften() {
        odoo.poisoned.add("t7");
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        a.run();
        int minutes = 0;
        for (int i = 0; i < 24 * 60; i++) {
            pass(Duration.ofMinutes(1));
            int before = odoo.calls.size();
            a.run();
            minutes += odoo.calls.size() > before ? 1 : 0;
        }
        assertThat(minutes).isBetween(24, 40);
    }

    @Test
    void ifNobodyCanBeReadNothingIsConcluded() {
        for (int i = 1; i <= 100; i++) {
            odoo.sold("t" + i, TenantStatus.ACTIVE);
            odoo.poisoned.add("t" + i);
            hint(i);
        }
        a.run();

        assertThat(store.status(0).tenantsWithProblems()).isZero();
        assertThat(a.breaker.state().downSince()).isNotNull();
        assertThat(odoo.calls).hasSizeLessThan(30);
    }

    @Test
    void whatIsTooMuchAtOnceIsReadInSmallerParts() {
        for (int i = 1; i <= 100; i++) {
            odoo.sold("t" + i, TenantStatus.ACTIVE);
        }
        store.touch(odoo.tenants.keySet(), new ReceivedHint(new Hint(Hint.Kind.SWEEP, null, 0), "sweep", now));
        odoo.most = 12;
        for (int i = 0; i < 100 && store.status(0).dirtyTenants() > 0; i++) {
            a.deriver.step();
            pass(Duration.ofSeconds(5));
        }
        assertThat(store.status(0).dirtyTenants()).isZero();
        assertThat(store.status(0).signals()).isEqualTo(100);
    }

    @Test
    void aHintThatCannotBeReadHoldsUpNoOtherAndIsGivenUpAfterADay() {
        for (int i = 1; i <= 20; i++) {
            odoo.sold("t" + i, TenantStatus.ACTIVE);
            hint(i);
        }
        odoo.poisonedIds.add(13L);
        a.run();
        assertThat(told).hasSize(19);
        assertThat(store.status(0).hints()).isEqualTo(1);

        pass(Duration.ofHours(25));
        a.run();
        assertThat(store.status(0).hints()).isZero();
    }

    @Test
    void aSecondWebhookAboutARecordIsWaitedForAsTheFirstWas() {
        odoo.callsBeforeCommit = true;
        hint(7);
        a.run();
        pass(Duration.ofMillis(2_900));
        hint(7);
        pass(Duration.ofMillis(150));
        a.run();
        assertThat(told).isEmpty();

        odoo.sold("t7", TenantStatus.ACTIVE);
        pass(Duration.ofSeconds(3));
        a.run();
        assertThat(told).hasSize(1);
    }

    @Test
    void whatIsSignalledDoesNotHideAWebhookWhoseTransactionIsNotCommitted() {
        odoo.callsBeforeCommit = true;
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        a.run();
        assertThat(told).hasSize(1);

        odoo.sold("t7", TenantStatus.SUSPENDED);
        pass(Duration.ofSeconds(3));
        a.run();
        assertThat(told).hasSize(2);
        pass(Duration.ofMinutes(1));
        a.run();
        assertThat(store.status(0).dirtyTenants()).isZero();
    }

    @Test
    void hintsThatNobodyAsksOdooForAreNoSignOfLife() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        odoo.outage = down();
        hint(7);
        a.run();
        assertThat(a.breaker.state().downSince()).isEqualTo(START);

        pass(Duration.ofSeconds(1));
        hint(Hint.Kind.WEBHOOK, "sale.subscription", 1, "c1");
        a.run();

        assertThat(a.breaker.state().downSince()).isEqualTo(START);
    }

    @Test
    void hintsAreKeptForMoreThanADayWhereNoneCanBeRead() {
        for (long id = 1; id <= 20; id++) {
            odoo.poisonedIds.add(id);
            hint(id);
        }
        a.run();
        pass(Duration.ofHours(25));
        a.run();
        assertThat(store.status(0).hints()).isEqualTo(20);
    }

    @Test
    void aWebhookThatCameBeforeTheCommitIsLookedIntoAgain() {
        odoo.callsBeforeCommit = true;
        hint(7);
        a.run();
        assertThat(told).as("nothing to be seen yet").isEmpty();

        odoo.sold("t7", TenantStatus.ACTIVE);
        pass(Duration.ofSeconds(3));
        a.run();
        assertThat(only(told).cause().correlationId()).isEqualTo("c7");

        hint(7);
        a.run();
        odoo.sold("t7", TenantStatus.SUSPENDED);
        pass(Duration.ofSeconds(3));
        a.run();
        assertThat(told).hasSize(2);
        assertThat(told.get(1).cause().correlationId()).isEqualTo("c7");
        assertThat(store.status(0).dirtyTenants()).isZero();
    }

    @Test
    void aHandlerThatFailsIsCalledAgainAfterLongerAndLongerPauses() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        handler = failing("no");
        a.run();
        handler = told::add;
        pass(Duration.ofSeconds(9));
        a.run();
        assertThat(told).isEmpty();
        pass(Duration.ofSeconds(1));
        a.run();

        assertThat(told).hasSize(1);
        assertThat(store.decisions("t7", Long.MAX_VALUE, 10))
                .extracting(Decision::kind)
                .containsExactly(Decision.Kind.DELIVERED, Decision.Kind.FAILED, Decision.Kind.SIGNALLED);
    }

    @Test
    void afterItsLastTryASignalIsADeadLetterThatHoldsUpItsTenantAlone() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        odoo.sold("t8", TenantStatus.ACTIVE);
        hint(7);
        hint(8);
        handler = signal -> {
            if (signal.state().tenant().equals("t7")) {
                throw new IllegalStateException("no disk");
            }
            told.add(signal);
        };
        for (int i = 0; i < 3; i++) {
            a.run();
            pass(Duration.ofSeconds(100));
        }
        odoo.sold("t7", TenantStatus.SUSPENDED);
        hint(7);
        a.run();

        assertThat(told).extracting(s -> s.state().tenant()).containsExactly("t8");
        DeadLetter dead = only(store.deadLetters("", 10));
        assertThat(dead.attempts()).isEqualTo(3);
        assertThat(dead.reason()).contains("after 3 attempts", "no disk");

        handler = told::add;
        store.replay("t7", "op");
        a.run();
        assertThat(told).extracting(ProvisioningSignal::sequence).containsExactly(1L, 1L, 2L);
    }

    @Test
    void aPermanentFailureIsNotTriedAgain() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        handler = signal -> {
            throw new PermanentFailureException("the name is taken");
        };
        a.run();

        assertThat(only(store.deadLetters("", 10)).reason()).contains("the name is taken");
    }

    @Test
    void anErrorOfTheHandlerIsAFailureLikeAnother() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        handler = signal -> {
            throw new StackOverflowError("too deep");
        };
        a.run();

        assertThat(store.status(1).undelivered().get(0).reason()).contains("too deep");
    }

    @Test
    void aSignalThatKillsEveryInstanceIsGivenUpToo() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        areHandlersHeld = true;
        for (int i = 0; i < 3; i++) {
            new Instance("dying" + i).run();
            waiting.clear();
            pass(LEASE);
        }
        areHandlersHeld = false;
        a.run();

        assertThat(told).isEmpty();
        assertThat(only(store.deadLetters("", 10)).reason()).contains("died");
    }

    @Test
    void aSlowHandlerKeepsItsLeaseAndADeadOneLosesIt() {
        odoo.sold("t7", TenantStatus.ACTIVE);
        hint(7);
        areHandlersHeld = true;
        a.run();
        for (int i = 0; i < 10; i++) {
            pass(LEASE.minusSeconds(1));
            a.deliverer.renewLeases();
            b.run();
        }
        assertThat(waiting).hasSize(1);
        assertThat(a.deliverer.running()).isEqualTo(1);

        pass(LEASE);
        b.run();
        assertThat(waiting).as("b has taken over").hasSize(2);
        a.deliverer.renewLeases();
        assertThat(a.deliverer.running()).isZero();
        waiting.forEach(Runnable::run);
        assertThat(told)
                .extracting(ProvisioningSignal::idempotencyKey)
                .hasSize(2)
                .containsOnly(told.get(0).idempotencyKey());
        assertThat(a.tally.delivered.sum()).isZero();
        assertThat(b.tally.delivered.sum()).isEqualTo(1);
        assertThat(store.status(0).signals()).isZero();
    }

    @Test
    void noMoreIsClaimedThanHandlersAreFree() {
        IntStream.rangeClosed(1, 10).forEach(i -> {
            odoo.sold("t" + i, TenantStatus.ACTIVE);
            hint(i);
        });
        areHandlersHeld = true;
        a.run();
        assertThat(waiting).hasSize(4);
        waiting.removeFirst().run();
        a.run();
        assertThat(waiting).hasSize(4);
        assertThat(told).hasSize(1);
    }

    private static SignalHandler failing(String why) {
        return signal -> {
            throw new IllegalStateException(why);
        };
    }

    private TenantProblem problemOf(String tenant) {
        return Objects.requireNonNull(store.tenant(tenant).orElseThrow().problem());
    }

    private static <T> T only(List<T> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
