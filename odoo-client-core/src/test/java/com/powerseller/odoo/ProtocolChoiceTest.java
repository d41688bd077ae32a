package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.testserver.RawServer;
import com.powerseller.odoo.testserver.RecordingSleeper;
import com.powerseller.odoo.testserver.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Protocol#AUTO} asks the server once, and takes JSON-2 where there is one and the credentials fit. */
@Timeout(60)
class ProtocolChoiceTest {
    /** A server whose {@code /web/version} answers this, and whose other addresses work. */
    private static RawServer server(String head, String body) throws IOException {
        return new RawServer((request, exchange) -> {
            if (request.path().equals("/web/version")) {
                exchange.answer(head, body);
            } else if (request.path().startsWith("/json/2/")) {
                exchange.answer(Wire.JSON2.ok(), "5");
            } else if (request.body().contains("\"version\"")) {
                exchange.answer(
                        Wire.JSON_RPC.ok(), Wire.JSON_RPC.result(request, Map.of("server_version", "18.0-20250506")));
            } else {
                exchange.answer(Wire.JSON_RPC.ok(), Wire.JSON_RPC.result(request, 7L));
            }
        });
    }

    private static OdooClient.Builder client(RawServer server, Credentials credentials) {
        return OdooClient.builder()
                .url(server.url())
                .database("acme")
                .credentials(credentials)
                .sleeper(new RecordingSleeper());
    }

    private static long asked(RawServer server) {
        return server.requests().stream()
                .filter(request -> request.path().equals("/web/version"))
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, text/html, <h1>404</h1>, JSON_RPC",
        "303 See Other, text/html, <h1>login</h1>, JSON_RPC",
        "200 OK, application/json, '{\"version\":\"19.0\",\"version_info\":[19,0]}', JSON2",
        "200 OK, application/json, '{\"version\":\"saas~19.2+e\"}', JSON2",
        "200 OK, application/json, '{\"version\":\"18.0\"}', JSON_RPC"
    })
    void theServersVersionDecidesAndIsAskedForOnce(String status, String type, String body, Protocol expected)
            throws Exception {
        try (RawServer server = server(status + "\r\nContent-Type: " + type, body);
                OdooClient client =
                        client(server, Credentials.apiKey("me", "k3y")).build()) {
            assertThat(server.requests()).as("building costs no request").isEmpty();
            for (int i = 0; i < 3; i++) {
                client.call("res.partner", "search_count", List.of(List.of()));
            }
            assertThat(client.protocol()).isEqualTo(expected);
            assertThat(client.withLang("fr_CH").protocol()).isEqualTo(expected);
            assertThat(asked(server)).isEqualTo(1);
            assertThat(client.version().isAtLeast(19)).isEqualTo(expected == Protocol.JSON2);
            assertThat(server.requests().get(0).headers()).doesNotContainKey("authorization");
        }
    }

    @Test
    void aPasswordMeansJsonRpcWithoutAsking() throws Exception {
        try (RawServer server = server("200 OK\r\nContent-Type: application/json", "{\"version\":\"19.0\"}");
                OdooClient client =
                        client(server, Credentials.password("me", "pa55word")).build()) {
            assertThat(client.protocol()).isEqualTo(Protocol.JSON_RPC);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aKeyWithoutALoginNeedsJson2AndSaysSo() throws Exception {
        try (RawServer server = server("404 None\r\nContent-Type: text/html", "");
                OdooClient client = client(server, Credentials.apiKey("k3y")).build()) {
            assertThatThrownBy(client::protocol)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("apiKey(login, key)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"502 Bad Gateway", "403 Forbidden", "500 Oops"})
    void aServerThatCannotSayIsNotTakenForAnOldOne(String status) throws Exception {
        try (RawServer server = server(status + "\r\nContent-Type: text/html", "");
                OdooClient client =
                        client(server, Credentials.apiKey("me", "k3y")).build()) {
            assertThatThrownBy(client::protocol).isInstanceOf(UnexpectedResponseException.class);
            long first = asked(server);
            assertThatThrownBy(client::protocol).isInstanceOf(UnexpectedResponseException.class);
            assertThat(asked(server)).as("it is asked again the next time").isEqualTo(2 * first);
        }
    }
}
