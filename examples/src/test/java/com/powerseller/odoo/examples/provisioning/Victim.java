package com.powerseller.odoo.examples.provisioning;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.examples.receiver.JdkWebhooks;
import com.powerseller.odoo.provisioning.Provisioning;
import com.powerseller.odoo.provisioning.ProvisioningStatus;
import com.powerseller.odoo.provisioning.WriteBack;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.StoreStatus;
import com.powerseller.odoo.provisioning.store.jdbc.JdbcStore;
import com.powerseller.odoo.provisioning.webhook.Authentication;
import com.powerseller.odoo.provisioning.webhook.WebhookReceiver;
import com.sun.net.httpserver.HttpServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** An application that is there to be killed: of each signal, and of all that it does, it tells a {@link Witness}, and goes on when that has answered. Ends with its witness. */
final class Victim {
    static final String SECRET = "a-secret-of-32-characters-or-more";

    private final Map<String, String> arguments;
    private final ThreadLocal<Line> lines = ThreadLocal.withInitial(this::connect);

    private Victim(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> byName = Stream.of(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(argument -> argument[0], argument -> argument[1]));
        new Victim(byName).run();
    }

    /** One for each thread. */
    private record Line(DataInputStream in, DataOutputStream out) {}

    private Line connect() {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(argument("witness")));
            socket.setTcpNoDelay(true);
            Line line = new Line(
                    new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
            line.out.writeUTF(argument("name"));
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String argument(String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no argument " + name);
        }
        return value;
    }

    private void tell(String what, String text) {
        Line line = lines.get();
        try {
            byte[] whole = (what + " " + text).getBytes(StandardCharsets.UTF_8);
            line.out.writeInt(whole.length);
            line.out.write(whole);
            line.out.flush();
            line.in.readByte();
        } catch (IOException e) {
            Runtime.getRuntime().halt(2);
        }
    }

    private void run() throws IOException {
        tell("start", "main");
        SignalStore store = telling(JdbcStore.builder(JdbcConnectionPool.create(dataSource(argument("store"))))
                .createTables()
                .build());
        tell("start", "tables");
        OdooClient odoo = OdooClient.builder()
                .fromEnvironment(arguments)
                .listener(new CallNames(name -> tell("odoo", name)))
                .build();
        InstantSource clock = Crashes.clock(Duration.parse(argument("ahead")));
        Provisioning provisioning = Provisioning.builder()
                .odoo(odoo)
                .rules(FakeWorld.rules(Long.parseLong(argument("admin"))))
                .store(store)
                .clock(clock)
                .handler(signal -> tell("signal", signal.toJson()))
                .writeBack(WriteBack.nothing().note())
                .lease(Duration.parse(argument("lease")))
                .pause(Duration.ofMillis(100))
                .lookAgain(Duration.ofMillis(200))
                .poll(Duration.parse(argument("poll")))
                .pollOverlap(Duration.ofSeconds(10))
                // Each kill while a handler is at work is a try.
                .retry(1_000, Duration.ofMillis(50), Duration.ofSeconds(1))
                .build();
        WebhookReceiver receiver = WebhookReceiver.builder()
                .store(store)
                .onStored(provisioning::wake)
                .clock(clock)
                .path("/odoo")
                .accept(Authentication.path(SECRET))
                .build();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/odoo", new JdkWebhooks(receiver));
        server.createContext("/status", exchange -> {
            byte[] text = status(provisioning.status(0)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
        if (Boolean.parseBoolean(argument("sweep"))) {
            provisioning.sweep();
        }
        provisioning.start();
        tell("start", "provisioning");
        tell("ready", String.valueOf(server.getAddress().getPort()));
    }

    private static ConnectionPoolDataSource dataSource(String url) {
        if (url.startsWith("jdbc:h2:")) {
            JdbcDataSource file = new JdbcDataSource();
            file.setURL(url);
            file.setUser("sa");
            return file;
        }
        PGConnectionPoolDataSource database = new PGConnectionPoolDataSource();
        database.setUrl(url);
        return database;
    }

    /** The store, of each of whose methods it is told when it begins and when it is done. */
    private SignalStore telling(SignalStore store) {
        return (SignalStore) Proxy.newProxyInstance(
                Victim.class.getClassLoader(), new Class<?>[] {SignalStore.class}, (proxy, method, values) -> {
                    tell("store", "before " + method.getName());
                    try {
                        Object result = method.invoke(store, values);
                        tell("store", "after " + method.getName());
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static String status(ProvisioningStatus status) {
        StoreStatus backlog = status.backlog();
        return "hints=%d tenants=%d signals=%d dead=%d notes=%d sweeping=%b"
                .formatted(
                        backlog.hints(),
                        backlog.dirtyTenants(),
                        backlog.signals(),
                        backlog.deadLetters(),
                        backlog.writeBacks(),
                        status.sweep() == null || status.sweep().finished() == null);
    }
}
