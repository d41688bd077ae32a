package com.powerseller.odoo.provisioning.internal.engine;

import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.Sources;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An Odoo that has what a test says. Order 7 is of tenant t7, and so on; partners are of all tenants. */
public final class StubTruth implements Truth {
    /** What there is of tenants; nothing is sold to others. */
    final Map<String, Derived> tenants = new ConcurrentSkipListMap<>();

    /** Tenants that cannot be read, and hints that cannot be resolved by their ids. */
    final Set<String> poisoned = new HashSet<>();

    final Set<Long> poisonedIds = new HashSet<>();

    /** Orders that are other tenants'. */
    final Map<Long, String> moved = new HashMap<>();

    /** What every call throws. */
    @Nullable RuntimeException outage;

    /** For how many tenants at once it has the time. */
    int most = Integer.MAX_VALUE;

    boolean callsBeforeCommit;

    /** How many tenants, or hints, each call asked for. */
    final List<Integer> calls = new CopyOnWriteArrayList<>();

    public void sold(String tenant, TenantStatus status) {
        sold(tenant, status, null);
    }

    public void sold(String tenant, TenantStatus status, @Nullable Instant nextChange) {
        tenants.put(
                tenant,
                new Derived(tenant, state(tenant, status), List.of(), List.of("sold"), sources(tenant), nextChange));
    }

    void held(String tenant, Problem.Code code) {
        tenants.put(
                tenant,
                new Derived(tenant, null, List.of(new Problem(code, "a sentence")), List.of(), sources(tenant), null));
    }

    /** Its order. */
    private static Sources sources(String tenant) {
        return tenant.matches("t[0-9]+")
                ? Sources.of(Map.of("sale.order", List.of(Long.valueOf(tenant.substring(1)))))
                : Sources.NONE;
    }

    static TenantState state(String tenant, TenantStatus status) {
        return new TenantState(tenant, 1, List.of(7L), "Acme", status, null, new TreeMap<>(), List.of(), Instant.EPOCH);
    }

    @Override
    public Set<String> followed() {
        check();
        return Set.of("sale.order", "res.partner");
    }

    @Override
    public TruthReader.Index index() {
        check();
        return new TruthReader.Index(tenants.keySet().stream().sorted().toList(), List.of());
    }

    @Override
    public Map<Hint, ? extends Set<String>> tenants(Collection<Hint> hints) {
        check();
        calls.add(hints.size());
        Map<Hint, Set<String>> found = new HashMap<>();
        for (Hint hint : hints) {
            if (poisonedIds.contains(hint.id())) {
                throw new IllegalStateException("poisoned hint " + hint.id());
            }
            Set<String> ofHint = "res.partner".equals(hint.model())
                    ? tenants.keySet()
                    : Set.of(moved.getOrDefault(hint.id(), "t" + hint.id()));
            if (tenants.keySet().containsAll(ofHint)) {
                found.put(hint, ofHint);
            }
        }
        return found;
    }

    @Override
    public List<Derived> derive(Collection<String> keys) {
        check();
        calls.add(keys.size());
        if (keys.size() > most) {
            throw EngineTest.down();
        }
        Map<String, Derived> derived = new LinkedHashMap<>();
        for (String key : keys) {
            if (poisoned.contains(key)) {
                throw new IllegalStateException("poisoned " + key);
            }
            derived.put(
                    key, tenants.getOrDefault(key, new Derived(key, null, List.of(), List.of(), Sources.NONE, null)));
        }
        return List.copyOf(derived.values());
    }

    @Override
    public boolean callsBeforeCommit() {
        check();
        return callsBeforeCommit;
    }

    private void check() {
        if (outage != null) {
            throw outage;
        }
    }
}
