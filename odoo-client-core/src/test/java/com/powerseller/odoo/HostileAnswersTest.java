package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.powerseller.odoo.error.CallTimeoutException;
import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.RateLimitedException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testserver.RawServer.Exchange;
import com.powerseller.odoo.testserver.RawServer.Request;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a server, a proxy or an attacker answers, the caller gets one exception that says what it was and whether the call may have run; the client stays
 * usable, and gives its connections back.
 */
@Timeout(60)
class HostileAnswersTest {
    private static final String HTML =
            "<html><head><script>var x=1</script></head><body><h1>It is not me</h1></body></html>";
    private static final int DEEP = 100_000;
    private static final Duration READ_TIMEOUT = Duration.ofMillis(700);
    private static final Duration CALL_TIMEOUT = Duration.ofMillis(100);

    /** What a server does to a call. */
    private interface Misdeed {
        void to(Wire wire, Request request, Exchange exchange) throws Exception;
    }

    private record Hostile(
            String name,
            Set<Wire> wires,
            Class<? extends OdooTransportException> expected,
            boolean mayHaveExecuted,
            @Nullable Duration readTimeout,
            @Nullable Duration callTimeout,
            Misdeed misdeed) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The two ways in which results are decoded. */
    private enum Decoding {
        ANY {
            @Override
            @Nullable Object call(OdooClient client) {
                return client.call("res.partner", "write", List.of(List.of(1L), Map.of("name", "x")));
            }
        },
        ROWS {
            @Override
            Object call(OdooClient client) {
                return client.model("res.partner")
                        .search()
                        .select("name", "child_ids")
                        .list();
            }
        };

        abstract @Nullable Object call(OdooClient client);
    }

    private static final class Cases {
        private final List<Hostile> all = new ArrayList<>();

        void add(
                String name,
                Set<Wire> wires,
                Class<? extends OdooTransportException> expected,
                boolean may,
                Misdeed misdeed) {
            all.add(new Hostile(name, wires, expected, may, null, null, misdeed));
        }

        /** Slow beyond a limit. The limit of silence holds for the calls before and after too, so it is not too short for a busy machine. */
        void slow(String name, @Nullable Duration readTimeout, @Nullable Duration callTimeout, Misdeed misdeed) {
            all.add(new Hostile(name, ALL, CallTimeoutException.class, true, readTimeout, callTimeout, misdeed));
        }

        /** A page, or nothing, instead of an answer. */
        void page(String name, String head, String body, boolean may) {
            add(
                    name,
                    ALL,
                    UnexpectedResponseException.class,
                    may,
                    (wire, request, exchange) -> exchange.answer(head, body));
        }

        /** A body of the right type that is not an answer. */
        void malformed(String name, Set<Wire> wires, Body body) {
            add(
                    name,
                    wires,
                    MalformedResponseException.class,
                    true,
                    (wire, request, exchange) -> exchange.answer(wire.ok(), body.of(wire, request)));
        }

        void broken(String name, Misdeed misdeed) {
            add(name, ALL, ConnectionException.class, true, misdeed);
        }
    }

    private interface Body {
        byte[] of(Wire wire, Request request);
    }

    private static final Set<Wire> ALL = EnumSet.allOf(Wire.class);
    private static final Set<Wire> JSON = EnumSet.of(Wire.JSON_RPC, Wire.JSON2);
    private static final Set<Wire> JSON_RPC = EnumSet.of(Wire.JSON_RPC);
    private static final Set<Wire> XML = EnumSet.of(Wire.XML_RPC);
    private static final Set<Wire> NOT_JSON2 = EnumSet.of(Wire.JSON_RPC, Wire.XML_RPC);

    private static Body text(String text) {
        return (wire, request) -> utf8(text);
    }

    /** An answer around a value in the protocol's notation. */
    private static Body value(String value) {
        return (wire, request) -> utf8(wire.raw(request, value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String goodBody(Wire wire, Request request) {
        return wire.result(request, List.of(Map.of("id", 1L, "name", "Azure — 中文 😀", "child_ids", List.of(1L, 2L))));
    }

    private static List<Hostile> cases() {
        Cases cases = new Cases();
        pages(cases);
        framing(cases);
        slowness(cases);
        json(cases);
        jsonRpc(cases);
        xml(cases);
        return cases.all;
    }

    private static void pages(Cases cases) {
        String html = "\r\nContent-Type: text/html; charset=utf-8";
        cases.page("HTML with 200", "200 OK" + html, HTML, true);
        cases.page("XHTML with 200", "200 OK\r\nContent-Type: application/xhtml+xml", HTML, true);
        cases.page("HTML with 500", "500 Oops" + html, HTML, true);
        cases.page("HTML with 502", "502 Bad Gateway" + html, HTML, true);
        cases.page("HTML with 503", "503 Unavailable" + html, HTML, true);
        cases.page("HTML with 503 to be retried at once", "503 Unavailable\r\nRetry-After: 0" + html, HTML, true);
        cases.page("HTML with 504", "504 Timeout" + html, HTML, true);
        cases.page("HTML with 408", "408 Request Timeout" + html, HTML, true);
        cases.page("HTML with an unknown status", "799 What" + html, HTML, true);
        for (String status :
                List.of("400 Bad", "401 Login", "404 None", "405 No", "407 Proxy Login", "413 Long", "415 Type")) {
            cases.page("HTML with " + status, status + html, HTML, false);
        }
        cases.page("403, which may be about the answer", "403 No" + html, HTML, true);
        cases.page("401 with a challenge", "401 Login\r\nWWW-Authenticate: Basic realm=\"x\"" + html, HTML, false);
        cases.page("407 with a challenge", "407 Login\r\nProxy-Authenticate: Basic realm=\"x\"" + html, HTML, false);
        for (String status : List.of("301", "302", "303", "307", "308")) {
            cases.page(
                    "redirect " + status + " to the login page",
                    status + " Elsewhere\r\nLocation: /web/login?redirect=%2Fjson" + html,
                    HTML,
                    false);
        }
        cases.page("redirect to nowhere", "302 Elsewhere" + html, "", false);
        cases.page("redirect to nonsense", "302 Elsewhere\r\nLocation: http://[::1" + html, "", false);
        cases.page("204", "204 No Content", "", true);
        cases.page("205", "205 Reset", "", true);
        cases.page("no content type", "200 OK", "{}", true);
        cases.page("an image", "200 OK\r\nContent-Type: image/png", "\u0089PNG", true);
        cases.page("502 without a body", "502 Bad Gateway", "", true);
        cases.page(
                "502 that says it is JSON and is empty", "502 Bad Gateway\r\nContent-Type: application/json", "", true);
        cases.page("502 that says it is JSON and is HTML", "502 Bad\r\nContent-Type: application/json", HTML, true);
        cases.page(
                "403 with another program's JSON", "403 No\r\nContent-Type: application/json", "{\"error\":1}", true);
        cases.add(
                "421",
                ALL,
                UnexpectedResponseException.class,
                true,
                (wire, request, exchange) -> exchange.answer("421 Misdirected" + html, HTML));
        for (String wait : List.of("", "\r\nRetry-After: 7", "\r\nRetry-After: soon", "\r\nRetry-After: -1")) {
            for (String type : List.of("text/html", "application/json", "text/xml")) {
                cases.add(
                        "429 as " + type + wait.replace("\r\n", ", "),
                        ALL,
                        RateLimitedException.class,
                        false,
                        (wire, request, exchange) ->
                                exchange.answer("429 Too Many\r\nContent-Type: " + type + wait, ""));
            }
        }
        cases.add(
                "429 as an Odoo error",
                ALL,
                RateLimitedException.class,
                false,
                (wire, request, exchange) -> exchange.answer(
                        "429 Too Many\r\nContent-Type: application/json",
                        "{\"name\":\"werkzeug.exceptions.TooManyRequests\",\"message\":\"slow down\"}"));
    }

    private static void framing(Cases cases) {
        cases.broken("closes at once", (wire, request, exchange) -> exchange.close());
        cases.broken("resets at once", (wire, request, exchange) -> exchange.reset());
        cases.broken(
                "closes in the status line",
                (wire, request, exchange) -> exchange.write("HTTP/1.1 20").close());
        cases.broken(
                "closes in the headers",
                (wire, request, exchange) ->
                        exchange.write("HTTP/1.1 200 OK\r\nContent-Ty").close());
        cases.broken("fewer bytes than announced", (wire, request, exchange) -> {
            byte[] body = utf8(goodBody(wire, request));
            exchange.write("HTTP/1.1 " + wire.ok() + "\r\nContent-Length: " + (body.length + 100) + "\r\n\r\n")
                    .write(body)
                    .close();
        });
        cases.broken("half of the bytes announced", (wire, request, exchange) -> {
            byte[] body = utf8(goodBody(wire, request));
            exchange.write("HTTP/1.1 " + wire.ok() + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .write(Arrays.copyOf(body, body.length / 2))
                    .close();
        });
        cases.broken("reset in the body", (wire, request, exchange) -> {
            byte[] body = utf8(goodBody(wire, request));
            exchange.write("HTTP/1.1 " + wire.ok() + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .write(Arrays.copyOf(body, body.length / 2))
                    .reset();
        });
        cases.broken(
                "chunks that stop",
                (wire, request, exchange) -> exchange.write(chunkedHead(wire))
                        .write(chunk(goodBody(wire, request).substring(0, 1)))
                        .close());
        cases.broken(
                "a chunk that is cut",
                (wire, request, exchange) -> exchange.write(chunkedHead(wire))
                        .write("ff\r\n" + wire.before(request))
                        .close());
        cases.broken(
                "a chunk of nonsense length",
                (wire, request, exchange) -> exchange.write(chunkedHead(wire))
                        .write("zz\r\n" + goodBody(wire, request))
                        .close());
        cases.broken(
                "no HTTP at all",
                (wire, request, exchange) ->
                        exchange.write("SSH-2.0-OpenSSH_9.6\r\n").close());
        cases.broken(
                "binary instead of HTTP",
                (wire, request, exchange) ->
                        exchange.write(new byte[] {21, 3, 1, 0, 2, 2, 80}).close());
        cases.broken(
                "a status that is no number",
                (wire, request, exchange) ->
                        exchange.write("HTTP/1.1 abc OK\r\n\r\n").close());
        cases.broken(
                "a megabyte of status line",
                (wire, request, exchange) ->
                        exchange.write("HTTP/1.1 200 " + "x".repeat(1 << 20)).close());
        cases.broken(
                "a header of a megabyte",
                (wire, request, exchange) -> exchange.write(
                                "HTTP/1.1 " + wire.ok() + "\r\nX-Long: " + "x".repeat(1 << 20) + "\r\n\r\n")
                        .close());
        cases.broken(
                "100,000 headers",
                (wire, request, exchange) -> exchange.write(
                                "HTTP/1.1 " + wire.ok() + "\r\n" + "X-Many: 1\r\n".repeat(100_000) + "\r\n")
                        .close());
        cases.broken("204 with a body", (wire, request, exchange) -> exchange.answer("204 No Content", "{}"));
        cases.add("1xx for ever", ALL, ConnectionException.class, true, (wire, request, exchange) -> {
            while (true) {
                exchange.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(100));
            }
        });
        cases.add(
                "gzip that is none",
                ALL,
                MalformedResponseException.class,
                true,
                (wire, request, exchange) ->
                        exchange.answer(wire.ok() + "\r\nContent-Encoding: gzip", goodBody(wire, request)));
        cases.add("gzip that is cut", ALL, OdooTransportException.class, true, (wire, request, exchange) -> {
            byte[] zipped = gzip(goodBody(wire, request));
            exchange.answer(wire.ok() + "\r\nContent-Encoding: gzip", Arrays.copyOf(zipped, zipped.length / 2));
        });
        cases.add(
                "an encoding that nobody asked for",
                ALL,
                MalformedResponseException.class,
                true,
                (wire, request, exchange) ->
                        exchange.answer(wire.ok() + "\r\nContent-Encoding: br", new byte[] {1, 2, 3, 4, 5}));
    }

    private static void slowness(Cases cases) {
        cases.slow("never answers", READ_TIMEOUT, null, (wire, request, exchange) -> exchange.awaitClient());
        cases.slow(
                "stops in the headers",
                READ_TIMEOUT,
                null,
                (wire, request, exchange) ->
                        exchange.write("HTTP/1.1 200 OK\r\nContent-").awaitClient());
        cases.slow(
                "stops in the body",
                READ_TIMEOUT,
                null,
                (wire, request, exchange) -> exchange.write(
                                "HTTP/1.1 " + wire.ok() + "\r\nContent-Length: 1000\r\n\r\n" + wire.before(request))
                        .awaitClient());
        cases.slow(
                "headers byte by byte",
                null,
                CALL_TIMEOUT,
                (wire, request, exchange) ->
                        trickle(exchange, "HTTP/1.1 " + wire.ok() + "\r\nX: " + "x".repeat(100_000)));
        cases.slow("body byte by byte", null, CALL_TIMEOUT, (wire, request, exchange) -> {
            exchange.write("HTTP/1.1 " + wire.ok() + "\r\nContent-Length: 100000\r\n\r\n" + wire.before(request));
            trickle(exchange, " ".repeat(100_000));
        });
        cases.all.add(new Hostile(
                "never ends a page",
                ALL,
                UnexpectedResponseException.class,
                true,
                READ_TIMEOUT,
                null,
                (wire, request, exchange) -> exchange.write(
                                "HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<html>")
                        .awaitClient()));
    }

    private static void trickle(Exchange exchange, String text) throws Exception {
        for (int i = 0; i < text.length(); i++) {
            exchange.write(text.substring(i, i + 1)).pause(20);
        }
    }

    private static void json(Cases cases) {
        cases.malformed("an empty body", ALL, text(""));
        cases.malformed("white space", ALL, text("  \n "));
        cases.malformed("HTML that says it is data", ALL, text(HTML));
        cases.malformed("the other protocol's notation", JSON, text(Wire.xmlFault(1, "x")));
        cases.malformed("the other protocol's notation", XML, text("{\"jsonrpc\":\"2.0\",\"result\":1}"));
        cases.malformed("a null body", NOT_JSON2, text("null"));
        cases.malformed("a bare NUL", ALL, text("\0"));
        cases.malformed(
                "a second answer", ALL, (wire, request) -> utf8(goodBody(wire, request) + goodBody(wire, request)));
        cases.malformed("garbage after the answer", ALL, (wire, request) -> utf8(goodBody(wire, request) + "\nfin"));
        cases.malformed("a NUL after the answer", ALL, (wire, request) -> utf8(goodBody(wire, request) + "\0"));
        cases.malformed("a broken UTF-8 sequence", ALL, (wire, request) -> withBytes(wire, request, 0xC3, 0x28));
        cases.malformed("a lone continuation byte", ALL, (wire, request) -> withBytes(wire, request, 0xA0));
        cases.malformed("Latin-1", ALL, (wire, request) -> withBytes(wire, request, 0xE9));
        cases.malformed("a byte that UTF-8 has not", ALL, (wire, request) -> withBytes(wire, request, 0xFF));
        cases.malformed("a control character in a string", ALL, (wire, request) -> withBytes(wire, request, 1));
        for (String open : List.of("[", "{\"a\":", "[{\"a\":", "[[")) {
            cases.malformed(
                    DEEP + " levels of " + open,
                    JSON,
                    (wire, request) -> utf8(wire.before(request) + open.repeat(DEEP)));
        }
        cases.malformed(
                DEEP + " levels in a row",
                JSON,
                (wire, request) -> utf8(wire.before(request) + "[{\"id\":1,\"name\":" + "[".repeat(DEEP)));
        cases.malformed("an integer of 5,000 digits", JSON, value("9".repeat(5_000)));
        cases.malformed("a float of 5,000 digits", JSON, value("0." + "9".repeat(5_000)));
        cases.malformed("an unknown word", JSON, value("nul"));
        cases.malformed("single quotes", JSON, value("'x'"));
        cases.malformed("a comment", JSON, value("/* x */ 1"));
        cases.malformed("a trailing comma", JSON, value("[1,]"));
        cases.malformed("a missing value", JSON, value("[,1]"));
    }

    private static byte[] withBytes(Wire wire, Request request, int... bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String string = wire.encoded("text");
        int middle = string.indexOf("text") + 2;
        String row =
                wire.isJson() ? "[{\"id\":1,\"name\":" : "<value><array><data><value><struct><member><name>name</name>";
        body.writeBytes(utf8(wire.before(request) + row + string.substring(0, middle)));
        for (int b : bytes) {
            body.write(b);
        }
        String rowEnd = wire.isJson() ? "}]" : "</member></struct></value></data></array></value>";
        body.writeBytes(utf8(string.substring(middle) + rowEnd + wire.after()));
        return body.toByteArray();
    }

    private static void jsonRpc(Cases cases) {
        cases.malformed(
                "the id of another request", JSON_RPC, text("{\"jsonrpc\":\"2.0\",\"id\":\"zz-99\",\"result\":[]}"));
        cases.malformed("an id of another type", JSON_RPC, text("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[]}"));
        cases.malformed("a result without an id", JSON_RPC, text("{\"jsonrpc\":\"2.0\",\"result\":[]}"));
        cases.malformed("a result with a null id", JSON_RPC, text("{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":[]}"));
        cases.malformed("neither, without an id", JSON_RPC, text("{\"jsonrpc\":\"2.0\"}"));
        cases.malformed("an empty object", JSON_RPC, text("{}"));
        cases.malformed("an array", JSON_RPC, (wire, request) -> utf8("[" + goodBody(wire, request) + "]"));
        cases.malformed(
                "an error of another request",
                JSON_RPC,
                text(
                        "{\"id\":\"zz-9\",\"error\":{\"data\":{\"name\":\"odoo.exceptions.UserError\",\"message\":\"x\"}}}"));
        for (String error : List.of("null", "\"x\"", "[]", "{}", "{\"data\":null}", "{\"data\":{\"name\":1}}")) {
            cases.malformed(
                    "an error that is " + error,
                    JSON_RPC,
                    (wire, request) -> utf8("{\"id\":\"" + Wire.id(request) + "\",\"error\":" + error + "}"));
        }
        for (String place : List.of("error", "id", "result", "unknown")) {
            cases.malformed(
                    DEEP + " levels in '" + place + "'", JSON_RPC, text("{\"" + place + "\":" + "[".repeat(DEEP)));
        }
    }

    private static void xml(Cases cases) {
        String deepArray = "<value><array><data>";
        String deepStruct = "<value><struct><member><name>a</name>";
        cases.malformed(DEEP + " arrays", XML, (wire, request) -> utf8(wire.before(request) + deepArray.repeat(DEEP)));
        cases.malformed(
                DEEP + " structs", XML, (wire, request) -> utf8(wire.before(request) + deepStruct.repeat(DEEP)));
        cases.malformed(
                DEEP + " arrays in a row",
                XML,
                (wire, request) -> utf8(wire.before(request) + deepArray + deepStruct + deepArray.repeat(DEEP)));
        cases.malformed(DEEP + " arrays in a fault", XML, text("<methodResponse><fault>" + deepArray.repeat(DEEP)));
        cases.malformed(DEEP + " elements of any name", XML, text("<a>".repeat(DEEP)));
        cases.malformed(
                "a document type",
                XML,
                (wire, request) -> utf8(
                        "<!DOCTYPE methodResponse>" + wire.result(request, 1L).replace("<?xml version='1.0'?>", "")));
        cases.malformed(
                "an internal DTD",
                XML,
                text(
                        "<!DOCTYPE r [<!ELEMENT r ANY><!ENTITY e 'x'>]><methodResponse><params><param><value>&e;</value></param></params></methodResponse>"));
        cases.malformed("billion laughs", XML, text(billionLaughs()));
        cases.malformed(
                "quadratic blowup",
                XML,
                text("<!DOCTYPE r [<!ENTITY e '" + "x".repeat(50_000) + "'>]><methodResponse><params><param><value>"
                        + "&e;".repeat(50_000)));
        cases.malformed("an undeclared entity", XML, value("<value>&lol;</value>"));
        cases.malformed("a processing instruction", XML, value("<value><?php echo 1 ?>1</value>"));
        cases.malformed(
                "a processing instruction before the answer",
                XML,
                (wire, request) -> utf8("<?xml-stylesheet href='http://127.0.0.1/x'?>"
                        + wire.result(request, 1L).replace("<?xml version='1.0'?>", "")));
        cases.malformed(
                "a processing instruction after the answer",
                XML,
                (wire, request) -> utf8(wire.result(request, 1L) + "<?x y?>"));
        cases.malformed("a character reference to nothing", XML, value("<value><string>&#0;</string></value>"));
        cases.malformed("tags that cross", XML, value("<value><string><int></string></int></value>"));
        cases.malformed("a value too few", XML, value(""));
        cases.malformed("a value too many", XML, value("<value/><value/>"));
        cases.malformed("two params", XML, value("<value/></param><param><value/>"));
        cases.malformed("an unknown element", XML, value("<value><float>1</float></value>"));
        cases.malformed(
                "an Apache extension",
                XML,
                value(
                        "<value><ex:dateTime xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'>x</ex:dateTime></value>"));
        cases.malformed("text in an integer", XML, value("<value><int>x</int></value>"));
        cases.malformed("an empty integer", XML, value("<value><int/></value>"));
        cases.malformed(
                "an integer of 5,000 digits", XML, value("<value><int>" + "9".repeat(5_000) + "</int></value>"));
        cases.malformed(
                "an integer of 3,000,000 digits",
                XML,
                value("<value><int>" + "9".repeat(3_000_000) + "</int></value>"));
        cases.malformed(
                "a float of 5,000 digits", XML, value("<value><double>0." + "9".repeat(5_000) + "</double></value>"));
        cases.malformed("a Java float", XML, value("<value><double>0x1.8p1d</double></value>"));
        cases.malformed("a boolean of text", XML, value("<value><boolean>true</boolean></value>"));
        cases.malformed(
                "a datetime of another form", XML, value("<value><dateTime.iso8601>now</dateTime.iso8601></value>"));
        cases.malformed(
                "a member without a name", XML, value("<value><struct><member><value/></member></struct></value>"));
        cases.malformed(
                "a member without a value",
                XML,
                value("<value><struct><member><name>x</name></member></struct></value>"));
        cases.malformed("text among the members", XML, value("<value><struct>x</struct></value>"));
        cases.malformed(
                "a request instead of an answer",
                XML,
                text("<methodCall><methodName>x</methodName><params/></methodCall>"));
        cases.malformed(
                "a fault without a code",
                XML,
                text("<methodResponse><fault><value><struct/></value></fault></methodResponse>"));
        cases.malformed(
                "a fault of text", XML, text("<methodResponse><fault><value>x</value></fault></methodResponse>"));
        cases.malformed("an element name of a megabyte", XML, text("<" + "a".repeat(1 << 20) + "/>"));
        cases.malformed("100,000 attributes", XML, text("<methodResponse" + attributes(100_000) + "/>"));
        cases.malformed(
                "an unknown encoding", XML, text("<?xml version='1.0' encoding='x-no-such'?><methodResponse/>"));
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" a").append(i).append("=''");
        }
        return text.toString();
    }

    private static String billionLaughs() {
        StringBuilder text = new StringBuilder("<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol0 'lol'>");
        for (int i = 1; i < 10; i++) {
            text.append("<!ENTITY lol")
                    .append(i)
                    .append(" '")
                    .append(("&lol" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return text
                + "]><methodResponse><params><param><value><string>&lol9;</string></value></param></params></methodResponse>";
    }

    private static String chunkedHead(Wire wire) {
        return "HTTP/1.1 " + wire.ok() + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(utf8(text).length) + "\r\n" + text + "\r\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(utf8(text));
        }
        return bytes.toByteArray();
    }

    static Stream<Arguments> hostileAnswers() {
        return cases().stream()
                .flatMap(hostile -> hostile.wires().stream()
                        .flatMap(wire -> decodings(hostile).map(decoding -> Arguments.of(hostile, wire, decoding))));
    }

    /** How a result is decoded does not matter to a wait for it. */
    private static Stream<Decoding> decodings(Hostile hostile) {
        return hostile.readTimeout() == null ? Stream.of(Decoding.values()) : Stream.of(Decoding.ROWS);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("hostileAnswers")
    void anyAnswerBecomesAnExceptionThatSaysWhatItWasAndLeavesTheClientUsable(
            Hostile hostile, Wire wire, Decoding decoding) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
            if (calls.incrementAndGet() == 1) {
                hostile.misdeed().to(wire, request, exchange);
            } else {
                exchange.answer(wire.ok(), goodBody(wire, request));
            }
        })) {
            OdooClient.Builder builder = odoo.client().retry(RetryPolicy.none());
            if (hostile.readTimeout() != null) {
                builder.readTimeout(hostile.readTimeout());
            }
            try (OdooClient client = builder.build()) {
                client.protocol();
                if (wire != Wire.JSON2) {
                    client.uid();
                }
                OdooClient hasty =
                        hostile.callTimeout() == null ? client : client.withCallTimeout(hostile.callTimeout());

                Throwable failure = catchThrowable(() -> decoding.call(hasty));

                assertThat(failure).isInstanceOf(hostile.expected());
                OdooTransportException exception = (OdooTransportException) failure;
                assertThat(exception.mayHaveExecuted()).isEqualTo(hostile.mayHaveExecuted());
                assertThat(exception.call().model()).isEqualTo("res.partner");
                assertThat(exception).hasMessageContaining(exception.call().requestId());
                assertThat(exception.getMessage()).hasSizeLessThan(1_500);
                assertThat(calls).as("how often it was sent").hasValue(1);
                assertThat(decoding.call(client)).as("the next call").isNotNull();
            }
            odoo.server().awaitNoConnection();
        }
    }

    static Stream<Wire> wires() {
        return Stream.of(Wire.values());
    }

    @ParameterizedTest
    @MethodSource("wires")
    void anAnswerThatEndsTooEarlyIsMalformedWhereverItIsCut(Wire wire) throws Exception {
        AtomicInteger cut = new AtomicInteger();
        AtomicInteger length = new AtomicInteger(2);
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    byte[] body = utf8(goodBody(wire, request));
                    length.set(body.length);
                    exchange.answer(wire.ok(), Arrays.copyOf(body, cut.get()));
                });
                OdooClient client = odoo.client().retry(RetryPolicy.none()).build()) {
            for (cut.set(0); cut.get() < length.get(); cut.incrementAndGet()) {
                for (Decoding decoding : Decoding.values()) {
                    assertThat(catchThrowable(() -> decoding.call(client)))
                            .as("cut at %s of %s", cut, length)
                            .isInstanceOf(MalformedResponseException.class);
                }
            }
            assertThat(Decoding.ROWS.call(client))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("wires")
    void anOdooExceptionIsTheOnlyThingThatComesOfBytesThatFlipped(Wire wire) throws Exception {
        Random random = new Random(20_240_229);
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    byte[] body = utf8(goodBody(wire, request));
                    int flips = 1 + random.nextInt(4);
                    for (int i = 0; i < flips; i++) {
                        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
                    }
                    exchange.answer(wire.ok(), body);
                });
                OdooClient client = odoo.client().retry(RetryPolicy.none()).build()) {
            for (int i = 0; i < 3_000; i++) {
                Decoding decoding = i % 2 == 0 ? Decoding.ANY : Decoding.ROWS;
                Throwable failure = catchThrowable(() -> decoding.call(client));
                if (failure != null) {
                    assertThat(failure).isInstanceOfAny(OdooException.class, FieldValueException.class);
                }
            }
            assertThat(odoo.server().accepted()).as("connections").isLessThan(4);
        }
    }
}
