package com.powerseller.odoo.internal.http;

import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One request under way: when it must be over, how far it has got, and what its answer says beside the body. Thread-safe. */
final class Try extends EventListener {
    private final Call call;
    private final long end;
    private volatile boolean sending;
    private volatile boolean late;
    private volatile int status;
    private volatile String contentType = "";

    /** A try that may take so many nanoseconds from now on. */
    Try(OkHttpClient http, Request.Builder request, long nanos) {
        this.end = System.nanoTime() + nanos;
        this.call = http.newCall(request.tag(Try.class, this).build());
    }

    Call call() {
        return call;
    }

    /** When it must be over, as {@link System#nanoTime()} counts. */
    long end() {
        return end;
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

    /** Ends it, as its time is over. */
    void cancelLate() {
        late = true;
        call.cancel();
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
