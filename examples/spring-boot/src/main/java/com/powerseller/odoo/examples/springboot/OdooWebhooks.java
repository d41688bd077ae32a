package com.powerseller.odoo.examples.springboot;

import com.powerseller.odoo.provisioning.webhook.WebhookReceiver;
import com.powerseller.odoo.provisioning.webhook.WebhookRequest;
import com.powerseller.odoo.provisioning.webhook.WebhookResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives a {@link WebhookReceiver} what Spring receives, as it came: the receiver decides about method, headers and body. If Spring Security is there, it must let this path pass. */
@RestController
class OdooWebhooks {
    private final WebhookReceiver receiver;

    OdooWebhooks(WebhookReceiver receiver) {
        this.receiver = receiver;
    }

    @RequestMapping({"/odoo/webhook", "/odoo/webhook/**"})
    ResponseEntity<byte[]> receive(HttpServletRequest request) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        byte[] body = request.getInputStream().readNBytes(receiver.maxBytes() + 1);
        WebhookResponse response = receiver.receive(new WebhookRequest(request.getMethod(), path, headers, body));
        HttpHeaders answered = new HttpHeaders();
        response.headers().forEach(answered::set);
        return ResponseEntity.status(response.status())
                .headers(answered)
                .body(response.body().getBytes(StandardCharsets.UTF_8));
    }
}
