package com.powerseller.odoo.provisioning;

import org.jspecify.annotations.Nullable;

/**
 * What makes subscriptions one tenant: those with the same key are. The key never changes while the tenant lives, so take what nobody edits. Immutable.
 */
public final class TenantKey {
    private static final TenantKey ORIGIN = new TenantKey(Kind.ORIGIN, null);
    private static final TenantKey CUSTOMER = new TenantKey(Kind.CUSTOMER, null);

    private final Kind kind;
    private final @Nullable String field;

    private TenantKey(Kind kind, @Nullable String field) {
        this.kind = kind;
        this.field = field;
    }

    /** Where a key comes from. */
    public enum Kind {
        /** The first subscription of the chain of renewals. */
        ORIGIN,

        /** A field of the subscription. */
        FIELD,

        /** A field of the customer. */
        CUSTOMER_FIELD,

        /** The customer. */
        CUSTOMER
    }

    /** A tenant for each chain of renewals: {@code odoo-} and the id of the first subscription of it. The default; it needs nothing from anybody. */
    public static TenantKey origin() {
        return ORIGIN;
    }

    /**
     * A tenant for each value of a text field of subscriptions, such as one of Studio's. It is read as it is, so a renewal needs it too; a subscription without it is a
     * {@link Problem.Code#NO_KEY}.
     *
     * @param field of the model that has the subscriptions, such as {@code x_tenant}
     */
    public static TenantKey field(String field) {
        return new TenantKey(Kind.FIELD, Names.ofField(field, "the tenant's key"));
    }

    /**
     * A tenant for each value of a text field of the customer's legal entity ({@code commercial_partner_id}), such as {@code ref}. Two customers with one value are a {@link
     * Problem.Code#KEY_CONFLICT} unless the rules let customers share tenants.
     *
     * @param field of {@code res.partner}
     */
    public static TenantKey customerField(String field) {
        return new TenantKey(Kind.CUSTOMER_FIELD, Names.ofField(field, "the tenant's key"));
    }

    /** A tenant for each customer, whatever it has subscribed to: {@code odoo-customer-} and the id of its legal entity ({@code commercial_partner_id}). */
    public static TenantKey customer() {
        return CUSTOMER;
    }

    /** Where the key comes from. */
    public Kind kind() {
        return kind;
    }

    /** The field that has it; null if it is made of an id. */
    public @Nullable String field() {
        return field;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TenantKey key && key.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Where the key comes from. */
    @Override
    public String toString() {
        return field == null ? kind.toString() : kind + " " + field;
    }
}
