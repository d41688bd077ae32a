package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.ResponseTooLargeException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testserver.RawServer.Exchange;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However much a server sends, reading stops at the limit, and memory stays within it: these tests run in a heap that is smaller than the answers. */
@Timeout(120)
class LargeAnswersTest {
    private static final long GIGABYTE = 1L << 30;
    private static final long LIMIT = 2L << 20;
    /** What the sockets of both sides may hold, generously. */
    private static final long IN_FLIGHT = 32L << 20;

    /** A body that begins with {@code start} and repeats {@code unit} until somebody stops it. */
    private record Endless(String name, String start, String unit) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Endless> JSON = List.of(
            new Endless("white space", "", " ".repeat(1_000)),
            new Endless("a string", "\"", "x".repeat(1_000)),
            new Endless("a string of escapes", "\"", "\\u00e9".repeat(100)),
            new Endless("numbers", "[1", ",1".repeat(500)),
            new Endless("empty lists", "[[]", ",[]".repeat(500)),
            new Endless("records", "[{\"id\":1}", ",{\"id\":1,\"name\":\"x\"}".repeat(50)),
            new Endless("a field in a record", "[{\"id\":\"", "x".repeat(1_000)),
            new Endless("a name of a field", "[{\"", "x".repeat(1_000)));

    private static final List<Endless> XML = List.of(
            new Endless("white space", "", " ".repeat(1_000)),
            new Endless("a string", "<value><string>", "x".repeat(1_000)),
            new Endless("a string of references", "<value><string>", "&#233;".repeat(100)),
            new Endless("text without a type", "<value>", "x".repeat(1_000)),
            new Endless("CDATA", "<value><string><![CDATA[", "x".repeat(1_000)),
            new Endless("a comment", "<value><!--", "x".repeat(1_000)),
            new Endless("an attribute", "<value a='", "x".repeat(1_000)),
            new Endless("numbers", "<value><array><data>", "<value><int>1</int></value>".repeat(50)),
            new Endless(
                    "records",
                    "<value><array><data>",
                    "<value><struct><member><name>id</name><value><int>1</int></value></member></struct></value>"
                            .repeat(20)),
            new Endless("a tag", "<", "x".repeat(1_000)));

    static Stream<Arguments> endlessAnswers() {
        return Stream.of(Wire.values())
                .flatMap(wire -> (wire.isJson() ? JSON : XML)
                        .stream().flatMap(body -> Stream.of(true, false).map(rows -> Arguments.of(wire, body, rows))));
    }

    private static @Nullable Object call(OdooClient client, boolean rows) {
        return rows
                ? client.model("res.partner").search().select("name").list()
                : client.call("res.partner", "write", List.of(List.of(1L)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Streams a gigabyte, or as much of it as the other side takes. */
    private static void stream(Exchange exchange, String unit, AtomicLong sent) throws IOException {
        byte[] block = utf8(unit.repeat(64));
        while (sent.get() < GIGABYTE) {
            exchange.write(block);
            sent.addAndGet(block.length);
        }
    }

    @ParameterizedTest(name = "{0}: {1}, rows {2}")
    @MethodSource("endlessAnswers")
    void aGigabyteIsReadUpToTheLimitOnly(Wire wire, Endless body, boolean rows) throws Exception {
        AtomicLong sent = new AtomicLong();
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    exchange.write("HTTP/1.1 " + wire.ok() + "\r\nConnection: close\r\n\r\n" + wire.before(request)
                            + body.start());
                    stream(exchange, body.unit(), sent);
                });
                OdooClient client = odoo.client()
                        .maxResponseBytes(LIMIT)
                        .retry(RetryPolicy.none())
                        .build()) {
            Throwable failure = catchThrowable(() -> call(client, rows));

            // What the protocol forbids (records where a bare value is expected, endless names) is noticed even
            // earlier.
            assertThat(failure).isInstanceOfAny(ResponseTooLargeException.class, MalformedResponseException.class);
            assertThat(((OdooTransportException) failure).mayHaveExecuted()).isTrue();
            odoo.server().awaitNoConnection();
            assertThat(sent).hasValueLessThan(LIMIT + IN_FLIGHT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Wire.class,
            names = {"JSON_RPC", "XML_RPC"}) // one of each parser
    void aGigabyteIsStoppedByTheDefaultLimitToo(Wire wire) throws Exception {
        AtomicLong sent = new AtomicLong();
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    exchange.write("HTTP/1.1 " + wire.ok() + "\r\nConnection: close\r\n\r\n" + wire.before(request));
                    stream(exchange, " ".repeat(1_000), sent);
                });
                OdooClient client = odoo.client().retry(RetryPolicy.none()).build()) {
            assertThat(catchThrowable(() -> call(client, false)))
                    .isInstanceOf(ResponseTooLargeException.class)
                    .hasMessageContaining("maxResponseBytes");
            odoo.server().awaitNoConnection();
            assertThat(sent).hasValueBetween(256L << 20, (256L << 20) + IN_FLIGHT);
        }
    }

    /** Values that are short on the wire and long in memory. */
    static Stream<Arguments> swellingAnswers() {
        return Stream.of(
                Arguments.of(Wire.JSON_RPC, new Endless("empty objects", "[{}", ",{}"), false),
                Arguments.of(Wire.JSON_RPC, new Endless("empty lists", "[[]", ",[]"), false),
                Arguments.of(Wire.JSON2, new Endless("small objects", "[{\"a\":0}", ",{\"a\":0}"), false),
                Arguments.of(Wire.JSON2, new Endless("small records", "[{\"a\":0}", ",{\"a\":0}"), true),
                Arguments.of(Wire.JSON_RPC, new Endless("one text", "\"", "é"), false),
                Arguments.of(Wire.JSON2, new Endless("a text in a record", "[{\"name\":\"", "é"), true),
                Arguments.of(Wire.XML_RPC, new Endless("one text", "<value>", "x"), false),
                Arguments.of(Wire.JSON2, new Endless("ids", "[{\"child_ids\":[1", ",1"), true),
                Arguments.of(Wire.XML_RPC, new Endless("texts", "<value><array><data>", "<value>a</value>"), false),
                Arguments.of(
                        Wire.XML_RPC,
                        new Endless("empty records", "<value><array><data>", "<value><struct/></value>"),
                        true));
    }

    @ParameterizedTest
    @MethodSource("swellingAnswers")
    void anAnswerUnderTheLimitDoesNotFillTheMemory(Wire wire, Endless body, boolean rows) throws Exception {
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    exchange.write("HTTP/1.1 " + wire.ok() + "\r\nConnection: close\r\n\r\n" + wire.before(request)
                            + body.start());
                    byte[] block = utf8(body.unit().repeat(10_000));
                    for (long sent = 0; sent < 250L << 20; sent += block.length) {
                        exchange.write(block);
                    }
                });
                OdooClient client = odoo.client().build()) {
            assertThat(catchThrowable(() -> call(client, rows)))
                    .isInstanceOf(ResponseTooLargeException.class)
                    .hasMessageContaining("give the JVM more");
            assertThat(odoo.calls()).as("not asked for again").hasSize(1);
        }
    }

    /** What the XML parser gathers before it says that it is there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!--",
                "<?pi ",
                "<methodResponse a='",
                "<methodResponse ",
                "<",
                "<!DOCTYPE r [",
                "<!DOCTYPE r SYSTEM '",
                "<!DOCTYPE r [<!ENTITY x '",
                "<methodResponse><params><param><value><string><![CDATA["
            })
    void whatTheXmlParserGathersDoesNotFillTheMemory(String start) throws Exception {
        Wire wire = Wire.XML_RPC;
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    exchange.write("HTTP/1.1 " + wire.ok() + "\r\nConnection: close\r\n\r\n" + start);
                    byte[] block = utf8("x".repeat(100_000));
                    for (long sent = 0; sent < 250L << 20; sent += block.length) {
                        exchange.write(block);
                    }
                });
                OdooClient client = odoo.client().build()) {
            assertThat(catchThrowable(() -> call(client, false)))
                    .isInstanceOfAny(ResponseTooLargeException.class, MalformedResponseException.class);
            assertThat(odoo.calls()).as("not asked for again").hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aLengthOverTheLimitIsRefusedBeforeTheBodyIsRead(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(
                        wire,
                        (request, exchange) -> exchange.write(
                                        "HTTP/1.1 " + wire.ok() + "\r\nContent-Length: " + Long.MAX_VALUE + "\r\n\r\n")
                                .awaitClient());
                OdooClient client = odoo.client().build()) {
            assertThat(catchThrowable(() -> call(client, true))).isInstanceOf(ResponseTooLargeException.class);
            assertThat(odoo.calls()).as("not asked for again").hasSize(1);
            odoo.server().awaitNoConnection();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anAnswerOfJustTheLimitIsRead(Wire wire) throws Exception {
        AtomicInteger padding = new AtomicInteger();
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    String body = wire.result(request, 5L);
                    int spaces = 1_000 - body.length() + padding.get();
                    exchange.answer(wire.ok(), body + " ".repeat(spaces));
                });
                OdooClient client = odoo.client()
                        .maxResponseBytes(1_000)
                        .retry(RetryPolicy.none())
                        .build()) {
            assertThat(call(client, false)).isEqualTo(5L);
            padding.set(1);
            assertThat(catchThrowable(() -> call(client, false))).isInstanceOf(ResponseTooLargeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aGzipBombIsStoppedAtTheLimitOfWhatComesOutOfIt(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    String start = wire.before(request) + (wire.isJson() ? "\"" : "<value>");
                    exchange.answer(wire.ok() + "\r\nContent-Encoding: gzip", bomb(start));
                });
                OdooClient client = odoo.client()
                        .maxResponseBytes(LIMIT)
                        .retry(RetryPolicy.none())
                        .build()) {
            assertThat(catchThrowable(() -> call(client, false))).isInstanceOf(ResponseTooLargeException.class);
        }
    }

    /** Some kilobytes that unzip to 256 MB. */
    private static byte[] bomb(String start) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(utf8(start));
            byte[] block = utf8("x".repeat(1 << 20));
            for (int i = 0; i < 256; i++) {
                zip.write(block);
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aZippedPageOfAGigabyteIsNotReadToItsEnd(Wire wire) throws Exception {
        AtomicLong sent = new AtomicLong();
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    exchange.write("HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n");
                    stream(exchange, "<p>gateway</p>".repeat(50), sent);
                });
                OdooClient client = odoo.client().retry(RetryPolicy.none()).build()) {
            assertThat(catchThrowable(() -> call(client, false))).isInstanceOf(UnexpectedResponseException.class);
            odoo.server().awaitNoConnection();
            assertThat(sent).hasValueLessThan(IN_FLIGHT);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void recordsThatShareNoFieldCannotFillTheMemory(Wire wire) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            rows.append(
                    wire.isJson()
                            ? (i == 0 ? "" : ",") + "{\"f" + i + "\":1}"
                            : "<value><struct><member><name>f" + i
                                    + "</name><value><int>1</int></value></member></struct></value>");
        }
        String list = wire.isJson() ? "[" + rows + "]" : "<value><array><data>" + rows + "</data></array></value>";
        try (StubOdoo odoo =
                        new StubOdoo(wire, (request, exchange) -> exchange.answer(wire.ok(), wire.raw(request, list)));
                OdooClient client = odoo.client().retry(RetryPolicy.none()).build()) {
            assertThat(catchThrowable(() -> call(client, true))).isInstanceOf(MalformedResponseException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aLongTextIsReadWhole(Wire wire) throws Exception {
        String text = "0123456789é中😀".repeat(500_000);
        try (StubOdoo odoo = StubOdoo.answering(wire, text);
                OdooClient client = odoo.client().build()) {
            assertThat(text.equals(call(client, false))).isTrue();
        }
    }
}
