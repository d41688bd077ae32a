package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sale orders, and the subscriptions among them. */
class SubscriptionsContractTest extends AccountingContractTest {
    private static final String ORDER = "sale.order";

    private long product(double price, boolean recurring) {
        return model("product.product")
                .create(values().set("name", unique())
                        .set("list_price", price)
                        .set("type", "service")
                        .set("recurring_invoice", recurring)
                        .set("invoice_policy", "order")
                        .set("taxes_id", List.of(Command.clear())));
    }

    private long plan(String unit, int value) {
        return model("sale.subscription.plan")
                .create(values().set("name", unique())
                        .set("billing_period_unit", unit)
                        .set("billing_period_value", value));
    }

    private static Command<Record> sold(long product, double quantity) {
        return Command.create(values().set("product_id", product).set("product_uom_qty", quantity));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private long order(@Nullable Long plan, Command<Record>... lines) {
        return model(ORDER)
                .create(values().set("partner_id", customer())
                        .set("plan_id", plan)
                        .set("order_line", Arrays.asList(lines)));
    }

    /** Two of 45 each month, and 200 once. */
    private long quotation() {
        return order(plan("month", 1), sold(product(45, true), 2), sold(product(200, false), 1));
    }

    private long running() {
        long id = quotation();
        confirm(id);
        return id;
    }

    private @Nullable Object confirm(long id) {
        return run(ORDER, "action_confirm", id);
    }

    private List<@Nullable Object> of(long id, String... fields) {
        Record read = read(ORDER, id, fields);
        return Arrays.stream(fields).<@Nullable Object>map(read::get).toList();
    }

    private List<List<@Nullable Object>> logs(long id) {
        List<String> fields = List.of("event_type", "amount_signed", "recurring_monthly");
        return model("sale.order.log")
                .search(Domain.of("order_id", "=", id))
                .select(fields.toArray(String[]::new))
                .orderBy(Order.of("id", false))
                .list()
                .stream()
                .map(log -> fields.stream().<@Nullable Object>map(log::get).toList())
                .toList();
    }

    @Test
    void anOrderHasTheAmountsOfItsLines() {
        long id = order(null, sold(product(33.33, false), 3), sold(product(10, false), 1));

        assertThat(of(id, "amount_untaxed", "amount_tax", "amount_total", "state", "invoice_status"))
                .containsExactly(109.99, 0.0, 109.99, "draft", "no");
        assertThat(of(id, "is_subscription", "subscription_state", "recurring_monthly"))
                .containsExactly(false, false, 0.0);
    }

    @Test
    void anOrderIsTaxedAsItsProducts() {
        long product =
                model("product.product").create(values().set("name", unique()).set("list_price", 33.33));
        long id = order(null, sold(product, 3));

        assertThat(of(id, "amount_untaxed", "amount_tax", "amount_total")).containsExactly(99.99, 15.0, 114.99);
    }

    @Test
    void aLineIsNamedAndPricedAsItsProduct() {
        long product = product(50, false);
        long id = order(null, Command.create(values().set("product_id", product).set("discount", 10)));

        Record line = model("sale.order.line")
                .search(Domain.of("order_id", "=", id))
                .select("name", "price_unit", "product_uom_qty", "price_subtotal", "price_total", "state")
                .list()
                .get(0);
        assertThat(line.get("name")).isEqualTo(value("product.product", product, "display_name"));
        assertThat(line.get("price_unit")).isEqualTo(50.0);
        assertThat(line.get("product_uom_qty")).isEqualTo(1.0);
        assertThat(line.get("price_subtotal")).isEqualTo(45.0);
        assertThat(line.get("price_total")).isEqualTo(45.0);
        assertThat(line.get("state")).isEqualTo("draft");
        assertThat(String.valueOf(value("sale.order.line", line.id(), "display_name")))
                .startsWith(value(ORDER, id, "name") + " - " + line.get("name") + " (");
    }

    @Test
    void aQuotationIsConfirmedOnceAndThenToInvoice() {
        long id = order(null, sold(product(50, false), 1));

        assertThat(confirm(id)).isEqualTo(true);

        assertThat(of(id, "state", "invoice_status", "locked")).containsExactly("sale", "to invoice", false);
        refused(() -> confirm(id));
        failure(MissingRecordException.class, () -> confirm(999_999));
    }

    @Test
    void anOrderIsCancelledBecomesAQuotationAndIsDeleted() {
        long id = order(null, sold(product(50, false), 1));
        confirm(id);
        refused(() -> model(ORDER).delete(id));

        assertThat(run(ORDER, "action_cancel", id)).isEqualTo(true);
        assertThat(of(id, "state")).containsExactly("cancel");
        refused(() -> confirm(id));
        run(ORDER, "action_draft", id);
        assertThat(of(id, "state")).containsExactly("draft");
        model(ORDER).delete(id);
        assertThat(model(ORDER).exists(List.of(id))).isEmpty();
    }

    @Test
    void aLineOfAConfirmedOrderIsNotDeleted() {
        long id = order(null, sold(product(50, false), 1));
        confirm(id);
        long line = ((List<?>) Objects.requireNonNull(value(ORDER, id, "order_line")))
                .stream().map(Long.class::cast).findFirst().orElseThrow();

        refused(() -> model("sale.order.line").delete(line));
    }

    @Test
    void addressesAreThoseOfTheCustomersContacts() {
        long company = model("res.partner").create(values().set("name", "Acme").set("is_company", true));
        long invoices = model("res.partner")
                .create(values().set("name", "Books").set("parent_id", company).set("type", "invoice"));
        long id = model(ORDER).create(values().set("partner_id", company));

        Record order = read(ORDER, id, "partner_invoice_id", "partner_shipping_id", "commercial_partner_id");
        assertThat(id(order, "partner_invoice_id")).isEqualTo(invoices);
        assertThat(id(order, "partner_shipping_id")).isEqualTo(company);
        assertThat(id(order, "commercial_partner_id")).isEqualTo(company);
    }

    @Test
    void aPlanMakesASubscription() {
        long id = quotation();

        assertThat(of(id, "is_subscription", "subscription_state", "start_date", "next_invoice_date"))
                .containsExactly(true, "1_draft", false, false);
        assertThat(of(id, "recurring_total", "recurring_monthly", "non_recurring_total", "amount_untaxed"))
                .containsExactly(90.0, 90.0, 200.0, 290.0);
        assertThat(of(id, "has_recurring_line", "history_count", "renewal_count"))
                .containsExactly(true, 1L, 0L);
        assertThat(logs(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"month, 1, 120", "month, 3, 40", "year, 1, 10"})
    void revenueIsAMonths(String unit, int value, double monthly) {
        long id = order(plan(unit, value), sold(product(120, true), 1));

        assertThat(of(id, "recurring_total", "recurring_monthly")).containsExactly(120.0, monthly);
    }

    @Test
    void confirmingStartsAndLogs() {
        long id = running();

        assertThat(of(id, "state", "subscription_state", "end_date", "is_subscription"))
                .containsExactly("sale", "3_progress", false, true);
        Object start = value(ORDER, id, "start_date");
        assertThat(start).isNotEqualTo(false);
        assertThat(of(id, "next_invoice_date", "first_contract_date")).containsExactly(start, start);
        assertThat(logs(id)).containsExactly(List.of("0_creation", 90.0, 90.0));
    }

    @Test
    void theDayOnWhichItStartsIsKept() {
        long id = quotation();
        model(ORDER).update(id, values().set("start_date", "2026-03-01"));

        confirm(id);

        assertThat(String.valueOf(value(ORDER, id, "next_invoice_date"))).isEqualTo("2026-03-01");
    }

    @Test
    void aSubscriptionNeedsSomethingThatRecurs() {
        long id = order(plan("month", 1), sold(product(200, false), 1));

        assertThat(refused(() -> confirm(id))).hasMessageContaining("recurring product");
        assertThat(of(id, "state", "subscription_state")).containsExactly("draft", "1_draft");
    }

    @Test
    void moreAndLessIsLogged() {
        long id = running();
        long line = model("sale.order.line")
                .search(Domain.of("order_id", "=", id))
                .orderBy(Order.of("id", false))
                .ids()
                .get(0);

        model("sale.order.line").update(line, values().set("product_uom_qty", 3));
        model("sale.order.line").update(line, values().set("product_uom_qty", 1));

        assertThat(of(id, "recurring_monthly", "amount_total")).containsExactly(45.0, 245.0);
        assertThat(logs(id))
                .containsExactly(
                        List.of("0_creation", 90.0, 90.0),
                        List.of("1_expansion", 45.0, 135.0),
                        List.of("15_contraction", -90.0, 45.0));
    }

    @Test
    void aPauseIsNotLogged() {
        long id = running();

        model(ORDER).update(id, values().set("subscription_state", "4_paused"));
        assertThat(of(id, "subscription_state")).containsExactly("4_paused");
        model(ORDER).update(id, values().set("subscription_state", "3_progress"));

        assertThat(logs(id)).hasSize(1);
    }

    @Test
    void closingEndsAndLogs() {
        long id = running();

        assertThat(run(ORDER, "set_close", id)).isNull();

        assertThat(of(id, "subscription_state", "state")).containsExactly("6_churn", "sale");
        assertThat(value(ORDER, id, "end_date")).isEqualTo(value(ORDER, id, "start_date"));
        assertThat(logs(id)).last().isEqualTo(List.of("2_churn", -90.0, 0.0));
        refused(() -> run(ORDER, "set_close", id));
        refused(() -> run(ORDER, "set_close", quotation()));
    }

    @Test
    void aReasonIsGivenToTheWizard() {
        long id = running();
        long reason = model("sale.order.close.reason").create(values().set("name", unique()));
        var wizards = odoo().withContext(odoo().context().with("active_id", id).with("active_model", ORDER))
                .model("sale.subscription.close.reason.wizard");

        long wizard = wizards.create(values().set("close_reason_id", reason));
        wizards.call("set_close", List.of(wizard), Map.of());

        assertThat(of(id, "subscription_state")).containsExactly("6_churn");
        assertThat(id(read(ORDER, id, "close_reason_id"), "close_reason_id")).isEqualTo(reason);
    }

    @Test
    void whatIsClosedIsTakenUpAgain() {
        long id = running();
        run(ORDER, "set_close", id);

        run(ORDER, "set_open", id);

        assertThat(of(id, "subscription_state", "end_date")).containsExactly("3_progress", false);
        assertThat(logs(id)).last().isEqualTo(List.of("0_creation", 90.0, 90.0));
    }

    @Test
    void aRenewalTakesItsParentsPlace() {
        long first = running();

        long second = made(run(ORDER, "prepare_renewal_order", first));
        Record quotation =
                read(ORDER, second, "subscription_id", "origin_order_id", "subscription_state", "amount_total");
        assertThat(quotation.get("subscription_state")).isEqualTo("2_renewal");
        assertThat(quotation.get("amount_total")).isEqualTo(90.0);
        assertThat(id(quotation, "subscription_id")).isEqualTo(first);
        assertThat(id(quotation, "origin_order_id")).isEqualTo(first);
        assertThat(of(first, "is_renewing", "renewal_count", "subscription_child_ids", "history_count"))
                .containsExactly(true, 1L, List.of(second), 2L);
        confirm(second);
        long third = made(run(ORDER, "prepare_renewal_order", second));
        confirm(third);

        assertThat(of(first, "subscription_state")).containsExactly("5_renewed");
        assertThat(of(second, "subscription_state")).containsExactly("5_renewed");
        assertThat(of(third, "subscription_state", "history_count")).containsExactly("3_progress", 3L);
        Record last = read(ORDER, third, "origin_order_id", "subscription_id", "first_contract_date");
        assertThat(id(last, "origin_order_id")).isEqualTo(first);
        assertThat(id(last, "subscription_id")).isEqualTo(second);
        assertThat(last.get("first_contract_date")).isEqualTo(value(ORDER, first, "start_date"));
        assertThat(logs(first)).last().isEqualTo(List.of("3_transfer", -90.0, 0.0));
        assertThat(logs(second)).containsExactly(List.of("3_transfer", 90.0, 90.0), List.of("3_transfer", -90.0, 0.0));
    }

    @Test
    void anUpsellGrowsItsParent() {
        long id = running();

        long upsell = made(run(ORDER, "prepare_upsell_order", id));
        assertThat(of(upsell, "subscription_state", "is_subscription", "amount_total"))
                .containsExactly("7_upsell", false, 0.0);
        long line = model("sale.order.line")
                .search(Domain.of("order_id", "=", upsell))
                .ids()
                .get(0);
        model("sale.order.line").update(line, values().set("product_uom_qty", 5));
        confirm(upsell);

        assertThat(of(upsell, "subscription_state", "state")).containsExactly("7_upsell", "sale");
        assertThat(of(id, "recurring_monthly", "upsell_count")).containsExactly(315.0, 1L);
        assertThat(logs(id)).last().isEqualTo(List.of("1_expansion", 225.0, 315.0));
        assertThat(logs(upsell)).isEmpty();
    }

    @Test
    void onlyWhatRunsIsRenewed() {
        long id = quotation();

        refused(() -> run(ORDER, "prepare_renewal_order", id));
        refused(() -> run(ORDER, "prepare_upsell_order", id));
    }

    @Test
    void aSubscriptionDoesNotEndBeforeItStarts() {
        long id = running();

        invalid(() -> model(ORDER).update(id, values().set("end_date", "2020-01-01")));
    }

    @Test
    void aCopyIsAQuotation() {
        long id = running();

        long copy = model(ORDER).copy(id, values());

        assertThat(of(copy, "state", "subscription_state", "start_date", "amount_total", "origin_order_id"))
                .containsExactly("draft", "1_draft", false, 290.0, false);
    }

    @ParameterizedTest
    @CsvSource({"19.99, 3, 12.5, 104.95", "1.005, 1, 0, 2.01"})
    void whereOrdersAreRoundedAsAWholeLinesAreSummedUpBefore(
            double price, double quantity, double discount, double untaxed) {
        assumeTrue(isSince19() || discount > 0, "prices of series 18 have two digits");
        model("res.company").update(1L, values().set("tax_calculation_rounding_method", "round_globally"));
        long product = product(price, false);
        Command<Record> line = Command.create(values().set("product_id", product)
                .set("product_uom_qty", quantity)
                .set("discount", discount));

        long id = order(null, line, line);

        assertThat(value(ORDER, id, "amount_untaxed")).isEqualTo(untaxed);
        assertThat(value(ORDER, id, "amount_total")).isEqualTo(untaxed);
    }
}
