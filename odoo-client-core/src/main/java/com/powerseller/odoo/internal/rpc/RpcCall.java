package com.powerseller.odoo.internal.rpc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call, with arguments as they travel. */
public sealed interface RpcCall {
    /** The method's name. */
    String method();

    /** The model, or null for a call of a service. */
    @Nullable String model();

    /** A method of a service, {@code common} or {@code db}: what there is before a login. JSON-2 has none. */
    record OfService(String service, String method, List<@Nullable Object> args) implements RpcCall {
        @Override
        public @Nullable String model() {
            return null;
        }

        /** Without the arguments, which hold the secret. */
        @Override
        public String toString() {
            return service + "." + method;
        }
    }

    /** A method of a model, as {@code execute_kw} takes it: ids, if any, are the first argument. */
    record OfModel(String model, String method, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs)
            implements RpcCall {
        /** Without the arguments, which may be private. */
        @Override
        public String toString() {
            return model + "." + method;
        }
    }
}
