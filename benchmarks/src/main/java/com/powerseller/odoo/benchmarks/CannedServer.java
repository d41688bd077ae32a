package com.powerseller.odoo.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

/**
 * An HTTP server on loopback that does as little as it can, so that what is measured is the client: keeps connections alive, reads a request, writes the answer
 * that is given for its body.
 */
final class CannedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Function<String, byte[]> answers;

    CannedServer(Function<String, byte[]> answers) {
        this.answers = answers;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "canned server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                daemon(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            while (true) {
                int length = readHeaders(in);
                if (length < 0) {
                    return;
                }
                byte[] body = answers.apply(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                ByteArrayOutputStream answer = new ByteArrayOutputStream(body.length + 128);
                answer.writeBytes(
                        ("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: "
                                        + body.length + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                answer.writeBytes(body);
                answer.writeTo(out);
            }
        } catch (IOException e) {
            // The client is gone: nothing is left to do for it.
        }
    }

    /** Reads up to the empty line; the length of the body, or -1 at the end of the connection. */
    private static int readHeaders(InputStream in) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        boolean first = true;
        while (true) {
            int c = in.read();
            if (c < 0) {
                return -1;
            }
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String header = line.toString().strip();
            line.setLength(0);
            if (header.isEmpty() && !first) {
                return length;
            }
            first = false;
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
