package com.powerseller.odoo.models.subscription;

/** The ways in which servers keep subscriptions. */
public enum SubscriptionShape {
    /** Enterprise from 17.0 on: {@code sale.order} with a {@code subscription_state}. */
    SALE_ORDER("sale.order"),

    /** Enterprise 16.0: {@code sale.order} with a stage. */
    SALE_ORDER_16("sale.order"),

    /** Enterprise 14.0 and 15.0: {@code sale.subscription}, a model of its own. */
    SALE_SUBSCRIPTION("sale.subscription"),

    /** OCA's module {@code subscription_oca}: another {@code sale.subscription}. */
    SALE_SUBSCRIPTION_OCA("sale.subscription");

    private final String model;

    SubscriptionShape(String model) {
        this.model = model;
    }

    /** The technical name of the model whose records are the subscriptions. */
    public String model() {
        return model;
    }
}
