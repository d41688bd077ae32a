package com.powerseller.odoo.models.subscription;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Subscriptions that are sale orders: what 16.0 and the later series have in common. */
abstract class SaleOrders extends SubscriptionModel<SaleOrder> {
    /** Tell whether a line recurs; which of them there are depends on the series. Where there is none, the product tells. */
    static final List<Field<SaleOrderLine, ?>> RECURRENCE =
            List.of(SaleOrderLine.RECURRING_INVOICE, SaleOrderLine.TEMPORAL_TYPE);

    private static final List<Field<SaleOrder, ?>> FIELDS = List.of(
            SaleOrder.NAME,
            SaleOrder.STATE,
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
    private final Set<String> recurrence;

    /** The constructor of a shape with these fields of its own, and these of {@link #RECURRENCE}. */
    SaleOrders(OdooClient odoo, List<Field<SaleOrder, ?>> own, Set<String> recurrence) {
        super(odoo);
        this.fields = Stream.concat(FIELDS.stream(), own.stream()).toList();
        this.lineFields = Stream.concat(
                        LINE_FIELDS.stream(), RECURRENCE.stream().filter(field -> recurrence.contains(field.name())))
                .toList();
        this.recurrence = recurrence;
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
        return SaleOrder.ORIGIN_ORDER_ID.eq(originId).or(SaleOrder.ID.eq(originId));
    }

    @Override
    final Domain<SaleOrder> in(SubscriptionState state) {
        return state.equals(SubscriptionState.CANCELLED)
                ? SaleOrder.STATE.eq(SaleOrder.State.CANCEL)
                : notCancelledIn(state);
    }

    /** As {@link #in}, of the orders that are not cancelled; it may match cancelled ones too. */
    abstract Domain<SaleOrder> notCancelledIn(SubscriptionState state);

    @Override
    final Function<SaleOrder, SubscriptionState> states(OdooClient client, List<SaleOrder> orders) {
        Set<Long> renewed = renewed(client, orders);
        return order -> SaleOrder.State.CANCEL.equals(order.state())
                ? SubscriptionState.CANCELLED
                : stateOfNotCancelled(order, renewed);
    }

    /** Those of the orders that others have renewed, where the orders themselves do not tell. */
    Set<Long> renewed(OdooClient client, List<SaleOrder> orders) {
        return Set.of();
    }

    abstract SubscriptionState stateOfNotCancelled(SaleOrder order, Set<Long> renewed);

    @Override
    final List<Subscription> withLines(Reading reading, List<SaleOrder> orders) {
        Map<Long, SaleOrderLine> lines = lines(reading, orders, SaleOrder.ORDER_LINE, SaleOrderLine.TYPE, lineFields);
        Predicate<SaleOrderLine> recurs = recurs(reading.client(), lines.values());
        Function<SaleOrder, SubscriptionState> states = states(reading.client(), orders);
        return orders.stream()
                .map(order -> subscription(
                        order,
                        states.apply(order),
                        order.orderLine().stream()
                                .map(lines::get)
                                .filter(line -> line != null && line.displayType() == null)
                                .map(line -> line(line, recurs.test(line)))
                                .toList()))
                .toList();
    }

    /** What tells whether these lines recur: one request if they do not say it themselves. */
    private Predicate<SaleOrderLine> recurs(OdooClient client, Collection<SaleOrderLine> lines) {
        if (recurrence.contains(SaleOrderLine.RECURRING_INVOICE.name())) {
            return SaleOrderLine::recurringInvoice;
        }
        if (recurrence.contains(SaleOrderLine.TEMPORAL_TYPE.name())) {
            return line -> "subscription".equals(line.temporalType());
        }
        Map<Long, ProductProduct> products = client.model(ProductProduct.TYPE)
                .related(lines, SaleOrderLine.PRODUCT_ID, ProductProduct.RECURRING_INVOICE);
        return line -> {
            Ref<ProductProduct> product = line.productId();
            ProductProduct found = product == null ? null : products.get(product.id());
            return found != null && found.recurringInvoice();
        };
    }

    private Subscription subscription(SaleOrder order, SubscriptionState state, List<Subscription.Line> lines) {
        Ref<SaleOrder> origin = order.originOrderId();
        return new Subscription(
                order.id(),
                origin == null ? order.id() : origin.id(),
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
                requireNonNull(order.writeDate()),
                order.record());
    }

    private static Subscription.Line line(SaleOrderLine line, boolean recurring) {
        return new Subscription.Line(
                line.id(),
                line.productId(),
                requireNonNullElse(line.name(), ""),
                requireNonNullElse(line.productUomQty(), 0.0),
                requireNonNullElse(line.priceUnit(), 0.0),
                requireNonNullElse(line.discount(), 0.0),
                requireNonNullElse(line.priceSubtotal(), BigDecimal.ZERO),
                recurring,
                line.record());
    }

    abstract @Nullable Ref<?> plan(SaleOrder order);

    abstract BigDecimal recurringAmount(SaleOrder order, List<Subscription.Line> lines);

    @Override
    final void confirmNow(long id) {
        call("action_confirm", id);
    }

    @Override
    final void closeNow(long id) {
        call("set_close", id);
    }

    @Override
    final void closeNow(long id, long reason) {
        closeThroughWizard(id, reason);
    }

    @Override
    final String closeReasons() {
        return "sale.order.close.reason";
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
}
