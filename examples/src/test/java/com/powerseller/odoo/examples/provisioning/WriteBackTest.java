package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.examples.Fakes;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Provisioning;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.WriteBack;
import com.powerseller.odoo.provisioning.internal.derive.OdooTruth;
import com.powerseller.odoo.provisioning.internal.engine.Backoff;
import com.powerseller.odoo.provisioning.internal.engine.Breaker;
import com.powerseller.odoo.provisioning.internal.engine.Deliverer;
import com.powerseller.odoo.provisioning.internal.engine.Deriver;
import com.powerseller.odoo.provisioning.internal.engine.Resolver;
import com.powerseller.odoo.provisioning.internal.engine.Settings;
import com.powerseller.odoo.provisioning.internal.engine.Stage;
import com.powerseller.odoo.provisioning.internal.engine.Tally;
import com.powerseller.odoo.provisioning.internal.engine.WriterBack;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testkit.FakeClock;
import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fake Odoo is told of what the application has taken. */
@SuppressWarnings("NullAway.Init")
class WriteBackTest {
    private final FakeClock clock = FakeClock.at("2030-06-15T10:00:00Z");
    private final MemoryStore store = new MemoryStore(clock);
    private final List<ProvisioningSignal> told = new ArrayList<>();
    private final Rules rules = Rules.builder()
            .tiers("free", "team")
            .product("TEAM", grant -> grant.tier("team"))
            .build();
    private FakeOdoo fake;
    private OdooClient odoo;
    private Shop shop;
    private List<Stage> stages = List.of();

    private void start(String series, WriteBack writeBack) {
        fake = FakeOdoo.builder().series(series).clock(clock).start();
        odoo = Fakes.client(fake).retry(RetryPolicy.none()).build();
        shop = new Shop(odoo);
        Settings settings = new Settings(
                "a",
                Duration.ofMinutes(1),
                Duration.ZERO,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                3,
                clock,
                new Random(1),
                () -> "id");
        Breaker breaker = new Breaker(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)), new Random(1));
        OdooTruth truth = new OdooTruth(odoo, rules, clock);
        Tally tally = new Tally();
        stages = List.of(
                new Resolver(store, truth, breaker, settings, tally),
                new Deriver(store, truth, breaker, settings, tally),
                new Deliverer(store, told::add, true, Runnable::run, 10, () -> {}, settings, tally),
                new WriterBack(store, odoo, writeBack, breaker, settings, tally));
    }

    @AfterEach
    void stop() {
        odoo.close();
        fake.close();
    }

    private void hint(long order) {
        store.add(List.of(
                new ReceivedHint(new Hint(Hint.Kind.WEBHOOK, "sale.order", order), "c" + order, clock.instant())));
    }

    private void run() {
        for (Stage stage : stages) {
            for (boolean isMore = true; isMore; ) {
                isMore = stage.step();
            }
        }
    }

    private List<String> notes(long order) {
        return odoo
                .model("mail.message")
                .search(Domain.<Record>of("model", "=", "sale.order")
                        .and(Domain.of("res_id", "=", order))
                        .and(Domain.of("body", "ilike", "Provisioned")))
                .select("body")
                .list()
                .stream()
                .map(message -> String.valueOf(message.get("body")))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aNoteIsPostedOnceForWhatWasTakenAndRaisesNoSignal(String series) {
        start(series, WriteBack.nothing().note());
        long order = shop.subscription(shop.company("Acme"), SubscriptionState._3_PROGRESS, shop.product("TEAM"), 1);
        hint(order);
        run();
        assertThat(notes(order)).singleElement().asString().contains("Provisioned: ACTIVE");

        hint(order);
        run();
        assertThat(notes(order)).hasSize(1);
        assertThat(told).hasSize(1);
        assertThat(store.status(0).writeBacks()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aNoteThatWasPostedByATryWithoutAnAnswerIsNotPostedAgain(String series) {
        start(series, WriteBack.nothing().note());
        long order = shop.subscription(shop.company("Acme"), SubscriptionState._3_PROGRESS, shop.product("TEAM"), 1);
        hint(order);
        fake.faults().add(Fault.drop().method("message_post").afterCommit().times(1));
        run();
        assertThat(notes(order)).hasSize(1);
        assertThat(store.status(0).writeBacks()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(10));
        run();
        assertThat(notes(order)).hasSize(1);
        assertThat(store.status(0).writeBacks()).isZero();
    }

    @Test
    void whileOdooIsDownTheAppIsToldAndOdooLater() {
        start("19.0", WriteBack.nothing().note());
        long order = shop.subscription(shop.company("Acme"), SubscriptionState._3_PROGRESS, shop.product("TEAM"), 1);
        hint(order);
        fake.faults().add(Fault.serviceUnavailable().method("message_post").times(1));
        run();
        assertThat(told).hasSize(1);
        assertThat(notes(order)).isEmpty();

        clock.advance(Duration.ofSeconds(10));
        run();
        assertThat(notes(order)).hasSize(1);
    }

    @Test
    void fieldsOfSubscriptionAndCustomerAreWrittenAndSettle() {
        start(
                "19.0",
                WriteBack.nothing()
                        .field(
                                "client_order_ref",
                                signal -> signal.state().status().name())
                        .customerField("ref", signal -> "tier " + signal.state().tier()));
        long acme = shop.company("Acme");
        long order = shop.subscription(acme, SubscriptionState._3_PROGRESS, shop.product("TEAM"), 1);
        hint(order);
        run();
        hint(order);
        run();

        assertThat(odoo.model(SaleOrder.TYPE)
                        .read(List.of(order), SaleOrder.CLIENT_ORDER_REF)
                        .get(0)
                        .clientOrderRef())
                .isEqualTo("ACTIVE");
        assertThat(odoo.model(ResPartner.TYPE)
                        .read(List.of(acme), ResPartner.REF)
                        .get(0)
                        .ref())
                .isEqualTo("tier team");
        assertThat(told).hasSize(1);
    }

    @Test
    void aSubscriptionThatIsGoneIsToldNothing() {
        start("19.0", WriteBack.nothing().note().field("client_order_ref", signal -> "x"));
        long order = shop.subscription(shop.company("Acme"), SubscriptionState._3_PROGRESS, shop.product("TEAM"), 1);
        hint(order);
        for (Stage stage : stages.subList(0, 3)) {
            stage.step();
        }
        odoo.model("sale.order.log")
                .delete(odoo.model("sale.order.log")
                        .search(Domain.of("order_id", "=", order))
                        .ids());
        odoo.model(SaleOrder.TYPE).update(order, SaleOrder.values().state(SaleOrder.State.CANCEL));
        odoo.model(SaleOrder.TYPE).delete(order);
        run();

        assertThat(store.status(0).writeBacks()).isZero();
    }

    @Test
    void theEngineItselfTellsBoth() throws Exception {
        start("19.0", WriteBack.nothing());
        BlockingQueue<ProvisioningSignal> signals = new LinkedBlockingQueue<>();
        long order = shop.subscription(shop.company("Acme"), SubscriptionState._3_PROGRESS, shop.product("TEAM"), 1);
        try (Provisioning provisioning = Provisioning.builder()
                .odoo(odoo)
                .rules(rules)
                .clock(clock)
                .handler(signals::put)
                .writeBack(WriteBack.nothing().note())
                .build()) {
            provisioning.start();
            provisioning.hint("sale.order", order);
            ProvisioningSignal signal = signals.poll(30, TimeUnit.SECONDS);
            assertThat(signal).isNotNull();
            assertThat(signal.state().tenant()).isEqualTo("odoo-" + order);
            while (provisioning.decisions("odoo-" + order, Long.MAX_VALUE, 10).size() < 3) {
                Thread.onSpinWait();
            }
            assertThat(provisioning.status(10).odoo().isReachable()).isTrue();
        }
        assertThat(notes(order)).hasSize(1);
    }
}
