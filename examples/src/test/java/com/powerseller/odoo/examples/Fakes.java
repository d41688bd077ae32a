package com.powerseller.odoo.examples;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.testkit.FakeOdoo;

/** Clients of fakes that want more than {@link FakeOdoo#connect()} gives. */
public final class Fakes {
    private Fakes() {}

    /** A client of a fake's administrator, to be built. */
    public static OdooClient.Builder client(FakeOdoo fake) {
        return OdooClient.builder().url(fake.url()).database(fake.database()).credentials(fake.credentials());
    }
}
