package com.powerseller.odoo.testkit.internal.orm;

/** Something that a real Odoo may well know and this fake does not. */
public final class UnsupportedByFakeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedByFakeException(String what) {
        super("FakeOdoo does not support " + what);
    }
}
