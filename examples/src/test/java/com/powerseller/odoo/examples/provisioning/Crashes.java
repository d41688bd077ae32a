package com.powerseller.odoo.examples.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A world that sells while the applications that are told of it are killed, again and again, at random moments. */
final class Crashes implements AutoCloseable {
    /** When worlds begin; a moment later it is a moment later there too. */
    private static final Instant BEGIN = Instant.parse("2030-06-15T10:00:00Z");

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration AT_LAST = Duration.ofSeconds(60);
    private static final Pattern MARK = Pattern.compile("\\(signal \\d+, [0-9a-f]+\\)");

    private final Random random;
    private final String store;
    private final Hints hints;
    private final Duration lease;
    private final Path logs;
    private final Duration ahead = Duration.between(Instant.now(), BEGIN);
    private final FakeOdoo fake;
    private final OdooClient odoo;
    private final FakeWorld world;
    private final Witness witness = new Witness();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<World.Touched> hooks = new LinkedBlockingQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Thread poster = new Thread(this::post, "poster");
    private final List<VictimProcess> victims = new ArrayList<>();
    private int started;
    private Duration startTakes = Duration.ZERO;

    /** How the applications learn what has changed. */
    enum Hints {
        /** By webhooks alone, of which none is lost. Only deletions are left to a sweep at the end. */
        WEBHOOKS,

        /** By webhooks, of which every third is lost, and those that come while nobody is there; by polls, and by sweeps now and then. */
        ALL
    }

    /** A world on a fake of this series. The tables are in this database, or will be. */
    Crashes(long seed, String series, String store, Hints hints, Duration lease) throws IOException {
        this.random = new Random(seed);
        this.store = store;
        this.hints = hints;
        this.lease = lease;
        logs = Files.createDirectories(Path.of("target", "crashes", hints + "-" + series + "-" + seed));
        InstantSource clock = clock(ahead);
        fake = FakeOdoo.builder().series(series).clock(clock).callsKept(0).start();
        odoo = fake.connect();
        world = new FakeWorld(odoo, clock);
        poster.setDaemon(true);
    }

    static InstantSource clock(Duration ahead) {
        return () -> Instant.now().plus(ahead);
    }

    /** Starts so many applications, and waits until they have looked at all that there is: nothing. */
    void start(int instances) throws Exception {
        long before = System.nanoTime();
        for (int slot = 0; slot < instances; slot++) {
            victims.add(victim(slot, true));
        }
        poster.start();
        assertThat(witness.await(SOON, () -> victims.stream().allMatch(VictimProcess::isReady)))
                .as("all are ready")
                .isTrue();
        startTakes = Duration.ofNanos(System.nanoTime() - before);
        awaitStatus("sweeping=false");
    }

    private VictimProcess victim(int slot, boolean sweeps) throws IOException {
        String name = (char) ('a' + slot) + String.valueOf(++started);
        Map<String, String> arguments = new HashMap<>();
        arguments.put("witness", String.valueOf(witness.port()));
        arguments.put("store", store);
        arguments.put("ODOO_URL", fake.url());
        arguments.put("ODOO_DB", fake.database());
        arguments.put("ODOO_LOGIN", "admin");
        arguments.put("ODOO_API_KEY", "fake-api-key");
        arguments.put("admin", String.valueOf(world.admin()));
        arguments.put("ahead", ahead.toString());
        arguments.put("lease", lease.toString());
        arguments.put("poll", hints == Hints.ALL ? "PT1S" : "PT0S");
        arguments.put("sweep", String.valueOf(sweeps));
        return witness.start(name, logs.resolve(name + ".log"), arguments);
    }

    /** Lets things happen in Odoo, and kills some application meanwhile; another one takes its place at once. */
    void kill() throws Exception {
        int slot = random.nextInt(victims.size());
        VictimProcess victim = victims.get(slot);
        mark(victim);
        for (int changes = 2 + random.nextInt(6); changes > 0; changes--) {
            tell(world.happen(random));
        }
        // Nothing else will hint at this one.
        tell(List.of(world.sellOnce()));
        witness.await(SOON, () -> victim.isKilled() || victim.isReady());
        if (!witness.await(Duration.ofSeconds(2), () -> victim.isKilled())) {
            witness.kill(victim, "it did not come to that");
        }
        bury(victim);
        victims.set(slot, victim(slot, hints == Hints.ALL && random.nextInt(4) == 0));
    }

    /** Says when it is to die. */
    private void mark(VictimProcess victim) {
        int pause = random.nextBoolean() ? 0 : 1 + random.nextInt(50);
        switch (random.nextInt(10)) {
            case 0, 1 -> witness.killLater(victim, "time", random.nextInt(2 * (int) startTakes.toMillis()));
            case 2 -> witness.mark(victim, "start", 1 + random.nextInt(3), pause);
            case 3, 4 -> witness.mark(victim, "odoo", 1 + random.nextInt(10), pause);
            case 5, 6 -> witness.mark(victim, "store", 1 + random.nextInt(80), pause);
            case 7 -> witness.mark(victim, "signal", 1 + random.nextInt(2), pause);
            case 8 -> witness.mark(victim, "recorded", 1 + random.nextInt(2), pause);
            default -> witness.mark(victim, "hook", 1 + random.nextInt(2), pause);
        }
    }

    private void bury(VictimProcess victim) throws Exception {
        assertThat(victim.process().waitFor(10, TimeUnit.SECONDS))
                .as("%s is dead", victim)
                .isTrue();
        assertThat(victim.process().exitValue())
                .as("%s died of SIGKILL; its last words: %s", victim, victim.lastWords())
                .isEqualTo(128 + 9);
    }

    /** Webhooks for these are sent, in the background. */
    void tell(List<World.Touched> touched) {
        unanswered.addAndGet(touched.size());
        hooks.addAll(touched);
    }

    FakeWorld world() {
        return world;
    }

    Witness witness() {
        return witness;
    }

    List<VictimProcess> victims() {
        return victims;
    }

    private void post() {
        Random losses = new Random(1);
        try {
            while (true) {
                World.Touched touched = hooks.take();
                boolean isLossy = hints == Hints.ALL;
                if (!isLossy || losses.nextInt(3) > 0) {
                    for (boolean isTaken = false; !isTaken; isTaken |= isLossy) {
                        isTaken = send(touched);
                    }
                }
                unanswered.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean send(World.Touched touched) throws InterruptedException {
        VictimProcess victim = witness.awaitReady();
        HttpRequest request = HttpRequest.newBuilder(uri(victim, "/odoo/" + Victim.SECRET))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"_action\": \"Tell(#1)\", \"_model\": \"%s\", \"_id\": %d}"
                        .formatted(touched.model(), touched.id())))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 == 2) {
                witness.survives(victim, "hook");
                return true;
            }
        } catch (IOException e) {
            // Dead, or about to be.
        }
        return false;
    }

    private static URI uri(VictimProcess victim, String path) {
        return URI.create("http://127.0.0.1:" + victim.port() + path);
    }

    /** Waits until the applications have what was sold, but for what was deleted; then until a sweep has found that too; and checks what is left behind. */
    void calmDown() throws Exception {
        victims.forEach(witness::spare);
        assertThat(witness.await(SOON, () -> unanswered.get() == 0))
                .as("all webhooks are taken")
                .isTrue();
        Map<String, Derived> expected = new TreeMap<>(world.expected(world.everSold()));
        assertThat(expected.values().stream().filter(derived -> derived.state() != null))
                .as("tenants to whom something is sold")
                .hasSizeGreaterThanOrEqualTo(started - victims.size());
        awaitState(expected, false);
        awaitStatus("hints=0 tenants=0 signals=0 dead=0 notes=0");
        VictimProcess last = victims.get(0);
        witness.kill(last, "the end");
        bury(last);
        victims.set(0, victim(0, true));
        awaitState(expected, true);
        awaitStatus("hints=0 tenants=0 signals=0 dead=0 notes=0 sweeping=false");
        assertThat(world.everSold()).containsAll(witness.app().tenants.keySet());
        checkNotes();
        witness.check();
    }

    private void awaitState(Map<String, Derived> expected, boolean isSwept) throws InterruptedException {
        if (!witness.await(AT_LAST, () -> differing(expected, isSwept).isEmpty())) {
            assertThat(differing(expected, isSwept))
                    .as("what differs, %s a sweep", isSwept ? "after" : "without")
                    .isEmpty();
        }
    }

    private List<String> differing(Map<String, Derived> expected, boolean isSwept) {
        List<String> differing = new ArrayList<>();
        expected.forEach((tenant, derived) -> {
            TenantState state = witness.app().tenants.get(tenant);
            if (derived.state() != null) {
                if (!derived.state().changesSince(state).isEmpty()) {
                    differing.add(tenant + " has " + state + " and should have " + derived.state());
                }
            } else if (!derived.isHeld() && isSwept && state != null && state.status() != TenantStatus.ENDED) {
                differing.add(tenant + " is " + state.status() + " and is not there any more");
            }
        });
        return differing;
    }

    /** Waits until one of the applications says so of all of them. */
    private void awaitStatus(String expected) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        String status = status();
        while (!status.contains(expected) && System.nanoTime() < deadline) {
            witness.await(Duration.ofMillis(50), () -> false);
            status = status();
        }
        assertThat(status).contains(expected);
    }

    private String status() {
        VictimProcess victim = witness.anyReady();
        if (victim == null) {
            return "nobody is ready";
        }
        try {
            return http.send(
                            HttpRequest.newBuilder(uri(victim, "/status"))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    /** What Odoo was told, it was told once. */
    private void checkNotes() {
        Map<String, Integer> notes = new TreeMap<>();
        for (Record message : odoo.model("mail.message")
                .search(Domain.<Record>of("model", "=", "sale.order").and(Domain.of("body", "like", "(signal ")))
                .select("res_id", "body")
                .list()) {
            Matcher mark = MARK.matcher(String.valueOf(message.get("body")));
            assertThat(mark.find()).isTrue();
            notes.merge(message.get("res_id") + " " + mark.group(), 1, Integer::sum);
        }
        assertThat(notes).isNotEmpty();
        assertThat(notes.values()).as("how often each note is there: %s", notes).containsOnly(1);
    }

    @Override
    public void close() throws IOException {
        poster.interrupt();
        witness.close();
        for (VictimProcess victim : victims) {
            try {
                victim.process().waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        odoo.close();
        fake.close();
    }
}
