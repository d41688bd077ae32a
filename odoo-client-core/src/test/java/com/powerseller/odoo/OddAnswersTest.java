package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testserver.RawServer;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that reach for something else, answers that are odd but right, and arguments that cannot travel. */
@Timeout(60)
class OddAnswersTest {
    /** A class whose deserialization does something: what an attacker looks for on a class path. */
    static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1L;
        static final AtomicBoolean WOKEN = new AtomicBoolean();

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            WOKEN.set(true);
        }
    }

    private static @Nullable Object call(OdooClient client) {
        return client.call("res.partner", "write", List.of(List.of(1L)));
    }

    private static @Nullable Object answer(Wire wire, String headers, byte[] body) throws IOException {
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> exchange.answer(wire.ok() + headers, body));
                OdooClient client = odoo.client().retry(RetryPolicy.none()).build()) {
            return call(client);
        }
    }

    private static @Nullable Object value(Wire wire, String value) throws IOException {
        try (StubOdoo odoo = new StubOdoo(
                        wire, (request, exchange) -> exchange.answer(wire.ok(), wire.raw(request, value)));
                OdooClient client = odoo.client().retry(RetryPolicy.none()).build()) {
            return call(client);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>1</int></value></member>"
                        + "<member><name>faultString</name><value>x</value></member>"
                        + "<member><name>faultCause</name><value>%s</value></member></struct></value></fault></methodResponse>",
                "<methodResponse><fault><value>%s</value></fault></methodResponse>",
                "<methodResponse><params><param><value>%s</value></param></params></methodResponse>"
            })
    void aSerializedObjectIsNeverDeserialized(String where) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Gadget());
        }
        String base64 = Base64.getEncoder().encodeToString(bytes.toByteArray());
        for (String element : List.of("ex:serializable", "serializable")) {
            String extension = "<" + element + " xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'>" + base64
                    + "</" + element + ">";
            assertThat(catchThrowable(() -> answer(Wire.XML_RPC, "", utf8(String.format(where, extension)))))
                    .isInstanceOf(MalformedResponseException.class);
        }
        assertThat(Gadget.WOKEN).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r SYSTEM '%s'>",
                "<!DOCTYPE r PUBLIC '-//x//y' '%s'>",
                "<!DOCTYPE r [<!ENTITY e SYSTEM '%s'>]>",
                "<!DOCTYPE r [<!ENTITY %% p SYSTEM '%s'> %%p;]>",
                "<?xml-stylesheet type='text/xsl' href='%s'?>",
                "<?xml-model href='%s'?>"
            })
    void anAnswerCannotMakeTheClientFetchAnAddressOrAFile(String prolog, @TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("secret.txt"), "the-content-of-the-file");
        try (RawServer bait = new RawServer((request, exchange) -> exchange.answer("200 OK", "gotcha"))) {
            for (String target : List.of(bait.url() + "/x.dtd", file.toUri().toString())) {
                String body = String.format(prolog, target)
                        + "<methodResponse><params><param><value>&e;</value></param></params></methodResponse>";
                Throwable failure = catchThrowable(() -> answer(Wire.XML_RPC, "", utf8(body)));
                assertThat(failure).isInstanceOf(MalformedResponseException.class);
                assertThat(failure).hasMessageNotContaining("gotcha").hasMessageNotContaining("the-content");
            }
            assertThat(bait.accepted()).isZero();
        }
    }

    static Stream<Arguments> redirects() {
        return Stream.of(Wire.values())
                .flatMap(
                        wire -> Stream.of("301", "302", "303", "307", "308").map(status -> Arguments.of(wire, status)));
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void aRedirectToAnotherHostGetsNothingAndIsNamed(Wire wire, String status) throws Exception {
        try (RawServer thief = new RawServer((request, exchange) -> exchange.answer("200 OK", "thanks"));
                StubOdoo odoo = new StubOdoo(
                        wire,
                        (request, exchange) -> exchange.answer(
                                status + " Moved\r\nLocation: http://localhost:" + thief.port()
                                        + "/jsonrpc?token=t0ken",
                                ""));
                OdooClient client = odoo.client().build()) {
            UnexpectedResponseException failure =
                    catchThrowableOfType(UnexpectedResponseException.class, () -> call(client));

            assertThat(failure.status()).isEqualTo(Integer.parseInt(status));
            assertThat(failure)
                    .hasMessageContaining("http://localhost:" + thief.port())
                    .hasMessageNotContaining("t0ken");
            assertThat(thief.accepted()).as("connections to the other host").isZero();
            assertThat(odoo.calls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void interimAnswersAreSkipped(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(
                        wire,
                        (request, exchange) -> exchange.write(
                                        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n")
                                .answer(wire.ok(), wire.result(request, 5L)));
                OdooClient client = odoo.client().build()) {
            assertThat(call(client)).isEqualTo(5L);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aZippedAnswerIsUnzipped(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
                        zip.write(utf8(wire.result(request, "é中😀")));
                    }
                    exchange.answer(wire.ok() + "\r\nContent-Encoding: gzip", bytes.toByteArray());
                });
                OdooClient client = odoo.client().build()) {
            assertThat(call(client)).isEqualTo("é中😀");
            assertThat(call(client)).isEqualTo("é中😀");
            assertThat(odoo.calls())
                    .allSatisfy(request -> assertThat(request.headers()).containsEntry("accept-encoding", "gzip"));
            assertThat(odoo.server().accepted())
                    .as("the connection is used again")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aByteOrderMarkIsSkipped(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(
                        wire, (request, exchange) -> exchange.answer(wire.ok(), "\uFEFF" + wire.result(request, "x")));
                OdooClient client = odoo.client().build()) {
            assertThat(call(client)).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theLastOfTwoEqualKeysCounts(Wire wire) throws Exception {
        String twice = wire.isJson()
                ? "{\"a\":1,\"a\":2}"
                : "<value><struct><member><name>a</name><value><int>1</int></value></member><member><name>a</name><value><int>2</int></value></member></struct></value>";
        assertThat(value(wire, twice)).isEqualTo(Map.of("a", 2L));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void numbersKeepTheirValueWhateverTheirSize(Wire wire) throws Exception {
        String huge = "123456789012345678901234567890";
        for (String digits : List.of("0", "-1", "2147483648", "9223372036854775807", "-9223372036854775808")) {
            assertThat(value(wire, wire.isJson() ? digits : "<value><i8>" + digits + "</i8></value>"))
                    .isEqualTo(Long.parseLong(digits));
        }
        assertThat(value(wire, wire.isJson() ? huge : "<value><int>" + huge + "</int></value>"))
                .isEqualTo(new BigInteger(huge));
        for (String digits : List.of("0.30000000000000004", "1e+308", "5e-324", "-0.0", "1e400")) {
            assertThat(value(wire, wire.isJson() ? digits : "<value><double>" + digits + "</double></value>"))
                    .isEqualTo(Double.parseDouble(digits));
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void pythonsNotANumberIsRead(Wire wire) throws Exception {
        Map<String, Double> words = wire.isJson()
                ? Map.of("NaN", Double.NaN, "Infinity", Double.POSITIVE_INFINITY, "-Infinity", Double.NEGATIVE_INFINITY)
                : Map.of(
                        "<value><double>nan</double></value>", Double.NaN,
                        "<value><double>inf</double></value>", Double.POSITIVE_INFINITY,
                        "<value><double>-inf</double></value>", Double.NEGATIVE_INFINITY);
        for (Map.Entry<String, Double> word : words.entrySet()) {
            assertThat(value(wire, word.getKey())).isEqualTo(word.getValue());
        }
    }

    @Test
    void commentsAndUntypedTextInXmlAreRead() throws Exception {
        assertThat(value(Wire.XML_RPC, "<value><!-- a -->x<!-- b -->y</value>")).isEqualTo("xy");
        assertThat(value(Wire.XML_RPC, "<value/>")).isEqualTo("");
        assertThat(value(Wire.XML_RPC, "<value><string>a<![CDATA[<b>]]>&amp;&#128512;</string></value>"))
                .isEqualTo("a<b>&😀");
        assertThat(value(Wire.XML_RPC, "<value><dateTime.iso8601>20240229T23:59:59</dateTime.iso8601></value>"))
                .isEqualTo("2024-02-29 23:59:59");
    }

    /** Only XML-RPC's and JSON's own limits differ: what neither can carry is refused before anything is sent. */
    static Stream<Arguments> unsendable() {
        List<Object> cyclic = new ArrayList<>();
        cyclic.add(cyclic);
        List<Object> values = List.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                "high \uD83D at the end \uD83D",
                "\uD83D",
                "high \uD83D alone",
                "low \uDE00 alone",
                "\uDE00\uD83D",
                Map.of("lone \uD83D name", 1),
                Map.of(1, "a name that is no text"),
                new Object(),
                Thread.State.NEW,
                java.time.LocalDateTime.of(2024, 2, 29, 0, 0),
                java.time.LocalDate.of(10_000, 1, 1),
                java.time.LocalDate.of(0, 1, 1),
                java.time.Instant.MAX,
                cyclic);
        return Stream.of(Wire.values()).flatMap(wire -> values.stream().map(value -> Arguments.of(wire, value)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("unsendable")
    void anArgumentThatCannotTravelIsRefusedBeforeAnythingIsSent(Wire wire, Object value) throws Exception {
        try (StubOdoo odoo = StubOdoo.answering(wire, 1L);
                OdooClient client = odoo.client().build()) {
            client.call("res.partner", "write", List.of(List.of(1L), Map.of()));

            Throwable failure =
                    catchThrowable(() -> client.call("res.partner", "write", List.of(List.of(1L), List.of(value))));

            assertThat(failure).isInstanceOf(FieldValueException.class);
            assertThat(odoo.calls()).hasSize(1);
        }
    }

    @Test
    void whatXmlCannotCarryIsRefusedWithAHintAtTheOtherProtocols() throws Exception {
        try (StubOdoo odoo = StubOdoo.answering(Wire.XML_RPC, 1L);
                OdooClient client = odoo.client().build()) {
            for (Object value :
                    List.of("\u0000", "a\u0001b", "\u001F", "\uFFFE", new BigInteger("9223372036854775808"))) {
                assertThat(catchThrowable(() -> client.call("res.partner", "write", List.of(value))))
                        .isInstanceOf(FieldValueException.class)
                        .hasMessageContaining("use JSON-RPC or JSON-2");
            }
            assertThat(odoo.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "res partner", "../jsonrpc", "res.partner/x", "res..partner", "res.partner?x", "é"})
    void aNameThatIsNoModelNeverBecomesAPath(String model) throws Exception {
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, 1L);
                OdooClient client = odoo.client().build()) {
            assertThat(catchThrowable(() -> client.call(model, "read", List.of())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(catchThrowable(() -> client.call("res.partner", model + "/", List.of())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(odoo.server().requests()).isEmpty();
        }
    }
}
