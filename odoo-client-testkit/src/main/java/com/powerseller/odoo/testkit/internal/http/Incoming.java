package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.calls.ReceivedCall;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request asks for, in the words of the log: without secrets, and as far as it can be understood. */
final class Incoming {
    private static final String HIDDEN = "***";
    private static final Pattern SECRET =
            Pattern.compile("passw(or)?d|passwd|secret|token|api_?key|(^|_)key$", Pattern.CASE_INSENSITIVE);
    /** Methods whose arguments are secrets. */
    private static final Set<String> SECRETIVE =
            Set.of("change_password", "_check_credentials", "authenticate", "login");

    private final InstantSource clock;

    Incoming(FakeServer server) {
        this.clock = server.clock();
    }

    Incoming() {
        this.clock = InstantSource.system();
    }

    /** A call of a service. */
    ReceivedCall service(
            HttpRequest request, String protocol, @Nullable Object service, @Nullable Object method, List<?> args) {
        String name = String.valueOf(service);
        String called = String.valueOf(method);
        if (name.equals("object")) {
            return object(request, protocol, called, args);
        }
        boolean ofDatabases = name.equals("db");
        Object database = args.size() > (ofDatabases ? 1 : 0) ? args.get(ofDatabases ? 1 : 0) : null;
        return new ReceivedCall(
                clock.instant(),
                protocol,
                request.path(),
                name,
                null,
                database instanceof String text ? text : null,
                called,
                hidden(name, called, args),
                Map.of(),
                null,
                0,
                null);
    }

    /** The arguments of a service, whose secrets have their places. */
    private static List<@Nullable Object> hidden(String service, String method, List<?> args) {
        List<@Nullable Object> open = new ArrayList<>(args);
        Set<Integer> secrets = service.equals("db")
                ? (method.matches("list|server_version|db_exist|list_lang|list_countries")
                        ? Set.of()
                        : method.equals("change_admin_password") ? Set.of(0, 1) : Set.of(0, 4))
                : service.equals("common") ? Set.of(2) : Set.of();
        secrets.stream().filter(place -> place < open.size()).forEach(place -> open.set(place, HIDDEN));
        return open;
    }

    private ReceivedCall object(HttpRequest request, String protocol, String method, List<?> args) {
        boolean byName = method.equals("execute_kw");
        List<?> rest = args.size() > 5 ? args.subList(5, args.size()) : List.of();
        Object positional = byName ? at(rest, 0) : rest;
        Object named = byName ? at(rest, 1) : Map.of();
        return call(
                request,
                protocol,
                at(args, 0),
                at(args, 1) instanceof Number uid ? uid.longValue() : null,
                at(args, 3),
                at(args, 4),
                positional,
                named);
    }

    private static @Nullable Object at(List<?> list, int index) {
        return index < list.size() ? list.get(index) : null;
    }

    /** A call of a model. */
    ReceivedCall call(
            HttpRequest request,
            String protocol,
            @Nullable Object database,
            @Nullable Long uid,
            @Nullable Object model,
            @Nullable Object method,
            @Nullable Object positional,
            @Nullable Object named) {
        String called = String.valueOf(method);
        boolean hide = SECRETIVE.contains(called);
        List<?> arguments = positional instanceof List<?> list ? list : List.of();
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        if (named instanceof Map<?, ?> map) {
            map.forEach((name, value) -> byName.put(String.valueOf(name), value));
        }
        return new ReceivedCall(
                clock.instant(),
                protocol,
                request.path(),
                "object",
                database instanceof String text ? text : null,
                model == null ? null : String.valueOf(model),
                called,
                hide
                        ? List.of(HIDDEN)
                        : arguments.stream().map(Incoming::scrubbed).toList(),
                hide ? Map.of() : scrubbedMap(byName),
                uid,
                0,
                null);
    }

    /** A login to a web session. */
    ReceivedCall login(HttpRequest request, Map<?, ?> params) {
        Map<String, @Nullable Object> open = new LinkedHashMap<>();
        params.forEach((name, value) -> open.put(String.valueOf(name), name.equals("password") ? HIDDEN : value));
        return new ReceivedCall(
                clock.instant(),
                "session",
                request.path(),
                "session",
                open.get("db") instanceof String text ? text : null,
                null,
                "authenticate",
                List.of(),
                open,
                null,
                0,
                null);
    }

    /** A request that calls no method. */
    ReceivedCall plain(HttpRequest request) {
        return new ReceivedCall(
                clock.instant(),
                "http",
                request.path(),
                "http",
                null,
                null,
                request.method(),
                List.of(),
                Map.of(),
                null,
                0,
                null);
    }

    /** A value without the secrets in it. */
    static @Nullable Object scrubbed(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return scrubbedMap(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> scrubbed = new ArrayList<>(list.size());
            list.forEach(item -> scrubbed.add(scrubbed(item)));
            // A term of a domain, or the like.
            if (scrubbed.size() == 3
                    && scrubbed.get(0) instanceof String field
                    && SECRET.matcher(field).find()) {
                scrubbed.set(2, HIDDEN);
            }
            return scrubbed;
        }
        return value;
    }

    private static Map<String, @Nullable Object> scrubbedMap(Map<?, ?> map) {
        Map<String, @Nullable Object> scrubbed = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            boolean isSecret = value instanceof String && SECRET.matcher(name).find();
            scrubbed.put(name, isSecret ? HIDDEN : scrubbed(value));
        });
        return scrubbed;
    }
}
