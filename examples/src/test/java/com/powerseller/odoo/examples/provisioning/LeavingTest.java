package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.AccountMove.PaymentState;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.ResUsers;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.invoicing.Invoices;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.TenantKey;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.TenantUser;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.internal.derive.OdooTruth;
import com.powerseller.odoo.provisioning.internal.engine.Backoff;
import com.powerseller.odoo.provisioning.internal.engine.Breaker;
import com.powerseller.odoo.provisioning.internal.engine.Deliverer;
import com.powerseller.odoo.provisioning.internal.engine.Deriver;
import com.powerseller.odoo.provisioning.internal.engine.Resolver;
import com.powerseller.odoo.provisioning.internal.engine.Settings;
import com.powerseller.odoo.provisioning.internal.engine.Stage;
import com.powerseller.odoo.provisioning.internal.engine.Tally;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.TenantProblem;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.testkit.FakeClock;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a record that leaves a tenant, or is deleted, one webhook is enough: nothing sweeps here, and nothing polls. */
@SuppressWarnings("NullAway.Init")
class LeavingTest {
    private final FakeClock clock = FakeClock.at("2030-01-31T12:00:00Z");
    private final MemoryStore store = new MemoryStore(clock);
    private final Map<String, TenantState> app = new TreeMap<>();
    private FakeOdoo fake;
    private OdooClient odoo;
    private Shop shop;
    private List<Stage> stages;
    private long product;
    private long tag;

    private void start(String series, UnaryOperator<Rules.Builder> more) {
        fake = FakeOdoo.builder().series(series).clock(clock).start();
        odoo = fake.connect();
        shop = new Shop(odoo);
        product = shop.product("TEAM");
        tag = shop.tag("Users");
        Rules rules = more.apply(Rules.builder()
                        .tiers("team")
                        .product("TEAM", grant -> grant.tier("team"))
                        .users(UserRule.contacts().tagged(tag, "member")))
                .build();
        Settings settings = new Settings(
                "test",
                Duration.ofMinutes(1),
                Duration.ofSeconds(3),
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20)),
                3,
                clock,
                new Random(1),
                () -> "id");
        OdooTruth truth = new OdooTruth(odoo, rules, clock);
        Breaker breaker = new Breaker(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20)), new Random(1));
        stages = List.of(
                new Resolver(store, truth, breaker, settings, new Tally()),
                new Deriver(store, truth, breaker, settings, new Tally()),
                new Deliverer(
                        store,
                        signal -> app.put(signal.state().tenant(), signal.state()),
                        false,
                        Runnable::run,
                        4,
                        () -> {},
                        settings,
                        new Tally()));
    }

    @AfterEach
    void stop() {
        odoo.close();
        fake.close();
    }

    /** Odoo calls, and the engine works for a while. */
    private void webhook(String model, long id) {
        store.add(List.of(new ReceivedHint(new Hint(Hint.Kind.WEBHOOK, model, id), "c", clock.instant())));
        for (int i = 0; i < 3; i++) {
            stages.forEach(stage -> {
                for (boolean isMore = true; isMore; ) {
                    isMore = stage.step();
                }
            });
            clock.advance(Duration.ofSeconds(4));
        }
        assertThat(store.status(0).hints()).isZero();
    }

    private long sell(long customer) {
        long order = shop.subscription(customer, SubscriptionState._3_PROGRESS, product, 1);
        webhook("sale.order", order);
        return order;
    }

    private List<String> users(String tenant) {
        return state(tenant).users().stream().map(TenantUser::login).toList();
    }

    private TenantState state(String tenant) {
        assertThat(app).containsKey(tenant);
        return Objects.requireNonNull(app.get(tenant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aContactThatGoesToAnotherCustomerIsNoLongerTheFirstOnesUser(String series) {
        start(series, rules -> rules);
        long acme = shop.company("Acme");
        long globex = shop.company("Globex");
        long bob = shop.contact(acme, "bob@x.example", tag);
        String old = "odoo-" + sell(acme);
        String fresh = "odoo-" + sell(globex);
        assertThat(users(old)).containsExactly("bob@x.example");

        odoo.model(ResPartner.TYPE).update(bob, ResPartner.values().parentId(globex));
        webhook("res.partner", bob);
        assertThat(users(old)).isEmpty();
        assertThat(users(fresh)).containsExactly("bob@x.example");

        odoo.model(ResPartner.TYPE).update(bob, ResPartner.values().clear(ResPartner.PARENT_ID));
        webhook("res.partner", bob);
        assertThat(users(fresh)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aDepartmentThatGoesToAnotherCustomerTakesItsContactsAlong(String series) {
        start(series, rules -> rules);
        long acme = shop.company("Acme");
        long globex = shop.company("Globex");
        long department = shop.contact(acme, "department@x.example");
        shop.contact(department, "bob@x.example", tag);
        String old = "odoo-" + sell(acme);
        String fresh = "odoo-" + sell(globex);
        assertThat(users(old)).containsExactly("bob@x.example");

        odoo.model(ResPartner.TYPE).update(department, ResPartner.values().parentId(globex));
        webhook("res.partner", department);
        assertThat(users(old)).isEmpty();
        assertThat(users(fresh)).containsExactly("bob@x.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aContactThatIsDeletedIsNoUser(String series) {
        start(series, rules -> rules);
        long acme = shop.company("Acme");
        long bob = shop.contact(acme, "bob@x.example", tag);
        String tenant = "odoo-" + sell(acme);
        assertThat(users(tenant)).containsExactly("bob@x.example");

        odoo.model(ResPartner.TYPE).delete(bob);
        webhook("res.partner", bob);
        assertThat(users(tenant)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aPortalUserThatIsDeletedIsNoUser(String series) {
        start(series, rules -> rules.users(UserRule.portal()));
        long acme = shop.company("Acme");
        long user = shop.portalUser(shop.contact(acme, "bob@x.example"), "bob");
        String tenant = "odoo-" + sell(acme);
        assertThat(users(tenant)).containsExactly("bob");

        odoo.model(ResUsers.TYPE).delete(user);
        webhook("res.users", user);
        assertThat(users(tenant)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aSubscriptionThatGoesToAnotherCustomerEndsTheFirstOnesTenant(String series) {
        start(series, rules -> rules.tenantKey(TenantKey.customer()));
        long acme = shop.company("Acme");
        long kept = shop.company("Acme again");
        long order = sell(acme);

        odoo.model(SaleOrder.TYPE).update(order, SaleOrder.values().partnerId(kept));
        webhook("sale.order", order);
        assertThat(state("odoo-customer-" + acme).status()).isEqualTo(TenantStatus.ENDED);
        assertThat(state("odoo-customer-" + kept).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aContactThatOrderedAndGoesToAnotherCustomerTakesTheTenantAlong(String series) {
        start(series, rules -> rules.tenantKey(TenantKey.customer()));
        long acme = shop.company("Acme");
        long globex = shop.company("Globex");
        long buyer = shop.contact(acme, "buyer@x.example");
        sell(buyer);
        assertThat(state("odoo-customer-" + acme).status()).isEqualTo(TenantStatus.ACTIVE);

        odoo.model(ResPartner.TYPE).update(buyer, ResPartner.values().parentId(globex));
        webhook("res.partner", buyer);
        assertThat(state("odoo-customer-" + acme).status()).isEqualTo(TenantStatus.ENDED);
        assertThat(state("odoo-customer-" + globex).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void anOrderThatGoesBackToAQuotationEndsItsTenant(String series) {
        start(series, rules -> rules);
        long order = sell(shop.company("Acme"));

        odoo.model(SaleOrder.TYPE)
                .update(
                        order,
                        SaleOrder.values().state(SaleOrder.State.DRAFT).subscriptionState(SubscriptionState._1_DRAFT));
        webhook("sale.order", order);
        assertThat(state("odoo-" + order).status()).isEqualTo(TenantStatus.ENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aSubscriptionThatTheRulesNoLongerMatchEndsItsTenant(String series) {
        start(series, rules -> rules.subscriptions(Domain.of("client_order_ref", "!=", "internal")));
        long order = sell(shop.company("Acme"));

        odoo.model(SaleOrder.TYPE).update(order, SaleOrder.values().clientOrderRef("internal"));
        webhook("sale.order", order);
        assertThat(state("odoo-" + order).status()).isEqualTo(TenantStatus.ENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aSubscriptionWhoseKeyIsClearedOrChangedEndsItsTenant(String series) {
        start(series, rules -> rules.tenantKey(TenantKey.field("client_order_ref")));
        long order = shop.subscription(
                Shop.order(shop.company("Acme"), SubscriptionState._3_PROGRESS).clientOrderRef("acme"), product, 1);
        webhook("sale.order", order);
        assertThat(state("acme").status()).isEqualTo(TenantStatus.ACTIVE);

        odoo.model(SaleOrder.TYPE).update(order, SaleOrder.values().clientOrderRef("acme-2"));
        webhook("sale.order", order);
        assertThat(state("acme").status()).isEqualTo(TenantStatus.ENDED);
        assertThat(state("acme-2").status()).isEqualTo(TenantStatus.ACTIVE);

        odoo.model(SaleOrder.TYPE).update(order, SaleOrder.values().clear(SaleOrder.CLIENT_ORDER_REF));
        webhook("sale.order", order);
        assertThat(state("acme-2").status()).isEqualTo(TenantStatus.ENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aConflictOfKeysIsOverOnceTheOtherCustomerHasAnotherKey(String series) {
        start(series, rules -> rules.tenantKey(TenantKey.customerField("ref")));
        long acme = shop.company("Acme");
        long globex = shop.company("Globex");
        odoo.model(ResPartner.TYPE)
                .update(List.of(acme, globex), ResPartner.values().ref("acme"));
        sell(acme);
        sell(globex);
        assertThat(store.status(1).problems()).extracting(TenantProblem::code).containsExactly("KEY_CONFLICT");

        odoo.model(ResPartner.TYPE).update(globex, ResPartner.values().ref("globex"));
        webhook("res.partner", globex);
        assertThat(store.status(1).problems()).isEmpty();
        assertThat(state("acme").name()).isEqualTo("Acme");
        assertThat(state("globex").name()).isEqualTo("Globex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aSubscriptionThatIsDeletedEndsItsTenant(String series) {
        start(series, rules -> rules);
        long order = sell(shop.company("Acme"));

        odoo.model(SaleOrder.TYPE).update(order, SaleOrder.values().state(SaleOrder.State.CANCEL));
        odoo.model("sale.order.log")
                .delete(odoo.model("sale.order.log")
                        .search(Domain.of("order_id", "=", order))
                        .ids());
        odoo.model(SaleOrder.TYPE).delete(order);
        webhook("sale.order", order);
        assertThat(state("odoo-" + order).status()).isEqualTo(TenantStatus.ENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aLineThatGoesToAnotherSubscriptionGivesTheFirstNothing(String series) {
        start(series, rules -> rules.product("SEAT", grant -> grant.addPerUnit("seats", 1)));
        long acme = shop.company("Acme");
        long old = shop.subscription(acme, SubscriptionState._3_PROGRESS, product, 1);
        long line = shop.line(old, shop.product("SEAT"), 5);
        webhook("sale.order", old);
        long fresh = sell(acme);
        assertThat(state("odoo-" + old).limits()).isEqualTo(Map.of("seats", 5L));

        odoo.model(SaleOrderLine.TYPE).update(line, SaleOrderLine.values().orderId(fresh));
        webhook("sale.order.line", line);
        assertThat(state("odoo-" + old).limits()).isEmpty();
        assertThat(state("odoo-" + fresh).limits()).isEqualTo(Map.of("seats", 5L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void anInvoiceThatBecomesAnothersIsOwedByTheFirstNoMore(String series) {
        start(series, rules -> rules.payment(PaymentRule.pastDueAfter(3)));
        long acme = shop.company("Acme");
        long globex = shop.company("Globex");
        long invoice = shop.invoice(acme, LocalDate.of(2030, 1, 1), PaymentState.NOT_PAID, "");
        String tenant = "odoo-" + sell(acme);
        assertThat(state(tenant).status()).isEqualTo(TenantStatus.PAST_DUE);

        Invoices.of(odoo).resetToDraft(List.of(invoice));
        odoo.model(AccountMove.TYPE).update(invoice, AccountMove.values().partnerId(globex));
        webhook("account.move", invoice);
        assertThat(state(tenant).status()).isEqualTo(TenantStatus.ACTIVE);
    }
}
