package com.powerseller.odoo.testkit.internal.orm;

/** Bytes that are no text are in an answer: a server of Odoo's fails when it writes it as JSON. */
public final class NoTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
