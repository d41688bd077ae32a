package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.examples.RealServer;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import com.powerseller.odoo.provisioning.internal.feed.OdooChanges;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the poller and the receiver take for granted of a server, on a real Odoo 19. */
@Tag("real-odoo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class FeedContractTest {
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    @AutoClose
    private final RealServer server = RealServer.copyOfTheTemplate();

    private OdooClient odoo;
    private FeedContract contract;

    @BeforeAll
    void start() {
        odoo = server.client(Protocol.JSON_RPC, new CallNames(calls::add));
        contract = new FeedContract(odoo, InstantSource.system(), this::awaitTheNextSeconds);
    }

    @AfterAll
    void disconnect() {
        odoo.close();
    }

    /** Asks the server until it has another time, as its clock cannot be set. */
    private void awaitTheNextSeconds() {
        OdooChanges changes =
                new OdooChanges(odoo, new TruthReader(odoo, Rules.builder().build()));
        Instant before = changes.time();
        while (!changes.time().isAfter(before.plusSeconds(2))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theClockIsTheOneThatRecordsAreStampedBy() {
        contract.theClockIsTheOneThatRecordsAreStampedBy();
    }

    @Test
    void aSecondIsFoundFromItsBeginningOn() {
        contract.aSecondIsFoundFromItsBeginningOn();
    }

    @Test
    void everyWriteIsSeen() {
        contract.everyWriteIsSeen();
    }

    @Test
    void archivedRecordsAreFoundAndDeletedOnesAreNot() {
        contract.archivedRecordsAreFoundAndDeletedOnesAreNot();
    }

    @Test
    void pagesGoOnById() {
        contract.pagesGoOnById();
    }

    @Test
    void theLogOfSubscriptionsTellsOfOrders() {
        long partner = odoo.model(ResPartner.TYPE).create(ResPartner.values().name("Logged"));
        contract.theLogOfSubscriptionsTellsOfOrders(
                odoo.model(SaleOrder.TYPE).create(SaleOrder.values().partnerId(partner)),
                Map.of("subscription_state", "3_progress"));
    }

    @Test
    void thePollerFindsWhatIsWritten() {
        contract.thePollerFindsWhatIsWritten(calls);
    }

    @Test
    void theReceiverTakesWhatTheServerSends() throws IOException {
        contract.theReceiverTakesWhatTheServerSends();
    }

    /** Who may not read a model may ask for the time all the same. */
    @Test
    void whoMayNotReadAModelIsToldSo() {
        try (OdooClient employee = server.employee(Protocol.JSON2)) {
            OdooChanges changes = new OdooChanges(
                    employee, new TruthReader(employee, Rules.builder().build()));
            assertThat(changes.time()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
            assertThatThrownBy(() -> changes.since("account.move", Instant.EPOCH, 0, 1))
                    .isInstanceOf(AccessErrorException.class);
        }
    }
}
