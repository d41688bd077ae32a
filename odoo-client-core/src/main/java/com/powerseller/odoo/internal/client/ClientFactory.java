package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.internal.http.HttpTransport;
import com.powerseller.odoo.observe.CallListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Checks settings and makes clients of them. */
public final class ClientFactory {
    private ClientFactory() {}

    /** A client; no request. */
    public static OdooClient create(ClientSettings settings) {
        HttpUrl url = address(required(settings.url, "url"), settings.plainHttpAllowed);
        if (!url.isHttps() && (settings.tls != null || settings.proxyLogin != null)) {
            throw new IllegalStateException(
                    "tls(...) and proxyLogin(...) are for https:// addresses: with http:// they would do nothing");
        }
        String database = database(required(settings.database, "database"));
        Credentials credentials = required(settings.credentials, "credentials");
        checkProtocol(settings.protocol, credentials);
        HttpTransport transport = new HttpTransport(new HttpTransport.Settings(
                url,
                settings.connectTimeout,
                settings.readTimeout,
                settings.proxy,
                settings.proxyLogin,
                settings.tls,
                settings.maxResponseBytes));
        List<CallListener> listeners = new ArrayList<>(settings.listeners);
        listeners.add(new CallLog());
        CallExecutor executor = new CallExecutor(
                settings.retryPolicy,
                new CallLimits(settings.maxCallsPerSecond, settings.maxConcurrentCalls, settings.sleeper),
                settings.sleeper,
                listeners);
        Connection connection = new Connection(transport, executor, database, credentials, settings.clock);
        Session session = new Session(connection, database, credentials, settings.protocol, settings.clock);
        return new DefaultOdooClient(session, settings.context, null, settings.callTimeout);
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new IllegalStateException("set " + name + "(...) before build()");
        }
        return value;
    }

    /** Odoo itself allows letters, digits and {@code _.-} only; a header, where JSON-2 puts it, could not carry others. */
    private static String database(String name) {
        if (name.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "the database name has a character that no database of Odoo's has: letters, digits, '_', '.' and '-' only");
        }
        return name;
    }

    private static void checkProtocol(Protocol protocol, Credentials credentials) {
        if (protocol == Protocol.JSON2 && !credentials.isApiKey()) {
            throw new IllegalStateException(
                    "JSON-2 takes API keys only: use Credentials.apiKey(...), or another protocol");
        }
        if ((protocol == Protocol.JSON_RPC || protocol == Protocol.XML_RPC) && credentials.login() == null) {
            throw new IllegalStateException(
                    protocol + " needs the login that the API key belongs to: use Credentials.apiKey(login, key)");
        }
    }

    /** Nothing of a bad address is repeated but its host: it may hold a password. */
    private static HttpUrl address(String text, boolean plainHttpAllowed) {
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null) {
            throw new IllegalArgumentException(
                    "the url is no http(s) address: it should look like https://acme.odoo.com");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException(
                    "the url of " + url.host() + " holds a user or password: use credentials(...) instead");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException(
                    "the url of " + url.host() + " has a query or a fragment: it should end after the host, or a path");
        }
        if (!url.isHttps() && !plainHttpAllowed && !isLoopback(url.host())) {
            throw new IllegalStateException(
                    "http:// to " + url.host()
                            + " would send the secret in the clear: use https://, or allowPlainHttp() if the network is trusted");
        }
        HttpUrl.Builder directory = url.newBuilder();
        List<String> segments = url.pathSegments();
        if (segments.get(segments.size() - 1).isEmpty()) {
            directory.removePathSegment(segments.size() - 1);
        }
        return directory.build();
    }

    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("::1") || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
