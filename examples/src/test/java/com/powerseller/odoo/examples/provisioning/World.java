package com.powerseller.odoo.examples.provisioning;

import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.internal.derive.Truth;
import com.powerseller.odoo.provisioning.internal.feed.Changes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that sells, for random histories. */
interface World {
    /** A record. */
    record Touched(String model, long id) {}

    /** Lets something happen. Returns the records that Odoo would send webhooks for. */
    List<Touched> happen(Random random);

    /** How provisioning sees it. */
    Truth truth();

    /** How a poller sees it; null if it cannot be polled. */
    @Nullable Changes changes();

    /** The tenants that there are now. */
    Set<String> tenants();

    /** What should be switched on now. */
    Map<String, Derived> expected(Collection<String> tenants);

    /** The tenants to whom anything was ever sold. */
    Set<String> everSold();
}
