package com.powerseller.odoo.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.provisioning.internal.engine.StubTruth;
import com.powerseller.odoo.provisioning.store.Decision;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine with its threads. */
@Timeout(60)
class ProvisioningTest {
    private final StubTruth odoo = new StubTruth();
    private final BlockingQueue<ProvisioningSignal> told = new LinkedBlockingQueue<>();

    private Provisioning.Builder builder() {
        return Provisioning.builder().truth(odoo).pause(Duration.ofDays(1)).handler(told::put);
    }

    private ProvisioningSignal next() throws InterruptedException {
        ProvisioningSignal signal = told.poll(50, TimeUnit.SECONDS);
        assertThat(signal).as("a signal").isNotNull();
        return signal;
    }

    @Test
    void aHintWakesTheEngineAndEachStageTheNext() throws Exception {
        odoo.sold("t7", TenantStatus.ACTIVE);
        try (Provisioning provisioning = builder().build()) {
            provisioning.start();
            String first = provisioning.hint("sale.order", 7);
            assertThat(next().cause().correlationId()).isEqualTo(first);

            odoo.sold("t7", TenantStatus.SUSPENDED);
            String second = provisioning.look(List.of("t7"));
            assertThat(next().cause().correlationId()).isEqualTo(second);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aDeadLetterIsReplayedOrSkippedByHand() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        odoo.sold("t7", TenantStatus.ACTIVE);
        try (Provisioning provisioning = builder()
                .handler(signal -> {
                    told.put(signal);
                    if (calls.incrementAndGet() < 3) {
                        throw new PermanentFailureException("no");
                    }
                })
                .build()) {
            provisioning.start();
            provisioning.look(List.of("t7"));
            next();
            untilDead(provisioning);
            assertThat(provisioning.status(1).backlog().deadLetters()).isEqualTo(1);
            assertThat(provisioning.replay("t7", "op")).isTrue();
            next();
            untilDead(provisioning);
            odoo.sold("t7", TenantStatus.SUSPENDED);
            provisioning.look(List.of("t7"));
            assertThat(provisioning.skip("t7", 1, "op", "will be made good")).isTrue();
            assertThat(next().sequence()).isEqualTo(2);
            assertThat(provisioning.replay("t7", "op")).isFalse();
            assertThat(provisioning.decisions("t7", Long.MAX_VALUE, 100))
                    .extracting(Decision::kind)
                    .contains(Decision.Kind.REPLAYED, Decision.Kind.SKIPPED);
        }
    }

    private static void untilDead(Provisioning provisioning) {
        while (provisioning.deadLetters("", 1).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void closingWaitsForTheHandlerAndKeepsWhatItDid() throws Exception {
        MemoryStore store = new MemoryStore();
        CountDownLatch isAtWork = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        odoo.sold("t7", TenantStatus.ACTIVE);
        Provisioning provisioning = builder()
                .store(store)
                .handler(signal -> {
                    isAtWork.countDown();
                    mayEnd.await();
                })
                .build();
        provisioning.start();
        provisioning.look(List.of("t7"));
        isAtWork.await();
        assertThat(provisioning.status(1).delivering()).isEqualTo(1);
        Thread closing = new Thread(provisioning::close);
        closing.start();
        mayEnd.countDown();
        closing.join();

        assertThat(store.status(0).signals()).isZero();
        assertThat(provisioning.status(0).running()).isFalse();
        provisioning.close();
        assertThatThrownBy(provisioning::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHandlerThatDoesNotEndIsInterruptedAndItsSignalComesAgain() throws Exception {
        MemoryStore store = new MemoryStore();
        CountDownLatch isAtWork = new CountDownLatch(1);
        odoo.sold("t7", TenantStatus.ACTIVE);
        Provisioning provisioning = builder()
                .store(store)
                .closeWithin(Duration.ZERO)
                .handler(signal -> {
                    isAtWork.countDown();
                    new CountDownLatch(1).await();
                })
                .build();
        provisioning.start();
        provisioning.look(List.of("t7"));
        isAtWork.await();
        provisioning.close();

        assertThat(store.status(1).undelivered().get(0).reason()).contains("InterruptedException");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> Provisioning.builder().build()).hasMessageContaining("handler(...)");
        assertThatThrownBy(() -> Provisioning.builder().handler(told::put).build())
                .hasMessageContaining("odoo(...) and rules(...)");
        assertThatThrownBy(() -> builder().handlerThreads(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().retry(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().retry(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().lease(Duration.ofMillis(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().instance(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEngineThatWasNeverStartedCloses() {
        builder().build().close();
    }
}
