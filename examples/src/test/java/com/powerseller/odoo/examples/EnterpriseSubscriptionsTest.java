package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.subscription.Subscription;
import com.powerseller.odoo.models.subscription.SubscriptionShape;
import com.powerseller.odoo.models.subscription.SubscriptionState;
import com.powerseller.odoo.models.subscription.Subscriptions;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A subscription's life as Enterprise's sale order, on fakes of all series; for that of 19.0 a real server is the judge. */
@SuppressWarnings("NullAway.Init")
class EnterpriseSubscriptionsTest {
    private FakeOdoo fake;
    private OdooClient odoo;
    private Subscriptions subscriptions;
    private boolean is16;

    static Stream<Arguments> servers() {
        return Stream.of("16.0", "17.0", "18.0", "19.0")
                .flatMap(series -> Stream.of(Protocol.JSON2, Protocol.JSON_RPC, Protocol.XML_RPC)
                        .filter(protocol -> series.equals("19.0") || protocol != Protocol.JSON2)
                        .map(protocol -> Arguments.of(series, protocol)));
    }

    private void start(String series, Protocol protocol) {
        is16 = series.equals("16.0");
        fake = FakeOdoo.builder().series(series).start();
        odoo = Fakes.client(fake).protocol(protocol).build();
        subscriptions = Subscriptions.of(odoo);
    }

    @AfterEach
    void stop() {
        odoo.close();
        fake.close();
    }

    private long quotation(int months) {
        Values<Record> period = new Values<Record>().set("name", months + " months");
        long plan = is16
                ? odoo.model("sale.temporal.recurrence")
                        .create(period.set("duration", months).set("unit", "month"))
                : odoo.model("sale.subscription.plan")
                        .create(period.set("billing_period_value", months).set("billing_period_unit", "month"));
        long seat = odoo.model(ProductProduct.TYPE)
                .create(ProductProduct.values().name("Seat").listPrice(50.0).recurringInvoice(true));
        long setUp = odoo.model(ProductProduct.TYPE)
                .create(ProductProduct.values().name("Set-up").listPrice(200.0));
        return odoo.model(SaleOrder.TYPE)
                .create(SaleOrder.values()
                        .partnerId(odoo.model(ResPartner.TYPE)
                                .create(ResPartner.values().name("Acme")))
                        .set(is16 ? "recurrence_id" : "plan_id", plan)
                        .orderLine(
                                Command.create(
                                        SaleOrderLine.values().productId(seat).productUomQty(3.0)),
                                Command.create(SaleOrderLine.values().productId(setUp))));
    }

    private SubscriptionState state(long id) {
        return subscriptions.find(id).orElseThrow().state();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aSubscriptionIsReadAsItIs(String series, Protocol protocol) {
        start(series, protocol);
        Subscription read = subscriptions.find(quotation(3)).orElseThrow();

        assertThat(subscriptions.shape())
                .isEqualTo(is16 ? SubscriptionShape.SALE_ORDER_16 : SubscriptionShape.SALE_ORDER);
        assertThat(read.state()).isEqualTo(SubscriptionState.QUOTATION);
        assertThat(read.plan()).extracting(Ref::displayName).isEqualTo("3 months");
        assertThat(read.recurringAmount()).isEqualByComparingTo("150");
        assertThat(read.recurringMonthly()).isEqualByComparingTo("50");
        assertThat(read.lines())
                .extracting(Subscription.Line::name, Subscription.Line::quantity, Subscription.Line::recurring)
                .containsExactly(tuple("Seat", 3.0, true), tuple("Set-up", 1.0, false));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aSubscriptionIsConfirmedPausedResumedRenewedAndClosed(String series, Protocol protocol) {
        start(series, protocol);
        long id = quotation(1);

        subscriptions.confirm(id);
        assertThat(state(id)).isEqualTo(SubscriptionState.IN_PROGRESS);
        subscriptions.pause(id);
        assertThat(state(id)).isEqualTo(SubscriptionState.PAUSED);
        subscriptions.resume(id);
        long renewal = subscriptions.renew(id);
        assertThat(state(renewal)).isEqualTo(SubscriptionState.RENEWAL_QUOTATION);
        subscriptions.confirm(renewal);
        assertThat(subscriptions.chain(id))
                .extracting(Subscription::id, Subscription::state)
                .containsExactly(tuple(id, SubscriptionState.RENEWED), tuple(renewal, SubscriptionState.IN_PROGRESS));
        subscriptions.close(renewal);
        assertThat(state(renewal)).isEqualTo(SubscriptionState.CHURNED);
        assertThat(subscriptions.inState(SubscriptionState.CHURNED))
                .extracting(Subscription::id)
                .isEqualTo(List.of(renewal));
    }
}
