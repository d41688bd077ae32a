package com.powerseller.odoo.models.subscription;

import static java.util.Objects.requireNonNullElse;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link SubscriptionShape#SALE_ORDER}. */
final class SaleOrders17 extends SaleOrders {
    private static final List<Field<SaleOrder, ?>> FIELDS =
            List.of(SaleOrder.SUBSCRIPTION_STATE, SaleOrder.PLAN_ID, SaleOrder.RECURRING_TOTAL);

    SaleOrders17(OdooClient odoo, Set<String> recurrence) {
        super(odoo, FIELDS, recurrence);
    }

    @Override
    SubscriptionShape shape() {
        return SubscriptionShape.SALE_ORDER;
    }

    @Override
    Domain<SaleOrder> subscriptions() {
        return SaleOrder.SUBSCRIPTION_STATE.isSet();
    }

    @Override
    Domain<SaleOrder> notCancelledIn(SubscriptionState state) {
        String wire = state.wire();
        return wire == null ? Domain.none() : SaleOrder.SUBSCRIPTION_STATE.eq(SaleOrder.SubscriptionState.of(wire));
    }

    @Override
    SubscriptionState stateOfNotCancelled(SaleOrder order, Set<Long> renewed) {
        SaleOrder.SubscriptionState wire = order.subscriptionState();
        if (wire == null) {
            throw new IllegalStateException("sale.order " + order.id() + " is no subscription any more");
        }
        return SubscriptionState.of(wire.value());
    }

    @Override
    @Nullable Ref<?> plan(SaleOrder order) {
        return order.planId();
    }

    @Override
    BigDecimal recurringAmount(SaleOrder order, List<Subscription.Line> lines) {
        return requireNonNullElse(order.recurringTotal(), BigDecimal.ZERO);
    }

    @Override
    void pauseNow(long id) {
        write(id, SaleOrder.SubscriptionState._4_PAUSED);
    }

    @Override
    void resumeNow(long id) {
        write(id, SaleOrder.SubscriptionState._3_PROGRESS);
    }

    private void write(long id, SaleOrder.SubscriptionState state) {
        odoo.model(SaleOrder.TYPE).update(id, SaleOrder.values().subscriptionState(state));
    }
}
