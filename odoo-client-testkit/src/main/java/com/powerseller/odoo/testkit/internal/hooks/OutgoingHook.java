package com.powerseller.odoo.testkit.internal.hooks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends webhooks as Odoo does: POST with JSON, a connection each, one second for connecting and for each silence, once. What becomes of them nobody learns, but for a line in the
 * log. Redirects are followed.
 */
public final class OutgoingHook {
    private static final Logger LOG = Logger.getLogger(OutgoingHook.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final MediaType JSON = MediaType.get("application/json");
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .connectTimeout(LIMIT)
            .readTimeout(LIMIT)
            .writeTimeout(LIMIT)
            .retryOnConnectionFailure(false)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();

    private OutgoingHook() {}

    /** Sends a body of ASCII to a URL; whatever goes wrong is logged. */
    public static void send(String url, String body) {
        HttpUrl target = HttpUrl.parse(url);
        if (target == null) {
            LOG.log(Level.WARNING, "a webhook was not sent: {0} is no address of HTTP", url);
            return;
        }
        Request.Builder request = new Request.Builder()
                .url(target)
                .header("User-Agent", "python-requests/2.32.3")
                .header("Accept-Encoding", "gzip, deflate")
                .header("Accept", "*/*")
                .header("Connection", "keep-alive")
                .post(RequestBody.create(body.getBytes(StandardCharsets.US_ASCII), JSON));
        String user = URI.create(target.toString()).getUserInfo();
        if (user != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        }
        try (Response response = HTTP.newCall(request.build()).execute()) {
            if (!response.isSuccessful()) {
                LOG.log(Level.INFO, "a webhook was answered with {0}", response.code());
            }
        } catch (IOException e) {
            // Odoo logs it and goes on.
            LOG.log(Level.INFO, "a webhook was not answered: {0}", e.toString());
        }
    }
}
