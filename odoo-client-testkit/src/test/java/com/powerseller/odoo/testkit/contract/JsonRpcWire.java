package com.powerseller.odoo.testkit.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import com.powerseller.odoo.testkit.contract.ContractTarget.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of a server over plain JSON-RPC. */
final class JsonRpcWire implements Wire {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ContractTarget target;

    JsonRpcWire(ContractTarget target) {
        this.target = target;
    }

    @Override
    public @Nullable Object call(String model, String method, List<?> arguments, Map<String, ?> named) {
        User admin = target.user(Role.ADMIN);
        List<Object> all =
                Arrays.asList(target.database(), admin.uid(), admin.apiKey(), model, method, arguments, named);
        Map<String, Object> request = Map.of(
                "jsonrpc",
                "2.0",
                "method",
                "call",
                "params",
                Map.of("service", "object", "method", "execute_kw", "args", all));
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(target.url() + "/jsonrpc"))
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofMinutes(1))
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 501) {
                throw new NotSupported(response.body());
            }
            Map<String, Object> answer = JSON.readValue(response.body(), new TypeReference<Map<String, Object>>() {});
            if (answer.get("error") instanceof Map<?, ?> error && error.get("data") instanceof Map<?, ?> data) {
                throw new Refusal(String.valueOf(data.get("name")), String.valueOf(data.get("message")));
            }
            return answer.get("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
