package com.powerseller.odoo.models.subscription;

import static java.util.Objects.requireNonNullElse;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link SubscriptionShape#SALE_ORDER}. */
final class SaleOrders17 extends SaleOrders {
    private static final List<Field<SaleOrder, ?>> FIELDS =
            List.of(SaleOrder.SUBSCRIPTION_STATE, SaleOrder.PLAN_ID, SaleOrder.RECURRING_TOTAL);

    private static final Map<SaleOrder.SubscriptionState, SubscriptionState> STATES = Map.of(
            SaleOrder.SubscriptionState._1_DRAFT, SubscriptionState.QUOTATION,
            SaleOrder.SubscriptionState._2_RENEWAL, SubscriptionState.RENEWAL_QUOTATION,
            SaleOrder.SubscriptionState._3_PROGRESS, SubscriptionState.IN_PROGRESS,
            SaleOrder.SubscriptionState._4_PAUSED, SubscriptionState.PAUSED,
            SaleOrder.SubscriptionState._5_RENEWED, SubscriptionState.RENEWED,
            SaleOrder.SubscriptionState._6_CHURN, SubscriptionState.CHURNED,
            SaleOrder.SubscriptionState._7_UPSELL, SubscriptionState.UPSELL);

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
    Domain<SaleOrder> in(SubscriptionState state) {
        if (state.equals(SubscriptionState.TO_RENEW)) {
            return Domain.none();
        }
        SaleOrder.SubscriptionState wire = STATES.entrySet().stream()
                .filter(known -> known.getValue().equals(state))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> SaleOrder.SubscriptionState.of(state.toString()));
        return SaleOrder.SUBSCRIPTION_STATE.eq(wire);
    }

    @Override
    SubscriptionState state(SaleOrder order, Set<Long> renewed) {
        SaleOrder.SubscriptionState wire = order.subscriptionState();
        if (wire == null) {
            throw new IllegalStateException("sale.order " + order.id() + " is no subscription any more");
        }
        SubscriptionState known = STATES.get(wire);
        return known == null ? SubscriptionState.of(wire.value()) : known;
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
