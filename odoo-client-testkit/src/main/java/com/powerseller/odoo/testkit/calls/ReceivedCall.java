package com.powerseller.odoo.testkit.calls;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request that a fake received. No secret is in it: passwords and keys that came along are {@code ***}. Immutable, as far as the values that came are.
 *
 * @param at when it came, by the fake's clock
 * @param protocol {@code json2}, {@code jsonrpc}, {@code xmlrpc}, {@code session} (calls of a web session), or {@code http} for a request that calls no method
 * @param path of the URL, without the query
 * @param service {@code object} for calls of models, {@code common}, {@code db}, {@code session} for logins, {@code http} for what calls no method
 * @param database that the request named, or null
 * @param model technical name; null where no model is called
 * @param method of the model or the service; of a request that calls none, that of HTTP
 * @param arguments by position
 * @param named by name, the context among them
 * @param uid of the user who calls, as far as the request tells; else null
 * @param status of the HTTP answer; 0 if there was none (yet)
 * @param error Python class of the exception that was the answer, such as {@code odoo.exceptions.AccessError}; null if there was none
 */
public record ReceivedCall(
        Instant at,
        String protocol,
        String path,
        String service,
        @Nullable String database,
        @Nullable String model,
        String method,
        List<? extends @Nullable Object> arguments,
        Map<String, ? extends @Nullable Object> named,
        @Nullable Long uid,
        int status,
        @Nullable String error) {

    /** Whether this is a call of a method of a model. */
    public boolean is(String model, String method) {
        return model.equals(this.model) && method.equals(this.method);
    }

    /** Whether it was carried out: there was an answer, and it was no error. */
    public boolean succeeded() {
        return error == null && status >= 200 && status < 400;
    }

    /** The same call with the answer that it got. */
    public ReceivedCall answered(int status, @Nullable String error) {
        return new ReceivedCall(
                at, protocol, path, service, database, model, method, arguments, named, uid, status, error);
    }

    /** Such as {@code jsonrpc res.partner.write 200}: what it is without its arguments. */
    @Override
    public String toString() {
        String what = protocol.equals("http") ? method + " " + path : (model == null ? service : model) + "." + method;
        return protocol + " " + what + (status == 0 ? "" : " " + status) + (error == null ? "" : " " + error);
    }
}
