package com.powerseller.odoo.examples;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Tls;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Properties;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.CrmLead;
import com.powerseller.odoo.models.HelpdeskTicket;
import com.powerseller.odoo.models.ResCountry;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.helpdesk.Tickets;
import com.powerseller.odoo.models.invoicing.Invoices;
import com.powerseller.odoo.models.subscription.Subscription;
import com.powerseller.odoo.models.subscription.SubscriptionState;
import com.powerseller.odoo.models.subscription.Subscriptions;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.DryRun;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Provisioning;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.WriteBack;
import com.powerseller.odoo.provisioning.store.DeadLetter;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.jdbc.JdbcStore;
import com.powerseller.odoo.provisioning.webhook.Authentication;
import com.powerseller.odoo.provisioning.webhook.WebhookReceiver;
import com.powerseller.odoo.provisioning.webhook.WebhookRequest;
import com.powerseller.odoo.provisioning.webhook.WebhookResponse;
import com.powerseller.odoo.query.Aggregate;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Granularity;
import com.powerseller.odoo.query.Group;
import com.powerseller.odoo.query.Grouping;
import com.powerseller.odoo.testkit.FakeClock;
import com.powerseller.odoo.testkit.FakeData;
import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.FakeSeed;
import com.powerseller.odoo.testkit.assertion.FakeOdooAssertions;
import com.powerseller.odoo.testkit.fault.Fault;
import com.powerseller.odoo.testkit.junit.FakeOdooTest;
import com.powerseller.odoo.testkit.webhook.WebhookRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The Java of the guides, so that it compiles. */
final class GuideSnippets {
    static final ModelType<Record> PROJECT = ModelType.of("project.project");
    static final TextField<Record> TIER = PROJECT.charField("x_studio_tier");

    private GuideSnippets() {}

    static List<SaleOrder> typed(OdooClient odoo) {
        List<SaleOrder> subscriptions = odoo.model(SaleOrder.TYPE)
                .search(SaleOrder.IS_SUBSCRIPTION
                        .isTrue()
                        .and(SaleOrder.PARTNER_ID
                                .dot(ResPartner.COUNTRY_ID)
                                .dot(ResCountry.CODE)
                                .eq("CH")))
                .select(SaleOrder.NAME, SaleOrder.PARTNER_ID, SaleOrder.SUBSCRIPTION_STATE)
                .orderBy(SaleOrder.NAME.asc())
                .limit(50)
                .list();
        return subscriptions;
    }

    static void untyped(OdooClient odoo) {
        Model<Record> projects = odoo.model("project.project");
        for (Record project : projects.search(Domain.of("active", "=", true))
                .select("name", "x_studio_tier")
                .list()) {
            Object tier = project.get("x_studio_tier"); // as it came over the wire: false is "no value"
            System.out.println(tier);
        }
    }

    static void methods(OdooClient odoo, long id, long partner) {
        odoo.call("sale.order", "action_confirm", List.of(List.of(id)));
        odoo.model(SaleOrder.TYPE).call("message_subscribe", List.of(id), Map.of("partner_ids", List.of(partner)));
    }

    static OdooClient connecting(String key) {
        OdooClient odoo = OdooClient.builder()
                .url("https://acme.odoo.com")
                .database("acme")
                .credentials(Credentials.apiKey("saas-app@acme.com", key))
                .build();
        return odoo;
    }

    @SuppressWarnings("AddressSelection") // which of its addresses is the network's business
    static OdooClient behindAProxy(char[] password, String proxyPassword) {
        OdooClient behindAProxy = OdooClient.builder()
                .fromEnvironment(System.getenv())
                .tls(Tls.trusting(Path.of("company-ca.pem")).withClientCertificate(Path.of("saas-app.p12"), password))
                .proxy(ProxySelector.of(new InetSocketAddress("proxy.acme.example", 3128)))
                .proxyLogin("saas-app", proxyPassword)
                .build();
        return behindAProxy;
    }

    static List<ResPartner> customers(OdooClient odoo) {
        List<ResPartner> customers = odoo.model(ResPartner.TYPE)
                .search(ResPartner.IS_COMPANY
                        .isTrue()
                        .and(ResPartner.COUNTRY_ID.dot(ResCountry.CODE).in("CH", "AT")))
                .select(ResPartner.NAME, ResPartner.EMAIL, ResPartner.PARENT_ID)
                .orderBy(ResPartner.NAME.asc())
                .limit(100)
                .list();
        return customers;
    }

    static void stream(OdooClient odoo) {
        try (Stream<ResPartner> partners = odoo.model(ResPartner.TYPE).search().select(ResPartner.EMAIL).stream()) {
            partners.forEach(partner -> System.out.println(partner.email()));
        }
    }

    static void groups(OdooClient odoo) {
        Grouping<SaleOrder, Ref<ResPartner>> byCustomer = Grouping.by(SaleOrder.PARTNER_ID);
        Grouping<SaleOrder, Instant> byMonth = Grouping.by(SaleOrder.DATE_ORDER, Granularity.MONTH);
        Aggregate<SaleOrder, BigDecimal> total = Aggregate.sum(SaleOrder.AMOUNT_TOTAL);
        for (Group<SaleOrder> group : odoo.model(SaleOrder.TYPE)
                .search(SaleOrder.STATE.eq(SaleOrder.State.SALE))
                .groupBy(byCustomer, byMonth)
                .aggregate(total)
                .list()) {
            System.out.println(
                    group.key(byCustomer) + " " + group.key(byMonth) + " " + group.get(total) + " " + group.count());
        }
    }

    static Map<Long, ResPartner> related(OdooClient odoo) {
        List<SaleOrder> orders =
                odoo.model(SaleOrder.TYPE).search().select(SaleOrder.PARTNER_ID).list();
        Map<Long, ResPartner> partners =
                odoo.model(ResPartner.TYPE).related(orders, SaleOrder.PARTNER_ID, ResPartner.EMAIL);
        return partners;
    }

    static void pages(OdooClient odoo) {
        try (Stream<List<SaleOrder>> pages =
                odoo.model(SaleOrder.TYPE).search().select(SaleOrder.PARTNER_ID).pages(500)) {
            pages.forEach(page -> {
                Map<Long, ResPartner> customers =
                        odoo.model(ResPartner.TYPE).related(page, SaleOrder.PARTNER_ID, ResPartner.EMAIL);
                System.out.println(page.size() + " orders of " + customers.size() + " customers");
            });
        }
    }

    static void writing(OdooClient odoo, long partner, long product) {
        long order = odoo.model(SaleOrder.TYPE)
                .create(SaleOrder.values()
                        .partnerId(partner)
                        .clientOrderRef("PO-17")
                        .orderLine(
                                Command.create(SaleOrderLine.values()
                                        .productId(product)
                                        .productUomQty(3)),
                                Command.create(SaleOrderLine.values()
                                        .productId(product)
                                        .discount(100))));
        odoo.model(SaleOrder.TYPE).update(order, SaleOrder.values().clientOrderRef(null));
    }

    static void properties(OdooClient odoo) {
        ScalarField<CrmLead, Long> seats = CrmLead.LEAD_PROPERTIES.integerProperty("a1b2c3d4e5f6a7b8");
        for (CrmLead lead : odoo.model(CrmLead.TYPE)
                .search(seats.gt(100L))
                .select(CrmLead.LEAD_PROPERTIES)
                .list()) {
            Properties larger = lead.leadProperties().with(seats, 200L);
            odoo.model(CrmLead.TYPE).update(lead.id(), CrmLead.values().leadProperties(larger));
        }
    }

    static long pay(OdooClient odoo, long id, long bank, LocalDate today) {
        Invoices invoices = Invoices.of(odoo);
        invoices.post(List.of(id));
        long payment = invoices.registerPayment(id, today, bank);
        if (!invoices.paymentState(id).equals(AccountMove.PaymentState.PAID)) {
            System.out.println("payment " + payment + " has not settled invoice " + id);
        }
        return payment;
    }

    static void payPart(Invoices invoices, long id, long bank, LocalDate today) {
        invoices.registerPayment(id, today, new BigDecimal("50.00"), bank);
    }

    static void reverse(Invoices invoices, long id, LocalDate today) {
        long creditNote = invoices.reverse(id, today, "Wrong tier");
        invoices.post(List.of(creditNote));
    }

    static void tickets(OdooClient odoo, long team, long customer, long agent) {
        Tickets tickets = Tickets.of(odoo);
        long ticket = tickets.open(
                HelpdeskTicket.values().name("Cannot log in").teamId(team).partnerId(customer));
        tickets.assign(ticket, agent);
        for (Tickets.Stage stage : tickets.stages(team)) {
            System.out.println(stage.name() + (stage.closed() ? ": closed" : ""));
        }
        tickets.close(ticket);
        boolean closed = tickets.isClosed(ticket);
        System.out.println(closed);
    }

    static void subscriptions(OdooClient odoo, long partner) {
        Subscriptions subscriptions = Subscriptions.of(odoo);
        for (Subscription subscription : subscriptions.ofCustomer(partner)) {
            System.out.println(
                    subscription.name() + " is " + subscription.state() + ", " + subscription.recurringAmount());
            for (Subscription.Line line : subscription.lines()) {
                System.out.println(line.quantity() + " x " + line.name());
            }
        }
    }

    static List<Subscription> suspended(Subscriptions subscriptions) {
        List<Subscription> suspended =
                subscriptions.inState(SubscriptionState.PAUSED, SubscriptionState.of("8_suspend"));
        return suspended;
    }

    static void fieldsOfOnesOwn(OdooClient odoo, long id) {
        TextField<SaleOrder> tier = SaleOrder.TYPE.charField("x_studio_tier");
        Subscriptions subscriptions = Subscriptions.of(odoo).select(tier).selectOfLines("x_studio_seats");
        subscriptions.find(id).ifPresent(subscription -> {
            System.out.println(subscription.record().get(tier));
            for (Subscription.Line line : subscription.lines()) {
                System.out.println(line.record().get("x_studio_seats"));
            }
        });
    }

    static ResPartner made() {
        ResPartner acme = ResPartner.TYPE.view(Record.of(Map.of("id", 7, "name", "Acme", "is_company", true)));
        return acme;
    }

    static void lifeOf(Subscriptions subscriptions, long quotation) {
        subscriptions.confirm(quotation);
        long renewal = subscriptions.renew(quotation);
        subscriptions.confirm(renewal);
        subscriptions.pause(renewal);
        subscriptions.resume(renewal);
        subscriptions.close(renewal, subscriptions.closeReasons().get(0).id());
    }

    static void changes(Subscriptions subscriptions, Instant lastSeen) {
        Instant since = lastSeen.minus(Duration.ofMinutes(15));
        try (Stream<Subscription> changed = subscriptions.changedSince(since)) {
            changed.forEach(subscription -> System.out.println(subscription.originId() + " " + subscription.state()));
        }
    }

    @FakeOdooTest(series = "18.0", time = "2026-03-01T12:00:00Z", seeds = Customers.class)
    static class RenewalsTest {
        @Test
        void aCustomerIsWritten(FakeOdoo fake, OdooClient odoo, FakeClock clock) {
            clock.advance(Duration.ofDays(1));
            odoo.model(ResPartner.TYPE)
                    .update(
                            fake.data()
                                    .search("res.partner", List.of(List.of("ref", "=", "ACME")))
                                    .get(0),
                            ResPartner.values().email("new@acme.example"));

            FakeOdooAssertions.assertThat(fake)
                    .received(1, "res.partner", "write")
                    .didNotReceive("res.partner", "unlink");
        }
    }

    static final class Customers implements FakeSeed {
        @Override
        public void plant(FakeData data) {
            data.create("res.partner", Map.of("name", "Acme AG", "ref", "ACME"));
            data.create(ResPartner.TYPE, ResPartner.values().name("Globex").isCompany(true));
        }
    }

    static void faults(FakeOdoo fake) {
        fake.faults()
                .add(Fault.badGateway()
                        .afterCommit()
                        .on("account.move", "action_post")
                        .times(1));
        fake.faults().add(Fault.serializationFailure().method("write").probability(0.1, 42));
        fake.faults()
                .add(Fault.delay(Duration.ofSeconds(5)).model("res.partner").after(3));
    }

    static void webhooks(FakeOdoo fake, String url) {
        WebhookRule.on("sale.order")
                .watching("state")
                .sending("state", "partner_id")
                .to(fake.data(), url);
    }

    static Rules provisioningRules() {
        Rules rules = Rules.builder()
                .tiers("free", "team", "business")
                .product("PRO-TEAM", grant -> grant.tier("team").limit("users", 10))
                .product("SEAT", grant -> grant.addPerUnit("users", 1))
                .plan(7, grant -> grant.trial(7).trialWithPaymentMethod(30))
                .otherPlans(grant -> grant)
                .users(UserRule.contacts().tagged("SaaS admin", "admin").tagged(12, "member"))
                .payment(PaymentRule.pastDueAfter(3).suspendedAfter(14))
                .zone(ZoneId.of("Europe/Zurich"))
                .build();
        return rules;
    }

    static int webhookReceiver(
            SignalStore store,
            String secret,
            String formerSecret,
            String method,
            String path,
            Map<String, List<String>> headers,
            byte[] body) {
        WebhookReceiver receiver = WebhookReceiver.builder()
                .store(store)
                .accept(Authentication.basic("odoo", secret), Authentication.basic("odoo", formerSecret))
                .build();
        WebhookResponse response = receiver.receive(new WebhookRequest(method, path, headers, body));
        return response.status();
    }

    static void dryRun(OdooClient odoo, Rules rules) throws IOException {
        DryRun run = DryRun.of(odoo, rules);
        run.print(System.out);
        for (Derived tenant : run.tenants(List.of("odoo-17"))) {
            System.out.println(tenant.state() + " because " + tenant.reasons());
        }
    }

    private interface App {
        void apply(ProvisioningSignal signal);
    }

    static Provisioning provisioning(OdooClient odoo, Rules rules, DataSource dataSource, App app) {
        Provisioning provisioning = Provisioning.builder()
                .odoo(odoo)
                .rules(rules)
                .store(JdbcStore.builder(dataSource).createTables().build())
                .handler(signal -> app.apply(signal))
                .writeBack(WriteBack.nothing().note())
                .build();
        provisioning.start();
        return provisioning;
    }

    static void deadLetters(Provisioning provisioning) {
        for (DeadLetter dead : provisioning.deadLetters("", 100)) {
            System.out.println(dead.tenant() + " " + dead.sequence() + ": " + dead.reason());
        }
        provisioning.replay("odoo-17", "anna");
        provisioning.skip("odoo-18", 4, "anna", "made by hand");
    }
}
