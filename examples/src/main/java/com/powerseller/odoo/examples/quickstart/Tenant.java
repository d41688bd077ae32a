package com.powerseller.odoo.examples.quickstart;

import java.util.SortedSet;

/**
 * What a customer has bought, as the product needs to know it.
 *
 * @param key the tenant's stable key: the id of the first order of the subscription, which renewals keep
 * @param name the customer's name
 * @param status whether the product is to be switched on
 * @param tier the products subscribed to
 * @param users the e-mail addresses of the customer's contacts
 */
record Tenant(long key, String name, Status status, String tier, SortedSet<String> users) {
    enum Status {
        ACTIVE,
        /** Still on, but an invoice is overdue. */
        PAST_DUE,
        SUSPENDED,
        ENDED
    }

    @Override
    public String toString() {
        return String.format("%-14s %-9s  %-10s %s", name, status, tier, String.join(", ", users));
    }
}
