package com.powerseller.odoo.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrder.SubscriptionState;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Provisioning;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.webhook.Authentication;
import com.powerseller.odoo.provisioning.webhook.WebhookReceiver;
import com.powerseller.odoo.provisioning.webhook.WebhookRequest;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A program that measures the whole engine with a store in PostgreSQL and a fake Odoo in the same process: how many signals a second go from hints to a handler that does nothing, and
 * how long a webhook takes to the handler's call. Every commit is flushed to disk. Arguments: signals a round, rounds, webhooks.
 */
public final class SignalFigures {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final int CHUNK = 500;
    private static final long LONGEST_MINUTES = 2;

    private final OdooClient shop;
    private final List<Long> orders;
    private final Semaphore handled = new Semaphore(0);
    private final LongAdder reading = new LongAdder();

    private SignalFigures(OdooClient shop, int orders) {
        this.shop = shop;
        this.orders = sell(orders);
    }

    /** Measures, and prints a line for each round, and one for the webhooks. */
    public static void main(String[] arguments) throws Exception {
        int signals = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        int webhooks = Integer.parseInt(arguments[2]);
        try (FakeOdoo fake = FakeOdoo.builder().series("19.0").callsKept(0).start();
                OdooClient shop = fake.connect();
                PostgresStore postgres = PostgresStore.startFlushing()) {
            new SignalFigures(shop, signals).measure(fake, postgres.store(), rounds, webhooks);
        }
    }

    private List<Long> sell(int count) {
        RunningOrders running = new RunningOrders(shop);
        long customer = shop.model(ResPartner.TYPE).create(ResPartner.values().name("Acme"));
        List<Long> sold = new ArrayList<>();
        while (sold.size() < count) {
            int some = Math.min(CHUNK, count - sold.size());
            sold.addAll(shop.model(SaleOrder.TYPE).create(Collections.nCopies(some, running.of(customer))));
        }
        return sold;
    }

    private void measure(FakeOdoo fake, SignalStore store, int rounds, int webhooks) throws InterruptedException {
        Rules rules = RunningOrders.rules().users(UserRule.none()).build();
        CallListener listener = new CallListener() {
            @Override
            public void onEnd(CallDetails call, int attempts, Duration elapsed, @Nullable Throwable failure) {
                reading.add(elapsed.toNanos());
            }
        };
        try (OdooClient odoo = OdooClient.builder()
                        .url(fake.url())
                        .database(fake.database())
                        .credentials(fake.credentials())
                        .listener(listener)
                        .build();
                Provisioning provisioning = Provisioning.builder()
                        .odoo(odoo)
                        .rules(rules)
                        .store(store)
                        .poll(Duration.ZERO)
                        .handler(signal -> handled.release())
                        .build();
                WebhookReceiver receiver = WebhookReceiver.builder()
                        .store(store)
                        .onStored(provisioning::wake)
                        .accept(Authentication.path(SECRET))
                        .build()) {
            provisioning.start();
            await(orders.size());
            for (int round = 1; round <= rounds; round++) {
                change(orders, round);
                throughput(provisioning);
            }
            latency(receiver, webhooks / 4);
            print(webhooks, latency(receiver, webhooks));
        }
    }

    private void change(List<Long> which, int round) {
        shop.model(SaleOrder.TYPE)
                .update(
                        which,
                        SaleOrder.values()
                                .subscriptionState(
                                        round % 2 == 0 ? SubscriptionState._3_PROGRESS : SubscriptionState._4_PAUSED));
    }

    private void await(int signals) throws InterruptedException {
        if (!handled.tryAcquire(signals, LONGEST_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(handled.availablePermits() + " signals came of " + signals);
        }
    }

    private void throughput(Provisioning provisioning) throws InterruptedException {
        reading.reset();
        long start = System.nanoTime();
        for (int from = 0; from < orders.size(); from += CHUNK) {
            provisioning.receive(orders.subList(from, Math.min(orders.size(), from + CHUNK)).stream()
                    .map(order -> new ReceivedHint(
                            new Hint(Hint.Kind.WEBHOOK, "sale.order", order), "figures", Instant.now()))
                    .toList());
        }
        await(orders.size());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d signals in %.1f s, %.1f s of them reading Odoo: %.0f a second%n",
                orders.size(),
                seconds,
                reading.sum() / 1e9,
                orders.size() / seconds);
    }

    /** From a webhook to the handler's call in nanoseconds, each with what of it was reading Odoo. */
    private long[][] latency(WebhookReceiver receiver, int webhooks) throws InterruptedException {
        long[][] nanos = new long[2][webhooks];
        for (int i = 0; i < webhooks; i++) {
            long order = orders.get(i % orders.size());
            shop.model(SaleOrder.TYPE)
                    .update(
                            order,
                            SaleOrder.values()
                                    .subscriptionState(
                                            isPaused(order)
                                                    ? SubscriptionState._3_PROGRESS
                                                    : SubscriptionState._4_PAUSED));
            reading.reset();
            long start = System.nanoTime();
            int status = receiver.receive(webhook(order)).status();
            if (status != 202) {
                throw new IllegalStateException("a webhook was answered " + status);
            }
            await(1);
            nanos[0][i] = System.nanoTime() - start;
            nanos[1][i] = reading.sum();
        }
        return nanos;
    }

    private boolean isPaused(long order) {
        return SubscriptionState._4_PAUSED.equals(shop.model(SaleOrder.TYPE)
                .read(List.of(order), SaleOrder.SUBSCRIPTION_STATE)
                .get(0)
                .subscriptionState());
    }

    private static WebhookRequest webhook(long order) {
        return new WebhookRequest(
                "POST",
                "/odoo/webhook/" + SECRET,
                Map.of("Content-Type", List.of("application/json")),
                ("{\"_action\": \"Tell the app(#452)\", \"_id\": " + order + ", \"_model\": \"sale.order\", \"id\": "
                                + order + "}")
                        .getBytes(UTF_8));
    }

    private static void print(int webhooks, long[][] nanos) {
        long[] own = new long[webhooks];
        Arrays.setAll(own, i -> nanos[0][i] - nanos[1][i]);
        Arrays.sort(own);
        Arrays.sort(nanos[0]);
        Arrays.sort(nanos[1]);
        System.out.printf(
                Locale.ROOT,
                "%d webhooks, one after the other: to the handler median %.1f ms, p95 %.1f ms; of them reading Odoo median %.1f ms; the rest median %.1f ms, p95 %.1f ms%n",
                webhooks,
                nanos[0][webhooks / 2] / 1e6,
                nanos[0][webhooks * 95 / 100] / 1e6,
                nanos[1][webhooks / 2] / 1e6,
                own[webhooks / 2] / 1e6,
                own[webhooks * 95 / 100] / 1e6);
    }
}
