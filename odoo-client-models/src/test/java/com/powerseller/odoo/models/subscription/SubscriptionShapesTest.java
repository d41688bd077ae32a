package com.powerseller.odoo.models.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.query.Domain;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    void theShapeIsFoundOnceForAllThreads() throws InterruptedException, ExecutionException {
        enterprise15("progress", false);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<SubscriptionShape>> found = threads.invokeAll(Collections.nCopies(32, subscriptions::shape));
            for (Future<SubscriptionShape> shape : found) {
                assertThat(shape.get()).isEqualTo(SubscriptionShape.SALE_SUBSCRIPTION);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.calls()).hasSize(2).allMatch(call -> call.contains(".fields_get"));
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
        lines16(IntStream.rangeClosed(1, 11).toArray());

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
                        SubscriptionState.QUOTATION);
        assertThat(ids(SubscriptionState.RENEWED)).containsExactly(6L);
        assertThat(ids(SubscriptionState.CHURNED)).containsExactly(7L);
        assertThat(ids(SubscriptionState.QUOTATION)).containsExactly(1L, 11L);
        assertThat(ids(SubscriptionState.IN_PROGRESS)).containsExactly(3L, 9L);
        assertThat(ids(SubscriptionState.TO_RENEW, SubscriptionState.UPSELL)).containsExactly(4L, 8L);
        assertThat(ids(SubscriptionState.of("frozen"))).containsExactly(10L);
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
                .hasMessageContaining("paused");

        server.with("sale.order.stage", Map.of("id", 5, "category", "paused")).answering("sale.order.write", true);
        subscriptions.pause(1);
        assertThat(last()).contains("sale.order.write", "[1]", "\"stage_id\":5");
        assertThatThrownBy(() -> subscriptions.resume(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void enterprise15IsReadAndDriven() {
        enterprise15("progress", true);
        server.answering("sale.subscription.set_close", null)
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

        subscriptions.confirm(1);
        assertThat(last()).contains("start_subscription");
        subscriptions.close(1);
        assertThat(last()).startsWith("sale.subscription.set_close [[1]]");
        assertThat(subscriptions.renew(1)).isEqualTo(99);
        assertThatThrownBy(() -> subscriptions.pause(1))
                .isInstanceOf(UnsupportedByServerException.class)
                .hasMessage(
                        "this server cannot pause a subscription, because its sale.subscription has no state for what is paused");
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
    }

    @Test
    void aRenewalWithoutAQuotationIsAnError() {
        enterprise15("progress", false);
        server.answering("sale.subscription.prepare_renewal_order", true);

        assertThatThrownBy(() -> subscriptions.renew(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("prepare_renewal_order");
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
        Map<String, Object> record = own(1, toRenew);
        record.put("code", "SUB001");
        record.put("stage_category", category);
        record.put("recurring_monthly", 49.9);
        record.put("recurring_invoice_line_ids", List.of(5));
        server.with("sale.order", Map.of("id", 1, "name", "S1"))
                .with("sale.subscription", record)
                .with("sale.subscription.line", line15(5, "quantity"));
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
