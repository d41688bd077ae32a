package com.powerseller.odoo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Web sessions as the browser's code uses them. */
class SessionsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-02-28T12:00:00Z"));
    private final FakeOdoo fake =
            TestSchemas.start(FakeOdoo.builder().series("19.0").clock(now::get));

    @AfterEach
    void stop() {
        fake.close();
    }

    private HttpResponse<String> post(String path, String params, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(fake.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\": 7, \"params\": " + params + "}"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> login(String password) throws Exception {
        return post(
                "/web/session/authenticate",
                "{\"db\": \"demo\", \"login\": \"admin\", \"password\": \"" + password + "\"}");
    }

    private String session() throws Exception {
        String cookie = login("admin").headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private String count(String... headers) throws Exception {
        return post(
                        "/web/dataset/call_kw/x_project/search_count",
                        "{\"model\": \"x_project\", \"method\": \"search_count\", \"args\": [[]], \"kwargs\": {}}",
                        headers)
                .body();
    }

    @Test
    void aCookieCallsMethods() throws Exception {
        String cookie = session();

        assertThat(count("Cookie", "other=1; " + cookie)).isEqualTo("{\"jsonrpc\": \"2.0\", \"id\": 7, \"result\": 0}");
        assertThat(count()).contains("\"id\": null", "\"code\": 100", "odoo.http.SessionExpiredException");
    }

    @Test
    void aSessionEndsWhenTheUserLeaves() throws Exception {
        String cookie = session();

        assertThat(post("/web/session/destroy", "{}", "Cookie", cookie).body())
                .isEqualTo("{\"jsonrpc\": \"2.0\", \"id\": 7}");
        assertThat(count("Cookie", cookie)).contains("SessionExpiredException");
    }

    @Test
    void aSessionEndsWithTheLinkOfTheMenu() throws Exception {
        String cookie = session();
        HttpRequest link = HttpRequest.newBuilder(URI.create(fake.url() + "/web/session/logout"))
                .header("Cookie", cookie)
                .build();

        HttpResponse<String> answer = HTTP.send(link, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/odoo");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .satisfiesExactly(
                        cids -> assertThat(cids).startsWith("cids=;"),
                        next -> assertThat(next).startsWith("session_id=").doesNotContain(cookie));
        assertThat(count("Cookie", cookie)).contains("SessionExpiredException");
    }

    @Test
    void aSessionEndsAWeekAfterItsLastUse() throws Exception {
        String cookie = session();

        now.updateAndGet(time -> time.plus(Duration.ofDays(7)));
        assertThat(count("Cookie", cookie)).contains("\"result\": 0");
        now.updateAndGet(time -> time.plus(Duration.ofDays(7)).plusSeconds(1));
        assertThat(count("Cookie", cookie)).contains("SessionExpiredException");
    }

    @Test
    void loggingInAgainEndsTheSessionBefore() throws Exception {
        String cookie = session();

        post(
                "/web/session/authenticate",
                "{\"db\": \"demo\", \"login\": \"admin\", \"password\": \"admin\"}",
                "Cookie",
                cookie);

        assertThat(count("Cookie", cookie)).contains("SessionExpiredException");
    }

    @Test
    void anApiKeyDoesNotLogIn() throws Exception {
        assertThat(login("fake-api-key").body()).contains("odoo.exceptions.AccessDenied");
    }

    @Test
    void afterTenFailuresNobodyGetsInForAMinute() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(login("wrong").body()).contains("\"Access Denied\"");
        }

        assertThat(login("admin").body()).contains("Too many login failures");
        now.updateAndGet(time -> time.plusSeconds(59));
        assertThat(login("admin").body()).contains("Too many login failures");
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(login("admin").body()).contains("\"uid\": 2");
        assertThat(login("wrong").body()).contains("\"Access Denied\"");
    }

    @Test
    void sessionAndHeaderMustNameTheSameDatabase() throws Exception {
        String cookie = session();

        assertThat(count("Cookie", cookie, "X-Odoo-Database", "demo")).contains("\"result\": 0");
        assertThat(post("/web/session/check", "{}", "Cookie", cookie, "X-Odoo-Database", "other")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsMissingIsNamedOverEveryProtocol() throws Exception {
        String missing = "FakeOdoo does not support the method web_resequence of x_project:"
                + " give the model a behaviour with that method, if its Odoo has it";
        String kw = "\"x_project\", \"web_resequence\", [[1]]";
        String xml = "<methodCall><methodName>execute</methodName><params>"
                + "<param><value>demo</value></param><param><value><int>2</int></value></param>"
                + "<param><value>admin</value></param><param><value>x_project</value></param>"
                + "<param><value>web_resequence</value></param><param><value><array><data><value><int>1</int></value></data></array></value></param></params></methodCall>";

        HttpResponse<String> json = post(
                "/jsonrpc",
                "{\"service\": \"object\", \"method\": \"execute_kw\", \"args\": [\"demo\", 2, \"admin\", " + kw
                        + "]}");
        assertThat(json.statusCode()).isEqualTo(501);
        assertThat(json.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(json.body()).isEqualTo(missing);
        assertThat(post(
                                "/web/dataset/call_kw",
                                "{\"model\": \"x_project\", \"method\": \"web_resequence\", \"args\": [[1]], \"kwargs\": {}}",
                                "Cookie",
                                session())
                        .body())
                .isEqualTo(missing);
        assertThat(send("/json/2/x_project/web_resequence", "{\"ids\": [1]}", "application/json"))
                .isEqualTo(missing);
        assertThat(send("/xmlrpc/2/object", xml, "text/xml")).isEqualTo(missing);
        assertThat(send("/xmlrpc/object", xml, "text/xml")).isEqualTo(missing);
        assertThat(send("/web/action/load", "{}", "application/json"))
                .isEqualTo("FakeOdoo does not support the path /web/action/load");
    }

    private String send(String path, String body, String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fake.url() + path))
                .headers("Content-Type", type, "Authorization", "Bearer fake-api-key")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
