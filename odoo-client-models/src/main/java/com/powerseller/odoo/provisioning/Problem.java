package com.powerseller.odoo.provisioning;

/**
 * Why a tenant's state could not be derived, or what is odd about it. Immutable. A problem is one tenant's: others are not touched by it.
 *
 * @param code which problem it is
 * @param sentence which records it is about and what to do; without names or addresses of people
 */
public record Problem(Code code, String sentence) {
    /** Which problem it is. All but {@link #NO_USERS} hold the tenant at its last state until Odoo's records, or the rules, are put right. */
    public enum Code {
        /** The subscription's plan is not in the rules, which name plans and say nothing of others. */
        UNKNOWN_PLAN,

        /** None of the subscription's products is in the rules, and its plan gives nothing either. */
        UNKNOWN_PRODUCT_ONLY,

        /** The subscription is in a state that a module has added and the rules do not name. */
        UNKNOWN_STATE,

        /** A line of something that gives limits or a tier has a negative quantity. */
        NEGATIVE_QUANTITY,

        /** A quantity times what a unit of it gives is beyond what a limit holds. */
        LIMIT_TOO_LARGE,

        /** The subscription has no customer, or one that this user may not see. */
        NO_CUSTOMER,

        /** The subscription, or its customer, has no value in the field that is the tenant's key. It is no tenant's until it has. */
        NO_KEY,

        /** Subscriptions of several customers fight over one tenant's key. */
        KEY_CONFLICT,

        /** Odoo fails to read the tenant's records, or the rules fail on them, while others go well. It is tried again, less often the longer it lasts. */
        UNREADABLE,

        /** The tenant is served and has no active user. It has a state all the same, unless the rules require users. */
        NO_USERS
    }
}
