package com.powerseller.odoo.testserver;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP server that can misbehave in every way: the handler gets the request and the bare socket. Keeps connections alive unless the handler closes them,
 * and knows which are open, so that a test can tell whether its client gave them back.
 */
public final class RawServer implements AutoCloseable {
    /** Answers a request, or does something else to the connection. Connections are kept open until the handler or the client closes them. */
    @FunctionalInterface
    public interface Handler {
        void handle(Request request, Exchange exchange) throws Exception;
    }

    /** A request; header names are in lower case. */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    /** The connection that a request came over. */
    public final class Exchange {
        private final Socket socket;

        Exchange(Socket socket) {
            this.socket = socket;
        }

        /** Writes bytes as they are. */
        public Exchange write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            return this;
        }

        /** Writes text as UTF-8. */
        public Exchange write(String text) throws IOException {
            return write(text.getBytes(StandardCharsets.UTF_8));
        }

        /** A whole answer of known length. */
        public Exchange answer(String statusAndHeaders, byte[] body) throws IOException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            whole.writeBytes(body);
            return write(whole.toByteArray());
        }

        /** A whole answer of known length. */
        public Exchange answer(String statusAndHeaders, String body) throws IOException {
            return answer(statusAndHeaders, body.getBytes(StandardCharsets.UTF_8));
        }

        /** Closes the connection. */
        public void close() throws IOException {
            socket.close();
        }

        /** Closes the connection so that the other side sees a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits until the client closes the connection, or the server is closed. */
        public void awaitClient() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        /** Lets so much time pass, unless the server is closed meanwhile. */
        public void pause(long millis) throws IOException, InterruptedException {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new EOFException("server closed");
            }
        }
    }

    private final ServerSocket listener;
    private final Handler handler;
    private final Thread acceptor;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = new HashSet<>();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private int accepted;

    public RawServer(Handler handler) throws IOException {
        this(handler, 0);
    }

    public RawServer(Handler handler, int port) throws IOException {
        this.handler = handler;
        this.listener = new ServerSocket(port, 256, InetAddress.getLoopbackAddress());
        this.acceptor = new Thread(this::accept, "raw-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** All requests that were read in full. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were made. */
    public synchronized int accepted() {
        return accepted;
    }

    /** Waits until the other sides have closed all connections. */
    public synchronized void awaitNoConnection() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!open.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(open.size() + " connections were never closed");
            }
            wait(left);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            Socket socket;
            try {
                socket = listener.accept();
                socket.setTcpNoDelay(true);
            } catch (IOException e) {
                return;
            }
            synchronized (this) {
                open.add(socket);
                accepted++;
            }
            Thread thread = new Thread(() -> serve(socket), "raw-server-connection");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
            while (!socket.isClosed()) {
                Request request = read(in);
                if (request == null) {
                    break;
                }
                requests.add(request);
                handler.handle(request, new Exchange(socket));
            }
        } catch (Exception e) {
            // The client went away, or the handler has had enough.
        } finally {
            synchronized (this) {
                open.remove(socket);
                notifyAll();
            }
        }
    }

    private static Request read(InputStream in) throws IOException {
        String start = line(in);
        if (start == null) {
            return null;
        }
        String[] parts = start.split(" ", -1);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return new Request(parts[0], parts[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        try {
            // Until its thread has noticed, the system goes on accepting.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
