package com.powerseller.odoo.provisioning.internal.feed;

import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.provisioning.internal.json.JsonObject;
import com.powerseller.odoo.provisioning.store.SignalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Work that one instance of the app at a time goes on with, from where it was left: a checkpoint with the name of the instance, and until when it is that one's turn. Thread-safe: one
 * thread works, another one may renew.
 *
 * <p>Times are the instances' own, which differ: two may then work at once, for a while. That is twice the work and no harm: only one of them can keep how far it has come.
 */
final class Turn {
    private final SignalStore store;
    private final String name;
    private final String owner;
    private final Duration length;
    private @Nullable String held;

    Turn(SignalStore store, String name, String owner, Duration length) {
        this.store = store;
        this.name = name;
        this.owner = owner;
        this.length = length;
    }

    /**
     * Whose turn it is.
     *
     * @param isOurs whether it is this instance's
     * @param until until when it is the other one's
     * @param left how far the work was, if ever
     */
    record Taken(boolean isOurs, Instant until, @Nullable JsonObject left) {}

    /** How far the work is, whoever does it; empty if it was never begun. */
    Optional<JsonObject> look() {
        return store.checkpoint(name).map(this::parse).map(checkpoint -> checkpoint.object("work"));
    }

    private JsonObject parse(String text) {
        return JsonObject.of(JsonValue.parse(text).value(), "the checkpoint " + name);
    }

    /** Takes the turn, if it is free or ours already. */
    Taken take(Instant now) {
        return take(now, left -> false);
    }

    /** Takes the turn, if it is free or ours already, or if the work was left so that it may be taken from another one. */
    synchronized Taken take(Instant now, Predicate<JsonObject> isIdle) {
        String text = store.checkpoint(name).orElse(null);
        if (text == null) {
            return new Taken(keep(null, Map.of(), now), now.plus(length), null);
        }
        JsonObject checkpoint = parse(text);
        JsonObject left = checkpoint.object("work");
        Instant until = checkpoint.instant("until");
        if (checkpoint.text("owner").equals(owner)) {
            held = text;
            return new Taken(true, until, left);
        }
        if (until.isAfter(now) && !isIdle.test(left)) {
            held = null;
            return new Taken(false, until, left);
        }
        return new Taken(keep(text, work(text), now), now.plus(length), left);
    }

    /**
     * Keeps how far the work is, and the turn.
     *
     * @return whether it was still ours; if false nothing was kept
     */
    synchronized boolean keep(Map<?, ?> work, Instant now) {
        return keep(held, work, now);
    }

    /** Makes the turn longer, if it is this instance's, while its work takes its time, or waits. */
    synchronized void renew(Instant now) {
        if (held != null) {
            keep(held, work(held), now);
        }
    }

    /** Lets others have their turn at once, with the work as it was kept last. */
    synchronized void giveBack() {
        if (held != null) {
            keep(held, work(held), Instant.EPOCH.minus(length));
            held = null;
        }
    }

    private static Map<?, ?> work(String checkpoint) {
        return (Map<?, ?>)
                Objects.requireNonNull(JsonValue.parse(checkpoint).asMap().get("work"));
    }

    private boolean keep(@Nullable String expected, Map<?, ?> work, Instant now) {
        Map<String, Object> checkpoint = new LinkedHashMap<>();
        checkpoint.put("owner", owner);
        checkpoint.put("until", now.plus(length).toString());
        checkpoint.put("work", work);
        String text = JsonValue.of(checkpoint).toJson();
        boolean isKept = store.checkpoint(name, expected, text);
        held = isKept ? text : null;
        return isKept;
    }
}
