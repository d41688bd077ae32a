package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.JsonWriter;
import com.powerseller.odoo.testkit.internal.orm.NoTextException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import com.powerseller.odoo.testkit.internal.server.Session;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each request who answers it. What Odoo has and the fake has not gets HTTP 501 and a text that names it; a fault of the fake's own gets HTTP 500 and
 * a stack trace.
 *
 * <p>Unlike Odoo's own server, and like the proxy that most stand behind, it keeps connections open.
 */
public final class FakeDispatcher extends Dispatcher {
    /** Pages and calls of Odoo's web client that are not here. */
    private static final Pattern KNOWN_TO_ODOO = Pattern.compile(
            "/(|web|odoo|my|report|website|mail|discuss|calendar|shop|payment|longpolling|websocket|logo\\.png"
                    + "|web/(login|action|assets|binary|bundle|database|dataset|export|filestore|hook|manifest|pivot|reset_password|service-worker|session|signup|static|view|webclient)(/.*)?"
                    + "|(odoo|my|report|website|mail|discuss|calendar|shop|payment|longpolling)/.*)");

    /** Where methods are called: who reads the call says what it is. */
    private static final Pattern CALLS = Pattern.compile(
            "/jsonrpc|/xmlrpc/.*|/json/2/[^/]+/[^/]+|/web/session/authenticate|/web/dataset/call_(kw|button)(/.*)?");

    private final FakeServer server;
    private final Incoming incoming;
    private final Cookies cookies;
    private final RpcEndpoint rpc;
    private final XmlRpcEndpoint xmlRpc;
    private final SessionEndpoint session;
    private final Json2Endpoint json2;

    public FakeDispatcher(FakeServer server) {
        JsonRpc envelope = new JsonRpc(server.series());
        this.server = server;
        this.incoming = new Incoming(server);
        this.cookies = new Cookies(server);
        this.rpc = new RpcEndpoint(server, envelope);
        this.xmlRpc = new XmlRpcEndpoint(server);
        this.session = new SessionEndpoint(server, envelope, cookies);
        this.json2 = new Json2Endpoint(server);
    }

    @Override
    public MockResponse dispatch(RecordedRequest recorded) {
        Exchange exchange = new Exchange(server.traffic());
        HttpRequest request = new HttpRequest(recorded, exchange);
        HttpAnswer answer;
        try {
            answer = CALLS.matcher(request.path()).matches()
                    ? answer(request)
                    : exchange.run(incoming.plain(request), Refused.RPC, () -> answer(request));
        } catch (Exchange.Instead e) {
            return exchange.finish(e);
        } catch (UnsupportedByFakeException e) {
            String missing = String.valueOf(e.getMessage());
            answer = HttpAnswer.text(501, "text/plain; charset=utf-8", missing).reason(missing);
        } catch (NoTextException e) {
            answer = Html.error(
                    500,
                    "Internal Server Error",
                    "The server encountered an internal error and was unable to complete your request. Either the server is"
                            + " overloaded or there is an error in the application.");
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            answer = HttpAnswer.text(
                    500, "text/plain; charset=utf-8", "A fault of FakeOdoo, at " + request + ":\n" + trace);
        }
        exchange.log(incoming.plain(request));
        return exchange.finish(answer, !request.method().equals("HEAD"));
    }

    private HttpAnswer answer(HttpRequest request) {
        Scope scope = Scope.of(request, server);
        if (scope.contradictory()) {
            return Html.error(
                    403, "Forbidden", "Cannot use both the session_id cookie and the x-odoo-database header.");
        }
        List<String> path = request.segments();
        HttpAnswer answer = switch (path.isEmpty() ? "" : path.get(0)) {
            case "jsonrpc" -> path.size() == 1 ? rpc.answer(request) : null;
            case "xmlrpc" -> xmlRpc(request, path);
            case "json" -> json(request, scope, path);
            case "doc-bearer" -> documentation(request, scope, path);
            case "web" -> web(request, scope, request.path());
            default -> null;
        };
        return answer != null ? answer : unknown(request, scope);
    }

    private @Nullable HttpAnswer xmlRpc(HttpRequest request, List<String> path) {
        if (path.size() == 2) {
            return xmlRpc.answer(request, path.get(1), false);
        }
        return path.size() == 3 && path.get(1).equals("2") ? xmlRpc.answer(request, path.get(2), true) : null;
    }

    private @Nullable HttpAnswer web(HttpRequest request, Scope scope, String path) {
        return switch (path) {
            case "/web/webclient/version_info" -> session.version(request, scope);
            case "/web/database/list" -> session.databases(request, scope);
            case "/web/session/authenticate" -> session.authenticate(request, scope);
            case "/web/session/get_session_info" -> session.info(request, scope);
            case "/web/session/check" -> session.check(request, scope);
            case "/web/session/destroy" -> session.destroy(request, scope);
            case "/web/session/get_lang_list" -> session.languages(request, scope);
            case "/web/session/logout" -> session.logout(request, scope);
            case "/web/health" -> health(request);
            case "/web/version" -> version(scope);
            // There are no files of the web client's here.
            default -> path.startsWith("/web/static/") ? Html.notFound() : calls(request, scope, path);
        };
    }

    private @Nullable HttpAnswer calls(HttpRequest request, Scope scope, String path) {
        if (path.matches("/web/hook/[^/]+") && server.series().atLeast(Series.V17)) {
            return HookEndpoint.answer(request, scope, server.series());
        }
        if (path.matches("/web/(content|image)(/.*)?")) {
            return content(request, scope);
        }
        // What follows call_kw is for people who read logs.
        if (path.equals("/web/dataset/call_kw")) {
            return session.callKw(request, scope, path);
        }
        if (path.startsWith("/web/dataset/call_kw/")) {
            return session.callKw(request, scope, "/web/dataset/call_kw/&lt;path:path&gt;");
        }
        if (path.equals("/web/dataset/call_button")) {
            return session.callButton(request, scope, path);
        }
        return path.startsWith("/web/dataset/call_button/")
                ? session.callButton(request, scope, "/web/dataset/call_button/&lt;path:path&gt;")
                : null;
    }

    private HttpAnswer content(HttpRequest request, Scope scope) {
        if (scope.database() == null) {
            return Html.noDatabase(server.series());
        }
        Session session = scope.session();
        return ContentEndpoint.answer(
                request,
                session == null
                        ? null
                        : (model, method, args, kwargs) ->
                                session.database().call(session.uid(), model, method, args, kwargs));
    }

    private static HttpAnswer health(HttpRequest request) {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", "pass");
        String database = request.query("db_server_status");
        if (database != null && !database.isEmpty()) {
            health.put("db_server_status", true);
        }
        return HttpAnswer.text(200, "application/json", JsonWriter.write(health))
                .header("Cache-Control", "no-store")
                .nosniff();
    }

    private @Nullable HttpAnswer version(Scope scope) {
        if (!server.series().atLeast(Series.V19)) {
            return null;
        }
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("version_info", server.versionInfo());
        version.put("version", server.series().version());
        HttpAnswer answer = HttpAnswer.json(200, version);
        cookies.newSession(scope).forEach(cookie -> answer.header("Set-Cookie", cookie));
        return answer.nosniff();
    }

    private @Nullable HttpAnswer json(HttpRequest request, Scope scope, List<String> path) {
        Series series = server.series();
        if (!series.atLeast(Series.V18)) {
            return null;
        }
        boolean v19 = series.atLeast(Series.V19);
        if (v19 && request.path().equals("/json/version")) {
            return version(scope);
        }
        if (path.size() > 1 && path.get(1).equals("2")) {
            return v19 ? json2.call(request, scope) : login(request, scope);
        }
        if (path.size() > 2 && path.get(1).equals("1")) {
            if (scope.database() == null || request.bearer() != null) {
                return Html.notFound();
            }
            throw new UnsupportedByFakeException("the path " + request.path());
        }
        return v19 ? null : login(request, scope);
    }

    /** Series 18 sends who asks for {@code /json} without a session to the login page. */
    private HttpAnswer login(HttpRequest request, Scope scope) {
        if (scope.database() == null) {
            return Html.noDatabase(server.series());
        }
        if (scope.session() != null) {
            throw new UnsupportedByFakeException("the path " + request.path());
        }
        String target = URLEncoder.encode(request.path() + "?" + request.queryString(), StandardCharsets.UTF_8);
        return Html.redirect(303, "/web/login?redirect=" + target);
    }

    private @Nullable HttpAnswer documentation(HttpRequest request, Scope scope, List<String> path) {
        if (!server.series().atLeast(Series.V19)
                || path.size() != 2
                || !path.get(1).endsWith(".json")) {
            return null;
        }
        return json2.documentation(
                request, scope, path.get(1).substring(0, path.get(1).length() - ".json".length()));
    }

    private HttpAnswer unknown(HttpRequest request, Scope scope) {
        String path = request.path();
        if (KNOWN_TO_ODOO.matcher(path).matches()) {
            throw new UnsupportedByFakeException("the path " + path);
        }
        if (scope.database() == null) {
            return Html.noDatabase(server.series());
        }
        HttpAnswer page = Html.unknownPage().header("Set-Cookie", cookies.language());
        cookies.newSession(scope).forEach(cookie -> page.header("Set-Cookie", cookie));
        return page.nosniff();
    }
}
