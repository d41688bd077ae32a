package com.powerseller.odoo;

/** The protocol that a client speaks. Every call means the same over each, and fails with the same exceptions. */
public enum Protocol {
    /** {@link #JSON2} for series 19 and later if there is an API key, else {@link #JSON_RPC}. With an API key, it costs one request at the first call. */
    AUTO,
    /** {@code /json/2}: series 19 and later, API keys only, arguments by name. */
    JSON2,
    /** {@code /jsonrpc}: series 16 to 21. */
    JSON_RPC,
    /** {@code /xmlrpc/2}: series 16 to 21; the slowest, and the least exact in its errors. */
    XML_RPC
}
