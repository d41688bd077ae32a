package com.powerseller.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.powerseller.odoo.error.CallTimeoutException;
import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.error.OdooTransportException;
import com.powerseller.odoo.error.TlsException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testserver.RawServer;
import com.powerseller.odoo.testserver.RecordingSleeper;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where secrets may be sent, and over what: addresses, TLS, proxies. */
@Timeout(60)
class ConnectionSettingsTest {
    private static OdooClient.Builder to(String url) {
        return Wire.JSON2.client(url);
    }

    private static @Nullable Object call(OdooClient client) {
        return client.call("res.partner", "write", List.of(List.of(1L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.odoo.com",
                "HTTP://acme.odoo.com/",
                "http://localhost.evil.com",
                "http://127.0.0.1.evil.com",
                "http://127.0.0.1@evil.com",
                "http://10.0.0.1",
                "http://[::2]",
                "http://0.0.0.0",
                "http://127.1.evil",
                "http://odoo.localhost:8069"
            })
    void plainHttpToAnotherMachineIsRefusedUntilAllowed(String url) {
        assertThatThrownBy(() -> to(url).build())
                .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class);
    }

    @Test
    void plainHttpIsAllowedByOneWord() {
        assertThatThrownBy(() -> to("http://acme.odoo.com").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("allowPlainHttp()");
        to("http://acme.odoo.com").allowPlainHttp().build().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8069",
                "http://LOCALHOST",
                "http://127.0.0.1",
                "http://127.1.2.3:8069",
                "http://[::1]:8069",
                "https://acme.odoo.com",
                " https://acme.odoo.com/ "
            })
    void thisMachineAndHttpsAreAllowed(String url) {
        to(url).build().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@acme.odoo.com",
                "https://user:s3cr3t@acme.odoo.com",
                "https://acme.odoo.com?s3cr3t=1",
                "https://acme.odoo.com/#s3cr3t",
                "https://acme.odoo.com/?",
                "acme.odoo.com",
                "ftp://acme.odoo.com/s3cr3t",
                "file:///etc/s3cr3t",
                "https://",
                "https://s3cr3t host",
                "jdbc:s3cr3t"
            })
    void anAddressWithMoreThanAPathOrLessThanAHostIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> to(url).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> OdooClient.builder().build()).hasMessageContaining("url");
        assertThatThrownBy(() -> OdooClient.builder().url("https://x.com").build())
                .hasMessageContaining("database");
        assertThatThrownBy(() ->
                        OdooClient.builder().url("https://x.com").database("x").build())
                .hasMessageContaining("credentials");
        OdooClient.Builder keyOnly =
                OdooClient.builder().url("https://x.com").database("x").credentials(Credentials.apiKey("k3y"));
        assertThatThrownBy(() -> keyOnly.protocol(Protocol.JSON_RPC).build()).hasMessageContaining("login");
        assertThatThrownBy(() -> keyOnly.protocol(Protocol.XML_RPC).build()).hasMessageContaining("login");
        assertThatThrownBy(() -> keyOnly.credentials(Credentials.password("me", "x"))
                        .protocol(Protocol.JSON2)
                        .build())
                .hasMessageContaining("API key");
    }

    @ParameterizedTest
    @CsvSource({"'',''", "/,''", "/odoo,/odoo", "/odoo/,/odoo", "/a/b%20c/,/a/b%20c"})
    void aPathBeforeTheProtocolsOwnIsKept(String path, String prefix) throws Exception {
        for (Wire wire : Wire.values()) {
            try (RawServer server =
                            new RawServer((request, exchange) -> exchange.answer(wire.ok(), wire.result(request, 7L)));
                    OdooClient client = wire.client(server.url() + path).build()) {
                call(client);
                String own = switch (wire) {
                    case JSON_RPC -> "/jsonrpc";
                    case XML_RPC -> "/xmlrpc/2/object";
                    case JSON2 -> "/json/2/res.partner/write";
                };
                assertThat(server.requests().get(server.requests().size() - 1).path())
                        .isEqualTo(prefix + own);
            }
        }
    }

    @Test
    void variablesOfTheEnvironmentSayWhereAndWho() throws Exception {
        try (RawServer server = new RawServer((request, exchange) -> exchange.answer(Wire.JSON2.ok(), "7"))) {
            Map<String, String> environment = Map.of(
                    "ODOO_URL", server.url(),
                    "ODOO_DB", "acme",
                    "ODOO_LOGIN", "me",
                    "ODOO_API_KEY", "k3y",
                    "ODOO_PASSWORD", "not-this");
            try (OdooClient client = OdooClient.builder()
                    .fromEnvironment(environment)
                    .protocol(Protocol.JSON2)
                    .build()) {
                call(client);
            }
            assertThat(server.requests().get(0).headers())
                    .containsEntry("authorization", "Bearer k3y")
                    .containsEntry("x-odoo-database", "acme");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ODOO_URL", "ODOO_DB", "ODOO_LOGIN", "ODOO_API_KEY"})
    void aVariableThatIsMissingOrBlankIsNamed(String variable) {
        for (boolean blank : List.of(true, false)) {
            Map<String, String> environment = new java.util.HashMap<>(Map.of(
                    "ODOO_URL", "https://acme.odoo.com", "ODOO_DB", "acme", "ODOO_LOGIN", "me", "ODOO_API_KEY", "k3y"));
            if (blank) {
                environment.put(variable, "  ");
            } else {
                environment.remove(variable);
            }
            assertThatThrownBy(() -> OdooClient.builder().fromEnvironment(environment))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(variable)
                    .hasMessageNotContaining("k3y");
        }
    }

    @Test
    void aHostOfSeveralAddressesIsReachedOverTheOneThatAnswers() throws Exception {
        // localhost is ::1 too on most machines; the server listens on 127.0.0.1 only.
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, 5L);
                OdooClient client = to("http://localhost:" + odoo.server().port())
                        .sleeper(new RecordingSleeper())
                        .build()) {
            assertThat(call(client)).isEqualTo(5L);
            assertThat(odoo.calls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aProxyIsUsedAndItsPagesAreNotTakenForOdoos(Wire wire) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (RawServer proxy = new RawServer((request, exchange) -> {
                    if (calls.incrementAndGet() == 1) {
                        exchange.answer(
                                "407 Who are you\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Type: text/html",
                                "<h1>Proxy</h1>");
                    } else {
                        exchange.answer(wire.ok(), wire.result(request, 7L));
                    }
                });
                OdooClient client = wire.client("http://odoo.invalid:8069")
                        .allowPlainHttp()
                        .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                        .build()) {
            OdooTransportException failure = catchThrowableOfType(OdooTransportException.class, () -> call(client));
            assertThat(failure.mayHaveExecuted()).isFalse();
            assertThat(call(client)).isEqualTo(7L);
            assertThat(proxy.requests().get(0).path()).startsWith("http://odoo.invalid:8069/");
            assertThat(proxy.requests()).noneMatch(request -> request.headers().containsKey("proxy-authorization"));
        }
    }

    @Test
    void aProxyThatRefusesATunnelIsAFailureBeforeAnythingWasSent() throws Exception {
        for (String status : List.of("407 Who", "403 No", "502 Bad")) {
            try (RawServer proxy = new RawServer(
                            (request, exchange) -> exchange.answer(status + "\r\nConnection: close", ""));
                    OdooClient client = to("https://odoo.invalid")
                            .proxy(ProxySelector.of(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                            .sleeper(new RecordingSleeper())
                            .build()) {
                OdooTransportException failure = catchThrowableOfType(OdooTransportException.class, () -> call(client));
                assertThat(failure)
                        .isInstanceOf(
                                status.startsWith("407")
                                        ? UnexpectedResponseException.class
                                        : ConnectionException.class);
                assertThat(failure.mayHaveExecuted()).isFalse();
                assertThat(proxy.requests()).allSatisfy(request -> {
                    assertThat(request.method()).isEqualTo("CONNECT");
                    assertThat(request.headers().toString()).doesNotContain(Wire.SECRET);
                });
            }
        }
    }

    @Test
    void aProxyThatWantsALoginGetsIt() throws Exception {
        List<String> logins = new CopyOnWriteArrayList<>();
        try (RawServer proxy = new RawServer((request, exchange) -> {
                    String login = String.valueOf(request.headers().get("proxy-authorization"));
                    logins.add(login);
                    exchange.answer(
                            login.equals("Basic YWNtZTp0b3Agc2VjcmV0")
                                    ? "502 No tunnel here\r\nConnection: close"
                                    : "407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nConnection: close",
                            "");
                });
                OdooClient client = to("https://odoo.invalid")
                        .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                        .proxyLogin("acme", "top secret")
                        .retry(RetryPolicy.none())
                        .build()) {
            assertThatThrownBy(() -> call(client))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("502")
                    .hasMessageNotContaining("top secret");
            assertThat(logins).endsWith("Basic YWNtZTp0b3Agc2VjcmV0");
            assertThat(proxy.requests().toString()).doesNotContain(Wire.SECRET);
        }
    }

    @Test
    void aProxyWithALoginLeadsToOdoo() throws Exception {
        try (MockWebServer server = server(
                        certificate("localhost"),
                        false,
                        new MockResponse.Builder().inTunnel().build());
                OdooClient client = trusting(server, CA, null)
                        .proxy(ProxySelector.of(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort())))
                        .proxyLogin("acme", "top secret")
                        .build()) {
            assertThat(call(client)).isEqualTo(5L);
            RecordedRequest tunnel = server.takeRequest();
            assertThat(tunnel.getHeaders().get("Proxy-Authorization")).isEqualTo("Basic YWNtZTp0b3Agc2VjcmV0");
            assertThat(tunnel.getHeaders().toString()).doesNotContain(Wire.SECRET);
            assertThat(server.takeRequest().getHeaders().get("Proxy-Authorization"))
                    .isNull();
        }
    }

    @Test
    void whatIsForHttpsOnlyIsRefusedWithHttp() {
        assertThatThrownBy(() -> to("http://localhost").proxyLogin("a", "b").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("proxyLogin");
        assertThatThrownBy(() -> to("http://localhost").tls(Tls.standard()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tls");
    }

    @Test
    void timeoutsThatNobodyWaitsForAreTaken() throws Exception {
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, 5L);
                OdooClient client = odoo.client()
                        .connectTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                        .readTimeout(Duration.ofDays(3_650_000))
                        .callTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                        .build()) {
            assertThat(call(client)).isEqualTo(5L);
        }
    }

    @Test
    void theTimeForAConnectionIncludesTheHandshake() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                OdooClient client = to("https://localhost:" + silent.getLocalPort())
                        .connectTimeout(Duration.ofMillis(300))
                        .readTimeout(Duration.ZERO)
                        .callTimeout(Duration.ZERO)
                        .retry(RetryPolicy.none())
                        .build()) {
            CallTimeoutException failure = catchThrowableOfType(CallTimeoutException.class, () -> call(client));
            assertThat(failure).hasMessageContaining("no connection within the time limit");
            assertThat(failure.mayHaveExecuted()).isFalse();
        }
    }

    @Test
    void aProxyThatDoesNotTakeTheLoginIsNotAskedAgain() throws Exception {
        try (RawServer proxy = new RawServer((request, exchange) ->
                        exchange.answer("407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nConnection: close", ""));
                OdooClient client = to("https://odoo.invalid")
                        .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                        .proxyLogin("acme", "top secret")
                        .build()) {
            assertThatThrownBy(() -> call(client))
                    .isInstanceOf(UnexpectedResponseException.class)
                    .hasMessageContaining("check proxyLogin(...)")
                    .hasMessageNotContaining("top secret");
            assertThat(proxy.requests()).as("wrong passwords lock accounts").hasSize(1);
        }
    }

    @Test
    void aProxySelectorThatSaysDirectIsHeeded() throws Exception {
        ProxySelector direct = new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, 5L);
                OdooClient client = odoo.client().proxy(direct).build()) {
            assertThat(call(client)).isEqualTo(5L);
        }
    }

    // TLS

    private static final HeldCertificate CA = new HeldCertificate.Builder()
            .commonName("a private CA")
            .certificateAuthority(0)
            .build();

    private static HeldCertificate certificate(String host) {
        return new HeldCertificate.Builder()
                .signedBy(CA)
                .commonName(host)
                .addSubjectAlternativeName(host)
                .build();
    }

    /** A server that gives these answers, and then 5. */
    private static MockWebServer server(HeldCertificate certificate, boolean wantsClient, MockResponse... first)
            throws IOException {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(CA.certificate())
                .build();
        MockWebServer server = new MockWebServer();
        server.useHttps(certificates.sslSocketFactory());
        if (wantsClient) {
            server.requireClientAuth();
        }
        for (MockResponse answer : first) {
            server.enqueue(answer);
        }
        for (int i = 0; i < 4; i++) {
            server.enqueue(new MockResponse.Builder()
                    .addHeader("Content-Type", "application/json")
                    .body("5")
                    .build());
        }
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    private static OdooClient.Builder trusting(
            MockWebServer server, @Nullable HeldCertificate trusted, @Nullable HeldCertificate own) {
        HandshakeCertificates.Builder certificates = new HandshakeCertificates.Builder();
        if (trusted != null) {
            certificates.addTrustedCertificate(trusted.certificate());
        } else {
            certificates.addPlatformTrustedCertificates();
        }
        if (own != null) {
            certificates.heldCertificate(own);
        }
        HandshakeCertificates built = certificates.build();
        return to("https://localhost:" + server.getPort())
                .sleeper(new RecordingSleeper())
                .tls(Tls.of(built.sslContext(), built.trustManager()));
    }

    @Test
    void aPrivateAuthorityCanBeTrusted() throws Exception {
        try (MockWebServer server = server(certificate("localhost"), false);
                OdooClient client = trusting(server, CA, null).build()) {
            assertThat(call(client)).isEqualTo(5L);
            assertThat(server.takeRequest().getVersion())
                    .as("what servers that can speak it get")
                    .isEqualTo("HTTP/2");
        }
    }

    @Test
    void aClientCertificateIsShown() throws Exception {
        try (MockWebServer server = server(certificate("localhost"), true);
                OdooClient client =
                        trusting(server, CA, certificate("saas-app")).build()) {
            assertThat(call(client)).isEqualTo(5L);
            assertThat(server.takeRequest().getHandshake()).isNotNull();
        }
    }

    @Test
    void withoutTheClientCertificateNothingIsExecuted() throws Exception {
        try (MockWebServer server = server(certificate("localhost"), true);
                OdooClient client = trusting(server, CA, null).build()) {
            // With TLS 1.3 the server refuses after the handshake: its reason, or just the end, whichever comes first.
            assertThatThrownBy(() -> call(client)).isInstanceOfAny(TlsException.class, ConnectionException.class);
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefusedBeforeAnythingIsSent() throws Exception {
        RecordingSleeper sleeper = new RecordingSleeper();
        try (MockWebServer server = server(certificate("localhost"), false);
                OdooClient client =
                        trusting(server, null, null).sleeper(sleeper).build()) {
            TlsException failure = catchThrowableOfType(TlsException.class, () -> call(client));
            assertThat(failure.mayHaveExecuted()).isFalse();
            assertThat(server.getRequestCount()).isZero();
            assertThat(sleeper.waits()).as("another try would not help").isEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefusedBeforeAnythingIsSent() throws Exception {
        try (MockWebServer server = server(certificate("acme.odoo.com"), false);
                OdooClient client = trusting(server, CA, null).build()) {
            TlsException failure = catchThrowableOfType(TlsException.class, () -> call(client));
            assertThat(failure.mayHaveExecuted()).isFalse();
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void aServerThatSpeaksNoTlsGetsNothing() throws Exception {
        try (RawServer server = new RawServer((request, exchange) -> {});
                OdooClient client = to("https://127.0.0.1:" + server.port())
                        .sleeper(new RecordingSleeper())
                        .readTimeout(Duration.ofMillis(200))
                        .build()) {
            OdooTransportException failure = catchThrowableOfType(OdooTransportException.class, () -> call(client));
            assertThat(failure.mayHaveExecuted()).isFalse();
            assertThat(server.requests()).isEmpty();
        }
    }

    private static Path pem(Path folder, HeldCertificate certificate) throws IOException {
        return Files.writeString(folder.resolve("authority.pem"), certificate.certificatePem());
    }

    private static Path pkcs12(Path folder, HeldCertificate certificate, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "key", certificate.keyPair().getPrivate(), password, new Certificate[] {certificate.certificate()});
        Path file = folder.resolve("client.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }

    @Test
    void certificatesAreReadFromFiles(@TempDir Path folder) throws Exception {
        char[] password = "a password".toCharArray();
        Tls tls = Tls.trusting(pem(folder, CA))
                .withClientCertificate(pkcs12(folder, certificate("saas-app"), password), password);
        try (MockWebServer server = server(certificate("localhost"), true);
                OdooClient client =
                        to("https://localhost:" + server.getPort()).tls(tls).build()) {
            assertThat(call(client)).isEqualTo(5L);
        }
    }

    @Test
    void onlyTheCertificatesOfTheFileAreTrusted(@TempDir Path folder) throws Exception {
        HeldCertificate other =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        for (Tls tls : List.of(Tls.trusting(pem(folder, other)), Tls.standard())) {
            try (MockWebServer server = server(certificate("localhost"), false);
                    OdooClient client =
                            to("https://localhost:" + server.getPort()).tls(tls).build()) {
                assertThatThrownBy(() -> call(client)).isInstanceOf(TlsException.class);
                assertThat(server.getRequestCount()).isZero();
            }
        }
    }

    @Test
    void aFileThatHoldsNoCertificateOrKeyIsNamed(@TempDir Path folder) throws Exception {
        char[] password = "a password".toCharArray();
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        Path keys = pkcs12(folder, certificate("saas-app"), password);
        for (Path file : List.of(empty, text, folder.resolve("none.pem"))) {
            assertThatThrownBy(() -> Tls.trusting(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.toString());
            assertThatThrownBy(() -> Tls.standard().withClientCertificate(file, password))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.toString());
        }
        KeyStore noKey = KeyStore.getInstance("PKCS12");
        noKey.load(null, null);
        noKey.setCertificateEntry("ca", CA.certificate());
        Path noKeyFile = folder.resolve("nokey.p12");
        try (OutputStream out = Files.newOutputStream(noKeyFile)) {
            noKey.store(out, password);
        }
        assertThatThrownBy(() -> Tls.standard().withClientCertificate(noKeyFile, password))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no private key");
        assertThatThrownBy(() -> Tls.standard().withClientCertificate(keys, "wrong".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(keys.toString());
    }
}
