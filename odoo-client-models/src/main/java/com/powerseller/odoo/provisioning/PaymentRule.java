package com.powerseller.odoo.provisioning;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * When payment trouble matters. Immutable: each method returns another one.
 *
 * <p>What counts are posted invoices of the customer's legal entity that are not, or only partly, paid: no credit notes, no bills, none that is blocked, in payment or
 * reversed. With a grace of 3 days, an invoice that is due on the 10th matters from the 14th on.
 */
public final class PaymentRule {
    private static final PaymentRule IGNORED = new PaymentRule(null, null, false);

    private final @Nullable Integer pastDueAfter;
    private final @Nullable Integer suspendedAfter;
    private final boolean ownInvoicesOnly;

    private PaymentRule(@Nullable Integer pastDueAfter, @Nullable Integer suspendedAfter, boolean ownInvoicesOnly) {
        this.pastDueAfter = pastDueAfter;
        this.suspendedAfter = suspendedAfter;
        this.ownInvoicesOnly = ownInvoicesOnly;
    }

    /** Invoices do not matter, and are not read. The default. */
    public static PaymentRule ignored() {
        return IGNORED;
    }

    /** More than so many days, from 0 on, after an invoice was due, the tenant is {@link TenantStatus#PAST_DUE}. */
    public static PaymentRule pastDueAfter(int days) {
        return new PaymentRule(checked(days), null, false);
    }

    /** More than so many days after an invoice was due, no fewer than for past due, the tenant is {@link TenantStatus#SUSPENDED}. */
    public PaymentRule suspendedAfter(int days) {
        if (pastDueAfter == null) {
            throw new IllegalArgumentException(
                    "PaymentRule.ignored() takes nothing more: begin with pastDueAfter(...)");
        }
        if (days < pastDueAfter) {
            throw new IllegalArgumentException("suspended after " + days + " days, but past due after " + pastDueAfter
                    + ": a tenant is past due first");
        }
        return new PaymentRule(pastDueAfter, checked(days), ownInvoicesOnly);
    }

    /**
     * An invoice matters only to the subscription that it is for, and to the renewals before and after it: its {@code invoice_origin} names one of them. Else it matters to all
     * subscriptions of the customer.
     */
    public PaymentRule ownInvoicesOnly() {
        if (pastDueAfter == null) {
            throw new IllegalArgumentException(
                    "PaymentRule.ignored() takes nothing more: begin with pastDueAfter(...)");
        }
        return new PaymentRule(pastDueAfter, suspendedAfter, true);
    }

    private static int checked(int days) {
        if (days < 0 || days > 36_500) {
            throw new IllegalArgumentException("a grace of " + days + " days: it takes from 0 to 36500");
        }
        return days;
    }

    /** Whether invoices matter at all. */
    public boolean isIgnored() {
        return pastDueAfter == null;
    }

    /** The days of grace until a tenant is past due; none if invoices do not matter. */
    public OptionalInt daysUntilPastDue() {
        return optional(pastDueAfter);
    }

    /** The days of grace until a tenant is suspended; none if it never is. */
    public OptionalInt daysUntilSuspended() {
        return optional(suspendedAfter);
    }

    /** Whether {@link #ownInvoicesOnly()} was said. */
    public boolean isOfOwnInvoicesOnly() {
        return ownInvoicesOnly;
    }

    /** What it says. */
    @Override
    public String toString() {
        return "past due after " + pastDueAfter + ", suspended after " + suspendedAfter
                + (ownInvoicesOnly ? ", own invoices only" : "");
    }

    private static OptionalInt optional(@Nullable Integer days) {
        return days == null ? OptionalInt.empty() : OptionalInt.of(days);
    }
}
