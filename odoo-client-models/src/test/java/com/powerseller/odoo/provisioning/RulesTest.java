package com.powerseller.odoo.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.models.subscription.SubscriptionState;
import com.powerseller.odoo.query.Domain;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RulesTest {
    @Test
    void withoutAWordEverySubscriptionIsATenant() {
        Rules rules = Rules.builder().build();

        assertThat(rules.tenantKey()).isEqualTo(TenantKey.origin());
        assertThat(rules.subscriptions().terms()).isEmpty();
        assertThat(rules.users().source()).isEqualTo(UserRule.Source.NONE);
        assertThat(rules.payment().isIgnored()).isTrue();
        assertThat(rules.paused()).isEqualTo(TenantStatus.SUSPENDED);
        assertThat(rules.limitsAddUp()).isTrue();
        assertThat(rules.zone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void otherRulesHaveAnotherFingerprint() {
        Set<String> fingerprints = new HashSet<>();
        for (UnaryOperator<Rules.Builder> rules : List.<UnaryOperator<Rules.Builder>>of(
                builder -> builder,
                builder -> builder.tenantKey(TenantKey.customer()),
                builder -> builder.subscriptions(Domain.of("team_id", "=", 3)),
                builder -> builder.companies(1),
                builder -> builder.product(9, grant -> grant.limit("users", 5)),
                builder -> builder.product(9, grant -> grant.limit("users", 10)),
                builder -> builder.product("9", grant -> grant.limit("users", 10)),
                builder -> builder.plan(9, grant -> grant.limit("users", 10)),
                builder -> builder.users(UserRule.contacts().tagged(5, "admin")),
                builder -> builder.users(UserRule.contacts().tagged(5, "admin").required()),
                builder -> builder.payment(PaymentRule.pastDueAfter(3)),
                builder -> builder.payment(PaymentRule.pastDueAfter(3).ownInvoicesOnly()),
                builder -> builder.zone(ZoneId.of("Europe/Zurich")))) {
            assertThat(fingerprints.add(rules.apply(Rules.builder()).build().fingerprint()))
                    .isTrue();
            assertThat(fingerprints)
                    .contains(rules.apply(Rules.builder()).build().fingerprint());
        }
    }

    @Test
    void whatIsSaidIsKept() {
        Rules rules = Rules.builder()
                .tiers("free", "team")
                .product("PRO-TEAM", grant -> grant.tier("team").limit("users", 10))
                .product(9, grant -> grant.addPerUnit("users", 1))
                .plan(7, grant -> grant.trial(7).trialWithPaymentMethod(30))
                .otherPlans(grant -> grant)
                .state("8_suspend", TenantStatus.SUSPENDED)
                .companies(3, 1, 3)
                .build();

        assertThat(rules.productsByReference().get("PRO-TEAM")).hasToString("tier team, 10 users");
        assertThat(rules.productsById().get(9L)).hasToString("1 more users per unit");
        assertThat(rules.plans().get(7L)).hasToString("a trial of 7 days, a trial of 30 days with a payment method");
        assertThat(rules.otherPlans()).hasToString("nothing");
        assertThat(rules.states()).isEqualTo(Map.of(SubscriptionState.of("8_suspend"), TenantStatus.SUSPENDED));
        assertThat(rules.companies()).containsExactly(1L, 3L);
    }

    @Test
    void everyMistakeBetweenRulesIsNamedAtOnce() {
        Rules.Builder rules = Rules.builder()
                .tiers("free", "team")
                .product("PRO", grant -> grant.tier("taem"))
                .otherPlans(grant -> grant.trial(30).trialWithPaymentMethod(7))
                .users(UserRule.contacts())
                .sharedByCustomers();

        assertThatThrownBy(rules::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the product PRO gives the tier 'taem'")
                .hasMessageContaining("[free, team]")
                .hasMessageContaining("no plan(...) is named")
                .hasMessageContaining("a trial of 7 days with a payment method, and 30")
                .hasMessageContaining("tagged(...) or roleField(...)")
                .hasMessageContaining("TenantKey.origin()");
    }

    @Test
    void whatCannotBeMeantIsRefusedWhereItIsSaid() {
        refuses(() -> Rules.builder().tiers("team", "free", "team"), "twice");
        refuses(() -> Rules.builder().tiers("team", " free"), "space");
        refuses(
                () -> Rules.builder().product("A", grant -> grant).product("A", grant -> grant),
                "A is in the rules twice");
        refuses(() -> Rules.builder().product("", grant -> grant), "blank");
        refuses(() -> Rules.builder().product(0, grant -> grant), "positive");
        refuses(() -> Rules.builder().plan(7, grant -> grant).plan(7, grant -> grant), "plan 7 is in the rules twice");
        refuses(() -> Rules.builder().plan(7, grant -> grant.limit("users", -1)), "starts at 0");
        refuses(() -> Rules.builder().plan(7, grant -> grant.limit("users", 1).limit("users", 2)), "twice");
        refuses(() -> Rules.builder().plan(7, grant -> grant.addPerUnit("users", 0)), "at least 1");
        refuses(() -> Rules.builder().plan(7, grant -> grant.trial(0)), "from 1");
        refuses(() -> Rules.builder().companies(1, -1), "positive");
        refuses(() -> Rules.builder().paused(TenantStatus.ENDED), "SUSPENDED or ACTIVE");
        refuses(() -> Rules.builder().state("3_progress", TenantStatus.ENDED), "Odoo's own");
        refuses(() -> Rules.builder().state("in progress", TenantStatus.ENDED), "Odoo's own");
        refuses(() -> Rules.builder().state("8_x", TenantStatus.TRIAL), "not TRIAL");
        refuses(() -> PaymentRule.pastDueAfter(-1), "from 0");
        refuses(() -> PaymentRule.pastDueAfter(5).suspendedAfter(4), "past due first");
        refuses(() -> PaymentRule.ignored().suspendedAfter(4), "pastDueAfter");
        refuses(() -> PaymentRule.ignored().ownInvoicesOnly(), "pastDueAfter");
        refuses(() -> UserRule.none().required(), "contacts()");
        refuses(() -> UserRule.contacts().tagged(3, "admin").tagged(3, "member"), "two roles");
        refuses(() -> UserRule.contacts().tagged("Users", "admin").tagged("Users", "member"), "two roles");
        refuses(() -> UserRule.contacts().roleField("partner_id.function"), "technical name");
        refuses(() -> TenantKey.field("x tenant"), "technical name");
        refuses(() -> TenantKey.customerField("parent_id.ref"), "technical name");
    }

    private static void refuses(ThrowingCallable mistake, String message) {
        assertThatThrownBy(mistake).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
