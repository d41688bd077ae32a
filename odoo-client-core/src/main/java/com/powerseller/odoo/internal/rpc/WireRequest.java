package com.powerseller.odoo.internal.rpc;

/**
 * An encoded call.
 *
 * @param path where to send it, below the server's address, without a leading slash
 * @param contentType of the body
 * @param body what to send
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WireRequest(String path, String contentType, byte[] body) {}
