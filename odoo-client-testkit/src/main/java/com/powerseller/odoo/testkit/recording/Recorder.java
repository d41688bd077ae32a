package com.powerseller.odoo.testkit.recording;

import com.powerseller.odoo.testkit.internal.http.RecordingServer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Stands between a client and a real Odoo, passes on what each says, and writes it to a file that {@link Replayer} plays back: one line of JSON for each request. Passwords, keys,
 * cookies and tokens are not in the file; business data is, so look at it before it goes anywhere. Thread-safe.
 *
 * <pre>{@code
 * try (Recorder recorder = Recorder.start("https://acme.odoo.com", Path.of("acme.jsonl"));
 *         OdooClient odoo = OdooClient.builder().url(recorder.url())...build()) {
 *     ...
 * }
 * }</pre>
 */
public final class Recorder implements AutoCloseable {
    private final RecordingServer server;

    private Recorder(RecordingServer server) {
        this.server = server;
    }

    /**
     * Starts a recorder on a free port of the loopback interface. It replaces the file.
     *
     * @param odoo the address of the real server
     * @throws IOException if the file cannot be written
     */
    public static Recorder start(String odoo, Path file) throws IOException {
        return new Recorder(RecordingServer.recording(odoo, file));
    }

    /** The address for the client. */
    public String url() {
        return server.url();
    }

    /** Stops recording; the file is complete. */
    @Override
    public void close() {
        server.close();
    }
}
