package com.powerseller.odoo.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.internal.json2.Json2Protocol;
import com.powerseller.odoo.internal.jsonrpc.JsonRpcProtocol;
import com.powerseller.odoo.internal.value.Json;
import com.powerseller.odoo.internal.value.Shape;
import com.powerseller.odoo.internal.xmlrpc.XmlRpcProtocol;
import com.powerseller.odoo.model.Record;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What real servers sent decodes to the right value or exception. */
class TranscriptTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TestFactory
    Stream<DynamicTest> jsonRpcOf18() {
        return replay("18.0-jsonrpc", new JsonRpcProtocol(CLOCK));
    }

    @TestFactory
    Stream<DynamicTest> jsonRpcOf19() {
        return replay("19.0-jsonrpc", new JsonRpcProtocol(CLOCK));
    }

    @TestFactory
    Stream<DynamicTest> xmlRpcOf18() {
        return replay("18.0-xmlrpc", new XmlRpcProtocol(CLOCK));
    }

    @TestFactory
    Stream<DynamicTest> xmlRpcOf19() {
        return replay("19.0-xmlrpc", new XmlRpcProtocol(CLOCK));
    }

    @TestFactory
    Stream<DynamicTest> json2Of18() {
        return replay("18.0-json2", new Json2Protocol(CLOCK));
    }

    @TestFactory
    Stream<DynamicTest> json2Of19() {
        return replay("19.0-json2", new Json2Protocol(CLOCK));
    }

    private static Stream<DynamicTest> replay(String file, WireProtocol protocol) {
        List<Map<?, ?>> lines = read("/transcripts/" + file + ".jsonl");
        assertThat(lines).isNotEmpty();
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(String.valueOf(line.get("case")), () -> check(protocol, line)));
    }

    private static void check(WireProtocol protocol, Map<?, ?> line) throws IOException {
        Map<?, ?> expected = (Map<?, ?>) Objects.requireNonNull(line.get("expect"));
        if (expected.get("exception") instanceof String exception) {
            assertThatThrownBy(() -> decode(protocol, line, Shape.any()))
                    .extracting(thrown -> thrown.getClass().getSimpleName())
                    .isEqualTo(exception);
            if (expected.get("name") instanceof String name) {
                assertThatThrownBy(() -> decode(protocol, line, Shape.any()))
                        .isInstanceOfSatisfying(
                                OdooServerException.class,
                                thrown -> assertThat(thrown.name()).isEqualTo(name));
            }
            return;
        }
        Object value = decode(protocol, line, Shape.any());
        assertThat(value).isEqualTo(expected.get("value"));
        if (isRows(value)) {
            List<Record> records = Objects.requireNonNull(decode(protocol, line, Shape.rows(Map.of())));
            assertThat(records.stream().map(Record::toMap).toList())
                    .as("decoded as rows")
                    .isEqualTo(value);
        }
    }

    private static boolean isRows(@Nullable Object value) {
        return value instanceof List<?> list && list.stream().allMatch(element -> element instanceof Map<?, ?>);
    }

    private static <T> @Nullable T decode(WireProtocol protocol, Map<?, ?> line, Shape<T> shape) throws IOException {
        String model = (String) line.get("model");
        String method = String.valueOf(line.get("method"));
        List<?> args = line.get("args") instanceof List<?> list ? list : List.of();
        Map<String, @Nullable Object> kwargs = new java.util.LinkedHashMap<>();
        if (line.get("kwargs") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> kwargs.put((String) name, value));
        }
        RpcCall call = model == null
                ? new RpcCall.OfService("common", method, List.of())
                : new RpcCall.OfModel(model, method, java.util.Collections.unmodifiableList(args), kwargs);
        HttpReply reply = new HttpReply(
                ((Long) Objects.requireNonNull(line.get("status"))).intValue(),
                String.valueOf(line.get("contentType")),
                (String) line.get("location"),
                null,
                new ByteArrayInputStream(String.valueOf(line.get("body")).getBytes(StandardCharsets.UTF_8)));
        return protocol.decode(
                reply, call, shape, new CallDetails(model, method, protocol.name(), "http://127.0.0.1", "transcript"));
    }

    private static List<Map<?, ?>> read(String resource) {
        try (InputStream stream = Objects.requireNonNull(TranscriptTest.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .<Map<?, ?>>map(TranscriptTest::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> parse(String line) {
        try (JsonParser json = Json.FACTORY.createParser(line)) {
            json.nextToken();
            return (Map<?, ?>) Objects.requireNonNull(Json.readAny(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
