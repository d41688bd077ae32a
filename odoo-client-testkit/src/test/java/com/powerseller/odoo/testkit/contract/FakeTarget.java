package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.testkit.FakeOdoo;
import org.opentest4j.TestAbortedException;

/** A fake of one series, with the models of the addon {@code odoo_client_test}. */
final class FakeTarget implements ContractTarget {
    private static final String PASSWORD = "admin";
    private static final String API_KEY = "fedcba9876543210fedcba9876543210fedcba98";
    private static final long UID = 2;

    private final FakeOdoo fake;

    private FakeTarget(FakeOdoo fake) {
        this.fake = fake;
    }

    static FakeTarget start(String series) {
        FakeOdoo.Builder builder =
                FakeOdoo.builder().series(series).password(PASSWORD).apiKey(API_KEY);
        ContractModels.behaviours().forEach(builder::model);
        return new FakeTarget(builder.start());
    }

    @Override
    public String url() {
        return fake.url();
    }

    @Override
    public String database() {
        return fake.database();
    }

    @Override
    public String series() {
        return fake.series();
    }

    @Override
    public User user(Role role) {
        if (role != Role.ADMIN) {
            throw new TestAbortedException("FakeOdoo does not support users other than the administrator");
        }
        return new User("admin", PASSWORD, API_KEY, UID);
    }

    @Override
    public void close() {
        fake.close();
    }
}
