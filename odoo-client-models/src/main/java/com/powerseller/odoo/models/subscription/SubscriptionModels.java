package com.powerseller.odoo.models.subscription;

import static com.powerseller.odoo.models.subscription.SubscriptionModel.fieldsOf;
import static com.powerseller.odoo.models.subscription.SubscriptionModel.names;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.SaleSubscription;
import com.powerseller.odoo.models.SaleSubscriptionOca;
import java.util.List;
import java.util.Set;

/** Finds out which shape a server has, and what it is made of. */
final class SubscriptionModels {
    private static final List<Field<SaleOrder, ?>> TELLING_ORDERS =
            List.of(SaleOrder.SUBSCRIPTION_STATE, SaleOrder.STAGE_CATEGORY);
    private static final List<String> TELLING_SUBSCRIPTIONS = List.of(
            SaleSubscription.RECURRING_INVOICE_LINE_IDS.name(), SaleSubscriptionOca.SALE_SUBSCRIPTION_LINE_IDS.name());

    private SubscriptionModels() {}

    static SubscriptionShape shape(OdooClient odoo) {
        Set<String> order = fieldsOf(odoo, SaleOrder.TYPE.name(), names(TELLING_ORDERS));
        if (order.contains(SaleOrder.SUBSCRIPTION_STATE.name())) {
            return SubscriptionShape.SALE_ORDER;
        }
        if (order.contains(SaleOrder.STAGE_CATEGORY.name())) {
            return SubscriptionShape.SALE_ORDER_16;
        }
        Set<String> own = fieldsOf(odoo, SaleSubscription.TYPE.name(), TELLING_SUBSCRIPTIONS);
        if (own.contains(SaleSubscriptionOca.SALE_SUBSCRIPTION_LINE_IDS.name())) {
            return SubscriptionShape.SALE_SUBSCRIPTION_OCA;
        }
        if (own.contains(SaleSubscription.RECURRING_INVOICE_LINE_IDS.name())) {
            return SubscriptionShape.SALE_SUBSCRIPTION;
        }
        throw new UnsupportedByServerException(
                "answer for subscriptions",
                "its sale.order has no subscription_state (Enterprise from 17.0 on) and no stage_category (16.0), and there is no sale.subscription with"
                        + " recurring_invoice_line_ids (Enterprise up to 15.0) or sale_subscription_line_ids (OCA's module): the module that brings them is not installed, or the user may not see it");
    }

    static SubscriptionModel<?> of(OdooClient odoo, SubscriptionShape shape) {
        return switch (shape) {
            case SALE_ORDER -> new SaleOrders17(odoo, recurrence(odoo));
            case SALE_ORDER_16 -> new SaleOrders16(odoo, recurrence(odoo));
            case SALE_SUBSCRIPTION -> new SaleSubscriptions15(odoo);
            case SALE_SUBSCRIPTION_OCA -> new SaleSubscriptionsOca(odoo);
        };
    }

    private static Set<String> recurrence(OdooClient odoo) {
        return fieldsOf(odoo, SaleOrderLine.TYPE.name(), names(SaleOrders.RECURRENCE));
    }
}
