package com.powerseller.odoo.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.store.ClaimedHint;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.webhook.WebhookRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class WebhookApplicationTest {
    private static final String SECRET = "0123456789abcdef";
    private static final String BODY = "{\"_model\": \"sale.order\", \"_id\": 17}";

    private ServletWebServerApplicationContext application;

    @BeforeAll
    void start() {
        application = (ServletWebServerApplicationContext)
                SpringApplication.run(WebhookApplication.class, "--server.port=0", "--odoo.webhook.secret=" + SECRET);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + application.getWebServer().getPort() + path;
    }

    private List<Hint> kept() {
        SignalStore store = application.getBean(SignalStore.class);
        List<ClaimedHint> claimed = store.claimHints("test", 100, Duration.ofMinutes(1), Instant.now());
        store.resolved(claimed, Map.of());
        return claimed.stream().map(claim -> claim.hint().hint()).toList();
    }

    private int send(String method, String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(path)))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type)
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEmpty();
        return response.statusCode();
    }

    @Test
    void theReceiverDecides() throws Exception {
        String path = "/odoo/webhook/" + SECRET;
        assertThat(send("POST", path, "application/json", BODY)).isEqualTo(202);
        assertThat(kept()).containsExactly(new Hint(Hint.Kind.WEBHOOK, "sale.order", 17));
        assertThat(send("POST", "/odoo/webhook", "application/json", BODY)).isEqualTo(401);
        assertThat(send("POST", "/odoo/webhook/no", "application/json", BODY)).isEqualTo(401);
        assertThat(send("POST", path + "/more", "application/json", BODY)).isEqualTo(404);
        assertThat(send("PUT", path, "application/json", BODY)).isEqualTo(405);
        assertThat(send("DELETE", path, "application/json", BODY)).isEqualTo(405);
        assertThat(send("POST", path, "application/x-www-form-urlencoded", "a=b"))
                .isEqualTo(415);
        assertThat(send("POST", path, "application/json", "{")).isEqualTo(400);
        assertThat(send("POST", path, "application/json", " ".repeat(300_000))).isEqualTo(413);
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatOdooSendsIsKept() {
        try (FakeOdoo odoo = FakeOdoo.builder().series("18.0").start()) {
            WebhookRule.on("res.partner")
                    .watching("name")
                    .sending("name", "write_date")
                    .to(odoo.data(), url("/odoo/webhook/" + SECRET));
            long partner = odoo.data().create("res.partner", Map.of("name", "Acme AG"));
            assertThat(kept()).containsExactly(new Hint(Hint.Kind.WEBHOOK, "res.partner", partner));
        }
    }
}
