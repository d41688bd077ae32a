package com.powerseller.odoo.examples.receiver;

import com.powerseller.odoo.provisioning.webhook.WebhookReceiver;
import com.powerseller.odoo.provisioning.webhook.WebhookRequest;
import com.powerseller.odoo.provisioning.webhook.WebhookResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Gives a {@link WebhookReceiver} what the JDK's HTTP server receives. Behind a proxy that ends TLS and has limits of its own: this server waits as long as a client cares to send.
 *
 * <p>Start the JVM with {@code -Dsun.net.httpserver.nodelay=true}: else 40 ms may pass between the head and the body of an answer.
 */
public final class JdkWebhooks implements HttpHandler {
    private final WebhookReceiver receiver;

    /** For a server that there is: {@code server.createContext("/odoo/webhook", new JdkWebhooks(receiver))}. */
    public JdkWebhooks(WebhookReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            WebhookRequest request = new WebhookRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestHeaders(),
                    body(exchange.getRequestBody()));
            WebhookResponse response = receiver.receive(request);
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** One byte beyond the limit tells that it is too much. */
    private byte[] body(InputStream body) throws IOException {
        return body.readNBytes(receiver.maxBytes() + 1);
    }

    /** A server of its own. */
    public static Running start(WebhookReceiver receiver, InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newFixedThreadPool(32);
        server.createContext("/", new JdkWebhooks(receiver));
        server.setExecutor(threads);
        server.start();
        return new Running(server, threads);
    }

    /** A server that runs until it is closed. The receiver is closed by who made it. */
    public record Running(HttpServer server, ExecutorService threads) implements AutoCloseable {
        /** Where it listens. */
        public InetSocketAddress address() {
            return server.getAddress();
        }

        @Override
        public void close() {
            server.stop(1);
            threads.shutdown();
        }
    }
}
