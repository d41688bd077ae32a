package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.examples.RealServer;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.AccountMoveLine;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.ResPartnerCategory;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.SaleSubscriptionPlan;
import com.powerseller.odoo.models.invoicing.Invoices;
import com.powerseller.odoo.models.subscription.Subscriptions;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.DryRun;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.TenantKey;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.TenantUser;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import com.powerseller.odoo.query.Domain;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made of a customer's records on a real Odoo 19 whose sale orders have Enterprise's shape. */
@Tag("real-odoo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvisioningContractTest {
    @AutoClose
    private final RealServer server = RealServer.copyOfTheTemplate();

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aTenantIsWhatItsRecordsSay(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Subscriptions subscriptions = Subscriptions.of(odoo);
            long plan = odoo.model(SaleSubscriptionPlan.TYPE)
                    .search(SaleSubscriptionPlan.NAME.eq("Monthly"))
                    .ids()
                    .get(0);
            long product = odoo.model("product.product")
                    .search(Domain.of("default_code", "=", "SUB-PRO"))
                    .ids()
                    .get(0);
            String tag = "Users of " + protocol;
            long tagged = odoo.model(ResPartnerCategory.TYPE)
                    .create(ResPartnerCategory.values().name(tag));
            long acme = partner(odoo, ResPartner.values().name("Acme AG").isCompany(true));
            long buyer = partner(odoo, ResPartner.values().name("Buyer").parentId(acme));
            partner(
                    odoo,
                    ResPartner.values()
                            .name("Anna")
                            .email("Anna@acme.example")
                            .parentId(buyer)
                            .categoryId(Command.link(tagged)));
            long bob = partner(
                    odoo,
                    ResPartner.values().name("Bob").email("bob@acme.example").parentId(acme));
            odoo.model("res.users")
                    .create(new Values<Record>()
                            .set("partner_id", bob)
                            .set("login", "bob-" + protocol)
                            .set("group_ids", List.of(List.of(6, 0, List.of(portal(odoo))))));
            long order = odoo.model(SaleOrder.TYPE)
                    .create(SaleOrder.values()
                            .partnerId(buyer)
                            .planId(plan)
                            .orderLine(Command.create(
                                    SaleOrderLine.values().productId(product).productUomQty(2))));
            String tenant = "odoo-" + order;
            Rules.Builder builder = Rules.builder()
                    .tiers("pro")
                    .product("SUB-PRO", grant -> grant.tier("pro").addPerUnit("users", 5))
                    .payment(PaymentRule.pastDueAfter(0));
            Rules rules =
                    builder.users(UserRule.contacts().tagged(tag, "member")).build();
            TruthReader reader = new TruthReader(odoo, rules);
            assertThat(DryRun.of(odoo, rules).check()).isEmpty();
            assertThat(derive(odoo, rules, tenant).isNothing()).isTrue();
            assertThat(reader.index().tenants()).doesNotContain(tenant);

            subscriptions.confirm(order);
            TenantState active = state(odoo, rules, tenant);
            assertThat(active.status()).isEqualTo(TenantStatus.ACTIVE);
            assertThat(active.partnerId()).isEqualTo(acme);
            assertThat(active.name()).isEqualTo("Acme AG");
            assertThat(active.tier()).isEqualTo("pro");
            assertThat(active.limits()).isEqualTo(Map.of("users", 10L));
            assertThat(active.users()).containsExactly(new TenantUser("anna@acme.example", "Anna", "member", true));
            assertThat(active.effective())
                    .isEqualTo(Objects.requireNonNull(
                                    subscriptions.find(order).orElseThrow().start())
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
            assertThat(reader.index().tenants()).contains(tenant);

            long invoice = overdue(odoo, acme);
            assertThat(state(odoo, rules, tenant).status()).isEqualTo(TenantStatus.PAST_DUE);
            for (Hint hint : List.of(
                    hint("sale.order", order),
                    hint(
                            "sale.order.line",
                            subscriptions
                                    .find(order)
                                    .orElseThrow()
                                    .lines()
                                    .get(0)
                                    .id()),
                    hint("res.partner", bob),
                    hint("account.move", invoice))) {
                assertThat(reader.tenantsOf(List.of(hint))).containsExactly(tenant);
            }
            Invoices.of(odoo).resetToDraft(List.of(invoice));
            assertThat(state(odoo, rules, tenant)).isEqualTo(active);

            Rules portal = builder.users(UserRule.portal())
                    .tenantKey(TenantKey.customer())
                    .build();
            assertThat(state(odoo, portal, "odoo-customer-" + acme).users())
                    .extracting(TenantUser::login, TenantUser::role, TenantUser::active)
                    .containsExactly(tuple(("bob-" + protocol).toLowerCase(Locale.ROOT), null, true));
            Rules byReference = builder.users(UserRule.none())
                    .tenantKey(TenantKey.customerField("ref"))
                    .build();
            odoo.model(ResPartner.TYPE).update(acme, ResPartner.values().ref("acme-" + protocol));
            assertThat(state(odoo, byReference, "acme-" + protocol).subscriptionIds())
                    .containsExactly(order);

            long renewal = subscriptions.renew(order);
            assertThat(state(odoo, rules, tenant)).isEqualTo(active);
            subscriptions.confirm(renewal);
            TenantState renewed = state(odoo, rules, tenant);
            assertThat(renewed.status()).isEqualTo(TenantStatus.ACTIVE);
            assertThat(renewed.subscriptionIds()).containsExactly(renewal);
            assertThat(renewed.limits()).isEqualTo(active.limits());

            subscriptions.pause(renewal);
            assertThat(state(odoo, rules, tenant).status()).isEqualTo(TenantStatus.SUSPENDED);
            subscriptions.resume(renewal);
            subscriptions.close(renewal);
            assertThat(state(odoo, rules, tenant).status()).isEqualTo(TenantStatus.ENDED);
        }
    }

    private static Hint hint(String model, long id) {
        return new Hint(Hint.Kind.REQUEST, model, id);
    }

    private static Derived derive(OdooClient odoo, Rules rules, String tenant) {
        return DryRun.of(odoo, rules).tenants(List.of(tenant)).get(0);
    }

    private static TenantState state(OdooClient odoo, Rules rules, String tenant) {
        Derived derived = derive(odoo, rules, tenant);
        assertThat(derived.problems()).isEmpty();
        return Objects.requireNonNull(derived.state());
    }

    private static long partner(OdooClient odoo, ResPartner.Values values) {
        return odoo.model(ResPartner.TYPE).create(values);
    }

    private static long portal(OdooClient odoo) {
        return ((Number) Objects.requireNonNull(odoo.model("ir.model.data")
                        .search(Domain.<Record>of("module", "=", "base").and(Domain.of("name", "=", "group_portal")))
                        .select("res_id")
                        .list()
                        .get(0)
                        .get("res_id")))
                .longValue();
    }

    private static long overdue(OdooClient odoo, long customer) {
        LocalDate due = LocalDate.now(ZoneOffset.UTC).minusDays(2);
        long invoice = odoo.model(AccountMove.TYPE)
                .create(AccountMove.values()
                        .moveType(AccountMove.MoveType.OUT_INVOICE)
                        .partnerId(customer)
                        .invoiceDate(due)
                        .invoiceDateDue(due)
                        .invoiceLineIds(Command.create(AccountMoveLine.values()
                                .name("A month")
                                .priceUnit(100.0)
                                .taxIds(Command.clear()))));
        Invoices.of(odoo).post(List.of(invoice));
        return invoice;
    }
}
