package com.powerseller.odoo.models.subscription;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.SaleSubscriptionOca;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link SubscriptionShape#SALE_SUBSCRIPTION_OCA}. */
final class SaleSubscriptionsOca extends SaleSubscriptions<SaleSubscriptionOca> {
    private static final List<Field<SaleSubscriptionOca, ?>> FIELDS = List.of(
            SaleSubscriptionOca.NAME,
            SaleSubscriptionOca.PARTNER_ID,
            SaleSubscriptionOca.TEMPLATE_ID,
            SaleSubscriptionOca.STAGE_ID,
            SaleSubscriptionOca.TO_RENEW,
            SaleSubscriptionOca.SALE_SUBSCRIPTION_LINE_IDS,
            SaleSubscriptionOca.DATE_START,
            SaleSubscriptionOca.DATE,
            SaleSubscriptionOca.RECURRING_NEXT_DATE,
            SaleSubscriptionOca.RECURRING_TOTAL,
            SaleSubscriptionOca.CURRENCY_ID,
            SaleSubscriptionOca.WRITE_DATE);

    private static final ScalarField<Record, Double> QUANTITY = LINE.floatField("product_uom_qty");
    private static final ModelType<Record> STAGE = ModelType.of("sale.subscription.stage");
    private static final ScalarField<Record, String> TYPE = STAGE.selectionField("type");

    private static final String RUNNING = "in_progress";
    private static final String CLOSED = "post";
    private static final List<String> BEFORE = List.of("draft", "pre");

    SaleSubscriptionsOca(OdooClient odoo) {
        super(odoo);
    }

    @Override
    SubscriptionShape shape() {
        return SubscriptionShape.SALE_SUBSCRIPTION_OCA;
    }

    @Override
    ModelType<SaleSubscriptionOca> type() {
        return SaleSubscriptionOca.TYPE;
    }

    @Override
    List<Field<SaleSubscriptionOca, ?>> fields() {
        return FIELDS;
    }

    @Override
    Domain<SaleSubscriptionOca> in(SubscriptionState state) {
        ScalarField<SaleSubscriptionOca, String> type = SaleSubscriptionOca.STAGE_ID.dot(TYPE);
        if (state.equals(SubscriptionState.QUOTATION)) {
            return type.in(BEFORE).or(SaleSubscriptionOca.STAGE_ID.isNotSet());
        }
        if (state.isRunning()) {
            return type.eq(RUNNING);
        }
        return type.eq(state.equals(SubscriptionState.CHURNED) ? CLOSED : state.toString());
    }

    @Override
    ScalarField<SaleSubscriptionOca, Instant> writeDate() {
        return SaleSubscriptionOca.WRITE_DATE;
    }

    @Override
    List<Subscription> withLines(OdooClient client, List<SaleSubscriptionOca> records) {
        Lines lines = lines(client, records, SaleSubscriptionOca.SALE_SUBSCRIPTION_LINE_IDS, QUANTITY);
        Map<Long, Record> stages = client.model(STAGE).related(records, SaleSubscriptionOca.STAGE_ID, TYPE);
        return records.stream()
                .map(record -> subscription(record, state(record, stages), lines.of(record.saleSubscriptionLineIds())))
                .toList();
    }

    private static Subscription subscription(
            SaleSubscriptionOca record, SubscriptionState state, List<Subscription.Line> lines) {
        return new Subscription(
                record.id(),
                record.id(),
                null,
                requireNonNullElse(record.name(), ""),
                record.partnerId(),
                record.templateId(),
                state,
                lines,
                record.dateStart(),
                record.date(),
                record.recurringNextDate(),
                requireNonNullElse(record.recurringTotal(), BigDecimal.ZERO),
                null,
                record.currencyId(),
                requireNonNull(record.writeDate()));
    }

    private static SubscriptionState state(SaleSubscriptionOca record, Map<Long, Record> stages) {
        Ref<Record> stage = record.stageId();
        Record found = stage == null ? null : stages.get(stage.id());
        String type = found == null ? null : found.get(TYPE);
        if (type == null || BEFORE.contains(type)) {
            return SubscriptionState.QUOTATION;
        }
        if (type.equals(RUNNING)) {
            return record.toRenew() ? SubscriptionState.TO_RENEW : SubscriptionState.IN_PROGRESS;
        }
        return type.equals(CLOSED) ? SubscriptionState.CHURNED : SubscriptionState.of(type);
    }

    @Override
    void confirm(long id) {
        call("action_start_subscription", id);
    }

    @Override
    void close(long id) {
        moveToClosed(id, null);
    }

    @Override
    void close(long id, long reason) {
        moveToClosed(id, reason);
    }

    /** Moves it to the closed stage, as people do: the module's button only opens a form. */
    private void moveToClosed(long id, @Nullable Long reason) {
        List<Long> stages = odoo.model(STAGE).search(TYPE.eq(CLOSED)).limit(1).ids();
        if (stages.isEmpty()) {
            throw new UnsupportedByServerException(
                    "close a subscription", "it has no " + STAGE + " of the type " + CLOSED);
        }
        Values<SaleSubscriptionOca> values =
                new Values<SaleSubscriptionOca>().set(SaleSubscriptionOca.STAGE_ID, stages.get(0));
        if (reason != null) {
            values = values.set(SaleSubscriptionOca.CLOSE_REASON_ID, reason);
        }
        odoo.model(SaleSubscriptionOca.TYPE).update(id, values);
    }

    @Override
    long renew(long id) {
        throw new UnsupportedByServerException(
                "renew a subscription", "those of OCA's module have no quotations: set another end date");
    }
}
