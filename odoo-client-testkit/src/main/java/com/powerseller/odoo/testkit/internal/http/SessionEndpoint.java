package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.http.JsonRpc.Fault;
import com.powerseller.odoo.testkit.internal.http.JsonRpc.Reply;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import com.powerseller.odoo.testkit.internal.server.PythonFunction;
import com.powerseller.odoo.testkit.internal.server.Session;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the web client calls with JSON: {@code /web/session/*}, {@code /web/dataset/call_kw}, and the lists of databases and versions. */
final class SessionEndpoint {
    private static final PythonFunction AUTHENTICATE =
            PythonFunction.of("Session.authenticate", "db", "login", "password", "base_location?");
    private static final PythonFunction CALL_KW =
            PythonFunction.of("DataSet.call_kw", "model", "method", "args", "kwargs");
    private static final PythonFunction CALL_BUTTON =
            PythonFunction.of("DataSet.call_button", "model", "method", "args", "kwargs");

    private final FakeServer server;
    private final JsonRpc envelope;
    private final Cookies cookies;
    private final boolean readsEarly;
    private final Incoming incoming;

    SessionEndpoint(FakeServer server, JsonRpc envelope, Cookies cookies) {
        this.server = server;
        this.envelope = envelope;
        this.cookies = cookies;
        this.incoming = new Incoming(server);
        // Since 18, the server looks at the model first, to choose a cursor.
        this.readsEarly = server.series().atLeast(Series.V18);
    }

    HttpAnswer version(HttpRequest request, Scope scope) {
        return envelope.answer(
                request,
                "/web/webclient/version_info",
                false,
                params -> new Reply(server.version(), cookies.newSession(scope)));
    }

    HttpAnswer databases(HttpRequest request, Scope scope) {
        return envelope.answer(
                request, "/web/database/list", false, params -> new Reply(server.names(), cookies.newSession(scope)));
    }

    HttpAnswer authenticate(HttpRequest request, Scope scope) {
        return envelope.answer(request, "/web/session/authenticate", false, params -> {
            @Nullable Object[] args = AUTHENTICATE.bind(params);
            Session session = request.exchange()
                    .run(
                            incoming.login(request, params),
                            Refused.RPC,
                            () -> server.sessions().login(args[0], args[1], args[2]));
            if (scope.session() != null) {
                server.sessions().end(scope.session());
            }
            String cookie = cookies.session(session.id());
            boolean twice = server.series().atLeast(Series.V19) || server.onlyDatabase() == null;
            List<String> set = scope.byHeader() ? List.of() : Collections.nCopies(twice ? 2 : 1, cookie);
            return new Reply(SessionInfo.of(server, session, request.origin()), set);
        });
    }

    HttpAnswer info(HttpRequest request, Scope scope) {
        return ofUser(
                request,
                scope,
                "/web/session/get_session_info",
                session -> new Reply(
                        SessionInfo.of(server, session, request.origin()), List.of(cookies.session(session.id()))));
    }

    HttpAnswer check(HttpRequest request, Scope scope) {
        return ofUser(request, scope, "/web/session/check", session -> Reply.of(null));
    }

    HttpAnswer destroy(HttpRequest request, Scope scope) {
        return ofUser(request, scope, "/web/session/destroy", session -> {
            server.sessions().end(session);
            String next = cookies.session(server.sessions().newId());
            return new Reply(null, List.of(cookies.noCompanies(), next));
        });
    }

    HttpAnswer languages(HttpRequest request, Scope scope) {
        return envelope.answer(
                request,
                "/web/session/get_lang_list",
                false,
                params -> new Reply(server.languages(), cookies.newSession(scope)));
    }

    /** What the link of the web client's menu does, so a GET, unlike the calls. */
    HttpAnswer logout(HttpRequest request, Scope scope) {
        if (!request.method().equals("GET")) {
            throw new UnsupportedByFakeException(
                    request.method() + " of /web/session/logout, which takes a token of the web client's: use GET");
        }
        HttpAnswer answer = Html.redirect(303, server.series().atLeast(Series.V18) ? "/odoo" : "/web");
        if (scope.session() == null) {
            cookies.newSession(scope).forEach(cookie -> answer.header("Set-Cookie", cookie));
        } else {
            server.sessions().end(scope.session());
            answer.header("Set-Cookie", cookies.noCompanies())
                    .header("Set-Cookie", cookies.session(server.sessions().newId()));
        }
        return answer.nosniff();
    }

    /** Answers somebody who is logged in. */
    private interface ForUser {
        Reply answer(Session session);
    }

    private HttpAnswer ofUser(HttpRequest request, Scope scope, String route, ForUser handler) {
        if (scope.database() == null) {
            return Html.noDatabase(server.series());
        }
        return envelope.answer(request, route, false, params -> handler.answer(session(scope)));
    }

    private static Session session(Scope scope) {
        if (scope.session() == null) {
            throw Fault.sessionExpired();
        }
        return scope.session();
    }

    HttpAnswer callKw(HttpRequest request, Scope scope, String route) {
        return call(request, scope, route, CALL_KW);
    }

    /** As {@code call_kw}; but of the result, only an action gets through. */
    HttpAnswer callButton(HttpRequest request, Scope scope, String route) {
        return call(request, scope, route, CALL_BUTTON);
    }

    private HttpAnswer call(HttpRequest request, Scope scope, String route, PythonFunction function) {
        if (scope.database() == null) {
            return Html.noDatabase(server.series());
        }
        return envelope.answer(request, route, readsEarly, params -> {
            if (readsEarly) {
                checkModelAndMethod(params);
            }
            Object result = run(request, session(scope), function.bind(params));
            return Reply.of(function.equals(CALL_BUTTON) && !(result instanceof Map<?, ?>) ? (Object) false : result);
        });
    }

    private static void checkModelAndMethod(Map<?, ?> params) {
        if (params.get("model") == null) {
            throw Fault.notFound();
        }
        if (!params.containsKey("method")) {
            throw Fault.early(PythonException.of("builtins.KeyError", "method"));
        }
    }

    private @Nullable Object run(HttpRequest request, Session session, @Nullable Object[] call) {
        Database database = session.database();
        try {
            return request.exchange()
                    .run(
                            incoming.call(
                                    request,
                                    "session",
                                    database.name(),
                                    session.uid(),
                                    call[0],
                                    call[1],
                                    call[2],
                                    call[3]),
                            Refused.ofSession(() -> server.sessions().end(session)),
                            () -> FakeServer.run(database, session.uid(), call[0], call[1], call[2], call[3]));
        } catch (PythonException e) {
            if (isUnknownModel(e, call[0])) {
                throw readsEarly ? Fault.notFound() : PythonException.of("builtins.KeyError", String.valueOf(call[0]));
            }
            throw e;
        }
    }

    /** How the service {@code object} says that there is no such model. */
    static boolean isUnknownModel(PythonException e, @Nullable Object model) {
        return e.pythonName().equals("odoo.exceptions.UserError")
                && e.text().equals("Object " + model + " doesn't exist");
    }
}
