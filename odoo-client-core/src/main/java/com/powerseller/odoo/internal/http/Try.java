package com.powerseller.odoo.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One request under way: whose it is, when it must be over, how far it has got, and what its answer says beside the body. Thread-safe. */
final class Try extends EventListener {
    /** Some 146 years: as good as no limit, and no overflow. */
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private final Thread thread = Thread.currentThread();
    private final Call call;
    private final long end;
    private final long connectNanos;
    private volatile @Nullable Long connectEnd;
    private volatile boolean sending;
    private volatile boolean late;
    private volatile int status;
    private volatile String contentType = "";

    /** A try of this thread that may take so many nanoseconds from now on, and a connection so many; 0 means no limit. */
    Try(OkHttpClient http, Request.Builder request, long nanos, long connectNanos) {
        this.end = System.nanoTime() + (nanos == 0 ? LONGEST : nanos);
        this.connectNanos = connectNanos == 0 ? LONGEST : connectNanos;
        this.call = http.newCall(request.tag(Try.class, this).build());
    }

    Call call() {
        return call;
    }

    /** When it must be over, as {@link System#nanoTime()} counts. */
    long end() {
        return end;
    }

    /** OkHttp's own limit ends before the handshake of TLS, and before a proxy has made a tunnel. */
    @Override
    public void connectStart(Call started, InetSocketAddress address, Proxy proxy) {
        connectEnd = System.nanoTime() + connectNanos;
    }

    @Override
    public void connectEnd(Call started, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        connectEnd = null;
    }

    @Override
    public void connectFailed(
            Call started, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol, IOException failure) {
        connectEnd = null;
    }

    /** From the first byte of its headers on, the server may act on it. */
    @Override
    public void requestHeadersStart(Call started) {
        sending = true;
    }

    /** Whether the server may have the request. */
    boolean isSending() {
        return sending;
    }

    /** Ends it if its time, or that for a connection, is over, or its thread was interrupted. */
    boolean cancelIfOver(long now) {
        Long connected = connectEnd;
        boolean isOver = end - now <= 0 || (connected != null && connected - now <= 0);
        if (!isOver && !thread.isInterrupted()) {
            return false;
        }
        if (isOver) {
            late = true;
        }
        call.cancel();
        return true;
    }

    /** Whether it was ended because its time was over. */
    boolean isLate() {
        return late;
    }

    void answered(Response response) {
        status = response.code();
        String type = response.header("Content-Type");
        contentType = type == null ? "" : type;
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }
}
