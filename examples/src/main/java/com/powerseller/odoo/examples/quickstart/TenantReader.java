package com.powerseller.odoo.examples.quickstart;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.models.SaleOrderLine;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the tenants from Odoo as they are now, in four requests however many there are. Writes nothing. */
final class TenantReader {
    private final OdooClient odoo;
    private final InstantSource clock;

    TenantReader(OdooClient odoo, InstantSource clock) {
        this.odoo = odoo;
        this.clock = clock;
    }

    /** All tenants by key. */
    SortedMap<Long, Tenant> read() {
        List<SaleOrder> subscriptions = odoo.model(SaleOrder.TYPE)
                .search(SaleOrder.IS_SUBSCRIPTION
                        .isTrue()
                        .and(SaleOrder.SUBSCRIPTION_STATE.in(
                                SubscriptionState._3_PROGRESS,
                                SubscriptionState._4_PAUSED,
                                SubscriptionState._6_CHURN)))
                .select(SaleOrder.COMMERCIAL_PARTNER_ID, SaleOrder.SUBSCRIPTION_STATE, SaleOrder.ORIGIN_ORDER_ID)
                .orderBy(SaleOrder.ID.asc())
                .list();
        Set<Long> customers = subscriptions.stream().map(TenantReader::customer).collect(Collectors.toSet());
        Map<Long, SortedSet<String>> tiers =
                tiers(subscriptions.stream().map(SaleOrder::id).toList());
        Map<Long, SortedSet<String>> users = users(customers);
        Set<Long> debtors = debtors(customers);

        SortedMap<Long, Tenant> tenants = new TreeMap<>();
        for (SaleOrder subscription : subscriptions) {
            long customer = customer(subscription);
            Ref<SaleOrder> origin = subscription.originOrderId();
            Tenant tenant = new Tenant(
                    origin == null ? subscription.id() : origin.id(),
                    name(subscription),
                    status(subscription, debtors.contains(customer)),
                    String.join(" + ", tiers.getOrDefault(subscription.id(), new TreeSet<>())),
                    users.getOrDefault(customer, new TreeSet<>()));
            // A renewal and the order it replaced are one tenant: the better one counts.
            tenants.merge(
                    tenant.key(), tenant, (one, other) -> one.status().compareTo(other.status()) <= 0 ? one : other);
        }
        return tenants;
    }

    private static Tenant.Status status(SaleOrder subscription, boolean overdue) {
        SubscriptionState state = subscription.subscriptionState();
        if (SubscriptionState._3_PROGRESS.equals(state)) {
            return overdue ? Tenant.Status.PAST_DUE : Tenant.Status.ACTIVE;
        }
        return SubscriptionState._4_PAUSED.equals(state) ? Tenant.Status.SUSPENDED : Tenant.Status.ENDED;
    }

    /** The products of each order. */
    private Map<Long, SortedSet<String>> tiers(List<Long> orders) {
        List<SaleOrderLine> lines = odoo.model(SaleOrderLine.TYPE)
                .search(SaleOrderLine.ORDER_ID.in(orders).and(SaleOrderLine.PRODUCT_ID.isSet()))
                .select(SaleOrderLine.ORDER_ID, SaleOrderLine.PRODUCT_ID)
                .orderBy(SaleOrderLine.ID.asc())
                .list();
        return grouped(lines, line -> id(line.orderId()), line -> displayName(line.productId()));
    }

    /** The e-mail addresses of each customer's contacts. */
    private Map<Long, SortedSet<String>> users(Set<Long> customers) {
        List<ResPartner> contacts = odoo.model(ResPartner.TYPE)
                .search(ResPartner.PARENT_ID.in(customers).and(ResPartner.EMAIL.isSet()))
                .select(ResPartner.PARENT_ID, ResPartner.EMAIL)
                .orderBy(ResPartner.ID.asc())
                .list();
        return grouped(
                contacts,
                contact -> id(contact.parentId()),
                contact -> Objects.requireNonNullElse(contact.email(), ""));
    }

    /**
     * The customers with an invoice that is past its due date and not fully paid; an invoice may be addressed to any contact of theirs. A debt is the customer's,
     * not a subscription's: all subscriptions of one customer share it.
     */
    private Set<Long> debtors(Set<Long> customers) {
        List<AccountMove> overdue = odoo.model(AccountMove.TYPE)
                .search(AccountMove.COMMERCIAL_PARTNER_ID
                        .in(customers)
                        .and(AccountMove.MOVE_TYPE.eq(AccountMove.MoveType.OUT_INVOICE))
                        .and(AccountMove.STATE.eq(AccountMove.State.POSTED))
                        .and(AccountMove.PAYMENT_STATE.in(
                                AccountMove.PaymentState.NOT_PAID, AccountMove.PaymentState.PARTIAL))
                        .and(AccountMove.INVOICE_DATE_DUE.lt(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))))
                .select(AccountMove.COMMERCIAL_PARTNER_ID)
                .orderBy(AccountMove.ID.asc())
                .list();
        Set<Long> debtors = new HashSet<>();
        overdue.forEach(invoice -> debtors.add(id(invoice.commercialPartnerId())));
        return debtors;
    }

    private static <R> Map<Long, SortedSet<String>> grouped(
            List<R> records, Function<R, Long> key, Function<R, String> value) {
        return records.stream()
                .collect(Collectors.groupingBy(
                        key,
                        Collectors.mapping(value, Collectors.<String, SortedSet<String>>toCollection(TreeSet::new))));
    }

    /** The company, though one of its contacts may have ordered. */
    private static long customer(SaleOrder subscription) {
        return id(subscription.commercialPartnerId());
    }

    private static String name(SaleOrder subscription) {
        return displayName(subscription.commercialPartnerId());
    }

    private static long id(@Nullable Ref<?> ref) {
        return Objects.requireNonNull(ref, "a field that Odoo requires has no value")
                .id();
    }

    private static String displayName(@Nullable Ref<?> ref) {
        return ref == null || ref.displayName() == null ? "?" : ref.displayName();
    }
}
