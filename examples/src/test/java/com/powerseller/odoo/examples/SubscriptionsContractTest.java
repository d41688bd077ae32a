package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.FieldNotFetchedException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TextField;
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
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A subscription's life on a real Odoo 19 whose sale orders have Enterprise's shape. */
@Tag("real-odoo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionsContractTest {
    @AutoClose
    private final RealServer server = RealServer.copyOfTheTemplate();

    private long monthly;
    private long pro;
    private long setUp;

    @BeforeAll
    void findWhatIsSold() {
        try (OdooClient odoo = server.client(Protocol.JSON2)) {
            monthly = odoo.model(SaleSubscriptionPlan.TYPE)
                    .search(SaleSubscriptionPlan.NAME.eq("Monthly"))
                    .ids()
                    .get(0);
            pro = product(odoo, "SUB-PRO");
            setUp = product(odoo, "SETUP");
            addField(odoo, "sale.order", "x_tier", "char");
            addField(odoo, "sale.order.line", "x_seats", "integer");
        }
    }

    /** As Studio does it. */
    private static void addField(OdooClient odoo, String model, String name, String type) {
        long modelId = odoo.model("ir.model")
                .search(Domain.of("model", "=", model))
                .ids()
                .get(0);
        odoo.model("ir.model.fields")
                .create(new Values<Record>()
                        .set("model_id", modelId)
                        .set("name", name)
                        .set("field_description", name)
                        .set("ttype", type));
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
            assertThatThrownBy(() -> subscriptions.close(id)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> subscriptions.pause(id)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void whatCannotBeDoneSaysWhyAndChangesNothing(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long customer = customer(odoo);
            long quotation = quotation(odoo, customer);
            long running = running(odoo, subscriptions, customer);
            long closed = running(odoo, subscriptions, customer);
            subscriptions.close(closed);
            long deleted = quotation(odoo, customer);
            odoo.model(SaleOrder.TYPE).delete(deleted);
            long plain = odoo.model(SaleOrder.TYPE).create(SaleOrder.values().partnerId(customer));
            List<Subscription> before = subscriptions.ofCustomer(customer);
            long reason = subscriptions.closeReasons().get(0).id();

            for (long none : new long[] {deleted, plain, 999_999, 0, -1}) {
                assertThat(subscriptions.find(none)).isEmpty();
                refused(NoSuchElementException.class, () -> subscriptions.confirm(none));
                refused(NoSuchElementException.class, () -> subscriptions.close(none));
                refused(NoSuchElementException.class, () -> subscriptions.close(none, reason));
                refused(NoSuchElementException.class, () -> subscriptions.pause(none));
                refused(NoSuchElementException.class, () -> subscriptions.resume(none));
                refused(NoSuchElementException.class, () -> subscriptions.renew(none));
            }
            refused(IllegalStateException.class, () -> subscriptions.close(quotation));
            refused(IllegalStateException.class, () -> subscriptions.renew(quotation));
            refused(IllegalStateException.class, () -> subscriptions.confirm(running));
            refused(IllegalStateException.class, () -> subscriptions.confirm(closed));
            refused(IllegalStateException.class, () -> subscriptions.close(closed, reason));
            refused(IllegalStateException.class, () -> subscriptions.renew(closed));
            refused(UserErrorException.class, () -> subscriptions.close(running, 999_999));

            assertThat(subscriptions.ofCustomer(customer)).isEqualTo(before);
            assertThat(odoo.model(SaleOrder.TYPE)
                            .read(List.of(plain), SaleOrder.STATE)
                            .get(0)
                            .state())
                    .isEqualTo(SaleOrder.State.DRAFT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void whatOdooRefusesIsItsOwnError(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long nothingRecurs = odoo.model(SaleOrder.TYPE)
                    .create(SaleOrder.values()
                            .partnerId(customer(odoo))
                            .planId(monthly)
                            .orderLine(Command.create(SaleOrderLine.values().productId(setUp))));

            assertThatThrownBy(() -> subscriptions.confirm(nothingRecurs))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("recurring product");
            assertThat(state(subscriptions, nothingRecurs)).isEqualTo(SubscriptionState.QUOTATION);

            long upsell = child(odoo, running(odoo, subscriptions, customer(odoo)), "prepare_upsell_order");
            subscriptions.confirm(upsell);
            assertThat(state(subscriptions, upsell)).isEqualTo(SubscriptionState.UPSELL);
            assertThatThrownBy(() -> subscriptions.confirm(upsell)).isInstanceOf(UserErrorException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aCancelledOrderIsNeitherAQuotationNorRunning(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long customer = customer(odoo);
            long quotation = quotation(odoo, customer);
            long running = running(odoo, subscriptions, customer);
            odoo.model(SaleOrder.TYPE).call("action_cancel", List.of(quotation, running), Map.of());

            assertThat(subscriptions.ofCustomer(customer))
                    .extracting(Subscription::state)
                    .containsOnly(SubscriptionState.CANCELLED);
            assertThat(subscriptions.inState(SubscriptionState.QUOTATION, SubscriptionState.IN_PROGRESS))
                    .extracting(Subscription::id)
                    .doesNotContain(quotation, running);
            assertThat(subscriptions.inState(SubscriptionState.CANCELLED))
                    .extracting(Subscription::id)
                    .contains(quotation, running);
            refused(IllegalStateException.class, () -> subscriptions.confirm(quotation));
            refused(IllegalStateException.class, () -> subscriptions.close(running));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void statesAreFoundByOdoosTextsToo(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long id = running(odoo, subscriptions, customer(odoo));
            subscriptions.pause(id);

            assertThat(subscriptions.inState(SubscriptionState.of("4_paused")))
                    .extracting(Subscription::id, Subscription::state)
                    .contains(tuple(id, SubscriptionState.PAUSED));
            assertThat(subscriptions.inState(SubscriptionState.of("8_suspend"))).isEmpty();
            assertThat(subscriptions.inState()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aFreeLineRecursAsItsProductDoes(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            long id = odoo.model(SaleOrder.TYPE)
                    .create(SaleOrder.values()
                            .partnerId(customer(odoo))
                            .planId(monthly)
                            .orderLine(
                                    Command.create(SaleOrderLine.values()
                                            .productId(pro)
                                            .priceUnit(0.0)),
                                    Command.create(SaleOrderLine.values().productId(setUp))));

            assertThat(Subscriptions.of(odoo).find(id).orElseThrow().lines())
                    .extracting(Subscription.Line::recurring)
                    .containsExactly(true, false);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void fieldsOfOnesOwnAreReadWithTheSubscriptions(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            long customer = customer(odoo);
            long id = quotation(odoo, customer);
            TextField<SaleOrder> tier = SaleOrder.TYPE.charField("x_tier");
            ScalarField<SaleOrderLine, Long> seats = SaleOrderLine.TYPE.integerField("x_seats");
            odoo.model(SaleOrder.TYPE).update(id, SaleOrder.values().set(tier, "gold"));
            Subscriptions plain = Subscriptions.of(odoo);
            Subscriptions subscriptions = plain.select(tier, SaleOrder.USER_ID).selectOfLines(seats);
            odoo.model(SaleOrderLine.TYPE)
                    .update(
                            plain.find(id).orElseThrow().lines().get(0).id(),
                            SaleOrderLine.values().set(seats, 25L));

            Subscription read = subscriptions.find(id).orElseThrow();

            assertThat(read.record().get(tier)).isEqualTo("gold");
            assertThat(read.record().get(SaleOrder.USER_ID)).isNotNull();
            assertThat(read.lines())
                    .extracting(line -> line.record().get(seats))
                    .containsExactly(25L, 0L);
            assertThat(subscriptions.ofCustomer(customer).get(0).record().get("x_tier"))
                    .isEqualTo("gold");
            try (Stream<Subscription> changed = subscriptions.changedSince(read.writeDate())) {
                assertThat(changed.filter(each -> each.id() == id)
                                .map(each -> each.record().get(tier)))
                        .containsExactly("gold");
            }
            assertThatThrownBy(() -> plain.find(id).orElseThrow().record().get(tier))
                    .isInstanceOf(FieldNotFetchedException.class)
                    .hasMessageContaining("select(...)");
            assertThatThrownBy(() -> plain.select("x_nope").find(id))
                    .isInstanceOf(UnknownFieldException.class)
                    .hasMessageContaining("x_nope");
            assertThatThrownBy(() -> plain.selectOfLines("x_nope").find(id))
                    .isInstanceOf(UnknownFieldException.class)
                    .hasMessageContaining("x_nope");
        }
    }

    @Test
    void manySubscriptionsAreReadPageByPage() {
        try (OdooClient odoo = server.client(Protocol.JSON2)) {
            long customer = customer(odoo);
            Values<SaleOrder> values = SaleOrder.values()
                    .partnerId(customer)
                    .planId(monthly)
                    .orderLine(Command.create(SaleOrderLine.values().productId(pro)));
            List<Long> ids = odoo.model(SaleOrder.TYPE).create(Collections.nCopies(501, values));
            List<Long> many = LongStream.rangeClosed(ids.get(0) - 2_499, ids.get(500))
                    .boxed()
                    .toList();

            for (Protocol protocol : List.of(Protocol.JSON2, Protocol.JSON_RPC, Protocol.XML_RPC)) {
                try (OdooClient client = server.client(protocol)) {
                    Subscriptions subscriptions = Subscriptions.of(client);
                    assertThat(subscriptions.ofCustomer(customer))
                            .allMatch(subscription -> subscription.lines().size() == 1)
                            .extracting(Subscription::id)
                            .isEqualTo(ids);
                    assertThat(subscriptions.find(SaleOrder.ID.in(many).and(SaleOrder.PARTNER_ID.eq(customer))))
                            .hasSize(501);
                    try (Stream<Subscription> all = subscriptions.stream()) {
                        assertThat(all.filter(each -> ids.contains(each.id()))).hasSize(501);
                    }
                }
            }
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
            long upsell = child(odoo, running, "prepare_upsell_order");
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
            try (Stream<Subscription> some = subscriptions.stream(SaleOrder.PARTNER_ID.eq(customer))) {
                assertThat(some.map(Subscription::id)).containsExactly(quotation, running, upsell);
            }
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
            refused(IllegalStateException.class, () -> subscriptions.close(id));
            refused(IllegalStateException.class, () -> subscriptions.renew(id));
            refused(NoSuchElementException.class, () -> subscriptions.confirm(999_999));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aSubscriptionOf15IsRenewedByAnOrderAndClosedWithAReason(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo, SubscriptionShape.SALE_SUBSCRIPTION);
            long customer = customer(odoo);
            long id = odoo.model(SaleSubscription.TYPE)
                    .create(SaleSubscription.values()
                            .partnerId(customer)
                            .recurringInvoiceLineIds(Command.create(
                                    new Values<Record>().set("product_id", pro).set("quantity", 2))));
            subscriptions.confirm(id);

            long quotation = subscriptions.renew(id);

            SaleOrder order = odoo.model(SaleOrder.TYPE)
                    .read(List.of(quotation), SaleOrder.STATE, SaleOrder.PARTNER_ID, SaleOrder.AMOUNT_UNTAXED)
                    .get(0);
            assertThat(order.state()).isEqualTo(SaleOrder.State.DRAFT);
            assertThat(order.partnerId()).extracting(Ref::id).isEqualTo(customer);
            assertThat(order.amountUntaxed()).isEqualByComparingTo("100");

            Ref<?> reason = subscriptions.closeReasons().get(0);
            refused(UserErrorException.class, () -> subscriptions.close(id, 999_999));
            assertThat(state(subscriptions, id)).isEqualTo(SubscriptionState.IN_PROGRESS);
            subscriptions.close(id, reason.id());
            Subscription closed = subscriptions
                    .select(SaleSubscription.CLOSE_REASON_ID)
                    .find(id)
                    .orElseThrow();
            assertThat(closed.state()).isEqualTo(SubscriptionState.CHURNED);
            assertThat(closed.record().get(SaleSubscription.CLOSE_REASON_ID))
                    .extracting(Ref::displayName)
                    .isEqualTo("Too expensive");
        }
    }

    private static void refused(Class<? extends RuntimeException> as, ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(as);
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

    private static long child(OdooClient odoo, long subscription, String method) {
        Map<?, ?> action = (Map<?, ?>) odoo.call("sale.order", method, List.of(List.of(subscription)));
        return (Long) action.get("res_id");
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
