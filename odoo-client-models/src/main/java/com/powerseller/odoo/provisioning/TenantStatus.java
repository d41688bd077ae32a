package com.powerseller.odoo.provisioning;

/** Whether a tenant is served. */
public enum TenantStatus {
    /** Served, and tried out: it becomes {@link #ACTIVE} when its days are over. */
    TRIAL,

    /** Served. */
    ACTIVE,

    /** Served still, with an invoice that is overdue. */
    PAST_DUE,

    /** Not served for now: paused, or overdue for too long. What was sold stays as it is. */
    SUSPENDED,

    /** Not served any more. */
    ENDED;

    /** Whether the tenant may use the product: in a trial, active or past due. */
    public boolean isServed() {
        return this == TRIAL || this == ACTIVE || this == PAST_DUE;
    }
}
