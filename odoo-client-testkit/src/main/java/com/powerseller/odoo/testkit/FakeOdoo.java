package com.powerseller.odoo.testkit;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.schema.ModelSchema;
import com.powerseller.odoo.testkit.internal.http.JsonRpcEndpoint;
import com.powerseller.odoo.testkit.internal.models.BaseData;
import com.powerseller.odoo.testkit.internal.models.StandardModels;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.InstantSource;
import mockwebserver3.MockWebServer;

/**
 * An Odoo server in this JVM, for tests and demonstrations: real HTTP on a free port of the loopback interface, records in memory, one database, one user. It
 * knows every model whose schema is on the class path ({@link ModelSchema}), and starts with what every database of Odoo's has: a currency, a company, the administrator, a
 * journal. Thread-safe.
 *
 * <p>For now it speaks JSON-RPC as series 18 does. It creates, writes, deletes, copies, reads, searches and archives records of all types of fields, with defaults, required
 * fields, constraints, domains, orders and x2many commands; what Odoo's own models compute or do is there in part. It keeps one text for all languages and does not check
 * access rights. What it does not know it refuses with HTTP 501 and a text that names what is missing; it never guesses.
 */
public final class FakeOdoo implements AutoCloseable {
    private static final String SERIES = "18.0";
    private static final String DATABASE = "demo";
    private static final String LOGIN = "admin";
    private static final String API_KEY = "fake-api-key";

    private final MockWebServer server;

    private FakeOdoo(MockWebServer server) {
        this.server = server;
    }

    /** Starts a fake whose clock is the system's. */
    public static FakeOdoo start() {
        return start(InstantSource.system());
    }

    /** Starts a fake that takes the time of {@code create_date} and {@code write_date} from this clock. */
    public static FakeOdoo start(InstantSource clock) {
        Database records = new Database(
                DATABASE,
                Series.of(SERIES),
                Thread.currentThread().getContextClassLoader(),
                clock,
                StandardModels.of(Series.of(SERIES)));
        BaseData.fill(records, LOGIN);
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new JsonRpcEndpoint(SERIES, DATABASE, LOGIN, API_KEY, records));
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FakeOdoo(server);
    }

    /** The address, such as {@code http://127.0.0.1:40123}. */
    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** The name of the database. */
    public String database() {
        return DATABASE;
    }

    /** The credentials of its only user. */
    public Credentials credentials() {
        return Credentials.apiKey(LOGIN, API_KEY);
    }

    /** A new client of this fake; it is the caller's to close. */
    public OdooClient connect() {
        return OdooClient.builder()
                .url(url())
                .database(DATABASE)
                .credentials(credentials())
                .build();
    }

    /** Stops the server; its records are gone. */
    @Override
    public void close() {
        server.close();
    }
}
