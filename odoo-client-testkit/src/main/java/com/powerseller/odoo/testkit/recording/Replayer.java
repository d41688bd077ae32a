package com.powerseller.odoo.testkit.recording;

import com.powerseller.odoo.testkit.internal.http.RecordingServer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A server that answers as the one did that a {@link Recorder} has listened to. The same request gets the same answers in the same order, and the last one again and again; secrets do
 * not matter. A request that was not recorded gets HTTP 501 and a text that says so. Thread-safe.
 */
public final class Replayer implements AutoCloseable {
    private final RecordingServer server;

    private Replayer(RecordingServer server) {
        this.server = server;
    }

    /**
     * Starts a server on a free port of the loopback interface.
     *
     * @throws IOException if the file cannot be read
     */
    public static Replayer start(Path file) throws IOException {
        return new Replayer(RecordingServer.replaying(file));
    }

    /** The address for the client. */
    public String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }
}
