package com.powerseller.odoo.internal.rpc;

/** What an {@code execute_kw} call begins with. */
public record Login(String database, long uid, String secret) {
    @Override
    public String toString() {
        return "Login[" + database + ", " + uid + "]";
    }
}
