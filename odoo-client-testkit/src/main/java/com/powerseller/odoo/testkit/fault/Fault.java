package com.powerseller.odoo.testkit.fault;

import com.powerseller.odoo.testkit.calls.ReceivedCall;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Something that goes wrong, and which calls it happens to: to all, unless told otherwise. Immutable, thread-safe.
 *
 * <pre>{@code
 * fake.faults().add(Fault.badGateway().afterCommit().on("account.move", "action_post").times(1));
 * fake.faults().add(Fault.serializationFailure().method("write").probability(0.1, 42));
 * }</pre>
 *
 * <p>What happens before the call is carried out, leaves the records as they were, but for delays, slow bodies and truncated ones: those come with the answer of a call that was
 * carried out. With {@link #afterCommit()}, the others do too.
 */
public final class Fault {
    private final Effect effect;
    private final boolean afterCommit;
    private final Predicate<ReceivedCall> calls;
    private final int skipped;
    private final int times;
    private final double probability;
    private final long seed;

    private Fault(
            Effect effect,
            boolean afterCommit,
            Predicate<ReceivedCall> calls,
            int skipped,
            int times,
            double probability,
            long seed) {
        this.effect = effect;
        this.afterCommit = afterCommit;
        this.calls = calls;
        this.skipped = skipped;
        this.times = times;
        this.probability = probability;
        this.seed = seed;
    }

    private static Fault of(Effect effect) {
        return new Fault(effect, false, call -> true, 0, Integer.MAX_VALUE, 1, 0);
    }

    /** The call is carried out after this time; with {@link #afterCommit()} at once, but answered late. */
    public static Fault delay(Duration time) {
        return of(new Effect.Delay(positive(time)));
    }

    /** There is no answer, and the connection stays open until the fake is closed. */
    public static Fault hang() {
        return of(new Effect.Hang());
    }

    /** The connection ends without an answer. */
    public static Fault drop() {
        return of(new Effect.Drop());
    }

    /** 429 with {@code Retry-After}, in whole seconds. */
    public static Fault tooManyRequests(Duration retryAfter) {
        long seconds = positive(retryAfter).toSeconds();
        return page(429, "Too Many Requests", Map.of("Retry-After", Long.toString(seconds)));
    }

    /** 502 and a page of HTML, as of a proxy in front of Odoo. */
    public static Fault badGateway() {
        return page(502, "Bad Gateway", Map.of());
    }

    /** 503 and a page of HTML, as of a proxy in front of Odoo. */
    public static Fault serviceUnavailable() {
        return page(503, "Service Temporarily Unavailable", Map.of());
    }

    /** 504 and a page of HTML, as of a proxy in front of Odoo. */
    public static Fault gatewayTimeout() {
        return page(504, "Gateway Time-out", Map.of());
    }

    /** Any other status from 300 on, with a page of HTML that has this title, and with these headers. */
    public static Fault page(int status, String title, Map<String, String> headers) {
        if (status < 300 || status > 599) {
            throw new IllegalArgumentException("no status of a fault: " + status);
        }
        return of(new Effect.Page(status, Objects.requireNonNull(title), headers));
    }

    /** The call is carried out, and the connection ends in the middle of the answer's body. */
    public static Fault truncatedBody() {
        return of(new Effect.Truncated());
    }

    /** The call is carried out, and the answer's body takes this time, piece by piece. */
    public static Fault slowBody(Duration time) {
        return of(new Effect.SlowBody(positive(time)));
    }

    /** The web session is over. Happens to calls of web sessions only. */
    public static Fault sessionExpired() {
        return of(new Effect.SessionExpired()).calls(call -> call.protocol().equals("session") && call.model() != null);
    }

    /** The server refuses the login, the password or the key, as one that was revoked. */
    public static Fault accessDenied() {
        return of(new Effect.AccessDenied()).calls(call -> !call.protocol().equals("http"));
    }

    /** Odoo gives up on a conflict of two calls: it changed nothing, and the call can be repeated. */
    public static Fault serializationFailure() {
        return exception(
                "psycopg2.errors.SerializationFailure", "could not serialize access due to concurrent update\n");
    }

    /**
     * The call meets conflicts with others, and Odoo itself rolls it back and carries it out again, so often: the client learns nothing of it. Before series 19, its webhooks are sent
     * each time. Happens to calls of models only.
     */
    public static Fault conflict(int times) {
        return of(new Effect.Conflict(atLeast(1, times))).calls(call -> call.model() != null);
    }

    /** Any exception of Odoo's by its Python class, such as {@code odoo.exceptions.UserError}. */
    public static Fault exception(String pythonClass, String message) {
        return of(new Effect.OdooError(Objects.requireNonNull(pythonClass), Objects.requireNonNull(message)))
                .calls(call -> !call.protocol().equals("http"));
    }

    private static Duration positive(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a negative time: " + time);
        }
        return time;
    }

    /**
     * The call is carried out and its changes stay, before this happens.
     *
     * @throws IllegalStateException if what happens is the server's refusal, or a conflict
     */
    public Fault afterCommit() {
        if (effect instanceof Effect.OdooError
                || effect instanceof Effect.AccessDenied
                || effect instanceof Effect.SessionExpired
                || effect instanceof Effect.Conflict) {
            throw new IllegalStateException("what happens instead of the commit, or before it, cannot happen after it");
        }
        return new Fault(effect, true, calls, skipped, times, probability, seed);
    }

    /** Happens to calls of this model only. */
    public Fault model(String model) {
        Objects.requireNonNull(model);
        return calls(call -> model.equals(call.model()));
    }

    /** Happens to calls of this method only, of models or services ({@code authenticate}). */
    public Fault method(String method) {
        Objects.requireNonNull(method);
        return calls(call -> method.equals(call.method()));
    }

    /** Happens to calls of this method of this model only. */
    public Fault on(String model, String method) {
        return model(model).method(method);
    }

    /** Happens only to calls for which this holds, besides what was said before. The call has no answer yet. */
    public Fault calls(Predicate<ReceivedCall> more) {
        return new Fault(effect, afterCommit, calls.and(more), skipped, times, probability, seed);
    }

    /** Spares the first calls that it could happen to. */
    public Fault after(int calls) {
        return new Fault(effect, afterCommit, this.calls, atLeast(0, calls), times, probability, seed);
    }

    /** Happens so often, and then no more. */
    public Fault times(int times) {
        return new Fault(effect, afterCommit, calls, skipped, atLeast(1, times), probability, seed);
    }

    /** Happens to some of the calls only: by chance, but to the same ones whenever the same calls come in the same order. */
    public Fault probability(double probability, long seed) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability is between 0 and 1: " + probability);
        }
        return new Fault(effect, afterCommit, calls, skipped, times, probability, seed);
    }

    private static int atLeast(int least, int count) {
        if (count < least) {
            throw new IllegalArgumentException("at least " + least + ", not " + count);
        }
        return count;
    }

    /** What a client sees. */
    public Effect effect() {
        return effect;
    }

    /** Whether the call is carried out first. */
    public boolean isAfterCommit() {
        return afterCommit;
    }

    /** Whether it can happen to a call. */
    public boolean concerns(ReceivedCall call) {
        return calls.test(call);
    }

    /** How many calls it spares. */
    public int skipped() {
        return skipped;
    }

    /** How often it happens. */
    public int times() {
        return times;
    }

    /** How likely it is. */
    public double probability() {
        return probability;
    }

    /** What its chance starts from. */
    public long seed() {
        return seed;
    }

    @Override
    public String toString() {
        return effect + (afterCommit ? " after commit" : "");
    }
}
