package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /web/hook/<uuid>}: sets off the automation rule of that number, with what was sent as JSON or in the query. */
final class HookEndpoint {
    private HookEndpoint() {}

    static HttpAnswer answer(HttpRequest request, Scope scope, Series series) {
        Database database = scope.database();
        if (database == null) {
            return Html.noDatabase(series);
        }
        boolean allowed = switch (request.method()) {
            case "GET", "HEAD", "POST" -> true;
            default -> false;
        };
        if (!allowed) {
            return Html.error(405, "Method Not Allowed", "The method is not allowed for the requested URL.")
                    .header("Allow", "OPTIONS, POST, GET, HEAD");
        }
        Object payload = payload(request);
        int status = payload instanceof Map<?, ?> map
                ? database.receiveHook(request.segments().get(2), map)
                : database.receiveHook(request.segments().get(2), Map.of());
        return HttpAnswer.json(status, Map.of("status", status == 200 ? "ok" : "error"))
                .nosniff();
    }

    private static @Nullable Object payload(HttpRequest request) {
        if (request.hasBody()) {
            try {
                return JsonReader.read(request.body());
            } catch (PythonException e) {
                // What is no JSON counts for nothing.
                return request.query();
            }
        }
        return request.query();
    }
}
