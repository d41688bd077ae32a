package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.WriteBack;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the rules make of what a server has. */
public final class OdooTruth implements Truth {
    /** From this series on, webhooks are called after the commit. */
    private static final int CALLS_AFTER_COMMIT = 19;

    private final OdooClient odoo;
    private final Rules rules;
    private final TruthReader reader;
    private final InstantSource clock;

    /** No request. */
    public OdooTruth(OdooClient odoo, Rules rules, InstantSource clock) {
        this.odoo = odoo;
        this.rules = rules;
        this.reader = new TruthReader(odoo, rules);
        this.clock = clock;
    }

    /** What reads the records. */
    public TruthReader reader() {
        return reader;
    }

    /** What the rules name and this server does not have: see {@link RulesCheck}. */
    public List<String> mistakes(WriteBack writeBack) {
        return RulesCheck.of(odoo, rules, writeBack);
    }

    /** A short text that is another one for other rules. */
    public String fingerprint() {
        return rules.fingerprint();
    }

    @Override
    public TruthReader.Index index() {
        return reader.index();
    }

    @Override
    public Set<String> followed() {
        return reader.followed();
    }

    @Override
    public Map<Hint, ? extends Set<String>> tenants(Collection<Hint> hints) {
        return reader.tenantsByHint(hints);
    }

    @Override
    public List<Derived> derive(Collection<String> tenants) {
        Instant now = clock.instant();
        return reader.read(tenants).stream()
                .map(facts -> Derivation.of(facts, rules, now))
                .toList();
    }

    @Override
    public boolean callsBeforeCommit() {
        return !odoo.version().isAtLeast(CALLS_AFTER_COMMIT);
    }
}
