package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testserver.CapturedLog;
import com.powerseller.odoo.testserver.RawServer;
import com.powerseller.odoo.testserver.RawServer.Exchange;
import com.powerseller.odoo.testserver.RawServer.Request;
import com.powerseller.odoo.testserver.RecordingSleeper;
import com.powerseller.odoo.testserver.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The password or API key shows up nowhere but in the request: no log line, no exception, no listener, no address. */
@Timeout(60)
class SecretsTest {
    private interface Answer {
        void to(Wire wire, Request request, Exchange exchange) throws Exception;
    }

    /** Whatever a server may answer, above all what it has just been sent. */
    private static Map<String, Answer> answers() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("success", (wire, request, exchange) -> exchange.answer(wire.ok(), wire.result(request, 7L)));
        answers.put("false", (wire, request, exchange) -> exchange.answer(wire.ok(), wire.result(request, false)));
        answers.put(
                "access denied",
                (wire, request, exchange) ->
                        wire.fault(request, exchange, "odoo.exceptions.AccessDenied", "Access Denied"));
        answers.put(
                "an error that quotes it",
                (wire, request, exchange) ->
                        wire.fault(request, exchange, "builtins.ValueError", "bad argument: " + Wire.SECRET));
        answers.put(
                "a conflict that quotes it",
                (wire, request, exchange) -> wire.fault(
                        request, exchange, "psycopg2.errors.SerializationFailure", "statement: " + Wire.SECRET));
        answers.put(
                "a page that repeats the request",
                (wire, request, exchange) -> exchange.answer(
                        "502 Bad Gateway\r\nContent-Type: text/html",
                        "<pre>" + request.headers() + request.body() + Wire.SECRET + "</pre>"));
        answers.put(
                "a login page that repeats the request",
                (wire, request, exchange) -> exchange.answer(
                        "403 Forbidden\r\nContent-Type: text/html", "<p>" + Wire.SECRET + request.body() + "</p>"));
        answers.put(
                "a redirect with it",
                (wire, request, exchange) -> exchange.answer(
                        "302 Found\r\nLocation: http://" + Wire.SECRET + "@127.0.0.2/?key=" + Wire.SECRET, ""));
        answers.put("an echo", (wire, request, exchange) -> exchange.answer(wire.ok(), request.body()));
        answers.put("the bare secret", (wire, request, exchange) -> exchange.answer(wire.ok(), Wire.SECRET));
        answers.put(
                "the secret as an element",
                (wire, request, exchange) -> exchange.answer(wire.ok(), "<" + Wire.SECRET + "/>"));
        answers.put(
                "no HTTP but the secret",
                (wire, request, exchange) -> exchange.write(Wire.SECRET + " " + Wire.SECRET + "\r\n\r\n")
                        .close());
        answers.put(
                "a header with it",
                (wire, request, exchange) -> exchange.write("HTTP/1.1 200 OK\r\n" + Wire.SECRET + "\r\n\r\n")
                        .close());
        answers.put(
                "a content type with it",
                (wire, request, exchange) -> exchange.answer("200 OK\r\nContent-Type: text/" + Wire.SECRET, "x"));
        answers.put("a long answer", (wire, request, exchange) -> exchange.answer(wire.ok(), " ".repeat(100_000)));
        answers.put("429", (wire, request, exchange) -> exchange.answer("429 No\r\nRetry-After: 1", Wire.SECRET));
        answers.put("nothing", (wire, request, exchange) -> exchange.close());
        answers.put("silence", (wire, request, exchange) -> exchange.awaitClient());
        return answers;
    }

    static Stream<Arguments> cases() {
        return Stream.of(Wire.values())
                .flatMap(wire -> answers().keySet().stream().map(name -> Arguments.of(wire, name)));
    }

    /** Everything that a program could print of a failure. */
    private static String everything(@Nullable Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable e = failure; e != null; e = e.getCause()) {
            text.append(CapturedLog.print(e)).append(e);
            if (e instanceof OdooException exception) {
                text.append(exception.call()).append(exception.call().url());
            }
            if (e instanceof OdooServerException answered) {
                text.append(answered.name())
                        .append(answered.serverMessage())
                        .append(answered.arguments())
                        .append(answered.traceback());
            }
        }
        return text.toString();
    }

    @AfterEach
    void stopListening() {
        CapturedLog.stop();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSecretAppearsNowhere(Wire wire, String name) throws Exception {
        Answer answer = Objects.requireNonNull(answers().get(name));
        StringBuilder seen = new StringBuilder();
        CallListener listener = new CallListener() {
            @Override
            public void onStart(CallDetails call) {
                seen.append(call);
            }

            @Override
            public void onRetry(CallDetails call, int attempt, OdooException failure, Duration wait) {
                seen.append(call).append(everything(failure));
            }

            @Override
            public void onEnd(CallDetails call, int attempts, Duration elapsed, @Nullable Throwable failure) {
                seen.append(call).append(everything(failure));
            }
        };
        CapturedLog.start();
        for (boolean login : List.of(true, false)) {
            try (RawServer server = new RawServer((request, exchange) -> {
                if (wire.isLogin(request) && !login) {
                    exchange.answer(wire.ok(), wire.result(request, 7L));
                } else {
                    answer.to(wire, request, exchange);
                }
            })) {
                OdooClient.Builder builder = wire.client(server.url())
                        .readTimeout(Duration.ofMillis(100))
                        .maxResponseBytes(50_000)
                        .retry(RetryPolicy.standard().withMaxAttempts(2))
                        .sleeper(new RecordingSleeper())
                        .listener(listener);
                try (OdooClient client = builder.build()) {
                    seen.append(everything(
                            catchThrowable(() -> client.call("res.partner", "search_count", List.of(List.of())))));
                    seen.append(everything(catchThrowable(client::uid)));
                    seen.append(everything(catchThrowable(client::version)));
                    seen.append(everything(catchThrowable(
                            () -> client.call("res.partner", "do_it", List.of(List.of(1L), Wire.SECRET)))));
                    seen.append(everything(catchThrowable(
                            () -> client.call("res.partner", "write", List.of(Double.NaN, Wire.SECRET)))));
                    seen.append(client).append(client.context());
                }
                seen.append(String.valueOf((Object) builder));
                server.requests().forEach(request -> seen.append(request.path()));
            }
        }
        List<String> log = CapturedLog.stop();

        assertThat(log).as("the log is captured").isNotEmpty();
        assertThat(seen.toString()).doesNotContain(Wire.SECRET);
        assertThat(log).noneMatch(line -> line.contains(Wire.SECRET));
    }

    @Test
    void credentialsShowWhoAndNotTheSecret() {
        assertThat(Credentials.apiKey("me@acme.com", "key")).hasToString("API key of me@acme.com");
        assertThat(Credentials.apiKey("key")).hasToString("API key");
        assertThat(Credentials.password("me@acme.com", "hunter2")).hasToString("password of me@acme.com");
        assertThat(Credentials.password("me@acme.com", "hunter2").secret()).isEqualTo("hunter2");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void valuesOfFieldsNamedLikeSecretsAreNotLogged(Wire wire) throws Exception {
        CapturedLog.start();
        try (RawServer server = new RawServer((request, exchange) -> exchange.answer(
                        wire.ok(),
                        wire.result(
                                request,
                                wire.isLogin(request)
                                        ? (Object) 7L
                                        : Map.of("visible", "shown", "access_token", "HIDDEN"))));
                OdooClient client = wire.client(server.url()).build()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("name", "shown");
            for (String field : List.of(
                    "password",
                    "new_password",
                    "passwd",
                    "api_key",
                    "apiKey",
                    "secret",
                    "client_secret",
                    "token",
                    "oauth_access_token",
                    "private_key",
                    "otp_code",
                    "acc_number",
                    "iban",
                    "PASSWORD")) {
                values.put(field, "HIDDEN");
            }
            client.call("res.users", "write", List.of(List.of(1L), values));
            client.call("res.users", "create", List.of(List.of(Map.of("nested", List.of(values)))));
            client.call("res.users", "search", List.of(List.of(List.of("password", "=", "HIDDEN"))));
            client.call("res.users", "write", List.of(List.of(1L)), Map.of("context", Map.of("token", "HIDDEN")));
            client.call("ir.config_parameter", "create", List.of(List.of(Map.of("key", "x", "value", "HIDDEN"))));
            client.call("res.users.apikeys", "create", List.of(List.of(Map.of("name", "x", "value", "HIDDEN"))));
            client.call("res.users", "change_password", List.of(), Map.of("old", "HIDDEN", "new", "HIDDEN"));
        }
        List<String> log = CapturedLog.stop();
        assertThat(log).anyMatch(line -> line.startsWith("TRACE") && line.contains("shown"));
        assertThat(log).noneMatch(line -> line.contains("HIDDEN"));
    }

    @Test
    void longValuesAreNotLogged() throws Exception {
        CapturedLog.start();
        try (RawServer server = new RawServer(
                        (request, exchange) -> exchange.answer(Wire.JSON2.ok(), "\"" + "y".repeat(100_000) + "\""));
                OdooClient client = Wire.JSON2.client(server.url()).build()) {
            List<Object> many = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                many.add("text " + i);
            }
            client.call("res.partner", "write", List.of(List.of(1L), Map.of("image", new byte[100_000], "many", many)));
        }
        assertThat(CapturedLog.stop()).allSatisfy(line -> assertThat(line).hasSizeLessThan(3_000));
    }

    /** What calls throw when a server answers each with this. */
    private static String failures(Wire wire, String secret, String head, String body) throws Exception {
        StringBuilder seen = new StringBuilder();
        try (RawServer server = new RawServer((request, exchange) -> exchange.answer(head, body));
                OdooClient client = wire.client(server.url())
                        .credentials(
                                wire == Wire.JSON2
                                        ? Credentials.apiKey(secret)
                                        : Credentials.password("me@acme.com", secret))
                        .retry(RetryPolicy.none())
                        .build()) {
            seen.append(
                    everything(catchThrowable(() -> client.call("res.partner", "search_count", List.of(List.of())))));
        }
        return seen.toString();
    }

    private static final String PAGE = "502 Bad Gateway\r\nContent-Type: text/html";

    @ParameterizedTest
    @EnumSource(Wire.class)
    void noPartOfTheSecretIsQuotedOfAPageThatIsCut(Wire wire) throws Exception {
        String secret = "K7".repeat(3) + "f09a1b22c83d4e5f60718293a4b5c6d7e8";
        for (int before : List.of(150, 162, 165, 190, 193, 2_010, 2_040)) {
            String start = before < 1_000 ? "y".repeat(before) : "<b>" + " ".repeat(before);
            String seen = failures(wire, secret, PAGE, start + secret + " and more ".repeat(50));
            assertThat(seen).contains("HTTP 502").doesNotContain(secret.substring(0, 8));
        }
        assertThat(failures(wire, secret, PAGE, "y".repeat(100))).contains("yyyy");
        String tagged = "abcdef<ghijklmno>pqrstuvw";
        assertThat(failures(wire, tagged, PAGE, tagged))
                .doesNotContain("abcdef")
                .doesNotContain("pqrstuvw");
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.class,
            names = {"JSON_RPC", "XML_RPC"}) // JSON-2 takes keys only, which have no such characters
    void theSecretIsRecognizedHoweverItIsWritten(Wire wire) throws Exception {
        String secret = "pä\"s\\w/o <r>&d's";
        List<String> written = List.of(
                "pä\\\"s\\\\w/o <r>&d's",
                "p\\u00e4\\\"s\\\\w/o <r>&d's",
                "pä\\\"s\\\\w\\/o <r>&d's",
                "pä\"s\\\\w/o <r>&d\\'s",
                "pä&quot;s\\w/o &lt;r&gt;&amp;d&#x27;s",
                "pä&#34;s\\w/o &lt;r&gt;&amp;d&#39;s",
                "p%C3%A4%22s%5Cw%2Fo+%3Cr%3E%26d%27s",
                "p%c3%a4%22s%5cw/o%20%3cr%3e%26d%27s",
                base64(secret),
                base64("me:" + secret),
                base64("you:" + secret + "!"),
                base64("them:" + secret + "!!"));
        for (String form : written) {
            assertThat(failures(wire, secret, PAGE, "you sent " + form))
                    .contains("HTTP 502")
                    .doesNotContain(form);
            assertThat(failures(wire, secret, wire.ok(), form)).doesNotContain(form);
            StringBuilder fault = new StringBuilder();
            try (RawServer server = new RawServer((request, exchange) ->
                            wire.fault(request, exchange, "builtins.ValueError", "bad argument: " + form));
                    OdooClient client = wire.client(server.url())
                            .credentials(Credentials.password("me@acme.com", secret))
                            .build()) {
                fault.append(everything(
                        catchThrowable(() -> client.call("res.partner", "search_count", List.of(List.of())))));
            }
            assertThat(fault.toString()).contains("bad argument").doesNotContain(form);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void noPageIsQuotedWhereTheSecretIsShort(Wire wire) throws Exception {
        assertThat(failures(wire, "qzxj", PAGE, "<p>you sent qzxj</p>"))
                .contains("HTTP 502")
                .doesNotContain("qzxj")
                .doesNotContain("you sent");
        assertThat(failures(wire, "qzxj", wire.ok(), "qzxj")).doesNotContain("qzxj");
    }

    @Test
    void noValueCanForgeALineOfTheLog() throws Exception {
        CapturedLog.start();
        try (RawServer server = new RawServer(
                        (request, exchange) -> exchange.answer(Wire.JSON2.ok(), "\"a\\nWARN forged\\u009b\""));
                OdooClient client = Wire.JSON2.client(server.url()).build()) {
            client.call(
                    "res.partner",
                    "write",
                    List.of(List.of(1L), Map.of("na\nme", "x\r\nERROR forged\t\u001b[2J\u0085\u2028\u202e")));
        }
        List<String> log = CapturedLog.stop();
        assertThat(log)
                .anyMatch(line -> line.contains("na\\nme=x\\r\\nERROR forged\\t\\u001b[2J\\u0085\\u2028\\u202e"))
                .anyMatch(line -> line.contains("a\\nWARN forged\\u009b"));
        assertThat(log)
                .allSatisfy(line -> assertThat(line.chars())
                        .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x202e));
    }
}
