package com.powerseller.odoo.examples.provisioning;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.models.AccountJournal;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.AccountMoveLine;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.ResPartnerCategory;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.SaleSubscriptionPlan;
import com.powerseller.odoo.models.invoicing.Invoices;
import com.powerseller.odoo.models.subscription.Subscriptions;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.query.Domain;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Sells on a real Odoo 19 whose sale orders have Enterprise's shape, as people do, by what they click on. */
final class RealWorld {
    private final OdooClient odoo;
    private final Subscriptions subscriptions;
    private final Invoices invoices;
    private final long plan;
    private final long product;
    private final long tag;
    private final long bank;
    private final List<Long> customers = new ArrayList<>();
    private final List<Long> contacts = new ArrayList<>();
    private final List<Long> due = new ArrayList<>();
    private final List<Sold> running = new ArrayList<>();
    private final List<Sold> paused = new ArrayList<>();
    private final Set<String> everSold = new HashSet<>();

    private record Sold(long id, long origin) {}

    RealWorld(OdooClient odoo) {
        this.odoo = odoo;
        subscriptions = Subscriptions.of(odoo);
        invoices = Invoices.of(odoo);
        plan = odoo.model(SaleSubscriptionPlan.TYPE)
                .search(SaleSubscriptionPlan.NAME.eq("Monthly"))
                .ids()
                .get(0);
        product = odoo.model("product.product")
                .search(Domain.of("default_code", "=", "SUB-PRO"))
                .ids()
                .get(0);
        tag = odoo.model(ResPartnerCategory.TYPE)
                .create(ResPartnerCategory.values().name("Users"));
        bank = odoo.model(AccountJournal.TYPE)
                .search(AccountJournal.TYPE_.eq(AccountJournal.Type.BANK))
                .ids()
                .get(0);
    }

    Rules rules() {
        return Rules.builder()
                .tiers("pro")
                .product("SUB-PRO", grant -> grant.tier("pro").addPerUnit("users", 5))
                .users(UserRule.contacts().tagged(tag, "member"))
                .payment(PaymentRule.pastDueAfter(0).suspendedAfter(5))
                .build();
    }

    /** The tenants to whom anything was ever sold. */
    Set<String> everSold() {
        return everSold;
    }

    /** Lets something happen. */
    void happen(Random random) {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> sell(random);
            case 3 -> order(random);
            case 4 -> hire(random);
            case 5 -> dismiss(random);
            case 6 -> moveContact(random);
            case 7 -> rename(random);
            case 8 -> bill(random);
            case 9 -> pay(random);
            case 10 -> pause(random);
            case 11 -> resume(random);
            case 12 -> renew(random);
            default -> end(random);
        }
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private long customer(Random random) {
        if (customers.isEmpty() || random.nextInt(2) == 0) {
            customers.add(odoo.model(ResPartner.TYPE)
                    .create(ResPartner.values()
                            .name("Customer " + customers.size())
                            .isCompany(true)));
        }
        return any(customers, random);
    }

    private long quotation(Random random) {
        return odoo.model(SaleOrder.TYPE)
                .create(SaleOrder.values()
                        .partnerId(customer(random))
                        .planId(plan)
                        .orderLine(Command.create(
                                SaleOrderLine.values().productId(product).productUomQty(1.0 + random.nextInt(4)))));
    }

    private void sell(Random random) {
        long order = quotation(random);
        if (random.nextInt(5) > 0) {
            subscriptions.confirm(order);
            running.add(new Sold(order, order));
            everSold.add("odoo-" + order);
        } else if (random.nextBoolean()) {
            odoo.model(SaleOrder.TYPE).delete(order);
        }
    }

    /** More or less of what runs. */
    private void order(Random random) {
        if (!running.isEmpty()) {
            long line = subscriptions
                    .find(any(running, random).id)
                    .orElseThrow()
                    .lines()
                    .get(0)
                    .id();
            odoo.model(SaleOrderLine.TYPE).update(line, SaleOrderLine.values().productUomQty(1.0 + random.nextInt(6)));
        }
    }

    private void hire(Random random) {
        if (!customers.isEmpty()) {
            contacts.add(odoo.model(ResPartner.TYPE)
                    .create(ResPartner.values()
                            .name("User " + contacts.size())
                            .email("u" + contacts.size() + "@acme.example")
                            .parentId(any(customers, random))
                            .categoryId(Command.link(tag))));
        }
    }

    private void dismiss(Random random) {
        if (!contacts.isEmpty()) {
            odoo.model(ResPartner.TYPE)
                    .update(
                            any(contacts, random),
                            random.nextBoolean()
                                    ? ResPartner.values().active(random.nextBoolean())
                                    : ResPartner.values().categoryId(Command.clear()));
        }
    }

    private void moveContact(Random random) {
        if (!contacts.isEmpty()) {
            odoo.model(ResPartner.TYPE)
                    .update(any(contacts, random), ResPartner.values().parentId(any(customers, random)));
        }
    }

    private void rename(Random random) {
        if (!customers.isEmpty()) {
            odoo.model(ResPartner.TYPE)
                    .update(any(customers, random), ResPartner.values().name("Renamed " + random.nextInt(100)));
        }
    }

    private void bill(Random random) {
        if (!customers.isEmpty()) {
            LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(1 + random.nextInt(8));
            long invoice = odoo.model(AccountMove.TYPE)
                    .create(AccountMove.values()
                            .moveType(AccountMove.MoveType.OUT_INVOICE)
                            .partnerId(any(customers, random))
                            .invoiceDate(day)
                            .invoiceDateDue(day)
                            .invoiceLineIds(Command.create(AccountMoveLine.values()
                                    .name("A month")
                                    .priceUnit(100.0)
                                    .taxIds(Command.clear()))));
            invoices.post(List.of(invoice));
            due.add(invoice);
        }
    }

    private void pay(Random random) {
        if (!due.isEmpty()) {
            Long invoice = any(due, random);
            due.remove(invoice);
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            switch (random.nextInt(3)) {
                case 0 -> invoices.reverse(invoice, today, "refund");
                case 1 -> invoices.resetToDraft(List.of(invoice));
                default -> invoices.registerPayment(invoice, today, bank);
            }
        }
    }

    private void pause(Random random) {
        if (!running.isEmpty()) {
            Sold sold = running.remove(random.nextInt(running.size()));
            subscriptions.pause(sold.id);
            paused.add(sold);
        }
    }

    private void resume(Random random) {
        if (!paused.isEmpty()) {
            Sold sold = paused.remove(random.nextInt(paused.size()));
            subscriptions.resume(sold.id);
            running.add(sold);
        }
    }

    private void renew(Random random) {
        if (!running.isEmpty()) {
            Sold sold = running.remove(random.nextInt(running.size()));
            long renewal = subscriptions.renew(sold.id);
            subscriptions.confirm(renewal);
            running.add(new Sold(renewal, sold.origin));
        }
    }

    /** Closed, or cancelled and gone. */
    private void end(Random random) {
        if (!running.isEmpty()) {
            Sold sold = running.remove(random.nextInt(running.size()));
            if (random.nextBoolean() || sold.id != sold.origin) {
                subscriptions.close(sold.id);
            } else {
                odoo.model(SaleOrder.TYPE).update(sold.id, SaleOrder.values().state(SaleOrder.State.CANCEL));
                odoo.model(SaleOrder.TYPE).delete(sold.id);
            }
        }
    }
}
