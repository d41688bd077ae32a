package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.JsonWriter;
import com.powerseller.odoo.testkit.internal.server.CallLog;
import com.powerseller.odoo.testkit.internal.server.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A server that passes requests on and writes them down, or that answers from what was written down. */
public final class RecordingServer implements AutoCloseable {
    private static final List<String> KEPT = List.of(
            "Content-Type", "Content-Disposition", "Location", "Retry-After", "WWW-Authenticate", "Allow", "Accept");

    private final MockWebServer web = new MockWebServer();
    private final AutoCloseable end;

    private RecordingServer(Answerer answerer, AutoCloseable end) throws IOException {
        this.end = end;
        web.setBodyLimit(HttpRequest.BODY_LIMIT);
        web.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answerer.answer(
                        request, new RecordedCall(new HttpRequest(request, new Exchange(new Traffic(CallLog.of(0))))));
            }
        });
        web.start(InetAddress.getLoopbackAddress(), 0);
    }

    /** Answers a request. */
    @FunctionalInterface
    private interface Answerer {
        MockResponse answer(RecordedRequest request, RecordedCall call);
    }

    /** What was answered. */
    private record Answer(int status, Map<String, String> headers, ByteString body) {
        MockResponse build(Buffer shown) {
            MockResponse.Builder response =
                    new MockResponse.Builder().code(status).body(shown);
            headers.forEach(response::addHeader);
            return response.build();
        }
    }

    /** One that passes requests on to a server. */
    public static RecordingServer recording(String url, Path file) throws IOException {
        HttpUrl target = HttpUrl.get(url);
        OkHttpClient http = new OkHttpClient.Builder()
                .readTimeout(Duration.ofMinutes(15))
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
        Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        return new RecordingServer((request, call) -> pass(http, target, request, call, out), () -> {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
            out.close();
        });
    }

    private static MockResponse pass(
            OkHttpClient http, HttpUrl target, RecordedRequest request, RecordedCall call, Writer out) {
        HttpUrl url = target.newBuilder()
                .encodedPath(request.getUrl().encodedPath())
                .encodedQuery(request.getUrl().encodedQuery())
                .build();
        byte[] body =
                request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        boolean hasBody =
                !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        Request passed = new Request.Builder()
                .url(url)
                .headers(request.getHeaders()
                        .newBuilder()
                        .removeAll("Host")
                        .removeAll("Content-Length")
                        .removeAll("Connection")
                        .removeAll("Accept-Encoding")
                        .build())
                .method(request.getMethod(), hasBody ? RequestBody.create(body) : null)
                .build();
        try (Response response = http.newCall(passed).execute()) {
            byte[] bytes = response.body().bytes();
            Answer answer = new Answer(response.code(), kept(response.headers()), ByteString.of(bytes));
            response.headers().values("Set-Cookie").forEach(call::rememberCookie);
            write(out, call, answer);
            MockResponse.Builder shown = answer.build(new Buffer().write(bytes)).newBuilder();
            // Cookies are for the client, not for the file.
            response.headers().values("Set-Cookie").forEach(cookie -> shown.addHeader("Set-Cookie", cookie));
            return shown.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> kept(Headers headers) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT) {
            String value = headers.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }

    private static void write(Writer out, RecordedCall call, Answer answer) throws IOException {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("request", call.key());
        line.put("id", call.id());
        line.put("status", (long) answer.status());
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.replaceAll((name, value) -> call.withoutSecrets(value));
        line.put("headers", headers);
        String text = answer.body().utf8();
        boolean isText = ByteString.encodeUtf8(text).equals(answer.body());
        line.put(
                isText ? "body" : "base64",
                isText ? call.withoutSecrets(text) : answer.body().base64());
        String json = JsonWriter.write(line);
        synchronized (out) {
            out.write(json + "\n");
            out.flush();
        }
    }

    /** One that answers from a file. */
    public static RecordingServer replaying(Path file) throws IOException {
        Map<String, Deque<Map<?, ?>>> answers = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (JsonReader.read(line.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> recorded) {
                answers.computeIfAbsent(String.valueOf(recorded.get("request")), unused -> new ArrayDeque<>())
                        .add(recorded);
            }
        }
        return new RecordingServer((request, call) -> replay(answers, call), () -> {});
    }

    private static MockResponse replay(Map<String, Deque<Map<?, ?>>> answers, RecordedCall call) {
        Map<?, ?> recorded = null;
        synchronized (answers) {
            Deque<Map<?, ?>> queue = answers.get(call.key());
            if (queue != null) {
                recorded = queue.size() > 1 ? queue.removeFirst() : queue.peekFirst();
            }
        }
        if (recorded == null) {
            String text = "the recording has no such request: " + call.key();
            return HttpAnswer.text(501, "text/plain; charset=utf-8", text)
                    .reason("not recorded")
                    .build(true);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (recorded.get("headers") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        }
        Object base64 = recorded.get("base64");
        byte[] body = base64 instanceof String text
                ? Base64.getDecoder().decode(text)
                : call.withId(String.valueOf(recorded.get("body")), recorded.get("id"))
                        .getBytes(StandardCharsets.UTF_8);
        long status = (Long) Objects.requireNonNull(recorded.get("status"));
        return new Answer((int) status, headers, ByteString.of(body)).build(new Buffer().write(body));
    }

    public String url() {
        return "http://127.0.0.1:" + web.getPort();
    }

    @Override
    public void close() {
        web.close();
        try {
            end.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
