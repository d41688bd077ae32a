package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleSubscriptionOca;
import com.powerseller.odoo.models.subscription.Subscription;
import com.powerseller.odoo.models.subscription.SubscriptionShape;
import com.powerseller.odoo.models.subscription.SubscriptionState;
import com.powerseller.odoo.models.subscription.Subscriptions;
import com.powerseller.odoo.models.subscription.UnsupportedByServerException;
import com.powerseller.odoo.testkit.FakeClock;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A subscription's life on a server with OCA's {@code subscription_oca}, as the fake knows it. */
@SuppressWarnings("NullAway.Init")
class OcaSubscriptionsTest {
    private final FakeClock clock = FakeClock.at("2026-11-01T08:00:00Z");
    private FakeOdoo fake;
    private OdooClient odoo;
    private Subscriptions subscriptions;
    private long customer;
    private long product;
    private long template;

    static Stream<Arguments> servers() {
        return Stream.of("16.0", "17.0", "18.0")
                .flatMap(series ->
                        Stream.of(Protocol.JSON_RPC, Protocol.XML_RPC).map(protocol -> Arguments.of(series, protocol)));
    }

    private void start(String series, Protocol protocol) {
        fake = FakeOdoo.builder()
                .series(series)
                .clock(clock)
                .module("subscription_oca")
                .start();
        odoo = Fakes.client(fake).protocol(protocol).build();
        subscriptions = Subscriptions.of(odoo);
        customer = odoo.model(ResPartner.TYPE).create(ResPartner.values().name("Acme"));
        product = odoo.model(ProductProduct.TYPE)
                .create(ProductProduct.values().name("Seat").listPrice(50.0));
        template = odoo.model("sale.subscription.template")
                .create(new Values<Record>()
                        .set("name", "Monthly")
                        .set("code", "MON")
                        .set("recurring_rule_type", "months")
                        .set("recurring_interval", 1)
                        .set("recurring_rule_boundary", "unlimited")
                        .set("recurring_rule_count", 1)
                        .set("invoicing_mode", "draft"));
    }

    @AfterEach
    void stop() {
        odoo.close();
        fake.close();
    }

    private long quotation() {
        return odoo.model(SaleSubscriptionOca.TYPE)
                .create(SaleSubscriptionOca.values()
                        .partnerId(customer)
                        .set("template_id", template)
                        .set("pricelist_id", 1)
                        .dateStart(LocalDate.of(2026, 11, 1))
                        .recurringNextDate(LocalDate.of(2026, 12, 1))
                        .saleSubscriptionLineIds(Command.create(new Values<Record>()
                                .set("product_id", product)
                                .set("product_uom_qty", 2)
                                .set("discount", 10))));
    }

    private SubscriptionState state(long id) {
        return subscriptions.find(id).orElseThrow().state();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aSubscriptionIsReadAsItIs(String series, Protocol protocol) {
        start(series, protocol);
        long id = quotation();

        assertThat(subscriptions.shape()).isEqualTo(SubscriptionShape.SALE_SUBSCRIPTION_OCA);
        Subscription read = subscriptions.find(id).orElseThrow();
        assertThat(read.state()).isEqualTo(SubscriptionState.QUOTATION);
        assertThat(read.name()).isEqualTo("MON/SUB00001");
        assertThat(read.originId()).isEqualTo(id);
        assertThat(read.customer()).extracting(Ref::id).isEqualTo(customer);
        assertThat(read.plan()).extracting(Ref::displayName).isEqualTo("Monthly");
        assertThat(read.start()).isEqualTo("2026-11-01");
        assertThat(read.end()).isNull();
        assertThat(read.nextInvoice()).isEqualTo("2026-12-01");
        assertThat(read.recurringAmount()).isEqualByComparingTo("90");
        assertThat(read.recurringMonthly()).isNull();
        assertThat(read.currency()).extracting(Ref::displayName).isEqualTo("USD");
        assertThat(read.lines())
                .extracting(
                        Subscription.Line::name,
                        Subscription.Line::quantity,
                        Subscription.Line::priceUnit,
                        Subscription.Line::discount,
                        Subscription.Line::recurring)
                .containsExactly(tuple("Seat", 2.0, 50.0, 10.0, true));
        assertThat(subscriptions.find(999_999)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aSubscriptionIsStartedMarkedAndClosed(String series, Protocol protocol) {
        start(series, protocol);
        long id = quotation();
        long reason =
                odoo.model("sale.subscription.close.reason").create(new Values<Record>().set("name", "Too expensive"));

        subscriptions.confirm(id);
        assertThat(state(id)).isEqualTo(SubscriptionState.IN_PROGRESS);
        odoo.model(SaleSubscriptionOca.TYPE)
                .update(id, SaleSubscriptionOca.values().toRenew(true));
        assertThat(state(id)).isEqualTo(SubscriptionState.TO_RENEW);
        assertThatThrownBy(() -> subscriptions.confirm(id)).isInstanceOf(IllegalStateException.class);

        assertThat(subscriptions.closeReasons()).isEqualTo(List.of(new Ref<>(reason, "Too expensive")));
        subscriptions.close(id, reason);
        Subscription closed = subscriptions.find(id).orElseThrow();
        assertThat(closed.state()).isEqualTo(SubscriptionState.CHURNED);
        assertThat(closed.nextInvoice()).isNull();
        assertThat(odoo.model(SaleSubscriptionOca.TYPE)
                        .read(List.of(id), SaleSubscriptionOca.CLOSE_REASON_ID)
                        .get(0)
                        .closeReasonId())
                .isEqualTo(new Ref<>(reason, "Too expensive"));
        assertThatThrownBy(() -> subscriptions.close(id)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void subscriptionsAreFoundByCustomerStateAndChange(String series, Protocol protocol) {
        start(series, protocol);
        long quotation = quotation();
        long running = quotation();
        clock.advance(Duration.ofHours(1));
        subscriptions.confirm(running);
        long closed = quotation();
        subscriptions.confirm(closed);
        subscriptions.close(closed);

        assertThat(subscriptions.ofCustomer(customer))
                .extracting(Subscription::id)
                .containsExactlyInAnyOrder(quotation, running, closed);
        assertThat(ids(SubscriptionState.QUOTATION)).containsExactly(quotation);
        assertThat(ids(SubscriptionState.IN_PROGRESS)).containsExactly(running);
        assertThat(ids(SubscriptionState.CHURNED)).containsExactly(closed);
        assertThat(ids(SubscriptionState.TO_RENEW, SubscriptionState.PAUSED)).isEmpty();
        assertThat(subscriptions.chain(running)).extracting(Subscription::id).containsExactly(running);
        try (Stream<Subscription> all = subscriptions.withoutQuotations().stream()) {
            assertThat(all.map(Subscription::id)).containsExactly(running, closed);
        }
        try (Stream<Subscription> since = subscriptions.changedSince(clock.instant())) {
            assertThat(since.map(Subscription::id)).containsExactlyInAnyOrder(running, closed);
        }
    }

    private List<Long> ids(SubscriptionState... states) {
        return subscriptions.inState(states).stream().map(Subscription::id).toList();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatTheModuleCannotDoIsSaid(String series, Protocol protocol) {
        start(series, protocol);
        long id = quotation();
        subscriptions.confirm(id);

        assertThatThrownBy(() -> subscriptions.pause(id))
                .isInstanceOf(UnsupportedByServerException.class)
                .hasMessageContaining("this server cannot pause");
        assertThatThrownBy(() -> subscriptions.resume(id)).isInstanceOf(UnsupportedByServerException.class);
        assertThatThrownBy(() -> subscriptions.renew(id))
                .isInstanceOf(UnsupportedByServerException.class)
                .hasMessageContaining("OCA");
        assertThatThrownBy(() -> subscriptions.confirm(999_999)).isInstanceOf(NoSuchElementException.class);
        assertThat(state(id)).isEqualTo(SubscriptionState.IN_PROGRESS);
    }
}
