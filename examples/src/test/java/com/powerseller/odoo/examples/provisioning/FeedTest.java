package com.powerseller.odoo.examples.provisioning;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
        odoo = OdooClient.builder()
                .url(fake.url())
                .database(fake.database())
                .credentials(fake.credentials())
                .listener(new CallListener() {
                    @Override
                    public void onStart(CallDetails call) {
                        calls.add(call.model() + "." + call.method());
                    }
                })
                .build();
        contract = new FeedContract(odoo, () -> time.updateAndGet(now -> now.plusSeconds(3)));
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
}
