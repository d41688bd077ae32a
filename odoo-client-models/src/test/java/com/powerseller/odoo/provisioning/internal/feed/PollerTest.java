package com.powerseller.odoo.provisioning.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.internal.feed.Poller.PollResult;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollerTest {
    private static final Duration EVERY = Duration.ofSeconds(60);
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration TURN = Duration.ofMinutes(10);
    /** How much this machine's clock is ahead of the server's. */
    private static final Duration AHEAD = Duration.ofHours(5);

    private final SimulatedOdoo odoo = new SimulatedOdoo();
    private final WatchedStore watched = new WatchedStore();
    private final List<String> hints = new ArrayList<>();
    private final Poller poller = poller("a");

    PollerTest() {
        watched.onHint = hint -> {
            assertThat(hint.hint().kind()).isEqualTo(Hint.Kind.POLL);
            assertThat(hint.correlationId()).startsWith("poll-");
            hints.add(hint.recordModel() + "," + hint.recordId());
        };
    }

    private Poller poller(String owner) {
        return poller(owner, 100, 3);
    }

    private Poller poller(String owner, int page, int pages) {
        return new Poller(watched.store(), odoo, owner, TURN, EVERY, OVERLAP, () -> odoo.now.plus(AHEAD), page, pages);
    }

    /** What a poll hints at, some time after the one before. */
    private List<String> poll(Duration later) {
        return poll(poller, later);
    }

    private List<String> poll(Poller which, Duration later) {
        odoo.pass(later);
        hints.clear();
        odoo.requests.clear();
        which.step();
        return List.copyOf(hints);
    }

    /** Another instance, while this one, which has polled, does not know of an order's write yet. */
    private Poller otherBehindAWrite() {
        poll(Duration.ZERO);
        odoo.write("sale.order", 1);
        return poller("b");
    }

    /** How much polls hint at, one after the other. */
    private int hintsOf(int polls) {
        int hinted = 0;
        for (int i = 0; i < polls; i++) {
            hinted += poll(EVERY).size();
        }
        return hinted;
    }

    /** Writes to many records in one transaction. */
    private void writeContacts(int count) {
        SimulatedOdoo.Transaction bulk = odoo.new Transaction();
        for (int i = 1; i <= count; i++) {
            bulk.write("res.partner", i);
        }
        bulk.commit();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void whatIsWrittenIsHintedAt() {
        assertThat(poll(Duration.ZERO)).isEmpty();
        odoo.write("sale.order", 7);
        odoo.write("res.partner", 3);
        odoo.write("account.move", 3);
        assertThat(poll(EVERY)).containsExactly("account.move,3", "res.partner,3", "sale.order,7");
        assertThat(poll(EVERY)).isEmpty();
        odoo.write("sale.order", 7);
        assertThat(poll(EVERY)).containsExactly("sale.order,7");
    }

    @Test
    void theFirstPollLooksBackAsLongAsATransactionMayLast() {
        odoo.write("sale.order", 1);
        odoo.pass(OVERLAP.plusSeconds(2));
        odoo.write("sale.order", 2);
        assertThat(poll(seconds(30))).containsExactly("sale.order,2");
    }

    @Test
    void aPollThatFindsNothingNewIsOneRequestForEachModel() {
        poll(Duration.ZERO);
        assertThat(odoo.requests).containsExactly("time", "account.move", "res.partner", "sale.order");
        for (int i = 0; i < 20; i++) {
            if (i == 5) {
                odoo.write("sale.order", 7);
                assertThat(poll(EVERY)).hasSize(1);
                assertThat(odoo.requests).containsExactly("account.move", "res.partner", "sale.order", "time");
            }
            poll(EVERY);
            if (i != 15) {
                assertThat(odoo.requests).containsExactly("account.move", "res.partner", "sale.order");
            }
        }
    }

    @Test
    void whatTurnsUpBehindOthersIsHintedAt() {
        poll(Duration.ZERO);
        odoo.pass(seconds(60));
        SimulatedOdoo.Transaction longest = odoo.new Transaction();
        longest.write("sale.order", 1);
        for (int i = 0; i < 9; i++) {
            odoo.write("sale.order", 2);
            assertThat(poll(EVERY)).containsExactly("sale.order,2");
        }
        longest.commit();
        assertThat(poll(seconds(30))).contains("sale.order,1");
    }

    @Test
    void aSecondWriteInTheSameSecondIsHintedAt() {
        poll(Duration.ZERO);
        odoo.write("sale.order", 1);
        assertThat(poll(Duration.ofMillis(100))).containsExactly("sale.order,1");
        odoo.write("sale.order", 1);
        assertThat(poll(seconds(15))).containsExactly("sale.order,1");
        assertThat(poll(seconds(15))).isEmpty();
    }

    @Test
    void ofTwoWritesWithinASecondTheOneThatIsCommittedMuchLaterIsHintedAt() {
        poll(Duration.ZERO);
        odoo.write("sale.order", 1);
        odoo.pass(Duration.ofMillis(100));
        SimulatedOdoo.Transaction late = odoo.new Transaction();
        late.write("sale.order", 1);
        assertThat(poll(seconds(30))).containsExactly("sale.order,1");
        assertThat(poll(seconds(540))).isEmpty();
        late.commit();
        assertThat(hintsOf(4)).isEqualTo(1);
    }

    @Test
    void manyRecordsOfOneTransactionAreReadInPagesAndLeftBehindInTime() {
        poll(Duration.ZERO);
        writeContacts(250);
        assertThat(poll(EVERY)).hasSize(250).doesNotHaveDuplicates();
        for (int i = 0; i < 20; i++) {
            poll(EVERY);
        }
        assertThat(odoo.requests).containsExactly("account.move", "res.partner", "sale.order");
    }

    @Test
    void moreThanAStepReadsIsReadInTheNextSteps() {
        poll(Duration.ZERO);
        writeContacts(1_000);
        odoo.write("sale.order", 1);
        odoo.pass(EVERY);
        hints.clear();
        PollResult first = poller.step();
        assertThat(first.hints()).isEqualTo(301);
        assertThat(first.next()).isEqualTo(odoo.now.plus(AHEAD));
        odoo.write("res.partner", 1);
        poller.step();
        poller.step();
        PollResult last = poller.step();
        assertThat(last.next()).isAfter(odoo.now.plus(AHEAD));
        assertThat(hints).hasSize(1_001).doesNotHaveDuplicates();
        assertThat(poll(EVERY)).containsExactly("res.partner,1");
    }

    @Test
    void aRecordFromTheFutureBlindsNobody() {
        poll(Duration.ZERO);
        odoo.write("sale.order", 1, odoo.now.plus(Duration.ofDays(40_000)));
        assertThat(poll(EVERY)).contains("sale.order,1");
        for (int i = 0; i < 20; i++) {
            odoo.write("sale.order", 2);
            assertThat(poll(EVERY)).contains("sale.order,2");
        }
        assertThat(hintsOf(30)).isLessThanOrEqualTo(2);
    }

    @Test
    void anInstanceThatStartsAnewReadsWhatWasNotKnown() {
        poll(Duration.ZERO);
        poll(EVERY);
        odoo.write("sale.order", 1);
        odoo.pass(Duration.ofDays(3));
        assertThat(poll(poller("a"), seconds(1))).containsExactly("sale.order,1");
    }

    @Test
    void oneInstanceAtATimePolls() {
        Poller other = otherBehindAWrite();
        odoo.pass(EVERY);
        odoo.requests.clear();
        PollResult result = other.step();
        assertThat(result.isOurs()).isFalse();
        assertThat(result.next()).isEqualTo(odoo.now.plus(AHEAD).plus(EVERY));
        assertThat(odoo.requests).isEmpty();
        assertThat(poll(seconds(1))).containsExactly("sale.order,1");
    }

    @Test
    void anInstanceThatDiesIsFollowedByAnother() {
        Poller other = otherBehindAWrite();
        assertThat(poll(other, seconds(599))).isEmpty();
        assertThat(poll(other, seconds(2))).containsExactly("sale.order,1");
        assertThat(poll(EVERY)).isEmpty();
        assertThat(odoo.requests).isEmpty();
    }

    @Test
    void anInstanceThatIsHeardOfKeepsItsTurn() {
        Poller other = otherBehindAWrite();
        odoo.pass(seconds(599));
        poller.renew();
        assertThat(poll(other, seconds(599))).isEmpty();
        other.renew();
        assertThat(poll(other, seconds(2))).containsExactly("sale.order,1");
        poller.renew();
        assertThat(poller.step().isOurs()).isFalse();
        other.renew();
        assertThat(other.step().isOurs()).isTrue();
    }

    @Test
    void aTurnIsKeptWhileAPollTakesLong() {
        Poller other = otherBehindAWrite();
        odoo.pass(EVERY);
        odoo.onRequest = () -> {
            odoo.onRequest = () -> {};
            odoo.pass(TURN.minusSeconds(60));
            poller.renew();
            odoo.pass(TURN.minusSeconds(60));
            assertThat(other.step().isOurs()).isFalse();
        };
        assertThat(poller.step().isOurs()).isTrue();
    }

    @Test
    void whoCannotPollLosesItsTurnThoughItIsHeardOf() {
        Poller other = otherBehindAWrite();
        odoo.pass(seconds(590));
        odoo.onRequest = () -> {
            throw SimulatedOdoo.away();
        };
        assertThatThrownBy(poller::step).isInstanceOf(ConnectionException.class);
        odoo.onRequest = () -> {};
        poller.renew();
        assertThat(poll(other, seconds(11))).containsExactly("sale.order,1");
    }

    @Test
    void anInstanceThatIsClosedIsFollowedAtOnce() {
        Poller other = otherBehindAWrite();
        poller.close();
        assertThat(poll(other, seconds(1))).contains("sale.order,1");
        assertThat(odoo.requests).doesNotContain("time,");
    }

    @Test
    void whoLosesItsTurnKeepsNothingButHints() {
        Poller other = otherBehindAWrite();
        odoo.pass(EVERY);
        String[] taken = {""};
        odoo.onRequest = () -> {
            odoo.onRequest = () -> {};
            odoo.pass(Duration.ofHours(1));
            assertThat(other.step().isOurs()).isTrue();
            taken[0] = watched.memory.checkpoint(Poller.CHECKPOINT).orElseThrow();
        };
        assertThat(poller.step().isOurs()).isFalse();
        assertThat(watched.memory.checkpoint(Poller.CHECKPOINT)).contains(taken[0]);
    }

    @Test
    void aModelThatMayNotBeReadIsLeftOutAndSaid() {
        odoo.forbid("account.move");
        assertThat(poller.step().skipped())
                .containsOnlyKeys("account.move")
                .hasValueSatisfying(new Condition<>(why -> why.contains("no account.move"), "why"));
        odoo.write("sale.order", 1);
        assertThat(poll(EVERY)).containsExactly("sale.order,1");
        assertThat(odoo.requests).containsExactly("res.partner", "sale.order", "time");
        odoo.allow("account.move");
        odoo.pass(Duration.ofHours(1));
        odoo.write("account.move", 1);
        hints.clear();
        assertThat(poller.step().skipped()).isEmpty();
        assertThat(hints).contains("account.move,1");
    }

    @Test
    void withoutTheOthersThereIsNoPoll() {
        odoo.forbid("sale.order");
        assertThatThrownBy(poller::step).isInstanceOf(AccessErrorException.class);
    }

    @Test
    void aPollThatFailsIsRepeatedLater() {
        poll(Duration.ZERO);
        odoo.write("account.move", 1);
        odoo.write("sale.order", 1);
        odoo.pass(EVERY);
        hints.clear();
        odoo.onRequest = () -> {
            if (odoo.requests.get(odoo.requests.size() - 1).equals("sale.order")) {
                throw SimulatedOdoo.away();
            }
        };
        assertThatThrownBy(poller::step).isInstanceOf(ConnectionException.class);
        assertThat(poller.nextAfterFailure()).isEqualTo(odoo.now.plus(AHEAD).plusSeconds(120));
        assertThatThrownBy(poller::step).isInstanceOf(ConnectionException.class);
        assertThat(poller.nextAfterFailure()).isEqualTo(odoo.now.plus(AHEAD).plusSeconds(240));
        assertThat(hints).containsExactly("account.move,1");
        odoo.onRequest = () -> {};
        assertThat(poll(seconds(240))).contains("sale.order,1");
    }

    @Test
    void overlapsThatAreTooShortAreRefused() {
        assertThatThrownBy(() -> new Poller(watched.store(), odoo, "a", TURN, EVERY, seconds(9), Instant::now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Two instances, whose clocks are wrong, poll while transactions begin, end and overlap, and the store, Odoo and the instances fail. In the end each record was hinted at after its last
     * commit.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void nothingThatIsCommittedIsMissed(int part) {
        for (int seed = part * 1_000; seed < part * 1_000 + 150; seed++) {
            new History(seed).run();
        }
    }

    private static final class History {
        private static final Duration OVERLAP = Duration.ofSeconds(30);

        private final int seed;
        private final Random random;
        private final SimulatedOdoo odoo = new SimulatedOdoo();
        private final WatchedStore watched = new WatchedStore();
        private final Map<String, Instant> hinted = new HashMap<>();
        private final List<SimulatedOdoo.Transaction> open = new ArrayList<>();
        private final List<Poller> pollers = new ArrayList<>();
        private final List<Duration> ahead = new ArrayList<>();
        private int instances;
        private boolean isQuiet;

        private History(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            watched.onHint = hint -> hinted.put(hint.recordModel() + "," + hint.recordId(), odoo.now);
            watched.failing = (method, isDone) -> !isQuiet && random.nextInt(40) == 0;
            odoo.onRequest = this::duringRequest;
            for (int i = 0; i < 2; i++) {
                ahead.add(Duration.ofMillis(random.nextInt(1_000_000) - 500_000));
                pollers.add(started(i));
            }
        }

        private Poller started(int i) {
            return new Poller(
                    watched.store(),
                    odoo,
                    "instance" + ++instances,
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(8),
                    OVERLAP,
                    () -> odoo.now.plus(ahead.get(i)),
                    3,
                    2);
        }

        private void duringRequest() {
            if (!isQuiet) {
                pass();
                if (random.nextInt(25) == 0) {
                    throw SimulatedOdoo.away();
                }
            }
        }

        /** Some time, in which no transaction comes to last longer than the overlap. */
        private void pass() {
            odoo.pass(Duration.ofNanos(1_000L * random.nextInt(random.nextBoolean() ? 300_000 : 8_000_000)));
            open.removeIf(transaction -> {
                boolean isTooOld = Duration.between(transaction.begun, odoo.now).compareTo(OVERLAP.minusSeconds(9)) > 0;
                if (isTooOld || random.nextInt(6) == 0) {
                    if (random.nextInt(8) > 0) {
                        transaction.commit();
                    }
                    return true;
                }
                return false;
            });
            if (random.nextInt(3) > 0) {
                SimulatedOdoo.Transaction transaction = odoo.new Transaction();
                for (int i = random.nextInt(random.nextInt(10) == 0 ? 15 : 3); i >= 0; i--) {
                    transaction.write(SimulatedOdoo.MODELS.get(random.nextInt(3)), 1 + random.nextInt(12));
                }
                open.add(transaction);
            }
        }

        private void run() {
            // What was written long before the first poll is the sweep's.
            isQuiet = true;
            step(pollers.get(0));
            isQuiet = false;
            for (int i = 0; i < 150; i++) {
                pass();
                if (random.nextInt(3) == 0) {
                    int which = random.nextInt(2);
                    if (random.nextInt(12) == 0) {
                        pollers.set(which, started(which));
                    }
                    step(pollers.get(which));
                }
            }
            open.forEach(SimulatedOdoo.Transaction::commit);
            isQuiet = true;
            for (int i = 0; i < 60; i++) {
                odoo.pass(Duration.ofSeconds(8));
                pollers.forEach(History::step);
            }
            odoo.committed.forEach((record, time) -> assertThat(hinted.get(record))
                    .as("history %s: when %s was last hinted at, which was committed at %s", seed, record, time)
                    .isNotNull()
                    .isAfterOrEqualTo(time));
            int known = hinted.size();
            odoo.requests.clear();
            hinted.clear();
            pollers.forEach(History::step);
            assertThat(hinted)
                    .as("history %s, in which %s records were written", seed, known)
                    .isEmpty();
            assertThat(odoo.requests.stream().filter("sale.order"::equals)).hasSizeLessThanOrEqualTo(5);
        }

        private static void step(Poller poller) {
            try {
                poller.step();
            } catch (SignalStoreException | ConnectionException e) {
                assertThat(e).hasMessageContaining("away");
            }
        }
    }
}
