package com.powerseller.odoo.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.powerseller.odoo.provisioning.store.ClaimedHint;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.webhook.Authentication;
import com.powerseller.odoo.provisioning.webhook.WebhookReceiver;
import com.powerseller.odoo.provisioning.webhook.WebhookRequest;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A program that measures how long a receiver takes to answer a webhook, from the moment it should have come on, while so many come each second, evenly; each is of another record. Meanwhile
 * the hints are taken from the store, as the engine does. Arguments: webhooks a second, seconds.
 */
public final class WebhookFigures {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final int perSecond;
    private final int seconds;

    private WebhookFigures(int perSecond, int seconds) {
        this.perSecond = perSecond;
        this.seconds = seconds;
    }

    /** Measures, and prints a line for each store and way to authenticate. */
    public static void main(String[] arguments) throws Exception {
        WebhookFigures figures = new WebhookFigures(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        figures.print(
                "nothing, which is how late this machine is", figures.measure(request -> 202, false, figures.seconds));
        figures.run("memory, secret in the path", new MemoryStore(), false);
        figures.run("memory, signed", new MemoryStore(), true);
        try (PostgresStore postgres = PostgresStore.startFlushing()) {
            figures.run("PostgreSQL, secret in the path", postgres.store(), false);
            figures.run("PostgreSQL, signed", postgres.store(), true);
        }
    }

    private void run(String what, SignalStore store, boolean isSigned) throws InterruptedException {
        measure(store, isSigned, 5);
        print(what, measure(store, isSigned, seconds));
    }

    private void print(String what, long[] nanos) {
        System.out.printf(
                Locale.ROOT,
                "%s, %d a second for %d s: median %.2f ms, p99 %.2f ms, slowest %.1f ms%n",
                what,
                perSecond,
                seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }

    private long[] measure(SignalStore store, boolean isSigned, int time) throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        Thread engine = new Thread(() -> take(store, ended));
        engine.start();
        try (WebhookReceiver receiver = WebhookReceiver.builder()
                .store(store)
                .accept(Authentication.path(SECRET), Authentication.hmac(SECRET))
                .build()) {
            return measure(request -> receiver.receive(request).status(), isSigned, time);
        } finally {
            ended.set(true);
            engine.join();
        }
    }

    /** How long each webhook took, ascending. */
    private long[] measure(ToIntFunction<WebhookRequest> receiver, boolean isSigned, int time)
            throws InterruptedException {
        int count = perSecond * time;
        WebhookRequest[] requests = new WebhookRequest[count];
        for (int i = 0; i < count; i++) {
            requests[i] = isSigned ? signed(i) : withPath(i);
        }
        long[] nanos = new long[count];
        AtomicInteger refused = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + i * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            int which = i;
            threads.execute(() -> {
                int status = receiver.applyAsInt(requests[which]);
                nanos[which] = System.nanoTime() - due;
                refused.addAndGet(status == 202 ? 0 : 1);
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.MINUTES) || refused.get() > 0) {
            throw new IllegalStateException(refused + " webhooks were not taken, or are not answered yet");
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void take(SignalStore store, AtomicBoolean ended) {
        while (!ended.get()) {
            List<ClaimedHint> claimed = store.claimHints("figures", 500, LEASE, Instant.now());
            store.resolved(claimed, Map.of());
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static String body(int id) {
        return "{\"_action\": \"Tell the app(#452)\", \"_id\": " + (id + 1)
                + ", \"_model\": \"sale.order\", \"id\": " + (id + 1)
                + ", \"subscription_state\": \"3_progress\", \"write_date\": \"2030-01-31 12:00:00.123456\"}";
    }

    private static WebhookRequest withPath(int id) {
        return new WebhookRequest(
                "POST",
                "/odoo/webhook/" + SECRET,
                Map.of("Content-Type", List.of("application/json")),
                body(id).getBytes(UTF_8));
    }

    private static WebhookRequest signed(int id) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            String signature = HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body(id)).getBytes(UTF_8)));
            return new WebhookRequest(
                    "POST",
                    "/odoo/webhook",
                    Map.of(
                            "Content-Type",
                            List.of("application/json"),
                            "X-Webhook-Timestamp",
                            List.of(timestamp),
                            "X-Webhook-Signature",
                            List.of("sha256=" + signature)),
                    body(id).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
