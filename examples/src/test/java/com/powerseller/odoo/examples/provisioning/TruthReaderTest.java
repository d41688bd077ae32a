package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.examples.Fakes;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.AccountMove.PaymentState;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.DryRun;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.TenantKey;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.TenantUser;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What provisioning reads, how often it asks, and what comes out, on fakes of both series. */
@SuppressWarnings("NullAway.Init")
class TruthReaderTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2030-06-15T10:00:00Z"));
    private static final LocalDate TODAY = LocalDate.of(2030, 6, 15);

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private FakeOdoo fake;
    private OdooClient odoo;
    private Shop shop;
    private long team;
    private long seat;

    private void start(String series) {
        fake = FakeOdoo.builder().series(series).clock(CLOCK).start();
        odoo = Fakes.client(fake).listener(new CallNames(calls::add)).build();
        shop = new Shop(odoo);
        team = shop.product("TEAM");
        seat = shop.product("SEAT");
    }

    @AfterEach
    void stop() {
        odoo.close();
        fake.close();
    }

    private static Rules.Builder rules() {
        return Rules.builder()
                .tiers("free", "team")
                .product("TEAM", grant -> grant.tier("team").limit("users", 10))
                .product("SEAT", grant -> grant.addPerUnit("users", 1));
    }

    private Derived derive(Rules rules, String tenant) {
        return DryRun.of(odoo, rules, CLOCK).tenants(List.of(tenant)).get(0);
    }

    private TenantState state(Rules rules, String tenant) {
        Derived derived = derive(rules, tenant);
        assertThat(derived.problems()).isEmpty();
        return Objects.requireNonNull(derived.state());
    }

    private List<String> callsOf(Runnable reading) {
        calls.clear();
        reading.run();
        return List.copyOf(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0", "18.0", "19.0"})
    void aTenantIsWhatItsRecordsSay(String series) {
        start(series);
        long admins = shop.tag("Admins");
        long members = shop.tag("Members");
        long acme = shop.company("Acme AG");
        long buyer = shop.contact(acme, "buyer@acme.example");
        shop.contact(buyer, "Bob@acme.example", members);
        shop.contact(acme, "anna@acme.example", members, admins);
        odoo.model(ResPartner.TYPE)
                .update(
                        shop.contact(acme, "gone@acme.example", members),
                        ResPartner.values().active(false));
        long other = shop.company("Globex");
        shop.contact(other, "carl@globex.example", admins);
        long first = shop.subscription(buyer, SubscriptionState._3_PROGRESS, team, 1);
        long second = shop.renew(first, first, buyer, team);
        shop.line(second, seat, 5);
        shop.subscription(
                Shop.order(buyer, SubscriptionState._2_RENEWAL)
                        .originOrderId(first)
                        .subscriptionId(second),
                team,
                100);
        shop.invoice(acme, TODAY.minusDays(5), PaymentState.PARTIAL, "");
        shop.invoice(acme, TODAY.minusDays(500), PaymentState.PAID, "");
        shop.invoice(acme, TODAY.minusDays(500), PaymentState.IN_PAYMENT, "");
        shop.invoice(other, TODAY.minusDays(500), PaymentState.NOT_PAID, "");

        Rules rules = rules().users(
                        UserRule.contacts().tagged("Admins", "admin").tagged(members, "member"))
                .payment(PaymentRule.pastDueAfter(3).suspendedAfter(30))
                .build();
        assertThat(state(rules, "odoo-" + first))
                .isEqualTo(new TenantState(
                        "odoo-" + first,
                        acme,
                        List.of(second),
                        "Acme AG",
                        TenantStatus.PAST_DUE,
                        "team",
                        new TreeMap<>(Map.of("users", 15L)),
                        List.of(
                                new TenantUser("anna@acme.example", "Contact anna@acme.example", "admin", true),
                                new TenantUser("bob@acme.example", "Contact Bob@acme.example", "member", true),
                                new TenantUser("gone@acme.example", "Contact gone@acme.example", "member", false)),
                        Instant.parse("2030-06-14T00:00:00Z")));
        assertThat(DryRun.of(odoo, rules, CLOCK).tenants(List.of("odoo-" + second, "odoo-0", "x")))
                .allMatch(Derived::isNothing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void usersOfThePortalAreUsers(String series) {
        start(series);
        long admins = shop.tag("Admins");
        long acme = shop.company("Acme AG");
        shop.portalUser(shop.contact(acme, "a@acme.example", admins), "Anna");
        shop.portalUser(shop.contact(acme, "b@acme.example"), "bob");
        shop.portalUser(shop.contact(shop.company("Globex"), "c@globex.example"), "carl");
        long order = shop.subscription(acme, SubscriptionState._3_PROGRESS, team, 1);

        Rules rules = rules().users(UserRule.portal().tagged(admins, "admin")).build();
        assertThat(state(rules, "odoo-" + order).users())
                .extracting(TenantUser::login, TenantUser::role, TenantUser::active)
                .containsExactly(tuple("anna", "admin", true), tuple("bob", null, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aFieldMayTellTheRole(String series) {
        start(series);
        long acme = shop.company("Acme AG");
        odoo.model(ResPartner.TYPE)
                .update(
                        shop.contact(acme, "a@acme.example"),
                        ResPartner.values().function("owner"));
        shop.contact(acme, "b@acme.example");
        long order = shop.subscription(acme, SubscriptionState._3_PROGRESS, team, 1);

        Rules rules = rules().users(UserRule.contacts().roleField("function")).build();
        assertThat(state(rules, "odoo-" + order).users())
                .extracting(TenantUser::login, TenantUser::role)
                .containsExactly(tuple("a@acme.example", "owner"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aPaymentTokenOfTheOrderOrOfItsCustomerIsAKnownPaymentMethod(String series) {
        start(series);
        long acme = shop.company("Acme AG");
        long buyer = shop.contact(acme, "buyer@acme.example");
        long none = shop.subscription(shop.company("Globex"), SubscriptionState._3_PROGRESS, team, 1);
        long ofEntity = shop.subscription(buyer, SubscriptionState._3_PROGRESS, team, 1);
        long initech = shop.company("Initech");
        long archived = shop.subscription(initech, SubscriptionState._3_PROGRESS, team, 1);
        token(acme, true);
        token(initech, false);
        long own = shop.subscription(
                Shop.order(initech, SubscriptionState._3_PROGRESS)
                        .set("payment_token_id", token(shop.company("Bank"), true)),
                team,
                1);

        Rules rules = Rules.builder()
                .product("TEAM", grant -> grant.trialWithPaymentMethod(1_000))
                .build();
        assertThat(List.of(none, ofEntity, archived, own))
                .extracting(order -> state(rules, "odoo-" + order).status())
                .containsExactly(TenantStatus.ACTIVE, TenantStatus.TRIAL, TenantStatus.ACTIVE, TenantStatus.TRIAL);
    }

    private long token(long partner, boolean active) {
        return odoo.model("payment.token")
                .create(new Values<Record>().set("partner_id", partner).set("active", active));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void keysAreOfOrdersOrOfCustomers(String series) {
        start(series);
        long acme = shop.company("Acme AG");
        odoo.model(ResPartner.TYPE).update(acme, ResPartner.values().ref("acme"));
        long buyer = shop.contact(acme, "buyer@acme.example");
        long one = shop.subscription(
                Shop.order(acme, SubscriptionState._3_PROGRESS).clientOrderRef("t1"), team, 1);
        long two = shop.subscription(
                Shop.order(buyer, SubscriptionState._3_PROGRESS).clientOrderRef("t1"), team, 1);
        long three = shop.subscription(shop.company("Globex"), SubscriptionState._3_PROGRESS, team, 1);
        shop.subscription(shop.company("Renewed"), SubscriptionState._5_RENEWED, team, 1);

        for (Map.Entry<TenantKey, String> key : Map.of(
                        TenantKey.customer(), "odoo-customer-" + acme,
                        TenantKey.customerField("ref"), "acme",
                        TenantKey.field("client_order_ref"), "t1")
                .entrySet()) {
            Rules rules = rules().tenantKey(key.getKey()).build();
            TenantState state = state(rules, key.getValue());
            assertThat(state.subscriptionIds()).containsExactly(one, two);
            assertThat(state.limits()).containsEntry("users", 20L);
            TruthReader.Index index = new TruthReader(odoo, rules).index();
            assertThat(index.tenants()).contains(key.getValue());
            if (key.getKey().kind() == TenantKey.Kind.CUSTOMER) {
                assertThat(index.problems()).isEmpty();
            } else {
                assertThat(index.tenants()).hasSize(1);
                assertThat(index.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(Problem.Code.NO_KEY);
                    assertThat(problem.sentence()).contains("(" + three + ")");
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void twoCustomersWithOneKeyAreAConflictThatOthersDoNotFeel(String series) {
        start(series);
        long acme = shop.company("Acme AG");
        long globex = shop.company("Globex");
        shop.subscription(Shop.order(acme, SubscriptionState._3_PROGRESS).clientOrderRef("t1"), team, 1);
        shop.subscription(Shop.order(globex, SubscriptionState._4_PAUSED).clientOrderRef("t1"), team, 1);
        shop.subscription(Shop.order(globex, SubscriptionState._3_PROGRESS).clientOrderRef("t2"), team, 1);
        Rules rules = rules().tenantKey(TenantKey.field("client_order_ref")).build();

        List<Derived> derived = DryRun.of(odoo, rules, CLOCK).tenants(List.of("t1", "t2"));
        assertThat(derived.get(0).problems()).extracting(Problem::code).containsExactly(Problem.Code.KEY_CONFLICT);
        assertThat(derived.get(0).isHeld()).isTrue();
        assertThat(Objects.requireNonNull(derived.get(1).state()).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void subscriptionsThatRulesLeaveOutAreNotThere(String series) {
        start(series);
        long acme = shop.company("Acme AG");
        long order = shop.subscription(
                Shop.order(acme, SubscriptionState._3_PROGRESS).clientOrderRef("internal"), team, 1);
        long company = Objects.requireNonNull(odoo.model(SaleOrder.TYPE)
                        .search()
                        .select(SaleOrder.COMPANY_ID)
                        .list()
                        .get(0)
                        .companyId())
                .id();

        assertThat(state(rules().companies(company).build(), "odoo-" + order).status())
                .isEqualTo(TenantStatus.ACTIVE);
        for (Rules rules : List.of(
                rules().companies(company + 1).build(),
                rules().subscriptions(SaleOrder.CLIENT_ORDER_REF.ne("internal")).build())) {
            assertThat(derive(rules, "odoo-" + order).isNothing()).isTrue();
            assertThat(new TruthReader(odoo, rules).index().tenants()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aRenamedPlanOrProductChangesNothing(String series) {
        start(series);
        long plan = shop.plan("Monthly");
        long order = shop.subscription(
                Shop.order(shop.company("Acme AG"), SubscriptionState._3_PROGRESS)
                        .planId(plan),
                team,
                1);
        Rules rules = rules().plan(plan, grant -> grant.limit("projects", 3)).build();
        TenantState before = state(rules, "odoo-" + order);
        assertThat(before.limits()).containsEntry("projects", 3L);

        odoo.model("sale.subscription.plan").update(plan, new Values<Record>().set("name", "Every month"));
        odoo.model("product.product").update(team, new Values<Record>().set("name", "The team's"));
        assertThat(state(rules, "odoo-" + order)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aBatchOfTenantsCostsAFewRequestsHoweverManyTheyAre(String series) {
        start(series);
        long plan = shop.plan("Monthly");
        long tag = shop.tag("Users");
        List<ResPartner.Values> companies = new ArrayList<>();
        for (int i = 0; i < TruthReader.BATCH + 1; i++) {
            companies.add(ResPartner.values().name("Company " + i).isCompany(true));
        }
        List<Long> customers = odoo.model(ResPartner.TYPE).create(companies);
        List<SaleOrder.Values> orders = new ArrayList<>();
        for (long customer : customers) {
            orders.add(Shop.order(customer, SubscriptionState._3_PROGRESS).planId(plan));
        }
        List<SaleOrderLine.Values> lines = new ArrayList<>();
        for (long order : odoo.model(SaleOrder.TYPE).create(orders)) {
            lines.add(SaleOrderLine.values()
                    .orderId(order)
                    .productId(team)
                    .name("Line")
                    .productUomQty(1)
                    .priceSubtotal(BigDecimal.TEN));
        }
        odoo.model(SaleOrderLine.TYPE).create(lines);
        Rules usual = rules().plan(plan, grant -> grant.trial(3))
                .users(UserRule.contacts().tagged("Users", "member"))
                .payment(PaymentRule.pastDueAfter(3))
                .build();
        TruthReader reader = new TruthReader(odoo, usual);
        assertThat(callsOf(reader::followed)).hasSize(2);

        List<String> tenants = new ArrayList<>();
        assertThat(callsOf(() -> tenants.addAll(reader.index().tenants()))).containsExactly("sale.order.search_read");
        assertThat(tenants).hasSize(TruthReader.BATCH + 1);
        List<String> expected = new ArrayList<>(List.of(
                "sale.order.search_read",
                "sale.order.line.read",
                "product.product.read",
                "res.partner.category.search_read",
                "res.partner.search_read",
                "account.move.search_read"));
        // Lines of the fake's 18.0 do not say whether they recur.
        int products = series.equals("18.0") ? 1 : 0;
        expected.addAll(2, Collections.nCopies(products, "product.product.read"));
        assertThat(callsOf(() -> reader.read(tenants.subList(0, TruthReader.BATCH))))
                .isEqualTo(expected);
        assertThat(callsOf(() -> reader.read(tenants))).hasSize(2 * expected.size());
        assertThat(callsOf(() -> reader.read(List.of()))).isEmpty();

        TruthReader least = new TruthReader(odoo, Rules.builder().build());
        least.followed();
        assertThat(callsOf(() -> least.read(tenants.subList(0, TruthReader.BATCH))))
                .hasSize(3 + products);

        TruthReader most = new TruthReader(
                odoo,
                rules().plan(plan, grant -> grant.trialWithPaymentMethod(3))
                        .users(UserRule.portal().tagged(tag, "member"))
                        .payment(PaymentRule.pastDueAfter(3))
                        .build());
        most.followed();
        assertThat(callsOf(() -> most.read(tenants.subList(0, TruthReader.BATCH))))
                .hasSize(7 + products);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aHintLeadsToTheTenantsThatItMayBeAbout(String series) {
        start(series);
        long acme = shop.company("Acme AG");
        long buyer = shop.contact(acme, "buyer@acme.example");
        long user = shop.portalUser(shop.contact(buyer, "a@acme.example"), "anna");
        long first = shop.subscription(buyer, SubscriptionState._3_PROGRESS, team, 1);
        long second = shop.renew(first, first, buyer, team);
        long line = shop.line(second, seat, 5);
        long invoice = shop.invoice(acme, TODAY, PaymentState.NOT_PAID, "");
        long token = token(acme, true);
        long globex = shop.company("Globex");
        long another = shop.subscription(globex, SubscriptionState._3_PROGRESS, team, 1);
        long draft = shop.subscription(globex, SubscriptionState._1_DRAFT, team, 1);
        TruthReader reader = new TruthReader(odoo, rules().build());
        String tenant = "odoo-" + first;

        assertThat(reader.tenantsOf(List.of(hint("sale.order", first)))).containsExactly(tenant);
        assertThat(reader.tenantsOf(List.of(hint("sale.order", second)))).containsExactly(tenant);
        assertThat(reader.tenantsOf(List.of(hint("sale.order.line", line)))).containsExactly(tenant);
        assertThat(reader.tenantsOf(List.of(hint("res.partner", acme)))).containsExactly(tenant);
        assertThat(reader.tenantsOf(List.of(hint("res.partner", buyer)))).containsExactly(tenant);
        assertThat(reader.tenantsOf(List.of(hint("res.users", user)))).containsExactly(tenant);
        assertThat(reader.tenantsOf(List.of(hint("account.move", invoice)))).containsExactly(tenant);
        assertThat(reader.tenantsOf(List.of(hint("payment.token", token)))).containsExactly(tenant);
        assertThat(reader.tenantsOf(List.of(hint("sale.order", draft), hint("sale.order", 4_711))))
                .isEmpty();
        assertThat(reader.tenantsOf(List.of(new Hint(Hint.Kind.SWEEP, null, 0))))
                .isEmpty();
        assertThat(callsOf(() -> assertThat(reader.tenantsOf(List.of(
                                hint("sale.order", first), hint("sale.order", another), hint("account.move", invoice))))
                        .containsExactly(tenant, "odoo-" + another)))
                .hasSize(3);
        assertThatThrownBy(() -> reader.tenantsOf(List.of(hint("crm.lead", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("crm.lead")
                .hasMessageContaining("sale.order.line");
    }

    private static Hint hint(String model, long id) {
        return new Hint(Hint.Kind.WEBHOOK, model, id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aTenantIsTheSameReadAloneOrWithOthers(String series) {
        start(series);
        long admins = shop.tag("Admins");
        List<SubscriptionState> states =
                List.of(SubscriptionState._3_PROGRESS, SubscriptionState._4_PAUSED, SubscriptionState._6_CHURN);
        for (int i = 0; i < 12; i++) {
            long customer = shop.company("Company " + i);
            shop.contact(customer, "user" + i + "@example.org", admins);
            shop.invoice(customer, TODAY.minusDays(i), PaymentState.NOT_PAID, "");
            for (int order = 0; order <= i % 3; order++) {
                shop.subscription(customer, states.get((i + order) % 3), team, i);
            }
        }
        Rules rules = rules().tenantKey(TenantKey.customer())
                .users(UserRule.contacts().tagged("Admins", "admin"))
                .payment(PaymentRule.pastDueAfter(3).suspendedAfter(8))
                .build();
        shop.subscription(shop.company("Churned"), SubscriptionState._6_CHURN, team, 1);
        DryRun run = DryRun.of(odoo, rules, CLOCK);
        List<String> keys = new TruthReader(odoo, rules).index().tenants();
        assertThat(keys).hasSize(13);
        List<Derived> together = run.tenants(keys);

        assertThat(keys).map(key -> derive(rules, key)).isEqualTo(together);
        List<String> backwards = new ArrayList<>(keys);
        Collections.reverse(backwards);
        List<Derived> other = new ArrayList<>(run.tenants(backwards));
        Collections.reverse(other);
        assertThat(other).isEqualTo(together);
        assertThat(together)
                .extracting(derived -> Objects.requireNonNull(derived.state()).status())
                .contains(TenantStatus.ACTIVE, TenantStatus.PAST_DUE, TenantStatus.SUSPENDED, TenantStatus.ENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aDryRunSaysWhatWouldBeSignalledAndWhy(String series) throws IOException {
        start(series);
        long acme = shop.company("Acme AG");
        long order = shop.subscription(
                Shop.order(acme, SubscriptionState._3_PROGRESS).name("S1"), team, 2);
        long line = odoo.model(SaleOrderLine.TYPE).search().ids().get(0);
        long invoice = shop.invoice(acme, TODAY.minusDays(4), PaymentState.NOT_PAID, "");
        long gold = shop.subscription(
                Shop.order(shop.company("Globex"), SubscriptionState._3_PROGRESS)
                        .name("S2"),
                shop.product("GOLD"),
                1);
        Rules rules = rules().product("SAET", grant -> grant)
                .plan(4_711, grant -> grant)
                .otherPlans(grant -> grant)
                .payment(PaymentRule.pastDueAfter(3).suspendedAfter(10))
                .users(UserRule.contacts().tagged("Admins", "admin"))
                .build();

        StringBuilder printed = new StringBuilder();
        DryRun.of(odoo, rules, CLOCK).print(printed);
        assertThat(printed).hasToString("""
                RULES  there is no plan 4711 in sale.subscription.plan that this user may see: correct the id
                RULES  there is no tag with the name 'Admins' that this user may see: correct it, or make one
                RULES  there is no product with the internal reference 'SAET' that this user may see: correct it, or make one
                odoo-%1$s  PAST_DUE  Acme AG, tier team, 10 users, 0 users, since 2030-06-15T00:00:00Z
                  NO_USERS: tenant odoo-%1$s has no active user: no record of customer [%5$s] is one by the rules
                  subscription S1 (%1$s) is in progress since 2030-01-01
                  its line %2$s, 2 of the product TEAM, gives tier team, 10 users
                  invoice INV/2030-06-11 (%3$s) was due on 2030-06-11, and the grace of 3 days is over: PAST_DUE
                  subscription S1 (%1$s): PAST_DUE
                  looked at again at 2030-06-22T00:00:00Z
                odoo-%4$s  stays as it is
                  UNKNOWN_PRODUCT_ONLY: subscription S2 (%4$s) has no product that the rules know, but [GOLD]: name one with product(...), or leave the subscription out with subscriptions(...)
                  subscription S2 (%4$s) is in progress since 2030-01-01
                  subscription S2 (%4$s): ACTIVE
                """.formatted(order, line, invoice, gold, acme));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void whatTheRulesNameAndTheServerDoesNotHaveIsTold(String series) {
        start(series);
        Rules wrong = Rules.builder()
                .tenantKey(TenantKey.field("x_tenant"))
                .product("SAET", grant -> grant)
                .product(4_711, grant -> grant)
                .plan(4_712, grant -> grant)
                .companies(4_713)
                .users(UserRule.contacts()
                        .tagged("Nobody", "admin")
                        .tagged(4_714, "member")
                        .roleField("color"))
                .build();

        assertThat(DryRun.of(odoo, wrong, CLOCK).check())
                .satisfiesExactly(
                        one -> assertThat(one).contains("tenant's key", "'x_tenant'", "sale.order"),
                        one -> assertThat(one).contains("users' role", "'color'", "no text"),
                        one -> assertThat(one).contains("plan 4712"),
                        one -> assertThat(one).contains("product 4711"),
                        one -> assertThat(one).contains("company 4713"),
                        one -> assertThat(one).contains("tag 4714"),
                        one -> assertThat(one).contains("tag", "'Nobody'"),
                        one -> assertThat(one).contains("product", "'SAET'"));
        Rules right = rules().tenantKey(TenantKey.customerField("ref"))
                .plan(shop.plan("Monthly"), grant -> grant)
                .users(UserRule.contacts().tagged(shop.tag("Admins"), "admin").roleField("function"))
                .build();
        assertThat(DryRun.of(odoo, right, CLOCK).check()).isEmpty();
    }
}
