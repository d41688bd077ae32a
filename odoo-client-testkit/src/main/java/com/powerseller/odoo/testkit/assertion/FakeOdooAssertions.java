package com.powerseller.odoo.testkit.assertion;

import com.powerseller.odoo.testkit.FakeOdoo;

/** Where the assertions on fakes begin. */
public final class FakeOdooAssertions {
    private FakeOdooAssertions() {}

    /** Assertions on a fake: what it was asked, and what its first database holds. */
    public static FakeOdooAssert assertThat(FakeOdoo fake) {
        return new FakeOdooAssert(fake);
    }
}
