package com.powerseller.odoo.examples.provisioning;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.AccountMove.PaymentState;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.DryRun;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.internal.derive.OdooTruth;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import com.powerseller.odoo.provisioning.internal.feed.Changes;
import com.powerseller.odoo.provisioning.internal.feed.OdooChanges;
import com.powerseller.odoo.query.Domain;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sells on a fake Odoo, as people do. */
final class FakeWorld implements World {
    private final OdooClient odoo;
    private final InstantSource clock;
    private final Shop shop;
    private final Rules rules;
    private final long team;
    private final long seat;
    private final long admin;
    private final Set<String> everSold = new HashSet<>();
    private final List<Long> customers = new ArrayList<>();
    private final List<Sold> orders = new ArrayList<>();
    private final List<Long> contacts = new ArrayList<>();
    private final List<Long> invoices = new ArrayList<>();
    private final List<Touched> touched = new ArrayList<>();

    /** An order that is not a quotation, deleted or replaced. */
    private record Sold(long id, long origin, long line) {}

    FakeWorld(OdooClient odoo, InstantSource clock) {
        this.odoo = odoo;
        this.clock = clock;
        this.shop = new Shop(odoo);
        this.team = shop.product("TEAM");
        this.seat = shop.product("SEAT");
        this.admin = shop.tag("Admins");
        this.rules = rules(admin);
    }

    /** What this world sells means, if this is the tag of users. */
    static Rules rules(long admin) {
        return Rules.builder()
                .tiers("free", "team")
                .product("TEAM", grant -> grant.tier("team").limit("users", 10).trial(3))
                .product("SEAT", grant -> grant.addPerUnit("users", 1))
                .users(UserRule.contacts().tagged(admin, "admin"))
                .payment(PaymentRule.pastDueAfter(3).suspendedAfter(10))
                .build();
    }

    /** The tag of users. */
    long admin() {
        return admin;
    }

    @Override
    public List<Touched> happen(Random random) {
        touched.clear();
        switch (random.nextInt(19)) {
            case 0, 1, 2 -> sell(random);
            case 3 -> renew(random);
            case 4 -> upsell(random);
            case 5 -> state(random, SubscriptionState._4_PAUSED);
            case 6 -> state(random, SubscriptionState._3_PROGRESS);
            case 7 -> state(random, SubscriptionState._6_CHURN);
            case 8 -> bill(random);
            case 9 -> pay(random, PaymentState.PAID);
            case 10 -> pay(random, PaymentState.REVERSED);
            case 11 -> hire(random);
            case 12 -> dismiss(random);
            case 13 -> merge(random);
            case 14 -> delete(random);
            case 15, 16 -> move(random);
            case 17 -> reset(random);
            default -> archive(random);
        }
        return List.copyOf(touched);
    }

    private void touch(String model, long id) {
        touched.add(new Touched(model, id));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private void sell(Random random) {
        if (customers.isEmpty() || random.nextInt(3) == 0) {
            customers.add(shop.company("Customer " + customers.size()));
        }
        SaleOrder.Values order = Shop.order(any(customers, random), SubscriptionState._3_PROGRESS)
                .startDate(today().minusDays(random.nextInt(6)));
        if (random.nextInt(4) == 0) {
            order.endDate(today().plusDays(random.nextInt(5)));
        }
        long id = odoo.model(SaleOrder.TYPE).create(order);
        orders.add(new Sold(id, id, shop.line(id, team, 1)));
        everSold.add("odoo-" + id);
        touch("sale.order", id);
    }

    /** Sells to somebody new, to whom nothing else will happen. */
    Touched sellOnce() {
        long id = shop.subscription(shop.company("Once"), SubscriptionState._3_PROGRESS, team, 1);
        everSold.add("odoo-" + id);
        return new Touched("sale.order", id);
    }

    private void renew(Random random) {
        if (!orders.isEmpty()) {
            Sold old = any(orders, random);
            long id = shop.renew(old.id, old.origin, any(customers, random), team);
            orders.remove(old);
            orders.add(new Sold(id, old.origin, shop.line(id, seat, 1)));
            touch("sale.order", old.id);
            touch("sale.order", id);
        }
    }

    private void upsell(Random random) {
        if (!orders.isEmpty()) {
            Sold order = any(orders, random);
            shop.subscription(
                    Shop.order(any(customers, random), SubscriptionState._7_UPSELL)
                            .originOrderId(order.origin)
                            .subscriptionId(order.id),
                    seat,
                    5);
            odoo.model(SaleOrderLine.TYPE)
                    .update(order.line, SaleOrderLine.values().productUomQty((double) random.nextInt(5)));
            touch("sale.order.line", order.line);
        }
    }

    private void state(Random random, SubscriptionState state) {
        if (!orders.isEmpty()) {
            Sold order = any(orders, random);
            odoo.model(SaleOrder.TYPE).update(order.id, SaleOrder.values().subscriptionState(state));
            touch("sale.order", order.id);
        }
    }

    private void bill(Random random) {
        if (!customers.isEmpty()) {
            long invoice = shop.invoice(
                    any(customers, random), today().minusDays(random.nextInt(15)), PaymentState.NOT_PAID, "");
            invoices.add(invoice);
            touch("account.move", invoice);
        }
    }

    private void pay(Random random, PaymentState state) {
        if (!invoices.isEmpty()) {
            long invoice = any(invoices, random);
            odoo.model(AccountMove.TYPE).update(invoice, AccountMove.values().paymentState(state));
            touch("account.move", invoice);
        }
    }

    private void hire(Random random) {
        if (!customers.isEmpty()) {
            long contact = shop.contact(any(customers, random), "u" + contacts.size() + "@acme.example", admin);
            contacts.add(contact);
            touch("res.partner", contact);
        }
    }

    private void dismiss(Random random) {
        if (!contacts.isEmpty()) {
            long contact = any(contacts, random);
            ResPartner.Values values = random.nextBoolean()
                    ? ResPartner.values().active(random.nextBoolean())
                    : ResPartner.values().categoryId(Command.clear());
            odoo.model(ResPartner.TYPE).update(contact, values);
            touch("res.partner", contact);
        }
    }

    /** A contact goes to another customer, leaves, or is deleted. */
    private void move(Random random) {
        if (!contacts.isEmpty()) {
            long contact = any(contacts, random);
            if (random.nextInt(5) == 0) {
                odoo.model(ResPartner.TYPE).delete(contact);
                contacts.remove(contact);
            } else {
                odoo.model(ResPartner.TYPE)
                        .update(
                                contact,
                                random.nextInt(4) == 0
                                        ? ResPartner.values().clear(ResPartner.PARENT_ID)
                                        : ResPartner.values().parentId(any(customers, random)));
            }
            touch("res.partner", contact);
        }
    }

    /** An order goes back to a quotation. */
    private void reset(Random random) {
        if (!orders.isEmpty()) {
            Sold order = any(orders, random);
            odoo.model(SaleOrder.TYPE)
                    .update(
                            order.id,
                            SaleOrder.values()
                                    .state(SaleOrder.State.DRAFT)
                                    .subscriptionState(SubscriptionState._1_DRAFT));
            touch("sale.order", order.id);
        }
    }

    /** One customer's orders become another one's. */
    private void merge(Random random) {
        if (customers.size() > 1) {
            long gone = customers.remove(random.nextInt(customers.size()));
            long kept = any(customers, random);
            for (SaleOrder order : odoo.model(SaleOrder.TYPE)
                    .search(SaleOrder.PARTNER_ID.eq(gone))
                    .select(SaleOrder.NAME)
                    .list()) {
                odoo.model(SaleOrder.TYPE).update(order.id(), SaleOrder.values().partnerId(kept));
                touch("sale.order", order.id());
            }
            odoo.model(ResPartner.TYPE).update(gone, ResPartner.values().active(false));
            touch("res.partner", gone);
        }
    }

    private void delete(Random random) {
        if (!orders.isEmpty()) {
            Sold order = any(orders, random);
            odoo.model(SaleOrder.TYPE).update(order.id, SaleOrder.values().state(SaleOrder.State.CANCEL));
            touch("sale.order", order.id);
            if (random.nextBoolean()) {
                List<Long> log = odoo.model("sale.order.log")
                        .search(Domain.of("order_id", "=", order.id))
                        .ids();
                odoo.model("sale.order.log").delete(log);
                odoo.model(SaleOrder.TYPE).delete(order.id);
                orders.remove(order);
            }
        }
    }

    private void archive(Random random) {
        if (!customers.isEmpty()) {
            long customer = any(customers, random);
            odoo.model(ResPartner.TYPE)
                    .update(
                            customer,
                            ResPartner.values().active(random.nextBoolean()).name("Renamed " + random.nextInt(3)));
            touch("res.partner", customer);
        }
    }

    @Override
    public Changes changes() {
        return new OdooChanges(odoo, new TruthReader(odoo, rules));
    }

    @Override
    public Truth truth() {
        return new OdooTruth(odoo, rules, clock);
    }

    @Override
    public Set<String> tenants() {
        return new TreeSet<>(new TruthReader(odoo, rules).index().tenants());
    }

    @Override
    public Map<String, Derived> expected(Collection<String> tenants) {
        return DryRun.of(odoo, rules, clock).tenants(tenants).stream()
                .collect(Collectors.toMap(Derived::tenant, Function.identity()));
    }

    @Override
    public Set<String> everSold() {
        return everSold;
    }
}
