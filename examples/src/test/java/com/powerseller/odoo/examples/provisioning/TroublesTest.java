package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.provisioning.Provisioning;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.TenantKey;
import com.powerseller.odoo.provisioning.WriteBack;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.testkit.FakeClock;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong with the rules, or with one customer, is said, and stops nobody else. */
class TroublesTest {
    private final FakeClock clock = FakeClock.at("2030-06-15T10:00:00Z");
    private final FakeOdoo fake = FakeOdoo.builder().series("19.0").clock(clock).start();
    private final OdooClient odoo = fake.connect();
    private final Shop shop = new Shop(odoo);
    private final List<ProvisioningSignal> told = new ArrayList<>();

    @AfterEach
    void stop() {
        odoo.close();
        fake.close();
    }

    private Provisioning.Builder with(Rules.Builder rules) {
        return Provisioning.builder()
                .odoo(odoo)
                .rules(rules.build())
                .clock(clock)
                .handler(told::add);
    }

    private long sell(String customer) {
        long company = shop.company(customer);
        shop.subscription(company, SubscriptionState._3_PROGRESS, shop.product(customer), 1);
        return company;
    }

    @Test
    void aKeyThatIsTooLongIsOneCustomersProblem() {
        for (String customer : List.of("Acme", "Globex", "Initech")) {
            long company = sell(customer);
            String key = customer.equals("Globex") ? "x".repeat(300) : customer;
            odoo.model(ResPartner.TYPE).update(company, ResPartner.values().ref(key));
        }
        try (Provisioning provisioning =
                with(Rules.builder().tenantKey(TenantKey.customerField("ref"))).build()) {
            provisioning.runOnce();

            assertThat(told).extracting(signal -> signal.state().tenant()).containsExactlyInAnyOrder("Acme", "Initech");
            assertThat(Objects.requireNonNull(provisioning.status(0).sweep()).withoutKey())
                    .isEqualTo(1);
            assertThat(provisioning.status(0).troubles()).isEmpty();
        }
    }

    @Test
    void aFieldThatOdooDoesNotHaveIsTold() {
        sell("Acme");
        try (Provisioning provisioning =
                with(Rules.builder().tenantKey(TenantKey.field("x_tenat"))).build()) {
            assertThatThrownBy(provisioning::runOnce).isInstanceOf(OdooException.class);

            assertThat(provisioning.status(0).troubles())
                    .singleElement()
                    .asString()
                    .contains("x_tenat", "sale.order");
            assertThat(provisioning.status(0).odoo().isReachable()).isTrue();
        }
    }

    @Test
    void aDomainThatOdooRefusesAndAFieldToWriteToThatItDoesNotHaveAreTold() {
        sell("Acme");
        try (Provisioning provisioning = with(Rules.builder().subscriptions(Domain.of("x_no_such_field", "=", 1)))
                .writeBack(WriteBack.nothing()
                        .field("x_provisioned", signal -> true)
                        .customerField("x_tier", signal -> null))
                .build()) {
            assertThatThrownBy(provisioning::runOnce).isInstanceOf(OdooException.class);

            assertThat(provisioning.status(0).troubles())
                    .hasSize(3)
                    .anySatisfy(trouble -> assertThat(trouble).contains("which subscriptions count"))
                    .anySatisfy(trouble -> assertThat(trouble).contains("x_provisioned", "sale.order"))
                    .anySatisfy(trouble -> assertThat(trouble).contains("x_tier", "res.partner"));
        }
    }
}
