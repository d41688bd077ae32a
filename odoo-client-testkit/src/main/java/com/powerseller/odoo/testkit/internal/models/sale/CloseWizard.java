package com.powerseller.odoo.testkit.internal.models.sale;

import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sale.subscription.close.reason.wizard}: closes the order that the context's {@code active_id} names, for a reason. */
final class CloseWizard implements Behaviour {
    @Override
    public void define(ModelDefinition wizard) {
        wizard.recordName("close_reason_id").method("set_close", CloseWizard::close);
    }

    private static @Nullable Object close(MethodCall call) {
        Records wizard = call.existing();
        if (!(wizard.context().get("active_id") instanceof Long order)
                || "sale.subscription".equals(wizard.context().get("active_model"))) {
            throw new UnsupportedByFakeException(
                    "sale.subscription.close.reason.wizard without the active_id of a sale.order in the context");
        }
        Records orders = wizard.browse("sale.order", List.of(order));
        if (orders.has("subscription_state")) {
            Subscriptions.close(orders, wizard.get("close_reason_id"), false);
        } else {
            Subscriptions16.close(orders, wizard.get("close_reason_id"));
        }
        return null;
    }
}
