package com.powerseller.odoo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.error.ValidationException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code subscription_oca}, the fake answers what a server of series 18 with that module answered. */
@SuppressWarnings("NullAway.Init")
class OcaSubscriptionsTest {
    private static final String SUBSCRIPTION = "sale.subscription";

    private FakeOdoo fake;
    private OdooClient odoo;
    private long customer;

    @BeforeEach
    void start() {
        start("18.0");
    }

    private void start(String series) {
        fake = FakeOdoo.builder().series(series).module("subscription_oca").start();
        odoo = fake.connect();
        customer = odoo.model("res.partner").create(values().set("name", "Acme"));
    }

    @AfterEach
    void stop() {
        odoo.close();
        fake.close();
    }

    private static Values<Record> values() {
        return new Values<>();
    }

    private long template() {
        return odoo.model("sale.subscription.template")
                .create(values().set("name", "Monthly")
                        .set("code", "MON")
                        .set("recurring_rule_type", "months")
                        .set("recurring_interval", 1)
                        .set("recurring_rule_boundary", "unlimited")
                        .set("recurring_rule_count", 1)
                        .set("invoicing_mode", "draft"));
    }

    private Values<Record> seats(double quantity) {
        long product = odoo.model("product.product")
                .create(values().set("name", "Seat").set("list_price", 9.99));
        return values().set("product_id", product).set("product_uom_qty", quantity);
    }

    private Values<Record> sold(long template, Values<Record> line) {
        return values().set("partner_id", customer)
                .set("template_id", template)
                .set("pricelist_id", 1)
                .set("date_start", "2026-11-01")
                .set("recurring_next_date", "2026-12-01")
                .set("sale_subscription_line_ids", List.of(Command.create(line)));
    }

    private long subscription() {
        return odoo.model(SUBSCRIPTION).create(sold(template(), seats(3)));
    }

    private List<@Nullable Object> read(String model, long id, String... fields) {
        Record read = odoo.model(model).read(List.of(id), Arrays.asList(fields)).get(0);
        return Arrays.stream(fields).<@Nullable Object>map(read::get).toList();
    }

    private List<@Nullable Object> of(long id, String... fields) {
        return read(SUBSCRIPTION, id, fields);
    }

    @Test
    void aNewOneIsADraftWithTheAmountsOfItsLines() {
        long id = subscription();

        assertThat(of(id, "name", "display_name", "code")).containsExactly("MON/SUB00001", "MON/SUB00001", "SUB00001");
        assertThat(of(id, "stage_type", "in_progress", "to_renew", "active"))
                .containsExactly("draft", false, false, true);
        assertThat(of(id, "date_start", "date", "recurring_next_date"))
                .containsExactly("2026-11-01", false, "2026-12-01");
        assertThat(of(id, "recurring_total", "amount_tax", "amount_total")).containsExactly(29.97, 4.5, 34.47);
        assertThat(of(id, "invoice_ids", "sale_order_ids", "close_reason_id", "tag_ids"))
                .containsExactly(List.of(), List.of(), false, List.of());
        assertThat(of(id, "pricelist_id", "currency_id", "company_id"))
                .containsExactly(List.of(1L, "PL (USD)"), List.of(1L, "USD"), List.of(1L, "My Company"));
    }

    @Test
    void aLineIsNamedPricedAndTaxedAsItsProduct() {
        long id = subscription();

        Record line = odoo.model("sale.subscription.line")
                .search(Domain.of("sale_subscription_id", "=", id))
                .select("name", "price_unit", "discount", "price_subtotal", "price_total", "currency_id")
                .list()
                .get(0);
        assertThat(line.get("name")).isEqualTo("Seat");
        assertThat(line.get("price_unit")).isEqualTo(9.99);
        assertThat(line.get("discount")).isEqualTo(0.0);
        assertThat(line.get("price_subtotal")).isEqualTo(29.97);
        assertThat(line.get("price_total")).isEqualTo(34.47);
        assertThat(line.get("currency_id")).isEqualTo(List.of(1L, "USD"));
    }

    @Test
    void amountsFollowTheLines() {
        long id = subscription();
        odoo.model(SUBSCRIPTION)
                .update(
                        id,
                        values().set(
                                        "sale_subscription_line_ids",
                                        List.of(Command.create(
                                                seats(1).set("discount", 50).set("price_unit", 20)))));

        assertThat(of(id, "recurring_total", "amount_tax", "amount_total")).containsExactly(39.97, 6.0, 45.97);
    }

    @Test
    void itIsStartedAndClosed() {
        long id = subscription();
        assertThat(odoo.call(SUBSCRIPTION, "action_start_subscription", List.of(List.of(id))))
                .isNull();
        assertThat(of(id, "stage_type", "in_progress", "recurring_next_date"))
                .containsExactly("in_progress", true, "2026-12-01");

        long reason = odoo.model("sale.subscription.close.reason").create(values().set("name", "too dear"));
        long closed = odoo.model("sale.subscription.stage")
                .search(Domain.of("type", "=", "post"))
                .ids()
                .get(0);
        odoo.model(SUBSCRIPTION).update(id, values().set("stage_id", closed).set("close_reason_id", reason));
        assertThat(of(id, "stage_type", "in_progress", "close_reason_id", "recurring_next_date"))
                .containsExactly("post", false, List.of(reason, "too dear"), false);
    }

    @Test
    void itHasTheStagesThatTheModuleBrings() {
        assertThat(stages()).containsExactly("draft", "pre", "in_progress", "post");
        stop();
        start("17.0");
        assertThat(stages()).containsExactly("pre", "in_progress", "post");
    }

    private List<@Nullable Object> stages() {
        return odoo
                .model("sale.subscription.stage")
                .search()
                .select("type")
                .orderBy(Order.of("sequence", false))
                .list()
                .stream()
                .<@Nullable Object>map(stage -> stage.get("type"))
                .toList();
    }

    @Test
    void enterprisesSubscriptionsAreNotThere() {
        assertThatThrownBy(() -> odoo.model("sale.subscription.plan").search().ids())
                .isInstanceOf(UnknownModelException.class)
                .hasMessageContaining("Object sale.subscription.plan doesn't exist");
        long order = odoo.model("sale.order").create(values().set("partner_id", customer));
        assertThatThrownBy(() -> read("sale.order", order, "subscription_state"))
                .isInstanceOf(UnknownFieldException.class);
        assertThat(read("sale.order", order, "order_subscription_id", "subscription_ids"))
                .containsExactly(false, List.of());
        long id = subscription();
        assertThatThrownBy(() -> of(id, "subscription_state")).isInstanceOf(UnknownFieldException.class);
    }

    @Test
    void whatIsWrongIsRefusedAsTheServerDid() {
        long id = subscription();
        assertThatThrownBy(() -> odoo.model(SUBSCRIPTION).create(values().set("partner_id", customer)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Model: Subscription (sale.subscription)");
        assertThatThrownBy(() -> odoo.model(SUBSCRIPTION).update(id, values().set("template_id", 999_999)))
                .isInstanceOf(MissingRecordException.class)
                .hasMessageContaining("sale.subscription.template(999999,)");
        assertThat(of(id, "name")).containsExactly("MON/SUB00001");
    }

    @Test
    void whatIsNotKnownOfItIsRefused() {
        long template = template();
        long id = subscription();
        unsupported(() -> odoo.call(SUBSCRIPTION, "generate_invoice", List.of(List.of(id))), "generate_invoice");
        unsupported(() -> of(id, "recurring_rule_boundary"), "recurring_rule_boundary");
        unsupported(
                () -> odoo.model(SUBSCRIPTION)
                        .create(values().set("partner_id", customer)
                                .set("template_id", template)
                                .set("pricelist_id", 1)),
                "date_start");
        unsupported(
                () -> odoo.model("sale.subscription.template").create(values().set("name", "Yearly")),
                "recurring_rule_type");
        odoo.model("sale.subscription.template").update(template, values().set("recurring_rule_boundary", "limited"));
        unsupported(() -> odoo.model(SUBSCRIPTION).create(sold(template, seats(1))), "limited");
        assertThat(of(odoo.model(SUBSCRIPTION).create(sold(template, seats(1)).set("date", "2027-10-31")), "date"))
                .containsExactly("2027-10-31");
    }

    private static void unsupported(ThrowingCallable call, String what) {
        assertThatThrownBy(call).isInstanceOf(OdooException.class).hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16.0", "17.0"})
    void fieldsThatOtherSeriesMayHaveAreNotDenied(String series) {
        stop();
        start(series);
        long id = subscription();
        unsupported(() -> of(id, "stage_str"), "stage_str");
        assertThat(of(id, "stage_type")).containsExactly("pre");
    }

    @Test
    void itIsThereOnlyIfAskedFor() {
        try (FakeOdoo plain = FakeOdoo.start();
                OdooClient client = plain.connect()) {
            unsupported(() -> client.model(SUBSCRIPTION).search().ids(), SUBSCRIPTION);
        }
        assertThatThrownBy(() -> FakeOdoo.builder()
                        .series("19.0")
                        .module("subscription_oca")
                        .start())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FakeOdoo.builder().module("helpdesk_mgmt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("subscription_oca");
    }
}
