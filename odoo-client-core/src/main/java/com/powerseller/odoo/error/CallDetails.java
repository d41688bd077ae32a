package com.powerseller.odoo.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which call an exception is about. Holds no secret: neither credentials nor arguments.
 *
 * @param model the model's technical name, such as {@code res.partner}; null for calls that have none (version, authenticate)
 * @param method the method called
 * @param protocol the protocol it went over: {@code json2}, {@code jsonrpc}, {@code xmlrpc}
 * @param url the address called, without user info, query and fragment
 * @param requestId the id that the client gave this call; also sent as the header {@code X-Request-Id} and written in its logs
 */
public record CallDetails(@Nullable String model, String method, String protocol, String url, String requestId)
        implements Serializable {
    @Override
    public String toString() {
        return (model == null ? "" : model + ".") + method + " over " + protocol + " at " + url + ", request "
                + requestId;
    }
}
