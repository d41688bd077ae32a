package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.CallContext;
import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.Tls;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.resilience.Sleeper;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a builder has been told so far. */
public final class ClientSettings {
    public @Nullable String url;
    public @Nullable String database;
    public @Nullable Credentials credentials;
    public Protocol protocol = Protocol.AUTO;
    public CallContext context = CallContext.empty();
    public Duration connectTimeout = Duration.ofSeconds(10);
    public Duration readTimeout = Duration.ofMinutes(2);
    public Duration callTimeout = Duration.ofMinutes(15);
    public @Nullable ProxySelector proxy;
    public @Nullable Credentials proxyLogin;
    public @Nullable Tls tls;
    public boolean plainHttpAllowed;
    public long maxResponseBytes = 256L << 20;
    public RetryPolicy retryPolicy = RetryPolicy.standard();
    public double maxCallsPerSecond = Double.POSITIVE_INFINITY;
    public int maxConcurrentCalls = Integer.MAX_VALUE;
    public List<CallListener> listeners = new ArrayList<>();
    public Sleeper sleeper = Sleeper.system();
    public InstantSource clock = InstantSource.system();

    /** A copy that later settings do not change. */
    public ClientSettings copy() {
        ClientSettings copy = new ClientSettings();
        copy.url = url;
        copy.database = database;
        copy.credentials = credentials;
        copy.protocol = protocol;
        copy.context = context;
        copy.connectTimeout = connectTimeout;
        copy.readTimeout = readTimeout;
        copy.callTimeout = callTimeout;
        copy.proxy = proxy;
        copy.proxyLogin = proxyLogin;
        copy.tls = tls;
        copy.plainHttpAllowed = plainHttpAllowed;
        copy.maxResponseBytes = maxResponseBytes;
        copy.retryPolicy = retryPolicy;
        copy.maxCallsPerSecond = maxCallsPerSecond;
        copy.maxConcurrentCalls = maxConcurrentCalls;
        copy.listeners = List.copyOf(listeners);
        copy.sleeper = sleeper;
        copy.clock = clock;
        return copy;
    }
}
