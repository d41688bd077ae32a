package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.server.FakeServer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** A server that listens. */
public final class FakeHttp implements AutoCloseable {
    /** Kept, as loggers that nobody keeps forget their level. */
    private static final Logger LOG = Logger.getLogger(MockWebServer.class.getName());

    private static final MockResponse CONTINUE = new MockResponse.Builder()
            .addInformationalResponse(new MockResponse.Builder()
                    .status("HTTP/1.1 100 Continue")
                    .headers(Headers.of())
                    .build())
            .build();

    private final MockWebServer web;

    private FakeHttp(MockWebServer web) {
        this.web = web;
    }

    /** Listens on a port of the loopback interface; 0 finds a free one. */
    public static FakeHttp start(FakeServer server, int port) {
        if (LOG.getLevel() == null) {
            // One line per request is too much for a server.
            LOG.setLevel(Level.WARNING);
        }
        MockWebServer web = new MockWebServer();
        web.setBodyLimit(HttpRequest.BODY_LIMIT);
        web.setDispatcher(forgetting(web, new FakeDispatcher(server)));
        web.setServerSocketFactory(new PromptSockets());
        try {
            web.start(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FakeHttp(web);
    }

    /** The web server keeps each request until somebody takes it; so does this, one for one. */
    private static Dispatcher forgetting(MockWebServer web, Dispatcher dispatcher) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                web.takeRequest(0, TimeUnit.MILLISECONDS);
                return dispatcher.dispatch(request);
            }

            @Override
            public MockResponse peek() {
                return HeaderWatch.sawExpect() ? CONTINUE : super.peek();
            }
        };
    }

    /** Where it listens. */
    public int port() {
        return web.getPort();
    }

    @Override
    public void close() {
        web.close();
    }

    /** Sockets that send at once. The web server writes headers and body apart, and between them the client's operating system would wait 40 ms. */
    private static final class PromptSockets extends ServerSocketFactory {
        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Socket socket = new WatchedSocket();
                    implAccept(socket);
                    socket.setTcpNoDelay(true);
                    return socket;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 0, null);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, null);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address)
                throws IOException {
            ServerSocket socket = createServerSocket();
            socket.bind(new InetSocketAddress(address, port), backlog);
            return socket;
        }
    }

    /** A socket that says when a client waits for leave to send its body. */
    private static final class WatchedSocket extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new HeaderWatch(super.getInputStream());
        }
    }

    /**
     * Sees requests that wait for {@code 100 Continue}. The web server asks whether to send it where it does not know the request, but in the thread that has just
     * read the headers: and a client that waits has sent nothing after them.
     */
    private static final class HeaderWatch extends FilterInputStream {
        private static final ThreadLocal<Boolean> SAW_EXPECT = ThreadLocal.withInitial(() -> false);
        private static final Pattern EXPECT =
                Pattern.compile("\r\nExpect: *100-continue\r\n", Pattern.CASE_INSENSITIVE);

        HeaderWatch(InputStream in) {
            super(in);
        }

        static boolean sawExpect() {
            boolean saw = SAW_EXPECT.get();
            SAW_EXPECT.remove();
            return saw;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count > 4 && bytes[offset + count - 1] == '\n' && bytes[offset + count - 3] == '\n') {
                String text = new String(bytes, offset, count, StandardCharsets.ISO_8859_1);
                SAW_EXPECT.set(EXPECT.matcher(text).find());
            }
            return count;
        }
    }
}
