package com.powerseller.odoo.provisioning.webhook;

import java.util.Map;

/**
 * What to answer. Immutable. The body is always empty: who is told nothing learns nothing.
 *
 * @param status the status of HTTP; {@link WebhookReceiver} lists them
 * @param headers the headers to send
 * @param body the text to send
 */
public record WebhookResponse(int status, Map<String, String> headers, String body) {
    /** Copies the headers. */
    public WebhookResponse {
        headers = Map.copyOf(headers);
    }

    static WebhookResponse of(int status) {
        return new WebhookResponse(status, Map.of(), "");
    }

    static WebhookResponse of(int status, String header, String value) {
        return new WebhookResponse(status, Map.of(header, value), "");
    }
}
