package com.powerseller.odoo.testkit;

/** Records that a fake is to start with. */
@FunctionalInterface
public interface FakeSeed {
    /** Creates them. Is called once for each database that the fake starts with. */
    void plant(FakeData data);
}
