package com.powerseller.odoo.examples.provisioning;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.AccountMoveLine;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.ResPartnerCategory;
import com.powerseller.odoo.models.ResUsers;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.SaleSubscriptionPlan;
import com.powerseller.odoo.models.invoicing.Invoices;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sells on a fake: it writes what Enterprise would compute. */
final class Shop {
    static final LocalDate START = LocalDate.of(2030, 1, 1);

    private final OdooClient odoo;
    private final Map<LocalDate, Integer> invoices = new HashMap<>();

    Shop(OdooClient odoo) {
        this.odoo = odoo;
    }

    long product(String reference) {
        return odoo.model(ProductProduct.TYPE)
                .create(ProductProduct.values().name(reference).defaultCode(reference));
    }

    long plan(String name) {
        return odoo.model(SaleSubscriptionPlan.TYPE)
                .create(SaleSubscriptionPlan.values()
                        .name(name)
                        .billingPeriodValue(1)
                        .billingPeriodUnit(SaleSubscriptionPlan.BillingPeriodUnit.MONTH));
    }

    long tag(String name) {
        return odoo.model(ResPartnerCategory.TYPE)
                .create(ResPartnerCategory.values().name(name));
    }

    long company(String name) {
        return odoo.model(ResPartner.TYPE).create(ResPartner.values().name(name).isCompany(true));
    }

    long contact(long parent, String email, long... tags) {
        long contact = odoo.model(ResPartner.TYPE)
                .create(ResPartner.values()
                        .name("Contact " + email)
                        .email(email)
                        .parentId(parent));
        for (long tag : tags) {
            odoo.model(ResPartner.TYPE).update(contact, ResPartner.values().categoryId(Command.link(tag)));
        }
        return contact;
    }

    long portalUser(long partner, String login) {
        Object group = odoo.model("ir.model.data")
                .search(Domain.<Record>of("module", "=", "base").and(Domain.of("name", "=", "group_portal")))
                .select("res_id")
                .one()
                .orElseThrow()
                .get("res_id");
        String groups = odoo.version().isAtLeast(19) ? "group_ids" : "groups_id";
        return odoo.model(ResUsers.TYPE)
                .create(ResUsers.values()
                        .partnerId(partner)
                        .login(login)
                        .set(groups, List.of(List.of(6, 0, List.of(Objects.requireNonNull(group))))));
    }

    static SaleOrder.Values order(long customer, SubscriptionState state) {
        return SaleOrder.values()
                .partnerId(customer)
                .isSubscription(true)
                .state(SaleOrder.State.SALE)
                .subscriptionState(state)
                .startDate(START)
                .recurringMonthly(BigDecimal.TEN)
                .recurringTotal(BigDecimal.TEN);
    }

    long subscription(long customer, SubscriptionState state, long product, double quantity) {
        return subscription(order(customer, state), product, quantity);
    }

    long subscription(SaleOrder.Values values, long product, double quantity) {
        long order = odoo.model(SaleOrder.TYPE).create(values);
        line(order, product, quantity);
        return order;
    }

    /** A new order takes the place of a running one. */
    long renew(long order, long first, long customer, long product) {
        odoo.model(SaleOrder.TYPE).update(order, SaleOrder.values().subscriptionState(SubscriptionState._5_RENEWED));
        return subscription(
                order(customer, SubscriptionState._3_PROGRESS)
                        .originOrderId(first)
                        .subscriptionId(order),
                product,
                1);
    }

    long line(long order, long product, double quantity) {
        return odoo.model(SaleOrderLine.TYPE)
                .create(SaleOrderLine.values()
                        .orderId(order)
                        .productId(product)
                        .name("Line")
                        .productUomQty(quantity)
                        .priceSubtotal(BigDecimal.TEN));
    }

    long invoice(long customer, LocalDate due, AccountMove.PaymentState state, String origin) {
        int before = invoices.merge(due, 1, Integer::sum) - 1;
        long invoice = odoo.model(AccountMove.TYPE)
                .create(AccountMove.values()
                        .name("INV/" + due + (before == 0 ? "" : "/" + before))
                        .partnerId(customer)
                        .moveType(AccountMove.MoveType.OUT_INVOICE)
                        .invoiceOrigin(origin)
                        .invoiceDate(due)
                        .invoiceDateDue(due)
                        .invoiceLineIds(Command.create(
                                AccountMoveLine.values().name("Month").priceUnit(100.0))));
        Invoices.of(odoo).post(List.of(invoice));
        if (!state.equals(AccountMove.PaymentState.NOT_PAID)) {
            odoo.model(AccountMove.TYPE).update(invoice, AccountMove.values().paymentState(state));
        }
        return invoice;
    }
}
