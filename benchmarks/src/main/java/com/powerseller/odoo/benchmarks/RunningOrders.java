package com.powerseller.odoo.benchmarks;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.provisioning.Rules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Subscriptions of a product that grants a tier, as the figures of provisioning sell them. */
final class RunningOrders {
    private final long product;

    RunningOrders(OdooClient odoo) {
        this.product = odoo.model(ProductProduct.TYPE)
                .create(ProductProduct.values().defaultCode("TEAM").name("Team"));
    }

    SaleOrder.Values of(long customer) {
        return SaleOrder.values()
                .partnerId(customer)
                .isSubscription(true)
                .state(SaleOrder.State.SALE)
                .subscriptionState(SaleOrder.SubscriptionState._3_PROGRESS)
                .startDate(LocalDate.now(ZoneOffset.UTC).minusDays(10))
                .recurringMonthly(BigDecimal.TEN)
                .recurringTotal(BigDecimal.TEN)
                .orderLine(Command.create(
                        SaleOrderLine.values().productId(product).name("Team").productUomQty(1.0)));
    }

    /** What the product grants. */
    static Rules.Builder rules() {
        return Rules.builder()
                .tiers("team")
                .product("TEAM", grant -> grant.tier("team").limit("users", 10));
    }
}
