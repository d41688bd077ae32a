package com.powerseller.odoo.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.Tls;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.CallInterruptedException;
import com.powerseller.odoo.error.CallTimeoutException;
import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.ResponseTooLargeException;
import com.powerseller.odoo.error.TlsException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.internal.rpc.HttpReply;
import com.powerseller.odoo.internal.value.Json;
import com.powerseller.odoo.internal.value.MemoryBudget;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request once and hands its answer to a reader. Never repeats, never follows a redirect, keeps no cookies. Every failure says whether the request may
 * have reached the server.
 */
public final class HttpTransport implements AutoCloseable {
    private static final int IDLE_CONNECTIONS = 32;

    /**
     * Less than proxies keep a connection (5 s at the least): a call over one that the server has just closed may have run, for all that can be known. OkHttp looks
     * whether a connection is still good only after 10 s.
     */
    private static final int IDLE_SECONDS = 4;

    private static final int ZIP_BUFFER = 8_192;
    private static final int MOST_ADDRESSES = 1_000;

    private final OkHttpClient http;
    private final HttpUrl base;
    private final Map<String, HttpUrl> addresses = new ConcurrentHashMap<>();
    private final Map<String, MediaType> contentTypes = new ConcurrentHashMap<>();
    private final Duration connectTimeout;
    private final long maxResponseBytes;
    private final CallWatch watch = new CallWatch();
    private volatile boolean closed;

    /** The settings of a transport. */
    public record Settings(
            HttpUrl base,
            Duration connectTimeout,
            Duration readTimeout,
            @Nullable ProxySelector proxy,
            @Nullable Credentials proxyLogin,
            @Nullable Tls tls,
            long maxResponseBytes) {}

    /** Reads an answer while the connection is open. */
    @FunctionalInterface
    public interface ReplyReader<T> {
        @Nullable T read(HttpReply reply) throws IOException;
    }

    public HttpTransport(Settings settings) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                // It would send a POST again over another connection, though the first may have been executed.
                .retryOnConnectionFailure(false)
                .fastFallback(false)
                .connectTimeout(millis(settings.connectTimeout()), TimeUnit.MILLISECONDS)
                .readTimeout(millis(settings.readTimeout()), TimeUnit.MILLISECONDS)
                .writeTimeout(millis(settings.readTimeout()), TimeUnit.MILLISECONDS)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .dispatcher(new Dispatcher())
                .addNetworkInterceptor(HttpTransport::keepAside)
                .eventListenerFactory(
                        call -> Objects.requireNonNull(call.request().tag(Try.class)));
        if (settings.proxy() != null) {
            builder.proxySelector(settings.proxy());
        }
        Credentials proxyLogin = settings.proxyLogin();
        String basic = proxyLogin == null
                ? null
                : okhttp3.Credentials.basic(
                        String.valueOf(proxyLogin.login()), proxyLogin.secret(), StandardCharsets.UTF_8);
        builder.proxyAuthenticator((route, refusal) -> login(refusal, basic));
        Tls tls = settings.tls();
        if (tls != null) {
            builder.sslSocketFactory(tls.context().getSocketFactory(), tls.trustManager());
        }
        this.http = builder.build();
        this.base = settings.base();
        this.connectTimeout = settings.connectTimeout();
        this.maxResponseBytes = settings.maxResponseBytes();
    }

    /** At least one, at most the 24 days that OkHttp can count. */
    private static long millis(Duration timeout) {
        return timeout.isZero() ? 0 : Math.max(1, Math.min(TimeUnit.MILLISECONDS.convert(timeout), Integer.MAX_VALUE));
    }

    /**
     * OkHttp acts on some statuses whatever it was told about redirects and repeats: it sends a POST again after a 503 with {@code Retry-After: 0}, and makes an
     * I/O error of a 407. It also takes every content type apart, which nobody asks it for. Here it sees neither; what the server said is kept aside.
     */
    private static Response keepAside(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        Objects.requireNonNull(chain.request().tag(Try.class)).answered(response);
        return response.newBuilder()
                .code(200)
                .body(new UntypedBody(response.body()))
                .build();
    }

    private static final class UntypedBody extends ResponseBody {
        private final ResponseBody body;

        UntypedBody(ResponseBody body) {
            this.body = body;
        }

        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public BufferedSource source() {
            return body.source();
        }
    }

    /** The request for a tunnel, with the login if there is one: the first time OkHttp asks before there was any refusal. */
    private static @Nullable Request login(Response refusal, @Nullable String authorization) throws ProxyLoginRefused {
        boolean isRefused = !"OkHttp-Preemptive".equals(refusal.header("Proxy-Authenticate"));
        if (isRefused) {
            throw new ProxyLoginRefused(
                    authorization == null
                            ? "the proxy wants a login (HTTP 407): set proxyLogin(...)"
                            : "the proxy does not accept the login (HTTP 407): check proxyLogin(...)");
        }
        return authorization == null
                ? null
                : refusal.request()
                        .newBuilder()
                        .header("Proxy-Authorization", authorization)
                        .build();
    }

    private static final class ProxyLoginRefused extends IOException {
        private static final long serialVersionUID = 1L;

        ProxyLoginRefused(String message) {
            super(message);
        }
    }

    /** The address of a path below the server's. */
    public String url(String path) {
        return address(path).toString();
    }

    private HttpUrl address(String path) {
        HttpUrl known = addresses.get(path);
        if (known != null) {
            return known;
        }
        HttpUrl address = base.newBuilder().addPathSegments(path).build();
        if (addresses.size() < MOST_ADDRESSES) {
            addresses.put(path, address);
        }
        return address;
    }

    /** Posts a body; {@code callTimeout} zero means no limit. */
    public <T> @Nullable T post(
            String path,
            String contentType,
            byte[] body,
            Map<String, String> headers,
            Duration callTimeout,
            CallDetails details,
            ReplyReader<T> reader) {
        Request.Builder request = new Request.Builder()
                .post(RequestBody.create(body, contentTypes.computeIfAbsent(contentType, MediaType::get)));
        return send(request, path, headers, callTimeout, details, reader);
    }

    /** Gets a document. */
    public <T> @Nullable T get(
            String path,
            Map<String, String> headers,
            Duration callTimeout,
            CallDetails details,
            ReplyReader<T> reader) {
        return send(new Request.Builder().get(), path, headers, callTimeout, details, reader);
    }

    private <T> @Nullable T send(
            Request.Builder request,
            String path,
            Map<String, String> headers,
            Duration callTimeout,
            CallDetails details,
            ReplyReader<T> reader) {
        request.url(address(path))
                .addHeader("X-Request-Id", details.requestId())
                // Said by us, it is unzipped by us: so a body that is no gzip is told from a connection that broke.
                .addHeader("Accept-Encoding", "gzip");
        headers.forEach(request::addHeader);
        Try current = new Try(
                http, request, TimeUnit.NANOSECONDS.convert(callTimeout), TimeUnit.NANOSECONDS.convert(connectTimeout));
        watch.add(current);
        try (Response response = current.call().execute()) {
            ResponseBody body = response.body();
            if (body.contentLength() > maxResponseBytes) {
                throw tooLarge(details);
            }
            try (InputStream stream = new BoundedStream(unzipped(response, body, current.status()), maxResponseBytes)) {
                return reader.read(new HttpReply(
                        current.status(),
                        current.contentType(),
                        response.header("Location"),
                        response.header("Retry-After"),
                        stream));
            }
        } catch (BoundedStream.Exceeded e) {
            throw tooLarge(details);
        } catch (MemoryBudget.Exceeded e) {
            throw new ResponseTooLargeException(details, String.valueOf(e.getMessage()), true, null);
        } catch (Json.TextTooLong e) {
            throw new ResponseTooLargeException(details, e.getOriginalMessage(), true, null);
        } catch (ZipException e) {
            throw new MalformedResponseException(details, "the answer is not valid gzip", true, e);
        } catch (JsonProcessingException e) {
            throw new MalformedResponseException(
                    details, "the answer is not valid JSON: " + e.getOriginalMessage(), true, e);
        } catch (IOException e) {
            throw failure(e, current, details);
        } finally {
            watch.remove(current);
            if (closed) {
                // It may have begun when close() had already looked for calls and connections.
                http.connectionPool().evictAll();
            }
        }
    }

    /** The body, unzipped if it is zipped: answers that something before Odoo gives may only say so. */
    private static InputStream unzipped(Response response, ResponseBody body, int status) throws IOException {
        String encoding = response.header("Content-Encoding");
        if (!"gzip".equalsIgnoreCase(encoding) && !"x-gzip".equalsIgnoreCase(encoding)) {
            return body.byteStream();
        }
        BufferedSource source = body.source();
        boolean isZipped = source.request(2) && source.getBuffer().getByte(0) == 0x1f;
        return !isZipped && (status != 200 || source.exhausted())
                ? source.inputStream()
                : new GZIPInputStream(source.inputStream(), ZIP_BUFFER);
    }

    private ResponseTooLargeException tooLarge(CallDetails details) {
        return new ResponseTooLargeException(
                details,
                "the answer is longer than " + maxResponseBytes
                        + " bytes: fetch fewer records or fields, or raise maxResponseBytes",
                true,
                null);
    }

    private OdooTransportException failure(IOException e, Try current, CallDetails details) {
        boolean sending = current.isSending();
        if (closed) {
            return new ConnectionException(details, "the client was closed during the call", sending, e);
        }
        if (e instanceof UnknownHostException) {
            return new ConnectionException(details, "unknown host: check the URL and the DNS", false, e);
        }
        if (Thread.currentThread().isInterrupted()) {
            return new CallInterruptedException(details, "interrupted", sending, e);
        }
        if (e instanceof ProxyLoginRefused) {
            return new UnexpectedResponseException(details, String.valueOf(e.getMessage()), false, 407, null);
        }
        if (current.isLate() || e instanceof InterruptedIOException) {
            return new CallTimeoutException(
                    details,
                    sending ? "no complete answer within the time limit" : "no connection within the time limit",
                    sending,
                    e);
        }
        // A server that refuses the client's certificate says so after the first request, which it has not looked at.
        if (e instanceof SSLHandshakeException || (!sending && e instanceof SSLException)) {
            return new TlsException(details, "no encrypted connection: " + e.getMessage(), e);
        }
        if (!sending && (e instanceof ConnectException || e instanceof NoRouteToHostException)) {
            return new ConnectionException(details, "no connection: is the server up, and the port right?", false, e);
        }
        return new ConnectionException(
                details,
                sending ? "the connection broke before the answer was complete" : "no connection: " + e.getMessage(),
                sending,
                e);
    }

    @Override
    public void close() {
        closed = true;
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
