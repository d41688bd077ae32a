package com.powerseller.odoo.testkit.contract;

/** A server that the contract is held against, with a database that this run may change as it likes. */
interface ContractTarget extends AutoCloseable {
    /** The server's address. */
    String url();

    /** The run's own database; the addon {@code odoo_client_test} is installed in it. */
    String database();

    /** The server's series, such as {@code 19.0}. */
    String series();

    /** One of the users that the database has. */
    User user(Role role);

    /** Gives the database back. */
    @Override
    void close();

    /** What a user may do. */
    enum Role {
        /** Administrator: everything, over two companies. */
        ADMIN,
        /** An internal user without further rights: reads the test models, changes nothing. */
        EMPLOYEE,
        /** A portal user: no right on the test models. */
        PORTAL
    }

    /** A user and both of its secrets. */
    record User(String login, String password, String apiKey, long uid) {
        @Override
        public String toString() {
            return login;
        }
    }
}
