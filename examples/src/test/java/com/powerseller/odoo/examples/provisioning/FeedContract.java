package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.examples.receiver.JdkWebhooks;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import com.powerseller.odoo.provisioning.internal.feed.Changes.Changed;
import com.powerseller.odoo.provisioning.internal.feed.OdooChanges;
import com.powerseller.odoo.provisioning.internal.feed.Poller;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.webhook.Authentication;
import com.powerseller.odoo.provisioning.webhook.WebhookReceiver;
import com.powerseller.odoo.query.Domain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the poller and the receiver take for granted of a server, whichever it is. */
final class FeedContract {
    private static final String PARTNER = "res.partner";
    private static final String SECRET = "0123456789abcdef";

    private final OdooClient odoo;
    private final InstantSource clock;
    private final Runnable untilTheNextSecond;

    /**
     * @param clock this machine's, which goes as the server's does
     * @param untilTheNextSecond returns when the server's clock shows another second
     */
    FeedContract(OdooClient odoo, InstantSource clock, Runnable untilTheNextSecond) {
        this.odoo = odoo;
        this.clock = clock;
        this.untilTheNextSecond = untilTheNextSecond;
    }

    private static Rules rules() {
        return Rules.builder().payment(PaymentRule.pastDueAfter(3)).build();
    }

    private OdooChanges changes() {
        return new OdooChanges(odoo, new TruthReader(odoo, rules()));
    }

    private long partner(String name) {
        return odoo.model(ResPartner.TYPE).create(ResPartner.values().name(name));
    }

    private Instant writeDate(long partner) {
        return Objects.requireNonNull(odoo.withArchived()
                .model(ResPartner.TYPE)
                .read(List.of(partner), ResPartner.WRITE_DATE)
                .get(0)
                .writeDate());
    }

    private List<Long> since(Instant from) {
        return changes().since(PARTNER, from, 0, 10_000).stream()
                .map(Changed::row)
                .toList();
    }

    /** The clock is asked with one request; a record written between two looks at it has a time between them. */
    void theClockIsTheOneThatRecordsAreStampedBy() {
        Instant before = changes().time();
        Instant written = writeDate(partner("Clock"));
        Instant after = changes().time();
        assertThat(before).isEqualTo(before.truncatedTo(ChronoUnit.SECONDS));
        assertThat(written).isBetween(before, after);
    }

    /** All that was written in a second is found from that second on, and not from the next. */
    void aSecondIsFoundFromItsBeginningOn() {
        long partner = partner("Second");
        Instant written = writeDate(partner);
        assertThat(written).isEqualTo(written.truncatedTo(ChronoUnit.SECONDS));
        assertThat(since(written)).contains(partner);
        assertThat(since(written.minusSeconds(1))).contains(partner);
        assertThat(since(written.plusSeconds(1))).doesNotContain(partner);
        assertThat(changes().since(PARTNER, written, 0, 10_000))
                .filteredOn(changed -> changed.row() == partner)
                .containsExactly(new Changed(partner, written, PARTNER, partner));
    }

    /** A write that changes nothing is one too. */
    void everyWriteIsSeen() {
        long partner = partner("Written");
        Instant created = writeDate(partner);
        untilTheNextSecond.run();
        odoo.model(ResPartner.TYPE).update(partner, ResPartner.values().name("Written"));
        Instant written = writeDate(partner);
        assertThat(written).isAfter(created);
        assertThat(since(written)).contains(partner);
    }

    void archivedRecordsAreFoundAndDeletedOnesAreNot() {
        long archived = partner("Archived");
        long deleted = partner("Deleted");
        Instant from = writeDate(archived);
        odoo.model(ResPartner.TYPE).update(archived, ResPartner.values().active(false));
        odoo.model(ResPartner.TYPE).delete(deleted);
        assertThat(since(from)).contains(archived).doesNotContain(deleted);
    }

    void pagesGoOnById() {
        Instant from = changes().time();
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(partner("Page " + i));
        }
        odoo.model(ResPartner.TYPE).update(made.get(0), ResPartner.values().name("Written last"));
        List<Long> read = new ArrayList<>();
        long after = made.get(0) - 1;
        for (List<Changed> page = changes().since(PARTNER, from, after, 2);
                !page.isEmpty();
                page = changes().since(PARTNER, from, after, 2)) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(changed -> read.add(changed.row()));
            after = page.get(page.size() - 1).row();
        }
        assertThat(read).isEqualTo(made);
    }

    /**
     * A line of the log is about its order.
     *
     * @param required what this server demands of a line
     */
    void theLogOfSubscriptionsTellsOfOrders(long order, Map<String, String> required) {
        long currency = odoo.model("res.currency").search().ids().get(0);
        Values<Record> values = new Values<Record>()
                .set("order_id", order)
                .set("event_type", "0_creation")
                .set("event_date", "2030-01-31")
                .set("currency_id", currency);
        required.forEach(values::set);
        long line = odoo.model("sale.order.log").create(values);
        assertThat(changes().models())
                .contains("sale.order", "sale.order.line", "sale.order.log", PARTNER, "account.move");
        assertThat(changes().since("sale.order.log", Instant.EPOCH, line - 1, 1))
                .singleElement()
                .satisfies(changed -> {
                    assertThat(changed.row()).isEqualTo(line);
                    assertThat(changed.model()).isEqualTo("sale.order");
                    assertThat(changed.id()).isEqualTo(order);
                });
    }

    /** What is written between two polls is hinted at by the second one; what is not, costs a request for each model. */
    void thePollerFindsWhatIsWritten(List<String> calls) {
        MemoryStore store = new MemoryStore();
        OdooChanges changes = changes();
        Poller poller = new Poller(
                store, changes, "test", Duration.ofMinutes(2), Duration.ofSeconds(60), Duration.ofMinutes(5), clock);
        poller.step();
        drain(store);
        long partner = partner("Polled");
        Poller.PollResult found = poller.step();
        assertThat(found.skipped()).isEmpty();
        assertThat(drain(store)).contains(new Hint(Hint.Kind.POLL, PARTNER, partner));
        untilTheNextSecond.run();
        poller.step();
        drain(store);
        poller.step();
        drain(store);
        calls.clear();
        Poller.PollResult nothing = poller.step();
        assertThat(nothing.hints()).isZero();
        assertThat(calls).hasSize(changes.models().size()).allMatch(call -> call.endsWith(".search_read"));
    }

    static List<Hint> drain(MemoryStore store) {
        List<Hint> hints = new ArrayList<>();
        var claimed = store.claimHints("test", 10_000, Duration.ofMinutes(1), Instant.now());
        claimed.forEach(claim -> hints.add(claim.hint().hint()));
        store.resolved(claimed, Map.of());
        return hints;
    }

    /** A rule of the server's sends its webhooks to the receiver, by a secret in the path or by the user and the password of the address. */
    void theReceiverTakesWhatTheServerSends() throws IOException {
        MemoryStore store = new MemoryStore();
        try (WebhookReceiver receiver = WebhookReceiver.builder()
                        .store(store)
                        .accept(Authentication.path(SECRET), Authentication.basic("odoo", SECRET))
                        .build();
                JdkWebhooks.Running server =
                        JdkWebhooks.start(receiver, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String host = "127.0.0.1:" + server.address().getPort();
            for (String url : List.of(
                    "http://" + host + "/odoo/webhook/" + SECRET,
                    "http://odoo:" + SECRET + "@" + host + "/odoo/webhook")) {
                long rule = rule(url);
                long partner = partner("Sent");
                assertThat(drain(store)).as(url).containsExactly(new Hint(Hint.Kind.WEBHOOK, PARTNER, partner));
                odoo.call("base.automation", "unlink", List.of(List.of(rule)));
            }
            long rule = rule("http://" + host + "/odoo/webhook/wrong");
            partner("Not believed");
            assertThat(drain(store)).isEmpty();
            odoo.call("base.automation", "unlink", List.of(List.of(rule)));
        }
    }

    private long rule(String url) {
        long model = odoo.model("ir.model")
                .search(Domain.<Record>of("model", "=", PARTNER))
                .ids()
                .get(0);
        List<Long> fields = odoo.model("ir.model.fields")
                .search(Domain.<Record>of("model", "=", PARTNER)
                        .and(Domain.of("name", "in", List.of("name", "write_date"))))
                .ids();
        return odoo.model("base.automation")
                .create(new Values<Record>()
                        .set("name", "Tell the app")
                        .set("model_id", model)
                        .set("trigger", "on_create")
                        .set(
                                "action_server_ids",
                                List.of(List.of(
                                        0,
                                        0,
                                        Map.of(
                                                "name",
                                                "Tell the app",
                                                "model_id",
                                                model,
                                                "state",
                                                "webhook",
                                                "webhook_url",
                                                url,
                                                "webhook_field_ids",
                                                List.of(List.of(6, 0, fields)))))));
    }
}
