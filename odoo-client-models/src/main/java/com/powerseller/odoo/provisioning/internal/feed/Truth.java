package com.powerseller.odoo.provisioning.internal.feed;

import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.internal.derive.Derivation;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import java.time.Instant;
import java.util.List;

/** What Odoo has of tenants. Every method throws {@link OdooException}. */
public interface Truth {
    /** All tenants. */
    TruthReader.Index index();

    /** What the rules make of these tenants, in this order; of one that Odoo has nothing of, nothing. */
    List<Derived> derive(List<String> tenants, Instant now);

    /** As a server has it; the requests are the reader's. */
    static Truth of(TruthReader reader, Rules rules) {
        return new Truth() {
            @Override
            public TruthReader.Index index() {
                return reader.index();
            }

            @Override
            public List<Derived> derive(List<String> tenants, Instant now) {
                return reader.read(tenants).stream()
                        .map(facts -> Derivation.of(facts, rules, now))
                        .toList();
            }
        };
    }
}
