package com.powerseller.odoo.models.subscription;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.StageCategory;
import com.powerseller.odoo.models.SaleOrder.SubscriptionManagement;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link SubscriptionShape#SALE_ORDER_16}. */
final class SaleOrders16 extends SaleOrders {
    private static final List<Field<SaleOrder, ?>> FIELDS = List.of(
            SaleOrder.STAGE_CATEGORY, SaleOrder.SUBSCRIPTION_MANAGEMENT, SaleOrder.TO_RENEW, SaleOrder.RECURRENCE_ID);

    /** What is one of several states, or one under another name. */
    private static final Set<StageCategory> OF_STATES =
            Set.of(StageCategory.DRAFT, StageCategory.PROGRESS, StageCategory.CLOSED);

    /** An order that renews another one and has been confirmed. */
    private static final Domain<SaleOrder> CONFIRMED_RENEWAL = SaleOrder.SUBSCRIPTION_MANAGEMENT
            .eq(SubscriptionManagement.RENEW)
            .and(SaleOrder.STATE.in(List.of(SaleOrder.State.SALE, SaleOrder.State.DONE)));

    SaleOrders16(OdooClient odoo, Set<String> recurrence) {
        super(odoo, FIELDS, recurrence);
    }

    @Override
    SubscriptionShape shape() {
        return SubscriptionShape.SALE_ORDER_16;
    }

    @Override
    Domain<SaleOrder> subscriptions() {
        return SaleOrder.IS_SUBSCRIPTION.isTrue().or(upsell());
    }

    private static Domain<SaleOrder> upsell() {
        return SaleOrder.SUBSCRIPTION_MANAGEMENT.eq(SubscriptionManagement.UPSELL);
    }

    @Override
    Domain<SaleOrder> notCancelledIn(SubscriptionState state) {
        if (state.equals(SubscriptionState.UPSELL)) {
            return upsell();
        }
        StageCategory category = category(state);
        Domain<SaleOrder> inCategory = SaleOrder.STAGE_CATEGORY.eq(category);
        // One without a stage has not begun.
        return category.equals(StageCategory.DRAFT) ? inCategory.or(SaleOrder.STAGE_CATEGORY.isNotSet()) : inCategory;
    }

    private StageCategory category(SubscriptionState state) {
        if (state.equals(SubscriptionState.QUOTATION) || state.equals(SubscriptionState.RENEWAL_QUOTATION)) {
            return StageCategory.DRAFT;
        }
        if (state.isRunning()) {
            return StageCategory.PROGRESS;
        }
        if (state.equals(SubscriptionState.RENEWED) || state.equals(SubscriptionState.CHURNED)) {
            return StageCategory.CLOSED;
        }
        StageCategory category = StageCategory.of(state.toString());
        if (OF_STATES.contains(category)) {
            throw notAState(state);
        }
        return category;
    }

    /** Which of the closed ones were renewed, only the renewals tell: one request for all of them. */
    @Override
    Set<Long> renewed(OdooClient client, List<SaleOrder> orders) {
        List<Long> closed = orders.stream()
                .filter(order -> StageCategory.CLOSED.equals(order.stageCategory()))
                .map(SaleOrder::id)
                .toList();
        Set<Long> renewed = new HashSet<>();
        if (!closed.isEmpty()) {
            for (SaleOrder renewal : client.model(SaleOrder.TYPE)
                    .search(SaleOrder.SUBSCRIPTION_ID.in(closed).and(CONFIRMED_RENEWAL))
                    .select(SaleOrder.SUBSCRIPTION_ID)
                    .list()) {
                renewed.add(Objects.requireNonNull(renewal.subscriptionId()).id());
            }
        }
        return renewed;
    }

    @Override
    SubscriptionState stateOfNotCancelled(SaleOrder order, Set<Long> renewed) {
        SubscriptionManagement management = order.subscriptionManagement();
        if (SubscriptionManagement.UPSELL.equals(management)) {
            return SubscriptionState.UPSELL;
        }
        StageCategory category = order.stageCategory();
        if (category == null || category.equals(StageCategory.DRAFT)) {
            return SubscriptionManagement.RENEW.equals(management)
                    ? SubscriptionState.RENEWAL_QUOTATION
                    : SubscriptionState.QUOTATION;
        }
        if (category.equals(StageCategory.PROGRESS)) {
            return order.toRenew() ? SubscriptionState.TO_RENEW : SubscriptionState.IN_PROGRESS;
        }
        if (category.equals(StageCategory.PAUSED)) {
            return SubscriptionState.PAUSED;
        }
        if (category.equals(StageCategory.CLOSED)) {
            return renewed.contains(order.id()) ? SubscriptionState.RENEWED : SubscriptionState.CHURNED;
        }
        return SubscriptionState.of(category.value());
    }

    @Override
    @Nullable Ref<?> plan(SaleOrder order) {
        return order.recurrenceId();
    }

    @Override
    BigDecimal recurringAmount(SaleOrder order, List<Subscription.Line> lines) {
        return lines.stream()
                .filter(Subscription.Line::recurring)
                .map(Subscription.Line::subtotal)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    void pauseNow(long id) {
        move(id, StageCategory.PAUSED, "pause");
    }

    @Override
    void resumeNow(long id) {
        move(id, StageCategory.PROGRESS, "resume");
    }

    private void move(long id, StageCategory category, String what) {
        List<Long> stages = odoo.model("sale.order.stage")
                .search(Domain.<Record>of("category", "=", category.value()))
                .limit(1)
                .ids();
        if (stages.isEmpty()) {
            throw new UnsupportedByServerException(
                    what + " a subscription", "it has no sale.order.stage of the category " + category);
        }
        odoo.model(SaleOrder.TYPE).update(id, SaleOrder.values().stageId(stages.get(0)));
    }
}
