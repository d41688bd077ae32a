package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.Hint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Odoo has now. Thread-safe. Whatever a method throws, nothing can be concluded from it. */
public interface Truth {
    /** The models whose records tell of tenants. */
    Set<String> followed();

    /** The tenants that each of these hints may be about, by hint: hints that are about none are left out. Their models are {@link #followed()}. */
    Map<Hint, ? extends Set<String>> tenants(Collection<Hint> hints);

    /** All tenants. */
    TruthReader.Index index();

    /** What the rules make of these tenants now: one for each, in this order, without a state where Odoo has nothing of it. */
    List<Derived> derive(Collection<String> tenants);

    /** Whether Odoo calls webhooks before it commits, so that who reads back at once may read what was before. */
    boolean callsBeforeCommit();
}
