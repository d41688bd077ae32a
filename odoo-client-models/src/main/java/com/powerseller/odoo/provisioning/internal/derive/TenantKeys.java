package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.models.subscription.Subscription;
import com.powerseller.odoo.models.subscription.SubscriptionShape;
import com.powerseller.odoo.provisioning.TenantKey;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.query.Domain;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From subscriptions to the keys of their tenants, and back. Immutable. */
final class TenantKeys {
    private static final String ORIGIN = "odoo-";
    private static final String CUSTOMER = "odoo-customer-";
    private static final String LEGAL_ENTITY = "partner_id.commercial_partner_id";

    private final TenantKey key;

    TenantKeys(TenantKey key) {
        this.key = key;
    }

    /** Whether a subscription's customer tells its key. */
    boolean areOfCustomers() {
        return key.kind() == TenantKey.Kind.CUSTOMER || key.kind() == TenantKey.Kind.CUSTOMER_FIELD;
    }

    /** The fields of subscriptions that tell. */
    List<String> fields() {
        return key.kind() == TenantKey.Kind.FIELD ? List.of(field()) : List.of();
    }

    /** The fields of partners that tell. */
    List<String> customerFields() {
        return key.kind() == TenantKey.Kind.CUSTOMER_FIELD ? List.of(field()) : List.of();
    }

    private String field() {
        return Objects.requireNonNull(key.field());
    }

    /** The key; null if there is none. */
    @Nullable String of(Subscription subscription, @Nullable Customer customer) {
        return switch (key.kind()) {
            case ORIGIN -> ORIGIN + subscription.originId();
            case CUSTOMER -> customer == null ? null : CUSTOMER + customer.id();
            case FIELD -> text(subscription.record(), "the subscription's");
            case CUSTOMER_FIELD -> customer == null ? null : text(customer.record(), "the customer's");
        };
    }

    private @Nullable String text(Record record, String whose) {
        Object value = record.get(field());
        if (value == null || Boolean.FALSE.equals(value)) {
            return null;
        }
        if (value instanceof String text) {
            return SignalStore.isKey(text) ? text : null;
        }
        throw new IllegalStateException("the tenant's key is " + whose + " field '" + field()
                + "', which holds no text: take a field of text, or make one");
    }

    /** Matches the subscriptions with these keys. A key that cannot be one of these matches none. */
    Domain<?> domain(SubscriptionShape shape, Collection<String> keys) {
        return switch (key.kind()) {
            case ORIGIN -> origins(shape, ids(ORIGIN, keys));
            case CUSTOMER -> Domain.of(LEGAL_ENTITY, "in", ids(CUSTOMER, keys));
            case FIELD -> Domain.of(field(), "in", List.copyOf(keys));
            case CUSTOMER_FIELD -> Domain.of(LEGAL_ENTITY + "." + field(), "in", List.copyOf(keys));
        };
    }

    private static Domain<Record> origins(SubscriptionShape shape, Set<Long> ids) {
        Domain<Record> first = Domain.of("id", "in", ids);
        return isRenewedByOthers(shape)
                ? Domain.<Record>of("origin_order_id", "in", ids).or(first)
                : first;
    }

    /** Whether a renewal is another record. */
    static boolean isRenewedByOthers(SubscriptionShape shape) {
        return shape == SubscriptionShape.SALE_ORDER || shape == SubscriptionShape.SALE_ORDER_16;
    }

    private static Set<Long> ids(String prefix, Collection<String> keys) {
        return keys.stream()
                .filter(text -> text.startsWith(prefix)
                        && text.substring(prefix.length()).matches("[1-9][0-9]{0,17}"))
                .map(text -> Long.valueOf(text.substring(prefix.length())))
                .collect(Collectors.toSet());
    }

    /** The legal entity that a subscription's customer is, or belongs to. */
    record Customer(long id, String name, Record record) {}
}
