package com.powerseller.odoo.models.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.FieldNotFetchedException;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.query.Domain;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each shape of subscriptions gives the same canonical ones; of the shape of 17 and later a real server is the judge. */
@SuppressWarnings("NullAway.Init")
class SubscriptionShapesTest {
    private CannedRecords server;
    private OdooClient odoo;
    private Subscriptions subscriptions;

    @BeforeEach
    void start() throws IOException {
        server = new CannedRecords();
        odoo = server.client();
        subscriptions = Subscriptions.of(odoo);
    }

    @AfterEach
    void stop() {
        odoo.close();
        server.close();
    }

    @Test
    void aServerWithoutSubscriptionsIsToldSo() {
        server.with("sale.order", Map.of("id", 1, "name", "S1"));

        assertThatThrownBy(subscriptions::shape)
                .isInstanceOf(UnsupportedByServerException.class)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("this server cannot")
                .hasMessageContaining("subscription_state")
                .hasMessageContaining("not installed");
    }

    @Test
    void aServerThatGetsSubscriptionsIsAskedAgain() {
        server.with("sale.order", Map.of("id", 1, "name", "S1"));
        assertThatThrownBy(subscriptions::shape).isInstanceOf(UnsupportedByServerException.class);

        enterprise15("progress", false);
        assertThat(subscriptions.shape()).isEqualTo(SubscriptionShape.SALE_SUBSCRIPTION);
    }

    @Test
    void theShapeIsKeptForAllThreadsOnceItIsFound() throws InterruptedException, ExecutionException {
        enterprise15("progress", false);
        subscriptions.shape();
        server.calls().clear();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<SubscriptionShape>> found = threads.invokeAll(
                    Collections.nCopies(32, () -> subscriptions.select("x_tier").shape()));
            for (Future<SubscriptionShape> shape : found) {
                assertThat(shape.get()).isEqualTo(SubscriptionShape.SALE_SUBSCRIPTION);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void statesOf17ThatModulesAddAreKept() {
        server.with("sale.order", order17(1, "8_suspend")).with("sale.order", order17(2, "3_progress"));
        lines16(1, 2);

        assertThat(subscriptions.shape()).isEqualTo(SubscriptionShape.SALE_ORDER);
        SubscriptionState suspended = SubscriptionState.of("8_suspend");
        assertThat(subscriptions.inState(suspended))
                .extracting(Subscription::id, Subscription::state)
                .containsExactly(tuple(1L, suspended));
        assertThat(suspended.isRunning()).isFalse();
    }

    @Test
    void theTextsOf17AreTheConstants() {
        server.with("sale.order", order17(1, "3_progress")).with("sale.order", order17(2, "6_churn"));
        lines16(1, 2);

        assertThat(SubscriptionState.of("3_progress")).isEqualTo(SubscriptionState.IN_PROGRESS);
        assertThat(ids(SubscriptionState.of("3_progress"))).containsExactly(1L);
        assertThat(ids(SubscriptionState.of(SubscriptionState.CHURNED.toString())))
                .containsExactly(2L);
        assertThat(ids(SubscriptionState.TO_RENEW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "16, draft",
        "16, progress",
        "16, closed",
        "15, draft",
        "15, progress",
        "15, closed",
        "oca, pre",
        "oca, in_progress",
        "oca, post"
    })
    void theTextsOfOtherShapesAreNoStates(String shape, String text) {
        switch (shape) {
            case "16" -> server.with("sale.order", order16(1, "draft", "create", false));
            case "15" -> enterprise15("progress", false);
            default -> server.with("sale.subscription", oca(1, 1, false)).with("sale.order", Map.of("id", 1));
        }

        assertThatThrownBy(() -> subscriptions.inState(SubscriptionState.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("constants");
    }

    @Test
    void noStatesAreNoSubscriptionsAndTwiceTheSameIsOne() {
        server.with("sale.order", order17(1, "4_paused"));
        lines16(1);

        assertThat(ids()).isEmpty();
        assertThat(server.calls()).isEmpty();
        assertThat(ids(SubscriptionState.PAUSED, SubscriptionState.PAUSED)).containsExactly(1L);
    }

    @Test
    void aCancelledOrderIsCancelledWhateverItsSubscriptionStateIs() {
        server.with("sale.order", cancelled(order17(1, "3_progress")))
                .with("sale.order", cancelled(order17(2, "1_draft")))
                .with("sale.order", order17(3, "3_progress"));
        lines16(1, 2, 3);

        assertThat(ids(SubscriptionState.IN_PROGRESS)).containsExactly(3L);
        assertThat(ids(SubscriptionState.QUOTATION)).isEmpty();
        assertThat(ids(SubscriptionState.CANCELLED)).containsExactly(1L, 2L);
        assertThat(SubscriptionState.CANCELLED.isRunning()).isFalse();
        assertThatThrownBy(() -> subscriptions.confirm(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("subscription 2 is in the state 'cancelled': it cannot be confirmed");
    }

    @Test
    void aLineThatDoesNotSayWhetherItRecursIsWhatItsProductIs() {
        Map<String, Object> order = order17(1, "3_progress");
        order.put("order_line", List.of(10, 11, 12));
        server.with("sale.order", order)
                .with("sale.order.line", line17(10, List.of(3, "Pro"), 0.0))
                .with("sale.order.line", line17(11, List.of(4, "Set-up"), 200.0))
                .with("sale.order.line", line17(12, false, 5.0))
                .with("product.product", Map.of("id", 3, "recurring_invoice", true))
                .with("product.product", Map.of("id", 4, "recurring_invoice", false));
        subscriptions.shape();
        server.calls().clear();

        assertThat(subscriptions.find(1).orElseThrow().lines())
                .extracting(Subscription.Line::recurring)
                .containsExactly(true, false, false);
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void otherFieldsAreReadWithTheSubscription() {
        Map<String, Object> order = order17(1, "3_progress");
        order.put("x_studio_tier", "gold");
        order.put("x_region_id", List.of(9, "West"));
        order.put("x_trial", false);
        Map<String, Object> line = line16(1, "subscription", 12.5);
        line.put("x_seats", 25);
        server.with("sale.order", order).with("sale.order.line", line);
        TextField<SaleOrder> tier = SaleOrder.TYPE.charField("x_studio_tier");
        Many2OneField<SaleOrder, Record> region = SaleOrder.TYPE.many2oneField("x_region_id", "x_region");
        Subscriptions more = subscriptions
                .select(tier, region)
                .select("x_trial", "name")
                .selectOfLines(SaleOrderLine.TYPE.integerField("x_seats"))
                .selectOfLines("name");
        more.shape();
        server.calls().clear();

        Subscription subscription = more.find(1).orElseThrow();

        assertThat(server.calls()).hasSize(2);
        assertThat(subscription.record().get(tier)).isEqualTo("gold");
        assertThat(subscription.record().get("x_studio_tier")).isEqualTo("gold");
        assertThat(subscription.record().get(region)).isEqualTo(new Ref<>(9, "West"));
        assertThat(subscription.record().get(SaleOrder.TYPE.booleanField("x_trial")))
                .isFalse();
        assertThat(subscription.record().get(SaleOrder.ORDER_LINE)).containsExactly(1L);
        assertThat(subscription.record().get(SaleOrder.NAME)).isEqualTo("S1");
        assertThat(subscription.lines().get(0).record().get(SaleOrderLine.TYPE.integerField("x_seats")))
                .isEqualTo(25L);
        assertThat(more.stream().map(each -> each.record().get(tier))).containsExactly("gold");
        assertThat(more.changedSince(Instant.EPOCH).map(each -> each.record().get(tier)))
                .containsExactly("gold");
        assertThat(more.inState(SubscriptionState.IN_PROGRESS).get(0).record().get(tier))
                .isEqualTo("gold");
    }

    @Test
    void aFieldThatWasNotFetchedSaysHowToFetchIt() {
        server.with("sale.order", order17(1, "3_progress"));
        lines16(1);
        Subscription subscription = subscriptions.find(1).orElseThrow();

        assertThatThrownBy(() -> subscription.record().get("x_studio_tier"))
                .isInstanceOf(FieldNotFetchedException.class)
                .hasMessageContaining("'x_studio_tier'")
                .hasMessageContaining("select(...)");
        assertThatThrownBy(() -> subscription.lines().get(0).record().get(SaleOrderLine.TYPE.integerField("x_seats")))
                .isInstanceOf(FieldNotFetchedException.class);
        assertThatThrownBy(() -> subscriptions.select("partner_id.email"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("path");
    }

    @Test
    void aReasonToCloseMayHaveNoName() {
        server.with("sale.order", order17(1, "3_progress"))
                .with("sale.order.close.reason", Map.of("id", 1, "display_name", "Too expensive"))
                .with("sale.order.close.reason", Map.of("id", 2, "display_name", false));
        lines16(1);

        assertThat(subscriptions.closeReasons()).isEqualTo(List.of(new Ref<>(1, "Too expensive"), Ref.of(2)));
    }

    @Test
    void whatIsNotInAStateForItIsLeftAlone() {
        server.with("sale.order", order17(1, "1_draft"))
                .with("sale.order", order17(2, "3_progress"))
                .with("sale.order", order17(3, "6_churn"))
                .with("sale.order", order17(4, "7_upsell"));
        lines16(1, 2, 3, 4);
        subscriptions.shape();
        server.calls().clear();

        refused("subscription 1 is in the state 'quotation': it cannot be closed", () -> subscriptions.close(1));
        refused("subscription 4 is in the state 'upsell': it cannot be closed", () -> subscriptions.close(4, 7));
        refused("subscription 3 is in the state 'churned': it cannot be closed", () -> subscriptions.close(3));
        refused("subscription 2 is in the state 'in progress': it cannot be confirmed", () -> subscriptions.confirm(2));
        refused("subscription 1 is in the state 'quotation': it cannot be renewed", () -> subscriptions.renew(1));
        refused("subscription 3 is in the state 'churned': it cannot be renewed", () -> subscriptions.renew(3));
        refused("subscription 3 is in the state 'churned': it cannot be paused", () -> subscriptions.pause(3));
        refused("subscription 2 is in the state 'in progress': it cannot be resumed", () -> subscriptions.resume(2));
        assertThatThrownBy(() -> subscriptions.close(99))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("no subscription 99 in sale.order");
        assertThat(server.calls()).hasSize(9).allMatch(call -> call.startsWith("sale.order.search_read"));
    }

    @Test
    void odooDecidesWhatIsDoneInAStateThatOnlyItKnows() {
        server.with("sale.order", order17(1, "8_suspend")).answering("sale.order.set_close", null);
        lines16(1);

        subscriptions.close(1);

        assertThat(last()).startsWith("sale.order.set_close [[1]]");
    }

    @Test
    void theLinesOfAllSubscriptionsOfAPageCostOneRequest() {
        for (int id = 1; id <= 300; id++) {
            server.with("sale.order", order17(id, "3_progress"));
            lines16(id);
        }
        subscriptions.shape();
        server.calls().clear();

        assertThat(subscriptions.find(Domain.all()))
                .hasSize(300)
                .allMatch(subscription -> subscription.lines().size() == 1);
        assertThat(server.calls()).hasSize(2);
    }

    @Test
    void theServerLeavesOutQuotationsThatAreNotWanted() {
        server.with("sale.order", order17(1, "1_draft"))
                .with("sale.order", order17(2, "2_renewal"))
                .with("sale.order", order17(3, "3_progress"))
                .with("sale.order", order17(4, "7_upsell"))
                .with("sale.order", order17(5, "8_suspend"));
        lines16(1, 2, 3, 4, 5);

        assertThat(subscriptions.withoutQuotations().find(Domain.all()))
                .extracting(Subscription::id)
                .containsExactly(3L, 4L, 5L);
        assertThat(server.calls()).anyMatch(call -> call.contains("1_draft"));
        assertThat(subscriptions.find(Domain.all())).hasSize(5);
    }

    @Test
    void aSubscriptionOf16OrBeforeWithoutAStageIsAQuotationToo() {
        server.with("sale.order", order16(1, "draft", "create", false))
                .with("sale.order", order16(2, "", "create", false, "stage_category", false))
                .with("sale.order", order16(3, "closed", "create", false));
        lines16(1, 2, 3);

        assertThat(subscriptions.withoutQuotations().find(Domain.all()))
                .extracting(Subscription::id)
                .containsExactly(3L);
    }

    @Test
    void pagesAreAsLongAsAskedForAndLinesReadOnlyIfWanted() {
        for (int id = 1; id <= 5; id++) {
            server.with("sale.order", order17(id, "3_progress"));
        }
        lines16(1, 2, 3, 4, 5);
        subscriptions.shape();
        server.calls().clear();

        List<List<Subscription>> pages;
        try (Stream<List<Subscription>> all = subscriptions.withoutLines().pages(Domain.all(), 5)) {
            pages = all.toList();
        }
        assertThat(pages.get(0))
                .hasSize(5)
                .allMatch(subscription -> subscription.lines().isEmpty());
        assertThat(server.calls()).noneMatch(call -> call.startsWith("sale.order.line"));
        assertThat(subscriptions.find(Domain.all()))
                .allMatch(subscription -> subscription.lines().size() == 1);
    }

    @Test
    void theStagesOf16AreStates() {
        server.with("sale.order", order16(1, "draft", "create", false))
                .with("sale.order", order16(2, "draft", "renew", false))
                .with("sale.order", order16(3, "progress", "create", false))
                .with("sale.order", order16(4, "progress", "create", true))
                .with("sale.order", order16(5, "paused", "create", false))
                .with("sale.order", order16(6, "closed", "create", false))
                .with("sale.order", order16(7, "closed", "create", false))
                .with("sale.order", order16(8, "progress", "upsell", false))
                .with("sale.order", order16(9, "progress", "renew", false, "subscription_id", List.of(6, "S6")))
                .with("sale.order", order16(10, "frozen", "create", false))
                .with("sale.order", order16(11, "", "create", false, "stage_category", false));
        server.with("sale.order", cancelled(order16(12, "draft", "create", false)));
        lines16(IntStream.rangeClosed(1, 12).toArray());

        assertThat(subscriptions.shape()).isEqualTo(SubscriptionShape.SALE_ORDER_16);
        assertThat(subscriptions.stream().map(Subscription::state))
                .containsExactly(
                        SubscriptionState.QUOTATION,
                        SubscriptionState.RENEWAL_QUOTATION,
                        SubscriptionState.IN_PROGRESS,
                        SubscriptionState.TO_RENEW,
                        SubscriptionState.PAUSED,
                        SubscriptionState.RENEWED,
                        SubscriptionState.CHURNED,
                        SubscriptionState.UPSELL,
                        SubscriptionState.IN_PROGRESS,
                        SubscriptionState.of("frozen"),
                        SubscriptionState.QUOTATION,
                        SubscriptionState.CANCELLED);
        assertThat(ids(SubscriptionState.RENEWED)).containsExactly(6L);
        assertThat(ids(SubscriptionState.CHURNED)).containsExactly(7L);
        assertThat(ids(SubscriptionState.QUOTATION)).containsExactly(1L, 11L);
        assertThat(ids(SubscriptionState.IN_PROGRESS)).containsExactly(3L, 9L);
        assertThat(ids(SubscriptionState.TO_RENEW, SubscriptionState.UPSELL)).containsExactly(4L, 8L);
        assertThat(ids(SubscriptionState.of("frozen"))).containsExactly(10L);
        assertThat(ids(SubscriptionState.PAUSED)).containsExactly(5L);
        assertThat(ids(SubscriptionState.CANCELLED)).containsExactly(12L);
    }

    @Test
    void theAmountOf16IsThatOfItsRecurringLines() {
        server.with("sale.order", order16(1, "progress", "create", false, "order_line", List.of(10, 11, 12)))
                .with("sale.order.line", line16(10, "subscription", 40.2))
                .with("sale.order.line", line16(11, false, 200.0))
                .with("sale.order.line", line16(12, "subscription", 0.1));

        Subscription subscription = subscriptions.find(1).orElseThrow();

        assertThat(subscription.recurringAmount()).isEqualByComparingTo("40.3");
        assertThat(subscription.recurringMonthly()).isEqualByComparingTo("12.5");
        assertThat(subscription.plan()).isEqualTo(new Ref<>(7, "Monthly"));
        assertThat(subscription.lines())
                .extracting(Subscription.Line::recurring)
                .containsExactly(true, false, true);
    }

    @Test
    void a16IsPausedByItsStageIfItHasOne() {
        server.with("sale.order", order16(1, "progress", "create", false))
                .with("sale.order.stage", Map.of("id", 3, "category", "progress"));
        lines16(1);

        assertThatThrownBy(() -> subscriptions.pause(1))
                .isInstanceOf(UnsupportedByServerException.class)
                .hasMessage(
                        "this server cannot pause a subscription, because it has no sale.order.stage of the category paused");

        server.with("sale.order.stage", Map.of("id", 5, "category", "paused")).answering("sale.order.write", true);
        subscriptions.pause(1);
        assertThat(last()).contains("sale.order.write", "[1]", "\"stage_id\":5");
        assertThatThrownBy(() -> subscriptions.resume(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void enterprise15IsReadAndDriven() {
        enterprise15("progress", true);
        server.with("sale.subscription", fifteen(2, "draft", false))
                .answering("sale.subscription.set_close", null)
                .answering("sale.subscription.start_subscription", true)
                .answering("sale.subscription.prepare_renewal_order", Map.of("res_id", 99, "res_model", "sale.order"));

        assertThat(subscriptions.shape()).isEqualTo(SubscriptionShape.SALE_SUBSCRIPTION);
        Subscription subscription = subscriptions.find(1).orElseThrow();
        assertThat(subscription.state()).isEqualTo(SubscriptionState.TO_RENEW);
        assertThat(subscription.originId()).isEqualTo(1);
        assertThat(subscription.name()).isEqualTo("SUB001");
        assertThat(subscription.end()).isEqualTo("2027-01-31");
        assertThat(subscription.recurringAmount()).isEqualByComparingTo("49.9");
        assertThat(subscription.lines())
                .extracting(Subscription.Line::quantity, Subscription.Line::recurring)
                .containsExactly(tuple(2.0, true));
        assertThat(ids(SubscriptionState.IN_PROGRESS)).isEmpty();
        assertThat(ids(SubscriptionState.TO_RENEW)).containsExactly(1L);
        assertThat(ids(SubscriptionState.RENEWED)).isEmpty();

        assertThatThrownBy(() -> subscriptions.confirm(1)).isInstanceOf(IllegalStateException.class);
        subscriptions.confirm(2);
        assertThat(last()).startsWith("sale.subscription.start_subscription [[2]]");
        subscriptions.close(1);
        assertThat(last()).startsWith("sale.subscription.set_close [[1]]");
        assertThat(subscriptions.renew(1)).isEqualTo(99);
        assertThatThrownBy(() -> subscriptions.pause(1))
                .isInstanceOf(UnsupportedByServerException.class)
                .hasMessage(
                        "this server cannot pause a subscription, because its sale.subscription has no state for what is paused");
        assertThatThrownBy(() -> subscriptions.resume(1))
                .isInstanceOf(UnsupportedByServerException.class)
                .hasMessageStartingWith("this server cannot resume a subscription, because none is ever paused there");
    }

    @Test
    void aSubscriptionOf15WithoutAStageIsAQuotation() {
        enterprise15(false, false);
        assertThat(subscriptions.find(1).orElseThrow().state()).isEqualTo(SubscriptionState.QUOTATION);
        assertThat(ids(SubscriptionState.QUOTATION)).containsExactly(1L);
    }

    @Test
    void theReasonToCloseGoesThroughTheWizard() {
        enterprise15("progress", false);
        server.answering("sale.subscription.close.reason.wizard.create", 12)
                .answering("sale.subscription.close.reason.wizard.set_close", null);

        subscriptions.close(1, 4);

        assertThat(server.calls().get(server.calls().size() - 2)).contains("wizard.create", "\"close_reason_id\":4");
        assertThat(last()).contains("wizard.set_close [[12]]", "\"active_id\":1", "sale.subscription");
    }

    @Test
    void ocaIsReadAndDriven() {
        server.with("sale.order", Map.of("id", 1, "name", "S1"))
                .with("sale.subscription", oca(1, 1, false))
                .with("sale.subscription", oca(2, 2, false))
                .with("sale.subscription", oca(3, 2, true))
                .with("sale.subscription", oca(4, 3, false))
                .with("sale.subscription.stage", Map.of("id", 1, "type", "pre"))
                .with("sale.subscription.stage", Map.of("id", 2, "type", "in_progress"))
                .with("sale.subscription.stage", Map.of("id", 3, "type", "post"))
                .with("sale.subscription.line", line15(5, "product_uom_qty"))
                .answering("sale.subscription.write", true)
                .answering("sale.subscription.action_start_subscription", null);

        assertThat(subscriptions.shape()).isEqualTo(SubscriptionShape.SALE_SUBSCRIPTION_OCA);
        assertThat(subscriptions.stream().map(Subscription::state))
                .containsExactly(
                        SubscriptionState.QUOTATION,
                        SubscriptionState.IN_PROGRESS,
                        SubscriptionState.TO_RENEW,
                        SubscriptionState.CHURNED);
        assertThat(ids(SubscriptionState.CHURNED)).containsExactly(4L);
        assertThat(ids(SubscriptionState.QUOTATION)).containsExactly(1L);
        Subscription subscription = subscriptions.find(2).orElseThrow();
        assertThat(subscription.recurringMonthly()).isNull();
        assertThat(subscription.lines()).extracting(Subscription.Line::quantity).containsExactly(2.0);

        subscriptions.confirm(1);
        assertThat(last()).contains("action_start_subscription");
        subscriptions.close(2, 8);
        assertThat(last()).contains("sale.subscription.write", "\"stage_id\":3", "\"close_reason_id\":8");
        assertThatThrownBy(() -> subscriptions.renew(2))
                .isInstanceOf(UnsupportedByServerException.class)
                .hasMessageContaining("OCA");
        assertThatThrownBy(() -> subscriptions.close(4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("churned");
    }

    @Test
    void aRenewalWithoutAQuotationIsAnError() {
        enterprise15("progress", false);
        server.answering("sale.subscription.prepare_renewal_order", true);

        assertThatThrownBy(() -> subscriptions.renew(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("prepare_renewal_order");
    }

    @Test
    void theChainIsTheOriginAndAllThatCameOfIt() {
        Map<String, Object> renewal = order17(2, "3_progress");
        renewal.put("origin_order_id", List.of(1, "S1"));
        renewal.put("subscription_id", List.of(1, "S1"));
        Map<String, Object> other = order17(4, "3_progress");
        other.put("origin_order_id", List.of(3, "S3"));
        server.with("sale.order", order17(1, "5_renewed"))
                .with("sale.order", renewal)
                .with("sale.order", order17(3, "5_renewed"))
                .with("sale.order", other);
        lines16(1, 2, 3, 4);

        List<Subscription> chain = subscriptions.chain(1);

        assertThat(chain)
                .extracting(Subscription::id, Subscription::originId)
                .containsExactly(tuple(1L, 1L), tuple(2L, 1L));
        assertThat(chain.get(1).previous()).isEqualTo(new Ref<>(1, "S1"));
    }

    @Test
    void sectionsAndNotesAreNoLines() {
        Map<String, Object> order = order17(1, "3_progress");
        order.put("order_line", List.of(10, 11, 12, 99));
        Map<String, Object> section = line16(10, false, 0.0);
        section.put("display_type", "line_section");
        Map<String, Object> note = line16(12, false, 0.0);
        note.put("display_type", "line_note");
        server.with("sale.order", order)
                .with("sale.order.line", section)
                .with("sale.order.line", line16(11, "subscription", 12.5))
                .with("sale.order.line", note);

        assertThat(subscriptions.find(1).orElseThrow().lines())
                .extracting(Subscription.Line::id)
                .containsExactly(11L);
    }

    private static void refused(String message, ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(IllegalStateException.class).hasMessage(message);
    }

    private List<Long> ids(SubscriptionState... states) {
        return subscriptions.inState(states).stream().map(Subscription::id).toList();
    }

    private String last() {
        return server.calls().get(server.calls().size() - 1);
    }

    private static Map<String, Object> order(int id) {
        Map<String, Object> order = new HashMap<>();
        order.put("id", id);
        order.put("name", "S" + id);
        order.put("state", "sale");
        order.put("partner_id", List.of(8, "Acme"));
        order.put("currency_id", List.of(1, "EUR"));
        order.put("order_line", List.of(id));
        order.put("origin_order_id", false);
        order.put("subscription_id", false);
        order.put("start_date", "2026-02-01");
        order.put("end_date", false);
        order.put("next_invoice_date", "2026-12-01");
        order.put("recurring_monthly", 12.5);
        order.put("write_date", "2026-11-01 10:00:00");
        return order;
    }

    private static Map<String, Object> order17(int id, String state) {
        Map<String, Object> order = order(id);
        order.put("subscription_state", state);
        order.put("plan_id", List.of(7, "Monthly"));
        order.put("recurring_total", 12.5);
        return order;
    }

    private static Map<String, Object> order16(
            int id, String category, String management, boolean toRenew, Object... more) {
        Map<String, Object> order = order(id);
        order.put("is_subscription", true);
        order.put("stage_category", category);
        order.put("subscription_management", management);
        order.put("to_renew", toRenew);
        order.put("recurrence_id", List.of(7, "Monthly"));
        for (int i = 0; i < more.length; i += 2) {
            order.put((String) more[i], more[i + 1]);
        }
        return order;
    }

    private static Map<String, Object> cancelled(Map<String, Object> order) {
        order.put("state", "cancel");
        return order;
    }

    private void lines16(int... ids) {
        for (int id : ids) {
            server.with("sale.order.line", line16(id, "subscription", 12.5));
        }
    }

    private static Map<String, Object> line16(int id, Object temporalType, double subtotal) {
        Map<String, Object> line = line15(id, "product_uom_qty");
        line.put("display_type", false);
        line.put("price_subtotal", subtotal);
        line.put("temporal_type", temporalType);
        return line;
    }

    /** Of a server whose lines do not say whether they recur. */
    private static Map<String, Object> line17(int id, Object product, double subtotal) {
        Map<String, Object> line = line16(id, false, subtotal);
        line.remove("temporal_type");
        line.put("product_id", product);
        return line;
    }

    private static Map<String, Object> line15(int id, String quantity) {
        Map<String, Object> line = new HashMap<>();
        line.put("id", id);
        line.put("product_id", List.of(3, "Pro"));
        line.put("name", "Pro");
        line.put(quantity, 2.0);
        line.put("price_unit", 10.0);
        line.put("discount", 0.0);
        line.put("price_subtotal", 20.0);
        return line;
    }

    private void enterprise15(Object category, boolean toRenew) {
        server.with("sale.order", Map.of("id", 1, "name", "S1"))
                .with("sale.subscription", fifteen(1, category, toRenew))
                .with("sale.subscription.line", line15(5, "quantity"));
    }

    private static Map<String, Object> fifteen(int id, Object category, boolean toRenew) {
        Map<String, Object> record = own(id, toRenew);
        record.put("code", "SUB001");
        record.put("stage_id", category.equals(false) ? false : List.of(1, "Stage"));
        record.put("stage_category", category);
        record.put("recurring_monthly", 49.9);
        record.put("recurring_invoice_line_ids", List.of(5));
        return record;
    }

    private static Map<String, Object> oca(int id, int stage, boolean toRenew) {
        Map<String, Object> record = own(id, toRenew);
        record.put("stage_id", List.of(stage, "Stage"));
        record.put("sale_subscription_line_ids", List.of(5));
        return record;
    }

    private static Map<String, Object> own(int id, boolean toRenew) {
        Map<String, Object> record = new HashMap<>();
        record.put("id", id);
        record.put("name", "Acme's");
        record.put("partner_id", List.of(8, "Acme"));
        record.put("template_id", List.of(7, "Monthly"));
        record.put("to_renew", toRenew);
        record.put("date_start", "2026-02-01");
        record.put("date", "2027-01-31");
        record.put("recurring_next_date", "2026-12-01");
        record.put("recurring_total", 49.9);
        record.put("currency_id", List.of(1, "EUR"));
        record.put("write_date", "2026-11-01 10:00:00");
        return record;
    }
}
