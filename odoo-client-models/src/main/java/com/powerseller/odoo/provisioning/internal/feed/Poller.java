package com.powerseller.odoo.provisioning.internal.feed;

import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.internal.feed.Changes.Changed;
import com.powerseller.odoo.provisioning.internal.feed.PollInterval.Found;
import com.powerseller.odoo.provisioning.internal.json.JsonObject;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.SignalStoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks Odoo, again and again, which records have a new {@code write_date}, and keeps hints about them. Of several instances on one store one at a time does. Used by one
 * thread, but for {@link #renew}.
 *
 * <p>A {@code write_date} is the time when the transaction <em>began</em>, by the database's clock, and records show it to the second only. So a record can turn up behind others that are
 * known, by the length of the longest transaction; and one that was written twice within a second looks like one that was written once. Therefore
 * <ul>
 *   <li>each poll asks for all that was written within an <em>overlap</em>, or since the window was last closed, and hints at those records that it has not seen with this time;
 *   <li>a window is closed only as far as the <em>server's</em> clock had got before the window was read, less the overlap, never by this machine's clock;
 *   <li>within a window it goes on by id, which does not change;
 *   <li>a record is hinted at again at the next poll if its second was not over when it was seen, and once more when no transaction that began in its second can be under way.
 * </ul>
 *
 * <p>A poll that finds nothing new makes one request for each model. The clock is asked, one request more, when something new was found, and when so much is in the window that it takes
 * several requests.
 *
 * <p>How far it has come is kept after the hints are. An instance that dies leaves a window that is read again.
 */
public final class Poller {
    /** The name of the checkpoint. */
    public static final String CHECKPOINT = "poll";

    /** How many records are asked for at a time. */
    private static final int PAGE = 2_000;

    /** How many pages of a model are read in one step. */
    private static final int PAGES = 25;

    /** How much later, by this machine's clock, the second in which a record was seen is over for sure. */
    private static final Duration SECOND_OVER = Duration.ofSeconds(2);

    /** How long a model is left alone that cannot be asked for. */
    private static final Duration SKIPPED_FOR = Duration.ofHours(1);

    private static final Duration SHORTEST_OVERLAP = Duration.ofSeconds(10);

    private final SignalStore store;
    private final Changes changes;
    private final Duration overlap;
    private final PollInterval interval;
    private final InstantSource clock;
    private final int page;
    private final int pages;
    private final Turn turn;

    private final Map<String, Map<Long, Seen>> seen = new HashMap<>();
    private final Map<String, Skipped> skipped = new TreeMap<>();
    private final Map<String, Long> readUntil = new HashMap<>();
    private @Nullable Window being;
    private Duration wait;
    private volatile boolean isFailing;

    /**
     * A record that was hinted at.
     *
     * @param written its time
     * @param at when it was seen with this time, by this machine's clock
     * @param isSecondOver whether it was hinted at when that second was over
     * @param isSettled whether it was hinted at when no other transaction could have that time
     */
    private record Seen(Instant written, Instant at, boolean isSecondOver, boolean isSettled) {
        /** This, seen at a time of the server's or later. */
        Seen seenFrom(Instant time) {
            return isSecondOver || written.plusSeconds(1).isAfter(time) ? this : new Seen(written, at, true, isSettled);
        }
    }

    private record Skipped(String why, Instant askAgain) {}

    /**
     * What came of a step.
     *
     * @param isOurs whether this instance polled; else another one does
     * @param hints how many hints were kept
     * @param skipped models that cannot be asked for, each with why
     * @param next when the next step is due
     */
    public record PollResult(boolean isOurs, int hints, Map<String, String> skipped, Instant next) {
        /** Copies. */
        public PollResult {
            skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
        }
    }

    /**
     * No request.
     *
     * @param owner the name of this instance, which no other has
     * @param longest how often to ask at least
     * @param turn how long after it was last heard of another instance takes its place
     * @param overlap longer than the longest transaction in Odoo; from 10 seconds on
     * @param clock this machine's
     */
    public Poller(
            SignalStore store,
            Changes changes,
            String owner,
            Duration turn,
            Duration longest,
            Duration overlap,
            InstantSource clock) {
        this(store, changes, owner, turn, longest, overlap, clock, PAGE, PAGES);
    }

    Poller(
            SignalStore store,
            Changes changes,
            String owner,
            Duration turn,
            Duration longest,
            Duration overlap,
            InstantSource clock,
            int page,
            int pages) {
        if (overlap.compareTo(SHORTEST_OVERLAP) < 0) {
            throw new IllegalArgumentException("an overlap of " + overlap + ": it takes 10 seconds at least");
        }
        this.store = store;
        this.changes = changes;
        this.overlap = overlap;
        this.interval = new PollInterval(longest);
        this.clock = clock;
        this.page = page;
        this.pages = pages;
        this.turn = new Turn(store, CHECKPOINT, owner, turn);
        this.wait = interval.longest();
    }

    /**
     * Polls once, whether it is due or not.
     *
     * @throws OdooException if Odoo did not answer: what was found so far is kept as hints, and the next step asks again, {@link #nextAfterFailure} says when
     * @throws SignalStoreException if the store did not: likewise
     */
    public PollResult step() {
        Instant now = clock.instant();
        try {
            Turn.Taken taken = turn.take(now);
            PollResult result = taken.isOurs() ? poll(taken, now) : notOurs(taken.until(), now);
            isFailing = false;
            return result;
        } catch (OdooException | SignalStoreException e) {
            isFailing = true;
            wait = interval.after(wait, Found.FAILURE);
            throw e;
        }
    }

    /** Keeps the turn, more often than it lasts; not after a step that failed, as another instance may do better. Thread-safe. */
    public void renew() {
        if (!isFailing) {
            turn.renew(clock.instant());
        }
    }

    /** When the step after one that has failed is due. */
    public Instant nextAfterFailure() {
        return clock.instant().plus(wait);
    }

    /** Lets another instance poll at once. */
    public void close() {
        turn.giveBack();
    }

    private PollResult notOurs(Instant until, Instant now) {
        being = null;
        Instant latest = now.plus(interval.longest());
        return new PollResult(false, 0, Map.of(), until.isBefore(latest) ? until : latest);
    }

    private PollResult poll(Turn.Taken taken, Instant now) {
        Window window = Window.of(taken.left());
        if (window == null) {
            Instant time = changes.time();
            window = new Window(floor(time.minus(overlap)), time);
        }
        if (!window.equals(being)) {
            being = window;
            readUntil.clear();
        }
        Pass pass = read(window, now);
        Window next = pass.isComplete ? closed(window, pass, now) : window;
        if (!turn.keep(next.toMap(), now)) {
            return notOurs(now.plus(interval.longest()), now);
        }
        if (!pass.isComplete) {
            return new PollResult(true, pass.hints, why(), now);
        }
        being = null;
        wait = interval.after(wait, pass.hints > 0 ? Found.CHANGES : Found.NOTHING);
        return new PollResult(true, pass.hints, why(), now.plus(wait));
    }

    private Map<String, String> why() {
        Map<String, String> why = new TreeMap<>();
        skipped.forEach((model, skip) -> why.put(model, skip.why));
        return why;
    }

    /** What is read from a time on; {@code asked} is the time that the server had at some time before that began. */
    private record Window(Instant from, Instant asked) {
        static @Nullable Window of(@Nullable JsonObject left) {
            return left == null || left.names().isEmpty()
                    ? null
                    : new Window(left.instant("from"), left.instant("asked"));
        }

        /** Up to here all is known once the window has been read. */
        Instant end(Duration overlap) {
            Instant end = floor(asked.minus(overlap));
            return end.isAfter(from) ? end : from;
        }

        Map<String, Object> toMap() {
            return Map.of("from", from.toString(), "asked", asked.toString());
        }
    }

    private static Instant floor(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private Window closed(Window window, Pass pass, Instant started) {
        Instant from = window.end(overlap);
        seen.values().forEach(records -> records.values().removeIf(record -> record.written.isBefore(from)));
        if (pass.hints == 0 && pass.rows < page) {
            return new Window(from, window.asked);
        }
        Instant time = changes.time();
        Duration since = Duration.between(started, clock.instant());
        if (!since.isNegative()) {
            Instant begun = time.minus(since);
            seen.values()
                    .forEach(records -> records.replaceAll(
                            (id, record) -> record.at.isBefore(started) ? record : record.seenFrom(begun)));
        }
        return new Window(from, time);
    }

    /** What one step reads. */
    private static final class Pass {
        private final String correlationId = "poll-" + UUID.randomUUID();
        private int hints;
        private int rows;
        private boolean isComplete = true;
    }

    private Pass read(Window window, Instant now) {
        Pass pass = new Pass();
        for (String model : changes.models()) {
            Skipped skip = skipped.get(model);
            if (skip == null || !skip.askAgain.isAfter(now)) {
                read(model, window, pass);
            }
        }
        return pass;
    }

    private void read(String model, Window window, Pass pass) {
        long after = readUntil.getOrDefault(model, 0L);
        for (int read = 0; after < Long.MAX_VALUE; read++) {
            if (read == pages) {
                pass.isComplete = false;
                break;
            }
            List<Changed> found;
            try {
                found = changes.since(model, window.from, after, page);
            } catch (AccessErrorException | UnknownModelException | UnknownFieldException e) {
                if (!changes.optional().contains(model)) {
                    throw e;
                }
                skipped.put(
                        model,
                        new Skipped(
                                String.valueOf(e.getMessage()), clock.instant().plus(SKIPPED_FOR)));
                break;
            }
            skipped.remove(model);
            hint(model, found, window, pass);
            after = found.size() < page ? Long.MAX_VALUE : found.get(page - 1).row();
            readUntil.put(model, after);
        }
    }

    private void hint(String model, List<Changed> found, Window window, Pass pass) {
        Map<Long, Seen> records = seen.computeIfAbsent(model, none -> new HashMap<>());
        Instant at = clock.instant();
        Map<Long, Seen> now = new HashMap<>();
        List<ReceivedHint> hints = new ArrayList<>();
        for (Changed changed : found) {
            Seen before = records.get(changed.row());
            Seen after = seen(changed, before, window, at);
            if (!after.equals(before)) {
                now.put(changed.row(), after);
                if (changed.id() != 0) {
                    Hint hint = new Hint(Hint.Kind.POLL, changed.model(), changed.id());
                    hints.add(new ReceivedHint(hint, pass.correlationId, at));
                }
            }
        }
        if (!hints.isEmpty()) {
            store.add(hints);
        }
        records.putAll(now);
        pass.hints += hints.size();
        pass.rows += found.size();
    }

    /** As it is known after this; equal to what was known before if there is nothing to hint at. */
    private Seen seen(Changed changed, @Nullable Seen before, Window window, Instant at) {
        Instant secondOver = changed.written().plusSeconds(1);
        boolean isEnded = !secondOver.isAfter(window.end(overlap));
        if (before == null || !before.written.equals(changed.written())) {
            return new Seen(changed.written(), at, !secondOver.isAfter(window.asked), isEnded);
        }
        boolean isSecondOver =
                before.isSecondOver || !before.at.plus(SECOND_OVER).isAfter(at);
        boolean isSettled = before.isSettled
                || isEnded
                || !before.at.plus(overlap).plus(SECOND_OVER).isAfter(at);
        return new Seen(before.written, before.at, isSecondOver, isSettled);
    }
}
