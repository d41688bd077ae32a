package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Provisioning;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.SweepReport;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.fault.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that no webhook reaches. */
class PollingTest {
    private final Rules rules = Rules.builder()
            .tiers("free", "team")
            .product("TEAM", grant -> grant.tier("team"))
            .build();
    /** One that goes on, from when the subscriptions of the {@link Shop} have begun. */
    private final InstantSource clock =
            Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse("2030-06-15T10:00:00Z")));

    private final BlockingQueue<ProvisioningSignal> told = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    @Timeout(60)
    void aSweepTellsWhatThereIsAndPollsWhatChanges(String series) throws Exception {
        try (FakeOdoo fake = FakeOdoo.builder().series(series).clock(clock).start();
                OdooClient odoo = fake.connect();
                Provisioning provisioning = Provisioning.builder()
                        .odoo(odoo)
                        .rules(rules)
                        .handler(told::add)
                        .clock(clock)
                        .poll(Duration.ofSeconds(1))
                        .pause(Duration.ofMillis(20))
                        .lookAgain(Duration.ZERO)
                        .build()) {
            fake.faults()
                    .add(Fault.exception("odoo.exceptions.AccessError", "not for you")
                            .model("sale.order.log"));
            Shop shop = new Shop(odoo);
            long team = shop.product("TEAM");
            long first = shop.subscription(shop.company("Acme"), SubscriptionState._3_PROGRESS, team, 1);
            assertThat(provisioning.status(0).sweep()).isNull();

            provisioning.start();

            ProvisioningSignal found = next();
            assertThat(found.state().subscriptionIds()).containsExactly(first);
            assertThat(kinds(found)).contains(Hint.Kind.SWEEP);
            SweepReport sweep = Objects.requireNonNull(provisioning.status(0).sweep());
            assertThat(sweep.appeared()).isEqualTo(1);

            long second = shop.subscription(shop.company("Bolt"), SubscriptionState._3_PROGRESS, team, 1);
            ProvisioningSignal polled = next();
            assertThat(polled.state().subscriptionIds()).containsExactly(second);
            assertThat(kinds(polled)).containsOnly(Hint.Kind.POLL);

            odoo.model(SaleOrder.TYPE).update(first, SaleOrder.values().subscriptionState(SubscriptionState._6_CHURN));
            ProvisioningSignal ended = next();
            assertThat(ended.state().tenant()).isEqualTo(found.state().tenant());
            assertThat(ended.state().status()).isEqualTo(TenantStatus.ENDED);
            assertThat(ended.sequence()).isEqualTo(2);
            assertThat(kinds(ended)).containsOnly(Hint.Kind.POLL);
            assertThat(Objects.requireNonNull(provisioning.status(0).sweep()).started())
                    .isEqualTo(sweep.started());
            assertThat(provisioning.status(0).notPolled()).containsOnlyKeys("sale.order.log");
        }
    }

    private ProvisioningSignal next() throws InterruptedException {
        return Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS), "no signal came");
    }

    private static List<Hint.Kind> kinds(ProvisioningSignal signal) {
        return signal.cause().hints().stream().map(Hint::kind).toList();
    }
}
