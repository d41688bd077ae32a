package com.powerseller.odoo.testkit.contract;

import java.util.Objects;
import org.opentest4j.TestAbortedException;

/**
 * Any server that has the addon {@code odoo_client_test}, of any series, as system properties describe it: {@code odoo.contract.url}, {@code .database}, {@code .series},
 * {@code .login}, {@code .password}, {@code .apiKey} and {@code .uid}. Its database is used as it is, and keeps what the tests leave in it.
 */
record GivenServer(String url, String database, String series, User administrator) implements ContractTarget {
    static GivenServer fromProperties() {
        return new GivenServer(
                property("url"),
                property("database"),
                property("series"),
                new User(property("login"), property("password"), property("apiKey"), Long.parseLong(property("uid"))));
    }

    private static String property(String name) {
        return Objects.requireNonNull(
                System.getProperty("odoo.contract." + name), () -> "-Dodoo.contract." + name + " is missing");
    }

    @Override
    public User user(Role role) {
        if (role != Role.ADMIN) {
            throw new TestAbortedException("only the administrator of " + url + " is known");
        }
        return administrator;
    }

    @Override
    public void close() {
        // It was there before.
    }
}
