package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.SaleSubscription;
import com.powerseller.odoo.models.SaleSubscriptionPlan;
import com.powerseller.odoo.models.subscription.Subscription;
import com.powerseller.odoo.models.subscription.SubscriptionShape;
import com.powerseller.odoo.models.subscription.SubscriptionState;
import com.powerseller.odoo.models.subscription.Subscriptions;
import com.powerseller.odoo.models.subscription.UnsupportedByServerException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A subscription's life on a real Odoo 19 whose sale orders have Enterprise's shape. */
@Tag("real-odoo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SubscriptionsContractTest {
    private RealServer server;
    private long monthly;
    private long pro;
    private long setUp;

    @BeforeAll
    void findWhatIsSold() throws Exception {
        server = RealServer.copyOfTheTemplate();
        try (OdooClient odoo = server.client(Protocol.JSON2)) {
            monthly = odoo.model(SaleSubscriptionPlan.TYPE)
                    .search(SaleSubscriptionPlan.NAME.eq("Monthly"))
                    .ids()
                    .get(0);
            pro = product(odoo, "SUB-PRO");
            setUp = product(odoo, "SETUP");
        }
    }

    @AfterAll
    void dropTheDatabase() throws Exception {
        server.drop();
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aSubscriptionIsReadAsItIs(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long customer = customer(odoo);
            long id = quotation(odoo, customer);

            assertThat(subscriptions.shape()).isEqualTo(SubscriptionShape.SALE_ORDER);
            Subscription quotation = subscriptions.find(id).orElseThrow();
            assertThat(quotation.state()).isEqualTo(SubscriptionState.QUOTATION);
            assertThat(quotation.start()).isNull();

            subscriptions.confirm(id);
            Subscription running = subscriptions.find(id).orElseThrow();
            assertThat(running.state()).isEqualTo(SubscriptionState.IN_PROGRESS);
            assertThat(running.originId()).isEqualTo(id);
            assertThat(running.previous()).isNull();
            assertThat(running.name()).startsWith("S0");
            assertThat(running.customer()).extracting(Ref::id).isEqualTo(customer);
            assertThat(running.plan()).isEqualTo(new Ref<>(monthly, "Monthly"));
            assertThat(running.start()).isNotNull().isEqualTo(running.nextInvoice());
            assertThat(running.end()).isNull();
            assertThat(running.recurringAmount()).isEqualByComparingTo("90");
            assertThat(running.recurringMonthly()).isEqualByComparingTo("90");
            assertThat(running.currency()).isNotNull();
            assertThat(running.lines()).hasSize(2);
            Subscription.Line recurring = running.lines().get(0);
            assertThat(recurring.product()).extracting(Ref::id).isEqualTo(pro);
            assertThat(recurring.name()).contains("Pro subscription");
            assertThat(recurring.quantity()).isEqualTo(2);
            assertThat(recurring.priceUnit()).isEqualTo(50);
            assertThat(recurring.discount()).isEqualTo(10);
            assertThat(recurring.subtotal()).isEqualByComparingTo("90");
            assertThat(recurring.recurring()).isTrue();
            assertThat(running.lines().get(1).product()).extracting(Ref::id).isEqualTo(setUp);
            assertThat(running.lines().get(1).recurring()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aRenewalKeepsTheTenantsKey(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long first = running(odoo, subscriptions, customer(odoo));

            long second = subscriptions.renew(first);
            Subscription quotation = subscriptions.find(second).orElseThrow();
            assertThat(quotation.state()).isEqualTo(SubscriptionState.RENEWAL_QUOTATION);
            assertThat(quotation.previous()).extracting(Ref::id).isEqualTo(first);

            subscriptions.confirm(second);
            long third = subscriptions.renew(second);
            subscriptions.confirm(third);

            assertThat(subscriptions.chain(first))
                    .extracting(Subscription::id, Subscription::originId, Subscription::state)
                    .containsExactly(
                            tuple(first, first, SubscriptionState.RENEWED),
                            tuple(second, first, SubscriptionState.RENEWED),
                            tuple(third, first, SubscriptionState.IN_PROGRESS));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aSubscriptionIsPausedResumedAndClosed(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long id = running(odoo, subscriptions, customer(odoo));

            subscriptions.pause(id);
            assertThat(state(subscriptions, id)).isEqualTo(SubscriptionState.PAUSED);
            assertThatThrownBy(() -> subscriptions.pause(id))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("paused");
            subscriptions.resume(id);
            assertThat(state(subscriptions, id)).isEqualTo(SubscriptionState.IN_PROGRESS);
            assertThatThrownBy(() -> subscriptions.resume(id)).isInstanceOf(IllegalStateException.class);

            subscriptions.close(id);
            Subscription closed = subscriptions.find(id).orElseThrow();
            assertThat(closed.state()).isEqualTo(SubscriptionState.CHURNED);
            assertThat(closed.end()).isNotNull();
            assertThatThrownBy(() -> subscriptions.close(id)).isInstanceOf(UserErrorException.class);
            assertThatThrownBy(() -> subscriptions.pause(id)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void theReasonToCloseIsKept(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long id = running(odoo, subscriptions, customer(odoo));
            Ref<?> reason = subscriptions.closeReasons().get(0);
            assertThat(reason.displayName()).isEqualTo("Too expensive");

            subscriptions.close(id, reason.id());

            assertThat(state(subscriptions, id)).isEqualTo(SubscriptionState.CHURNED);
            assertThat(odoo.model(SaleOrder.TYPE)
                            .read(List.of(id), SaleOrder.CLOSE_REASON_ID)
                            .get(0)
                            .closeReasonId())
                    .extracting(Ref::id)
                    .isEqualTo(reason.id());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void subscriptionsAreFoundByCustomerStateAndDomain(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long customer = customer(odoo);
            long quotation = quotation(odoo, customer);
            long running = running(odoo, subscriptions, customer);
            long upsell =
                    (Long) ((Map<?, ?>) odoo.call("sale.order", "prepare_upsell_order", List.of(List.of(running))))
                            .get("res_id");
            long plain = odoo.model(SaleOrder.TYPE).create(SaleOrder.values().partnerId(customer));

            assertThat(subscriptions.ofCustomer(customer))
                    .extracting(Subscription::id)
                    .containsExactly(quotation, running, upsell);
            assertThat(subscriptions.find(plain)).isEmpty();
            assertThat(subscriptions.inState(SubscriptionState.IN_PROGRESS, SubscriptionState.UPSELL))
                    .extracting(Subscription::id)
                    .contains(running, upsell)
                    .doesNotContain(quotation);
            assertThat(subscriptions.inState(SubscriptionState.TO_RENEW)).isEmpty();
            assertThat(subscriptions.find(SaleOrder.PLAN_ID.eq(monthly).and(SaleOrder.PARTNER_ID.eq(customer))))
                    .extracting(Subscription::state)
                    .containsExactly(
                            SubscriptionState.QUOTATION, SubscriptionState.IN_PROGRESS, SubscriptionState.UPSELL);
            try (Stream<Subscription> all = subscriptions.stream()) {
                assertThat(all.map(Subscription::id))
                        .contains(quotation, running, upsell)
                        .doesNotContain(plain);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void changesSinceATimeOfTheServersAreFoundAgain(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long id = running(odoo, subscriptions, customer(odoo));
            Instant changed = subscriptions.find(id).orElseThrow().writeDate();

            try (Stream<Subscription> since = subscriptions.changedSince(changed.plusMillis(500))) {
                assertThat(since.map(Subscription::id)).contains(id);
            }
            try (Stream<Subscription> since = subscriptions.changedSince(changed.plusSeconds(3600))) {
                assertThat(since).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aSubscriptionOf15IsReadStartedAndClosed(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo, SubscriptionShape.SALE_SUBSCRIPTION);
            long customer = customer(odoo);
            long id = odoo.model(SaleSubscription.TYPE)
                    .create(SaleSubscription.values()
                            .partnerId(customer)
                            .recurringInvoiceLineIds(Command.create(new Values<Record>()
                                    .set("product_id", pro)
                                    .set("quantity", 2)
                                    .set("discount", 10))));

            Subscription draft = subscriptions.find(id).orElseThrow();
            assertThat(draft.state()).isEqualTo(SubscriptionState.QUOTATION);
            assertThat(draft.name()).startsWith("SUB");
            assertThat(draft.originId()).isEqualTo(id);
            assertThat(draft.plan()).extracting(Ref::displayName).isEqualTo("Monthly");
            assertThat(draft.recurringAmount()).isEqualByComparingTo("90");
            assertThat(draft.recurringMonthly()).isEqualByComparingTo("90");
            assertThat(draft.lines())
                    .extracting(Subscription.Line::quantity, Subscription.Line::subtotal, Subscription.Line::recurring)
                    .containsExactly(tuple(2.0, new BigDecimal("90.0"), true));

            subscriptions.confirm(id);
            assertThat(subscriptions.ofCustomer(customer))
                    .extracting(Subscription::state)
                    .containsExactly(SubscriptionState.IN_PROGRESS);
            odoo.model(SaleSubscription.TYPE)
                    .update(id, SaleSubscription.values().toRenew(true));
            assertThat(subscriptions.inState(SubscriptionState.TO_RENEW))
                    .extracting(Subscription::id)
                    .contains(id);

            subscriptions.close(id);
            odoo.model(SaleSubscription.TYPE)
                    .update(id, SaleSubscription.values().active(false));
            assertThat(state(subscriptions, id)).isEqualTo(SubscriptionState.CHURNED);
            assertThat(subscriptions.ofCustomer(customer)).isEmpty();
            assertThat(subscriptions.chain(id)).hasSize(1);
            assertThatThrownBy(() -> subscriptions.pause(id)).isInstanceOf(UnsupportedByServerException.class);
        }
    }

    private long running(OdooClient odoo, Subscriptions subscriptions, long customer) {
        long id = quotation(odoo, customer);
        subscriptions.confirm(id);
        return id;
    }

    private long quotation(OdooClient odoo, long customer) {
        return odoo.model(SaleOrder.TYPE)
                .create(SaleOrder.values()
                        .partnerId(customer)
                        .planId(monthly)
                        .orderLine(
                                Command.create(SaleOrderLine.values()
                                        .productId(pro)
                                        .productUomQty(2.0)
                                        .discount(10.0)),
                                Command.create(SaleOrderLine.values().productId(setUp)),
                                Command.create(SaleOrderLine.values()
                                        .displayType(SaleOrderLine.DisplayType.LINE_NOTE)
                                        .name("A note"))));
    }

    private static SubscriptionState state(Subscriptions subscriptions, long id) {
        return subscriptions.find(id).orElseThrow().state();
    }

    private static long customer(OdooClient odoo) {
        return odoo.model(ResPartner.TYPE).create(ResPartner.values().name("Acme"));
    }

    private static long product(OdooClient odoo, String code) {
        return odoo.model(ProductProduct.TYPE)
                .search(ProductProduct.DEFAULT_CODE.eq(code))
                .ids()
                .get(0);
    }
}
