package com.powerseller.odoo.testkit.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server that webhooks are sent to. */
final class HookReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Hook> hooks = new ConcurrentLinkedQueue<>();
    private volatile Runnable onHook = () -> {};
    private volatile int status = 200;

    /** One request that came. */
    record Hook(String method, String path, Map<String, List<String>> headers, String body) {
        Map<String, @Nullable Object> json() {
            try {
                return JSON.readValue(body, new TypeReference<Map<String, @Nullable Object>>() {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    HookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        hooks.add(new Hook(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        onHook.run();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** What happens before a hook is answered. */
    void onHook(Runnable action) {
        onHook = action;
    }

    /** What hooks are answered with. */
    void answer(int code) {
        status = code;
    }

    /** Those that came since the last time. */
    List<Hook> taken() {
        List<Hook> taken = new ArrayList<>();
        for (Hook hook = hooks.poll(); hook != null; hook = hooks.poll()) {
            taken.add(hook);
        }
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
