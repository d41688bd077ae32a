package com.powerseller.odoo.provisioning.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Sources;
import com.powerseller.odoo.provisioning.store.ClaimedHint;
import com.powerseller.odoo.provisioning.store.DeliveryClaim;
import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.Outcome;
import com.powerseller.odoo.provisioning.store.ReceivedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.StoreStatus;
import com.powerseller.odoo.provisioning.store.TenantClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The same random calls to a store and to one in memory, whose answers must be the same but for numbers and times that the store gives. */
final class SameHistory {
    private static final Duration LEASE = Duration.ofHours(1);
    private static final int STEPS = 150;

    private final Random random;
    private final SignalStore store;
    private final Consumer<Duration> letTimePass;
    private Instant clock = Instant.parse("2027-01-01T00:00:00Z");
    private final MemoryStore model = new MemoryStore(() -> clock = clock.plusNanos(1000));
    private final String name;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Both<ClaimedHint>> hints = new ArrayList<>();
    private final List<Both<TenantClaim>> tenants = new ArrayList<>();
    private final List<Both<DeliveryClaim>> deliveries = new ArrayList<>();

    private record Both<T>(T real, T expected) {}

    SameHistory(long seed, SignalStore store, Consumer<Duration> letTimePass) {
        this.random = new Random(seed);
        this.store = store;
        this.letTimePass = letTimePass;
        this.name = "seed " + seed;
    }

    void run() {
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        assertSame(s -> s.tenants("", 100).stream()
                .map(t -> t + " " + t.state()
                        + (t.problem() == null ? "" : t.problem().sentence()))
                .map(text -> text.replaceAll("since=[^]]*", ""))
                .toList());
        assertSame(s -> s.deadLetters("", 100).toString());
        assertSame(s -> s.derivedFrom("sale.order", List.of(1L, 2L, 3L, 4L, 5L)));
        assertSame(s -> s.derivedFrom("res.partner", List.of(1L, 2L, 3L, 4L, 5L)));
        assertSame(s -> s.decisions(null, Long.MAX_VALUE, 1000).stream()
                .map(d -> List.of(d.tenant(), d.kind(), "" + d.sequence(), "" + d.correlationId(), d.who(), d.why()))
                .map(Object::toString)
                .sorted()
                .toList());
    }

    private void step() {
        switch (random.nextInt(17)) {
            case 0, 1 -> {
                List<ReceivedHint> added = List.of(hint(), hint(), hint());
                both(s -> s.add(added));
            }
            case 2, 3 -> claim(hints, s -> s.claimHints("a", 2, LEASE, now), c -> c.hint());
            case 4 -> {
                List<Both<ClaimedHint>> some = some(hints);
                Map<String, List<ReceivedHint>> causes = some.stream()
                        .map(c -> c.real.hint())
                        .collect(Collectors.groupingBy(hint -> "t" + hint.recordId() % 4));
                store.resolved(real(some), causes);
                model.resolved(expected(some), causes);
            }
            case 5 -> {
                List<Both<ClaimedHint>> some = some(hints);
                Instant notBefore = now.plusSeconds(random.nextInt(20));
                store.releaseHints(real(some), notBefore);
                model.releaseHints(expected(some), notBefore);
            }
            case 6 -> {
                List<String> keys = List.of("t" + random.nextInt(4), "t" + random.nextInt(4));
                ReceivedHint cause = hint();
                both(s -> s.touch(keys, cause));
            }
            case 7, 8 ->
                claim(
                        tenants,
                        s -> s.claimTenants("a", 2, LEASE, now),
                        c -> List.of(
                                "" + c,
                                "" + c.state(),
                                c.causes(),
                                c.problem() == null ? "" : c.problem().sentence()));
            case 9, 10 -> derive();
            case 11 -> {
                List<Both<TenantClaim>> some = some(tenants);
                Instant notBefore = now.plusSeconds(random.nextInt(20));
                store.releaseTenants(real(some), notBefore);
                model.releaseTenants(expected(some), notBefore);
            }
            case 12 ->
                claim(deliveries, s -> s.claimDeliveries("a", 2, LEASE, now), c -> c + c.signal() + c.correlationId());
            case 13 -> {
                List<Both<DeliveryClaim>> some = some(deliveries);
                assertThat(keys(store.delivered(real(some)), DeliveryClaim::toString))
                        .as(name)
                        .isEqualTo(keys(model.delivered(expected(some)), DeliveryClaim::toString));
            }
            case 14 -> fail();
            case 15 -> operate();
            default -> {
                now = now.plusSeconds(random.nextInt(10));
                if (random.nextInt(3) == 0) {
                    letTimePass.accept(LEASE);
                    clock = clock.plus(LEASE);
                }
            }
        }
        assertSame(s -> {
            StoreStatus status = s.status(10);
            return List.of(
                    status.hints(),
                    "" + status.oldestHint(),
                    status.dirtyTenants(),
                    status.signals(),
                    status.deadLetters(),
                    status.tenantsWithProblems(),
                    status.undelivered().stream()
                            .map(u -> u.tenant() + u.sequence() + u.attempts() + u.dead() + u.reason())
                            .toList());
        });
    }

    private void derive() {
        Map<TenantClaim, Outcome> real = new HashMap<>();
        Map<TenantClaim, Outcome> expected = new HashMap<>();
        for (Both<TenantClaim> claim : some(tenants)) {
            Instant recheckAt = random.nextBoolean() ? null : now.plusSeconds(random.nextInt(20));
            Outcome outcome = switch (random.nextInt(4)) {
                case 0 -> new Outcome.Unchanged(recheckAt, random.nextBoolean() ? null : "why");
                case 1 -> new Outcome.Problem("P" + random.nextInt(2), "p" + random.nextInt(2), recheckAt);
                default -> {
                    String text = "s" + random.nextInt(1000);
                    yield new Outcome.Signal(text, text, text, recheckAt, text);
                }
            };
            Outcome remembered = random.nextInt(4) == 0 ? outcome : outcome.from(sources());
            real.put(claim.real, remembered);
            expected.put(claim.expected, remembered);
        }
        assertThat(keys(store.derived(real), TenantClaim::toString))
                .as(name)
                .isEqualTo(keys(model.derived(expected), TenantClaim::toString));
    }

    private Sources sources() {
        return Sources.of(Map.of(
                "sale.order",
                random.longs(random.nextInt(3), 1, 6).boxed().toList(),
                "res.partner",
                random.longs(random.nextInt(5), 1, 6).boxed().toList()));
    }

    private void fail() {
        for (Both<DeliveryClaim> claim : some(deliveries)) {
            Instant nextAt = now.plusSeconds(random.nextInt(20));
            switch (random.nextInt(3)) {
                case 0 ->
                    assertThat(store.failed(claim.real, nextAt, "no"))
                            .as(name)
                            .isEqualTo(model.failed(claim.expected, nextAt, "no"));
                case 1 ->
                    assertThat(store.dead(claim.real, "never")).as(name).isEqualTo(model.dead(claim.expected, "never"));
                default ->
                    assertThat(store.renew(claim.real, LEASE)).as(name).isEqualTo(model.renew(claim.expected, LEASE));
            }
        }
    }

    private void operate() {
        String tenant = "t" + random.nextInt(4);
        if (random.nextBoolean()) {
            assertSame(s -> s.replay(tenant, "Ann"));
        } else {
            long sequence = random.nextLong(1, 5);
            assertSame(s -> s.skip(tenant, sequence, "Ann", "why"));
        }
    }

    private ReceivedHint hint() {
        int id = 1 + random.nextInt(8);
        // Later ones come later, so that which one is kept shows.
        return new ReceivedHint(
                new Hint(Hint.Kind.POLL, "sale.order", id), "c" + random.nextInt(1000), now.plusNanos(1000L * id));
    }

    private void both(Consumer<SignalStore> call) {
        call.accept(store);
        call.accept(model);
    }

    private <T> void assertSame(Function<SignalStore, T> call) {
        T real = call.apply(store);
        assertThat(real).as(name).isEqualTo(call.apply(model));
    }

    private <T> void claim(List<Both<T>> claims, Function<SignalStore, List<T>> call, Function<T, Object> visible) {
        List<T> real = call.apply(store);
        List<T> expected = call.apply(model);
        assertThat(real.stream().map(visible).toList())
                .as(name)
                .isEqualTo(expected.stream().map(visible).toList());
        for (int i = 0; i < real.size(); i++) {
            claims.add(new Both<>(real.get(i), expected.get(i)));
        }
    }

    /** Some of the claims, which are used up; now and then one is kept, to be used again. */
    private <T> List<Both<T>> some(List<Both<T>> claims) {
        List<Both<T>> some = new ArrayList<>();
        while (!claims.isEmpty() && random.nextInt(3) > 0) {
            int index = random.nextInt(claims.size());
            Both<T> claim = random.nextInt(5) == 0 ? claims.get(index) : claims.remove(index);
            if (!some.contains(claim)) {
                some.add(claim);
            }
        }
        return some;
    }

    private static <T> List<T> real(Collection<Both<T>> claims) {
        return claims.stream().map(Both::real).toList();
    }

    private static <T> List<T> expected(Collection<Both<T>> claims) {
        return claims.stream().map(Both::expected).toList();
    }

    private static <T> List<String> keys(Collection<T> claims, Function<T, String> key) {
        return claims.stream().map(key).sorted().toList();
    }
}
