package com.powerseller.odoo.models.subscription;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link SubscriptionShape#SALE_SUBSCRIPTION_OCA}. */
final class SaleSubscriptionsOca extends SaleSubscriptions {
    private static final ModelType<Record> STAGE = ModelType.of("sale.subscription.stage");
    private static final ScalarField<Record, String> STAGE_TYPE = STAGE.selectionField("type");
    private static final Many2OneField<Record, Record> CLOSE_REASON_ID =
            TYPE.many2oneField("close_reason_id", "sale.subscription.close.reason");
    private static final String CLOSED = "post";

    SaleSubscriptionsOca(OdooClient odoo) {
        super(
                odoo,
                List.of(STAGE_ID),
                "sale_subscription_line_ids",
                "product_uom_qty",
                new Phases(STAGE_ID.dot(STAGE_TYPE), Set.of("draft", "pre"), "in_progress", CLOSED));
    }

    @Override
    SubscriptionShape shape() {
        return SubscriptionShape.SALE_SUBSCRIPTION_OCA;
    }

    @Override
    Function<Record, @Nullable String> phases(OdooClient client, List<Record> records) {
        Map<Long, Record> stages = client.model(STAGE).related(records, STAGE_ID, STAGE_TYPE);
        return record -> {
            Ref<Record> stage = record.get(STAGE_ID);
            Record found = stage == null ? null : stages.get(stage.id());
            return found == null ? null : found.get(STAGE_TYPE);
        };
    }

    @Override
    @Nullable BigDecimal recurringMonthly(Record record) {
        return null;
    }

    @Override
    void confirmNow(long id) {
        call("action_start_subscription", id);
    }

    @Override
    void closeNow(long id) {
        moveToClosed(id, null);
    }

    @Override
    void closeNow(long id, long reason) {
        moveToClosed(id, reason);
    }

    /** Moves it to the closed stage, as people do: the module's button only opens a form. */
    private void moveToClosed(long id, @Nullable Long reason) {
        List<Long> stages =
                odoo.model(STAGE).search(STAGE_TYPE.eq(CLOSED)).limit(1).ids();
        if (stages.isEmpty()) {
            throw new UnsupportedByServerException(
                    "close a subscription", "it has no " + STAGE + " of the type " + CLOSED);
        }
        Values<Record> values = new Values<Record>().set(STAGE_ID, stages.get(0));
        if (reason != null) {
            values.set(CLOSE_REASON_ID, reason);
        }
        odoo.model(TYPE).update(id, values);
    }

    @Override
    long renew(long id) {
        throw new UnsupportedByServerException(
                "renew a subscription", "those of OCA's module have no quotations: set another end date");
    }
}
