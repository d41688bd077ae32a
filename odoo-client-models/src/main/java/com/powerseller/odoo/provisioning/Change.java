package com.powerseller.odoo.provisioning;

/** What of a tenant's state is different from the state before. */
public enum Change {
    /** {@link TenantState#status()}. */
    STATUS,

    /** {@link TenantState#tier()}. */
    TIER,

    /** {@link TenantState#limits()}. */
    LIMITS,

    /** {@link TenantState#users()}. */
    USERS,

    /** {@link TenantState#name()}. */
    NAME,

    /** {@link TenantState#subscriptionIds()}: so it is after a renewal. */
    SUBSCRIPTIONS,

    /** {@link TenantState#partnerId()}. */
    CUSTOMER
}
