package com.powerseller.odoo.examples.provisioning;

import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.Sources;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.TenantUser;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import com.powerseller.odoo.provisioning.internal.feed.Changes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Sells in memory: order 3 is the tenant odoo-3, partners are its customer's. Fast, and poisoned now and then. */
final class MemoryWorld implements World {
    private static final int TENANTS = 5;

    private final InstantSource clock;
    private final Map<String, Sold> sold = new TreeMap<>();
    private final Set<String> everSold = new HashSet<>();
    private final Set<String> poisoned = new HashSet<>();

    MemoryWorld(InstantSource clock) {
        this.clock = clock;
    }

    /** Null as a status: a problem holds it. */
    private record Sold(
            @Nullable TenantStatus status,
            @Nullable TenantStatus later,
            Instant change,
            long customer,
            long seats,
            int users) {}

    @Override
    public List<Touched> happen(Random random) {
        long id = 1L + random.nextInt(TENANTS);
        String tenant = "odoo-" + id;
        poisoned.remove(tenant);
        switch (random.nextInt(8)) {
            case 0 -> sold.remove(tenant);
            case 1 -> poisoned.add(tenant);
            default -> {
                Sold next = new Sold(
                        status(random),
                        status(random),
                        clock.instant().plusSeconds(random.nextInt(600)),
                        1 + random.nextInt(2),
                        random.nextInt(3),
                        random.nextInt(3));
                sold.put(tenant, next);
                everSold.add(tenant);
            }
        }
        return List.of(random.nextBoolean() ? new Touched("sale.order", id) : new Touched("res.partner", id));
    }

    private static @Nullable TenantStatus status(Random random) {
        List<TenantStatus> all = List.of(TenantStatus.values());
        return random.nextInt(all.size() + 1) == 0 ? null : all.get(random.nextInt(all.size()));
    }

    private Derived derived(String tenant) {
        Sold now = sold.get(tenant);
        if (now == null) {
            return new Derived(tenant, null, List.of(), List.of(), Sources.NONE, null);
        }
        boolean isLater = !clock.instant().isBefore(now.change);
        TenantStatus status = isLater ? now.later : now.status;
        Instant next = isLater ? null : now.change;
        if (status == null) {
            return new Derived(
                    tenant,
                    null,
                    List.of(new Problem(Problem.Code.KEY_CONFLICT, "two want it")),
                    List.of(),
                    sources(tenant),
                    next);
        }
        TreeMap<String, Long> limits = new TreeMap<>(Map.of("seats", now.seats));
        List<TenantUser> users = LongStream.range(0, now.users)
                .mapToObj(i -> new TenantUser("u" + i + "@acme.example", "U", null, true))
                .toList();
        TenantState state =
                new TenantState(tenant, now.customer, List.of(1L), "Acme", status, null, limits, users, Instant.EPOCH);
        return new Derived(tenant, state, List.of(), List.of("sold"), sources(tenant), next);
    }

    private static Sources sources(String tenant) {
        List<Long> id = List.of(Long.valueOf(tenant.substring("odoo-".length())));
        return Sources.of(Map.of("sale.order", id, "res.partner", id));
    }

    @Override
    public Set<String> tenants() {
        return new TreeSet<>(sold.keySet());
    }

    @Override
    public Map<String, Derived> expected(Collection<String> tenants) {
        return tenants.stream()
                .filter(tenant -> !poisoned.contains(tenant))
                .collect(Collectors.toMap(tenant -> tenant, this::derived));
    }

    @Override
    public Set<String> everSold() {
        return everSold;
    }

    @Override
    public @Nullable Changes changes() {
        return null;
    }

    @Override
    public Truth truth() {
        return new Truth() {
            @Override
            public Set<String> followed() {
                return Set.of("sale.order", "res.partner");
            }

            @Override
            public Map<Hint, ? extends Set<String>> tenants(Collection<Hint> hints) {
                Map<Hint, Set<String>> found = new HashMap<>();
                for (Hint hint : hints) {
                    String tenant = "odoo-" + hint.id();
                    if (sold.containsKey(tenant)) {
                        found.put(hint, Set.of(tenant));
                    }
                }
                return found;
            }

            @Override
            public List<Derived> derive(Collection<String> tenants) {
                if (tenants.stream().anyMatch(poisoned::contains)) {
                    throw new IllegalStateException("poisoned");
                }
                return tenants.stream().map(MemoryWorld.this::derived).toList();
            }

            @Override
            public TruthReader.Index index() {
                return new TruthReader.Index(List.copyOf(sold.keySet()), List.of());
            }

            @Override
            public boolean callsBeforeCommit() {
                return false;
            }
        };
    }
}
