package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.FakeUser;

/** A fake of one series, with the models of the addon {@code odoo_client_test}. */
final class FakeTarget implements ContractTarget {
    private static final String PASSWORD = "admin";
    private static final String API_KEY = "c".repeat(40);
    private static final long UID = 2;

    private final FakeOdoo fake;

    private FakeTarget(FakeOdoo fake) {
        this.fake = fake;
    }

    static FakeTarget start(String series) {
        FakeOdoo.Builder builder = FakeOdoo.builder()
                .series(series)
                .password(PASSWORD)
                .apiKey(API_KEY)
                .language("fr_FR");
        builder.user(FakeUser.of("employee").named("Plain Employee").withApiKey(key("a")));
        builder.user(FakeUser.of("portal")
                .named("Portal User")
                .in("base.group_portal")
                .withApiKey(key("b")));
        ContractModels.behaviours().forEach(builder::model);
        FakeOdoo fake = builder.start();
        try (OdooClient odoo = fake.connect()) {
            odoo.model("res.company").create(new Values<Record>().set("name", "Second Company"));
        }
        return new FakeTarget(fake);
    }

    private static String key(String digit) {
        return digit.repeat(API_KEY.length());
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
        return switch (role) {
            case ADMIN -> new User("admin", PASSWORD, API_KEY, UID);
            case EMPLOYEE -> new User("employee", "employee", key("a"), UID + 1);
            case PORTAL -> new User("portal", "portal", key("b"), UID + 2);
        };
    }

    @Override
    public void close() {
        fake.close();
    }
}
