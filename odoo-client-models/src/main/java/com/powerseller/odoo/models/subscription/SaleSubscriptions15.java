package com.powerseller.odoo.models.subscription;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.models.SaleSubscription;
import com.powerseller.odoo.models.SaleSubscription.StageCategory;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link SubscriptionShape#SALE_SUBSCRIPTION}. */
final class SaleSubscriptions15 extends SaleSubscriptions<SaleSubscription> {
    private static final List<Field<SaleSubscription, ?>> FIELDS = List.of(
            SaleSubscription.NAME,
            SaleSubscription.CODE,
            SaleSubscription.PARTNER_ID,
            SaleSubscription.TEMPLATE_ID,
            SaleSubscription.STAGE_CATEGORY,
            SaleSubscription.TO_RENEW,
            SaleSubscription.RECURRING_INVOICE_LINE_IDS,
            SaleSubscription.DATE_START,
            SaleSubscription.DATE,
            SaleSubscription.RECURRING_NEXT_DATE,
            SaleSubscription.RECURRING_TOTAL,
            SaleSubscription.RECURRING_MONTHLY,
            SaleSubscription.CURRENCY_ID,
            SaleSubscription.WRITE_DATE);

    private static final ScalarField<Record, Double> QUANTITY = LINE.floatField("quantity");

    SaleSubscriptions15(OdooClient odoo) {
        super(odoo);
    }

    @Override
    SubscriptionShape shape() {
        return SubscriptionShape.SALE_SUBSCRIPTION;
    }

    @Override
    ModelType<SaleSubscription> type() {
        return SaleSubscription.TYPE;
    }

    @Override
    List<Field<SaleSubscription, ?>> fields() {
        return FIELDS;
    }

    @Override
    Domain<SaleSubscription> in(SubscriptionState state) {
        if (state.equals(SubscriptionState.QUOTATION)) {
            return SaleSubscription.STAGE_CATEGORY
                    .eq(StageCategory.DRAFT)
                    .or(SaleSubscription.STAGE_CATEGORY.isNotSet());
        }
        if (state.isRunning()) {
            return SaleSubscription.STAGE_CATEGORY.eq(StageCategory.PROGRESS);
        }
        if (state.equals(SubscriptionState.CHURNED)) {
            return SaleSubscription.STAGE_CATEGORY.eq(StageCategory.CLOSED);
        }
        return SaleSubscription.STAGE_CATEGORY.eq(StageCategory.of(state.toString()));
    }

    @Override
    ScalarField<SaleSubscription, Instant> writeDate() {
        return SaleSubscription.WRITE_DATE;
    }

    @Override
    List<Subscription> withLines(OdooClient client, List<SaleSubscription> records) {
        Lines lines = lines(client, records, SaleSubscription.RECURRING_INVOICE_LINE_IDS, QUANTITY);
        return records.stream()
                .map(record -> subscription(record, lines.of(record.recurringInvoiceLineIds())))
                .toList();
    }

    private static Subscription subscription(SaleSubscription record, List<Subscription.Line> lines) {
        return new Subscription(
                record.id(),
                record.id(),
                null,
                requireNonNullElse(record.code(), requireNonNullElse(record.name(), "")),
                record.partnerId(),
                record.templateId(),
                state(record),
                lines,
                record.dateStart(),
                record.date(),
                record.recurringNextDate(),
                requireNonNullElse(decimal(record.recurringTotal()), BigDecimal.ZERO),
                decimal(record.recurringMonthly()),
                record.currencyId(),
                requireNonNull(record.writeDate()));
    }

    private static @Nullable BigDecimal decimal(@Nullable Double amount) {
        return amount == null ? null : BigDecimal.valueOf(amount);
    }

    private static SubscriptionState state(SaleSubscription record) {
        StageCategory category = record.stageCategory();
        if (category == null || category.equals(StageCategory.DRAFT)) {
            return SubscriptionState.QUOTATION;
        }
        if (category.equals(StageCategory.PROGRESS)) {
            return record.toRenew() ? SubscriptionState.TO_RENEW : SubscriptionState.IN_PROGRESS;
        }
        if (category.equals(StageCategory.CLOSED)) {
            return SubscriptionState.CHURNED;
        }
        return SubscriptionState.of(category.value());
    }

    @Override
    void confirm(long id) {
        call("start_subscription", id);
    }

    @Override
    void close(long id) {
        call("set_close", id);
    }

    @Override
    void close(long id, long reason) {
        closeThroughWizard(id, reason);
    }

    @Override
    long renew(long id) {
        return renewalQuotation(id);
    }
}
