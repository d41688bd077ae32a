package com.powerseller.odoo.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.schema.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What programs write with the generated classes. */
class ModelUseTest {
    @Test
    void domainsAreMadeOfFieldsAndPaths() {
        Domain<ResPartner> domain = ResPartner.IS_COMPANY
                .isTrue()
                .and(ResPartner.COUNTRY_ID.dot(ResCountry.CODE).eq("CH"))
                .and(ResPartner.CATEGORY_ID.dot(ResPartnerCategory.NAME).ilike("gold"));

        assertThat(domain)
                .hasToString(
                        "[\"&\",\"&\",[\"is_company\",\"=\",true],[\"country_id.code\",\"=\",\"CH\"],[\"category_id.name\",\"ilike\",\"gold\"]]");
    }

    @Test
    void aSelectionIsComparedByItsValue() {
        Domain<SaleOrder> running = SaleOrder.SUBSCRIPTION_STATE.in(
                SaleOrder.SubscriptionState._3_PROGRESS, SaleOrder.SubscriptionState.of("8_suspend"));

        assertThat(running).hasToString("[[\"subscription_state\",\"in\",[\"3_progress\",\"8_suspend\"]]]");
        assertThat(SaleOrder.SubscriptionState.of("3_progress")).isEqualTo(SaleOrder.SubscriptionState._3_PROGRESS);
    }

    @Test
    void valuesAreUnsetClearedOrSet() {
        SaleOrder.Values values = SaleOrder.values()
                .partnerId(7)
                .planId(Ref.of(3))
                .set("x_studio_tier", "gold")
                .nextInvoiceDate(LocalDate.of(2026, 1, 31))
                .endDate(null)
                .isSubscription(true)
                .clear(SaleOrder.CLIENT_ORDER_REF)
                .recurringTotal(new BigDecimal("10.10"))
                .orderLine(
                        Command.create(SaleOrderLine.values().name("Tier gold").productUomQty(5)));

        assertThat(values.asMap())
                .containsEntry("partner_id", 7L)
                .containsEntry("plan_id", new Ref<>(3, null))
                .containsEntry("x_studio_tier", "gold")
                .containsEntry("end_date", null)
                .containsEntry("client_order_ref", null)
                .containsEntry("is_subscription", true)
                .doesNotContainKey("start_date");
        assertThat(values.asMap().keySet())
                .containsExactly(
                        "partner_id",
                        "plan_id",
                        "x_studio_tier",
                        "next_invoice_date",
                        "end_date",
                        "is_subscription",
                        "client_order_ref",
                        "recurring_total",
                        "order_line");
        assertThat(SaleOrder.values().planId(null).asMap()).containsEntry("plan_id", null);
        assertThat(ResPartner.values().color(null).asMap()).containsEntry("color", null);
    }

    @Test
    void aFieldThatIsCalledAsTheModelsTypeKeepsItsMeaning() {
        assertThat(ResPartner.TYPE.name()).isEqualTo("res.partner");
        assertThat(ResPartner.TYPE_.name()).isEqualTo("type");
        assertThat(ResPartner.TYPE_.type()).isEqualTo(FieldType.SELECTION);
        assertThat(ResPartner.TYPE_.eq(ResPartner.Type.DELIVERY).terms())
                .isEqualTo(List.of(List.of("type", "=", ResPartner.Type.DELIVERY)));
    }
}
