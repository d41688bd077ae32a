package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.examples.Fakes;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.provisioning.Change;
import com.powerseller.odoo.provisioning.DryRun;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.SweepReport;
import com.powerseller.odoo.provisioning.internal.derive.OdooTruth;
import com.powerseller.odoo.provisioning.internal.feed.Reconciler;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.Outcome;
import com.powerseller.odoo.provisioning.store.TenantClaim;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the poller and the receiver take for granted of a server, on fakes of both series. */
@SuppressWarnings("NullAway.Init")
class FeedTest {
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2030-01-31T12:00:00.123456Z"));
    private FakeOdoo fake;
    private OdooClient odoo;
    private FeedContract contract;

    private void start(String series) {
        fake = FakeOdoo.builder().series(series).clock(time::get).start();
        odoo = Fakes.client(fake).listener(new CallNames(calls::add)).build();
        contract = new FeedContract(odoo, time::get, () -> time.updateAndGet(now -> now.plusSeconds(3)));
    }

    @AfterEach
    void stop() {
        odoo.close();
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void theClockIsTheOneThatRecordsAreStampedBy(String series) {
        start(series);
        contract.theClockIsTheOneThatRecordsAreStampedBy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aSecondIsFoundFromItsBeginningOn(String series) {
        start(series);
        contract.aSecondIsFoundFromItsBeginningOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void everyWriteIsSeen(String series) {
        start(series);
        contract.everyWriteIsSeen();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void archivedRecordsAreFoundAndDeletedOnesAreNot(String series) {
        start(series);
        contract.archivedRecordsAreFoundAndDeletedOnesAreNot();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void pagesGoOnById(String series) {
        start(series);
        contract.pagesGoOnById();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void theLogOfSubscriptionsTellsOfOrders(String series) {
        start(series);
        Shop shop = new Shop(odoo);
        contract.theLogOfSubscriptionsTellsOfOrders(
                shop.subscription(shop.company("Acme AG"), SubscriptionState._3_PROGRESS, shop.product("TEAM"), 1),
                series.equals("19.0") ? Map.of("subscription_state", "3_progress") : Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void thePollerFindsWhatIsWritten(String series) {
        start(series);
        contract.thePollerFindsWhatIsWritten(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void theReceiverTakesWhatTheServerSends(String series) throws IOException {
        start(series);
        contract.theReceiverTakesWhatTheServerSends();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.0", "19.0"})
    void aSweepFindsWhatNobodyTold(String series) {
        start(series);
        Shop shop = new Shop(odoo);
        long product = shop.product("TEAM");
        Rules rules = Rules.builder()
                .tiers("team")
                .product("TEAM", grant -> grant.tier("team"))
                .build();
        long paused = shop.subscription(shop.company("Acme AG"), SubscriptionState._3_PROGRESS, product, 1);
        long same = shop.subscription(shop.company("Globex"), SubscriptionState._3_PROGRESS, product, 1);
        MemoryStore store = new MemoryStore();
        Reconciler reconciler = new Reconciler(
                store,
                new OdooTruth(odoo, rules, time::get),
                rules.fingerprint(),
                "test",
                Duration.ofMinutes(2),
                Duration.ofDays(1),
                time::get);
        assertThat(sweep(reconciler).appeared()).isEqualTo(2);
        DryRun truth = DryRun.of(odoo, rules, time::get);
        for (TenantClaim claim : store.claimTenants("test", 10, Duration.ofMinutes(1), time.get())) {
            String state = Objects.requireNonNull(
                            truth.tenants(List.of(claim.tenant())).get(0).state())
                    .toJson();
            store.derived(claim, new Outcome.Signal(state, state, "c", null, "sold"));
        }
        assertThat(sweep(reconciler).differing()).isZero();

        odoo.model(SaleOrder.TYPE).update(paused, SaleOrder.values().subscriptionState(SubscriptionState._4_PAUSED));
        SweepReport report = sweep(reconciler);
        assertThat(report.tenants()).isEqualTo(2);
        assertThat(report.changes()).isEqualTo(Map.of(Change.STATUS, 1L));
        assertThat(store.claimTenants("test", 10, Duration.ofMinutes(1), time.get()))
                .extracting(TenantClaim::tenant)
                .containsExactly("odoo-" + paused)
                .doesNotContain("odoo-" + same);
    }

    private static SweepReport sweep(Reconciler reconciler) {
        SweepReport report = Objects.requireNonNull(reconciler.stepNow().report());
        while (report.finished() == null) {
            report = Objects.requireNonNull(reconciler.step().report());
        }
        return report;
    }
}
