package com.powerseller.odoo.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.FieldNotFetchedException;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.model.Properties;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Reference;
import com.powerseller.odoo.model.Selection;
import com.powerseller.odoo.schema.FieldType;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows as Odoo sends them, read through the generated classes. */
@SuppressWarnings("NullAway.Init")
class ModelDecodingTest {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+|\"[^\"]*\")");

    private HttpServer server;
    private OdooClient odoo;
    private String row = "{}";

    static Stream<GeneratedModel> models() throws IOException {
        return GeneratedModel.all();
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jsonrpc", this::answer);
        server.start();
        odoo = OdooClient.builder()
                .url("http://localhost:" + server.getAddress().getPort())
                .database("test")
                .credentials(Credentials.apiKey("app@acme.com", "key"))
                .protocol(Protocol.JSON_RPC)
                .build();
    }

    @AfterEach
    void stop() {
        odoo.close();
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyFieldReadsTheValueThatOdooSends(GeneratedModel model) throws ReflectiveOperationException {
        row = row(model, ModelDecodingTest::someValue);
        Object view = fetch(model);

        for (Map.Entry<String, Field<?, ?>> field : model.constants().entrySet()) {
            Object value = model.read(view, field.getKey());
            Object expected = someExpected(model.fieldType(field.getValue()));
            assertThat(value instanceof Selection || value instanceof Properties ? value.toString() : value)
                    .as(field.getKey())
                    .isEqualTo(field.getKey().equals("ID") ? 42L : expected);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyFieldReadsOdoosFalseAsNoValue(GeneratedModel model) throws ReflectiveOperationException {
        row = row(model, type -> "false").replaceFirst("\"id\": *false", "\"id\": 42");
        Object view = fetch(model);

        for (Map.Entry<String, Field<?, ?>> field : model.constants().entrySet()) {
            Object expected = switch (model.fieldType(field.getValue())) {
                case BOOLEAN -> false;
                case ONE2MANY, MANY2MANY -> List.of();
                case PROPERTIES -> Properties.of();
                default -> null;
            };
            assertThat(model.read(view, field.getKey()))
                    .as(field.getKey())
                    .isEqualTo(field.getKey().equals("ID") ? 42L : expected);
        }
    }

    @Test
    void aFieldThatWasNotFetchedThrows() {
        row = "{\"id\": 7, \"name\": \"Acme\"}";
        ResPartner partner = odoo.model(ResPartner.TYPE)
                .search()
                .select(ResPartner.NAME)
                .first()
                .orElseThrow();

        assertThat(partner.name()).isEqualTo("Acme");
        assertThatThrownBy(partner::email)
                .isInstanceOf(FieldNotFetchedException.class)
                .hasMessageContaining("email");
        assertThatThrownBy(partner::isCompany).isInstanceOf(FieldNotFetchedException.class);
    }

    @Test
    void viewsOfTheSameValuesAreEqualAndShowNoValueButTheId() {
        row = "{\"id\": 7, \"name\": \"Acme\"}";
        ResPartner one = odoo.model(ResPartner.TYPE)
                .search()
                .select(ResPartner.NAME)
                .first()
                .orElseThrow();
        ResPartner same = odoo.model(ResPartner.TYPE)
                .search()
                .select(ResPartner.NAME)
                .first()
                .orElseThrow();
        row = "{\"id\": 7, \"name\": \"Other\"}";
        ResPartner other = odoo.model(ResPartner.TYPE)
                .search()
                .select(ResPartner.NAME)
                .first()
                .orElseThrow();

        assertThat(one)
                .isEqualTo(same)
                .hasSameHashCodeAs(same)
                .isNotEqualTo(other)
                .hasToString("ResPartner(7)");
        assertThat(one).isNotEqualTo(new ResCompany(one.record()));
    }

    private Object fetch(GeneratedModel model) {
        return odoo.model(model.model())
                .search()
                .select(model.constants().values().stream().map(Field::name).toArray(String[]::new))
                .first()
                .orElseThrow();
    }

    private static String row(GeneratedModel model, java.util.function.Function<FieldType, String> value) {
        return model.constants().values().stream()
                .map(field -> "\"" + field.name() + "\": " + value.apply(model.fieldType(field)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String someValue(FieldType type) {
        return switch (type) {
            case BOOLEAN -> "true";
            case CHAR, TEXT, HTML -> "\"text\"";
            case INTEGER, MANY2ONE_REFERENCE -> "42";
            case FLOAT -> "1.5";
            case MONETARY -> "10.1";
            case DATE -> "\"2024-02-29\"";
            case DATETIME -> "\"2024-12-31 23:59:59\"";
            case SELECTION -> "\"of_tomorrow\"";
            case BINARY -> "\"aGk=\"";
            case REFERENCE -> "\"res.partner,7\"";
            case MANY2ONE -> "[7, \"Seven\"]";
            case ONE2MANY, MANY2MANY -> "[3, 1]";
            case PROPERTIES -> "[{\"name\": \"a\", \"type\": \"integer\", \"value\": 1}]";
            case JSON, PROPERTIES_DEFINITION, UNKNOWN -> "{\"a\": 1}";
        };
    }

    private static Object someExpected(FieldType type) {
        return switch (type) {
            case BOOLEAN -> true;
            case CHAR, TEXT, HTML -> "text";
            case INTEGER, MANY2ONE_REFERENCE -> 42L;
            case FLOAT -> 1.5;
            case MONETARY -> new BigDecimal("10.1");
            case DATE -> LocalDate.of(2024, 2, 29);
            case DATETIME -> Instant.parse("2024-12-31T23:59:59Z");
            case SELECTION -> "of_tomorrow";
            case BINARY -> "hi".getBytes(UTF_8);
            case REFERENCE -> new Reference("res.partner", 7);
            case MANY2ONE -> new Ref<>(7, "Seven");
            case ONE2MANY, MANY2MANY -> List.of(3L, 1L);
            case PROPERTIES -> "[a]";
            case JSON, PROPERTIES_DEFINITION -> JsonValue.of(Map.of("a", 1L));
            case UNKNOWN -> Map.of("a", 1L);
        };
    }

    /** Authenticates everyone, and answers every search with the row. */
    private void answer(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            String request = new String(body.readAllBytes(), UTF_8);
            @Nullable String id = null;
            Matcher ids = ID.matcher(request);
            while (ids.find()) {
                id = ids.group(1);
            }
            String result = request.contains("\"authenticate\"") ? "2" : "[" + row + "]";
            byte[] answer = ("{\"jsonrpc\": \"2.0\", \"id\": " + id + ", \"result\": " + result + "}").getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        }
    }
}
