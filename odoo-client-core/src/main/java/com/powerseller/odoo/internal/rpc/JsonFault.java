package com.powerseller.odoo.internal.rpc;

import com.powerseller.odoo.error.ServerFault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fault in the object that both JSON protocols describe an exception with. */
public final class JsonFault {
    private JsonFault() {}

    /** The fault, or null if the value is no such object. */
    public static @Nullable ServerFault of(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || !(map.get("name") instanceof String name)) {
            return null;
        }
        String message = map.get("message") instanceof String text ? text : "";
        List<?> arguments = map.get("arguments") instanceof List<?> list ? list : List.of();
        // RedirectWarning is shown as the text of all its arguments; the first one is what it says.
        if (name.endsWith(".RedirectWarning") && !arguments.isEmpty() && arguments.get(0) instanceof String first) {
            message = first;
        }
        String traceback = map.get("debug") instanceof String text ? text : null;
        return new ServerFault(name, message, java.util.Collections.unmodifiableList(arguments), traceback);
    }
}
