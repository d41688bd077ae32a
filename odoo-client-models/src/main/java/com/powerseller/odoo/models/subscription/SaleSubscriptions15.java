package com.powerseller.odoo.models.subscription;

import static java.util.Objects.requireNonNullElseGet;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TextField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link SubscriptionShape#SALE_SUBSCRIPTION}. */
final class SaleSubscriptions15 extends SaleSubscriptions {
    private static final TextField<Record> CODE = TYPE.charField("code");
    private static final ScalarField<Record, String> STAGE_CATEGORY = TYPE.selectionField("stage_category");
    private static final ScalarField<Record, BigDecimal> RECURRING_MONTHLY = TYPE.monetaryField("recurring_monthly");

    SaleSubscriptions15(OdooClient odoo) {
        super(
                odoo,
                List.of(CODE, STAGE_CATEGORY, RECURRING_MONTHLY),
                "recurring_invoice_line_ids",
                "quantity",
                new Phases(STAGE_CATEGORY, Set.of("draft"), "progress", "closed"));
    }

    @Override
    SubscriptionShape shape() {
        return SubscriptionShape.SALE_SUBSCRIPTION;
    }

    @Override
    Function<Record, @Nullable String> phases(OdooClient client, List<Record> records) {
        return record -> record.get(STAGE_CATEGORY);
    }

    @Override
    String name(Record record) {
        return requireNonNullElseGet(record.get(CODE), () -> super.name(record));
    }

    @Override
    @Nullable BigDecimal recurringMonthly(Record record) {
        return record.get(RECURRING_MONTHLY);
    }

    @Override
    void confirmNow(long id) {
        call("start_subscription", id);
    }

    @Override
    void closeNow(long id) {
        call("set_close", id);
    }

    @Override
    void closeNow(long id, long reason) {
        closeThroughWizard(id, reason);
    }
}
