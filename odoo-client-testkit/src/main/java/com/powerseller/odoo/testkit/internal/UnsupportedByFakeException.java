package com.powerseller.odoo.testkit.internal;

/** Something that a real Odoo may well know and this fake does not. */
final class UnsupportedByFakeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedByFakeException(String what) {
        super("FakeOdoo does not support " + what);
    }
}
