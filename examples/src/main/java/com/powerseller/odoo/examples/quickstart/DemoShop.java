package com.powerseller.odoo.examples.quickstart;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.models.AccountJournal;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.AccountMoveLine;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.SaleSubscriptionPlan;
import com.powerseller.odoo.models.invoicing.Invoices;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Customers with subscriptions, contacts and an overdue invoice, and what happens to them: for the fake only, since it writes what Odoo itself computes. */
final class DemoShop {
    private final OdooClient odoo;
    private final LocalDate today;
    private final long monthly;
    private final long basic;
    private final long pro;
    private long acme;
    private long acmeOrder;
    private long globexInvoice;
    private long initechLine;
    private long umbrellaOrder;

    DemoShop(OdooClient odoo, InstantSource clock) {
        this.odoo = odoo;
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        this.monthly = odoo.model(SaleSubscriptionPlan.TYPE)
                .create(SaleSubscriptionPlan.values().name("Monthly"));
        this.basic = product("Basic");
        this.pro = product("Pro");
    }

    void open() {
        acme = customer("Acme AG", "anna@acme.example", "bob@acme.example");
        acmeOrder = subscription(acme, pro, SubscriptionState._3_PROGRESS);
        long globex = customer("Globex GmbH", "carla@globex.example");
        subscription(globex, pro, SubscriptionState._3_PROGRESS);
        globexInvoice = overdueInvoice(accountant(globex));
        long initech = customer("Initech SA", "dora@initech.example", "emil@initech.example");
        initechLine = line(subscription(initech, basic, SubscriptionState._3_PROGRESS));
        long umbrella = customer("Umbrella Ltd", "finn@umbrella.example");
        umbrellaOrder = subscription(umbrella, basic, SubscriptionState._4_PAUSED);
        // A quotation is no tenant yet.
        subscription(customer("Hooli Inc", "gina@hooli.example"), pro, SubscriptionState._1_DRAFT);
    }

    void globexPays() {
        long bank = odoo.model(AccountJournal.TYPE)
                .search(AccountJournal.TYPE_.eq(AccountJournal.Type.BANK))
                .ids()
                .get(0);
        Invoices.of(odoo).registerPayment(globexInvoice, today, bank);
    }

    void acmeHires() {
        contact(acme, "hugo@acme.example");
    }

    void initechUpgrades() {
        odoo.model(SaleOrderLine.TYPE)
                .update(initechLine, SaleOrderLine.values().productId(pro));
    }

    void umbrellaLeaves() {
        odoo.model(SaleOrder.TYPE)
                .update(umbrellaOrder, SaleOrder.values().subscriptionState(SubscriptionState._6_CHURN));
    }

    /** The old order is done, a new one goes on: the tenant stays the same. */
    void acmeRenews() {
        odoo.model(SaleOrder.TYPE)
                .update(acmeOrder, SaleOrder.values().subscriptionState(SubscriptionState._5_RENEWED));
        long renewal = subscription(acme, pro, SubscriptionState._3_PROGRESS);
        odoo.model(SaleOrder.TYPE).update(renewal, SaleOrder.values().originOrderId(acmeOrder));
    }

    private long product(String name) {
        return odoo.model(ProductProduct.TYPE)
                .create(ProductProduct.values().name(name).defaultCode(name.toUpperCase(Locale.ROOT)));
    }

    private long customer(String name, String... emails) {
        long customer = odoo.model(ResPartner.TYPE)
                .create(ResPartner.values().name(name).isCompany(true));
        for (String email : emails) {
            contact(customer, email);
        }
        return customer;
    }

    private void contact(long customer, String email) {
        odoo.model(ResPartner.TYPE)
                .create(ResPartner.values()
                        .name(email)
                        .email(email)
                        .function("user")
                        .parentId(customer));
    }

    /** A contact that invoices are addressed to, and who is no user. */
    private long accountant(long customer) {
        return odoo.model(ResPartner.TYPE)
                .create(ResPartner.values()
                        .name("Accounting")
                        .parentId(customer)
                        .type(ResPartner.Type.INVOICE));
    }

    private long subscription(long customer, long product, SubscriptionState state) {
        long order = odoo.model(SaleOrder.TYPE)
                .create(SaleOrder.values()
                        .name("S" + customer)
                        .partnerId(customer)
                        .commercialPartnerId(customer)
                        .planId(monthly)
                        .subscriptionState(state)
                        .nextInvoiceDate(today.plusDays(10)));
        odoo.model(SaleOrderLine.TYPE)
                .create(SaleOrderLine.values().orderId(order).productId(product));
        return order;
    }

    private long line(long order) {
        return odoo.model(SaleOrderLine.TYPE)
                .search(SaleOrderLine.ORDER_ID.eq(order))
                .ids()
                .get(0);
    }

    private long overdueInvoice(long addressee) {
        long invoice = odoo.model(AccountMove.TYPE)
                .create(AccountMove.values()
                        .partnerId(addressee)
                        .moveType(AccountMove.MoveType.OUT_INVOICE)
                        .invoiceDateDue(today.minusDays(12))
                        .invoiceLineIds(Command.create(
                                AccountMoveLine.values().name("Pro").priceUnit(50.0))));
        Invoices.of(odoo).post(List.of(invoice));
        return invoice;
    }
}
