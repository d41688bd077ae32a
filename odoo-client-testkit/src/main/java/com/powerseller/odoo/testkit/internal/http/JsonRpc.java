package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The envelope of JSON-RPC: content types, parameters, answers and errors of a series. HTTP 200 for all that gets as far as a method. */
final class JsonRpc {
    private static final Set<String> TYPES = Set.of("application/json", "application/json-rpc");

    private final Series series;

    JsonRpc(Series series) {
        this.series = series;
    }

    /** Answers the parameters of a call. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Map<?, ?> params);
    }

    /**
     * A value for a client; null leaves the answer without {@code result}.
     *
     * @param cookies cookies to set along
     */
    record Reply(@Nullable Object value, List<String> cookies) {
        static Reply of(@Nullable Object value) {
            return new Reply(value, List.of());
        }
    }

    /** An error of the envelope itself. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final @Nullable Integer code;
        private final String title;
        private final transient PythonError error;

        private Fault(@Nullable Integer code, String title, PythonError error) {
            super(error.message());
            this.code = code;
            this.title = title;
            this.error = error;
        }

        /** Nobody is logged in. */
        static Fault sessionExpired() {
            String text = "Session expired";
            return new Fault(
                    100,
                    "Odoo Session Expired",
                    new PythonError("odoo.http.SessionExpiredException", text, List.of(text), Map.of()));
        }

        static Fault notFound() {
            String text =
                    "404 Not Found: The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.";
            return new Fault(
                    404, "404: Not Found", new PythonError("werkzeug.exceptions.NotFound", text, List.of(), Map.of()));
        }

        /** A Python error of what happens before a method is looked at: it does not know the request's id. */
        static Fault early(PythonException e) {
            return new Fault(null, "Odoo Server Error", PythonError.of(e));
        }

        static Fault tooLarge() {
            String text = "413 Request Entity Too Large: The data value transmitted exceeds the capacity limit.";
            return new Fault(
                    null,
                    "Odoo Server Error",
                    new PythonError("werkzeug.exceptions.RequestEntityTooLarge", text, List.of(), Map.of()));
        }
    }

    /** Answers a request to a route whose type is JSON; {@code early} reads the body before the envelope does. */
    HttpAnswer answer(HttpRequest request, String route, boolean early, Handler handler) {
        if (!TYPES.contains(request.mediaType())) {
            return wrongType(request, route);
        }
        if (request.isTooLarge()) {
            return fault(Fault.tooLarge());
        }
        Object body;
        try {
            body = JsonReader.read(request.body());
        } catch (PythonException e) {
            return early
                    ? fault(Fault.early(e))
                    : Html.sentence(400, "Invalid JSON data").nosniff();
        }
        if (!(body instanceof Map<?, ?> call)) {
            String indices = body instanceof List<?>
                    ? "list indices must be integers or slices, not str"
                    : "string indices must be integers, not 'str'";
            return early
                    ? fault(Fault.early(PythonException.typeError(indices)))
                    : Html.sentence(400, "Invalid JSON-RPC data").nosniff();
        }
        return answer(call, handler);
    }

    private HttpAnswer answer(Map<?, ?> call, Handler handler) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", call.get("id"));
        try {
            Reply reply = handler.handle(params(call));
            if (reply.value() != null) {
                answer.put("result", reply.value());
            }
            HttpAnswer http = HttpAnswer.json(200, answer);
            reply.cookies().forEach(cookie -> http.header("Set-Cookie", cookie));
            return http.nosniff();
        } catch (PythonException e) {
            answer.put("error", error(null, "Odoo Server Error", PythonError.of(e)));
            return HttpAnswer.json(200, answer);
        } catch (Fault e) {
            return fault(e);
        }
    }

    private static Map<?, ?> params(Map<?, ?> call) {
        if (!call.containsKey("params")) {
            return Map.of();
        }
        Object params = call.get("params");
        if (params == null) {
            throw PythonException.typeError("'NoneType' object is not iterable");
        }
        if (params instanceof List<?> list && list.isEmpty()) {
            return Map.of();
        }
        if (params instanceof Map<?, ?> map) {
            return map;
        }
        throw new UnsupportedByFakeException("params of JSON-RPC that are not a dictionary");
    }

    private HttpAnswer fault(Fault fault) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", null);
        answer.put("error", error(fault.code, fault.title, fault.error));
        return HttpAnswer.json(200, answer);
    }

    private Map<String, Object> error(@Nullable Integer code, String title, PythonError error) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", code != null ? code : series.atLeast(Series.V19) ? 0 : 200);
        map.put("message", title);
        map.put("data", error.data(series));
        return map;
    }

    private HttpAnswer wrongType(HttpRequest request, String route) {
        boolean v19 = series.atLeast(Series.V19);
        String inferred = v19 && !request.hasBody() ? "[&#39;http&#39;, &#39;json2&#39;]" : "[&#39;http&#39;]";
        return wrongType(series, inferred, route, "json", "application/json, application/json-rpc");
    }

    /** What a route of one type says to a request of another. */
    static HttpAnswer wrongType(Series series, String inferred, String route, String type, String accepted) {
        boolean v19 = series.atLeast(Series.V19);
        String named = v19 && type.equals("json") ? "jsonrpc" : type;
        String sentence = "Request inferred type is compatible with " + inferred + " but &#39;" + route
                + "&#39; is type=&#39;" + named + "&#39;.";
        return v19
                ? Html.error(
                                415,
                                "Unsupported Media Type",
                                sentence + "<br><br>Please verify the Content-Type request header and try again.")
                        .header("Accept", accepted)
                : Html.error(400, "Bad Request", sentence);
    }
}
