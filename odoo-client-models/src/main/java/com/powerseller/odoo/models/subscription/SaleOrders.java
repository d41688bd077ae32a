package com.powerseller.odoo.models.subscription;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Subscriptions that are sale orders: what 16.0 and the later series have in common. */
abstract class SaleOrders extends SubscriptionModel<SaleOrder> {
    /** Tell whether a line recurs; which of them there are depends on the series. */
    static final List<Field<SaleOrderLine, ?>> RECURRENCE =
            List.of(SaleOrderLine.RECURRING_INVOICE, SaleOrderLine.TEMPORAL_TYPE, SaleOrderLine.RECURRING_MONTHLY);

    private static final List<Field<SaleOrder, ?>> FIELDS = List.of(
            SaleOrder.NAME,
            SaleOrder.PARTNER_ID,
            SaleOrder.CURRENCY_ID,
            SaleOrder.ORDER_LINE,
            SaleOrder.ORIGIN_ORDER_ID,
            SaleOrder.SUBSCRIPTION_ID,
            SaleOrder.START_DATE,
            SaleOrder.END_DATE,
            SaleOrder.NEXT_INVOICE_DATE,
            SaleOrder.RECURRING_MONTHLY,
            SaleOrder.WRITE_DATE);
    private static final List<Field<SaleOrderLine, ?>> LINE_FIELDS = List.of(
            SaleOrderLine.PRODUCT_ID,
            SaleOrderLine.NAME,
            SaleOrderLine.PRODUCT_UOM_QTY,
            SaleOrderLine.PRICE_UNIT,
            SaleOrderLine.DISCOUNT,
            SaleOrderLine.PRICE_SUBTOTAL,
            SaleOrderLine.DISPLAY_TYPE);

    private final List<Field<SaleOrder, ?>> fields;
    private final List<Field<SaleOrderLine, ?>> lineFields;

    /** The constructor of a shape with these fields of its own, and these of {@link #RECURRENCE}. */
    SaleOrders(OdooClient odoo, List<Field<SaleOrder, ?>> own, Set<String> recurrence) {
        super(odoo);
        this.fields = Stream.concat(FIELDS.stream(), own.stream()).toList();
        this.lineFields = Stream.concat(LINE_FIELDS.stream(), present(RECURRENCE, recurrence).stream())
                .toList();
    }

    @Override
    final ModelType<SaleOrder> type() {
        return SaleOrder.TYPE;
    }

    @Override
    final List<Field<SaleOrder, ?>> fields() {
        return fields;
    }

    @Override
    final ScalarField<SaleOrder, Instant> writeDate() {
        return SaleOrder.WRITE_DATE;
    }

    @Override
    final Domain<SaleOrder> chain(long originId) {
        return SaleOrder.ORIGIN_ORDER_ID.eq(originId).or(Domain.of("id", "=", originId));
    }

    @Override
    final List<Subscription> withLines(OdooClient client, List<SaleOrder> orders) {
        Map<Long, SaleOrderLine> lines =
                client.model(SaleOrderLine.TYPE).related(orders, SaleOrder.ORDER_LINE, fieldArray());
        Set<Long> renewed = renewed(client, orders);
        return orders.stream()
                .map(order -> subscription(
                        order,
                        state(order, renewed),
                        order.orderLine().stream()
                                .map(lines::get)
                                .filter(line -> line != null && line.displayType() == null)
                                .map(this::line)
                                .toList()))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Field<SaleOrderLine, ?>[] fieldArray() {
        return lineFields.toArray(Field[]::new);
    }

    private Subscription subscription(SaleOrder order, SubscriptionState state, List<Subscription.Line> lines) {
        return new Subscription(
                order.id(),
                originOf(order.originOrderId(), order.id()),
                order.subscriptionId(),
                requireNonNullElse(order.name(), ""),
                order.partnerId(),
                plan(order),
                state,
                lines,
                order.startDate(),
                order.endDate(),
                order.nextInvoiceDate(),
                recurringAmount(order, lines),
                order.recurringMonthly(),
                order.currencyId(),
                requireNonNull(order.writeDate()));
    }

    private Subscription.Line line(SaleOrderLine line) {
        return new Subscription.Line(
                line.id(),
                line.productId(),
                requireNonNullElse(line.name(), ""),
                requireNonNullElse(line.productUomQty(), 0.0),
                requireNonNullElse(line.priceUnit(), 0.0),
                requireNonNullElse(line.discount(), 0.0),
                requireNonNullElse(line.priceSubtotal(), BigDecimal.ZERO),
                recurs(line));
    }

    private boolean recurs(SaleOrderLine line) {
        if (line.record().has(SaleOrderLine.RECURRING_INVOICE.name())) {
            return line.recurringInvoice();
        }
        if (line.record().has(SaleOrderLine.TEMPORAL_TYPE.name())) {
            return "subscription".equals(line.temporalType());
        }
        BigDecimal monthly = line.recurringMonthly();
        return monthly != null && monthly.signum() != 0;
    }

    abstract @Nullable Ref<?> plan(SaleOrder order);

    /** Those of the orders that others have renewed, where the orders themselves do not tell. */
    Set<Long> renewed(OdooClient client, List<SaleOrder> orders) {
        return Set.of();
    }

    abstract SubscriptionState state(SaleOrder order, Set<Long> renewed);

    abstract BigDecimal recurringAmount(SaleOrder order, List<Subscription.Line> lines);

    @Override
    final void confirm(long id) {
        call("action_confirm", id);
    }

    @Override
    final void close(long id) {
        call("set_close", id);
    }

    @Override
    final void close(long id, long reason) {
        closeThroughWizard(id, reason);
    }

    @Override
    final String closeReasons() {
        return "sale.order.close.reason";
    }

    @Override
    final long renew(long id) {
        return renewalQuotation(id);
    }

    @Override
    final void pause(long id) {
        SubscriptionState state = currentState(id);
        demand(id, state.isRunning(), state, "paused");
        pauseNow(id);
    }

    @Override
    final void resume(long id) {
        SubscriptionState state = currentState(id);
        demand(id, state.equals(SubscriptionState.PAUSED), state, "resumed");
        resumeNow(id);
    }

    abstract void pauseNow(long id);

    abstract void resumeNow(long id);

    private SubscriptionState currentState(long id) {
        return list(odoo, Domain.of("id", "=", id)).stream()
                .map(Subscription::state)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        type() + " " + id + " is not there, not to be seen, or no subscription"));
    }

    private static void demand(long id, boolean allowed, SubscriptionState state, String what) {
        if (!allowed) {
            throw new IllegalStateException("subscription " + id + " is " + state + ": it cannot be " + what);
        }
    }
}
