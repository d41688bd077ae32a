package com.powerseller.odoo.examples.provisioning;

import com.powerseller.odoo.provisioning.ProvisioningSignal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hears from victims what they do, keeps what they deliver, and kills them at the moments that it was told. What was said by the time of a death counts; a victim that is being killed is
 * not heard any more, and has no answer. Thread-safe.
 */
final class Witness implements AutoCloseable {
    private final App app = new App();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Timer killer = new Timer("killer", true);
    private final Map<String, VictimProcess> victims = new HashMap<>();
    private final List<String> delivered = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Map<String, Integer> deaths = new TreeMap<>();

    Witness() throws IOException {
        thread(this::listen);
    }

    /** A moment to die at: so long after something was done for the nth time. */
    static final class Death {
        private final String what;
        private final int pauseMillis;
        private int count;

        private Death(String what, int count, int pauseMillis) {
            this.what = what;
            this.count = count;
            this.pauseMillis = pauseMillis;
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "witness");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                thread(() -> hear(socket));
            }
        } catch (SocketException e) {
            if (!server.isClosed()) {
                failed(e);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private synchronized void failed(Throwable failure) {
        failures.add(failure);
        notifyAll();
    }

    private void hear(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            VictimProcess victim = victim(in.readUTF());
            boolean lives = true;
            while (lives) {
                byte[] said = new byte[in.readInt()];
                in.readFully(said);
                lives = hear(victim, new String(said, StandardCharsets.UTF_8));
                if (lives) {
                    out.writeByte(1);
                }
            }
        } catch (EOFException | SocketException e) {
            // It is dead, or about to be: who waits for its end finds out if nobody has killed it.
        } catch (IOException | RuntimeException | AssertionError e) {
            failed(e);
        }
    }

    private synchronized VictimProcess victim(String name) {
        VictimProcess victim = victims.get(name);
        if (victim == null) {
            throw new IllegalStateException("nobody knows " + name);
        }
        return victim;
    }

    /** Returns whether it lives on. */
    private boolean hear(VictimProcess victim, String said) {
        int blank = said.indexOf(' ');
        String what = said.substring(0, blank);
        String text = said.substring(blank + 1);
        if (!survives(victim, what)) {
            return false;
        }
        if (what.equals("ready")) {
            ready(victim, Integer.parseInt(text));
        }
        return !what.equals("signal")
                || (take(victim, ProvisioningSignal.fromJson(text)) && survives(victim, "recorded"));
    }

    private synchronized void ready(VictimProcess victim, int port) {
        victim.ready(port);
        notifyAll();
    }

    private synchronized boolean take(VictimProcess victim, ProvisioningSignal signal) {
        if (victim.isKilled()) {
            return false;
        }
        String tenant = signal.state().tenant();
        delivered.add(tenant);
        try {
            if (signal.sequence() < app.lastOf(tenant)) {
                throw new AssertionError("signal " + signal.sequence() + " of " + tenant + " comes after "
                        + app.lastOf(tenant) + ", from " + victim);
            }
            app.apply(signal);
        } catch (AssertionError e) {
            failures.add(e);
        }
        notifyAll();
        return true;
    }

    /** Something was done. Returns whether the victim lives on. */
    synchronized boolean survives(VictimProcess victim, String what) {
        Death death = victim.death();
        if (!victim.isKilled() && death != null && death.what.equals(what) && --death.count == 0) {
            if (death.pauseMillis == 0) {
                kill(victim, what);
            } else {
                killLater(victim, what, death.pauseMillis);
            }
        }
        return !victim.isKilled();
    }

    synchronized void killLater(VictimProcess victim, String why, int millis) {
        killer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        kill(victim, why);
                    }
                },
                millis);
    }

    /** Nothing that it says from now on counts. */
    synchronized void kill(VictimProcess victim, String why) {
        if (victim.kill()) {
            deaths.merge(why, 1, Integer::sum);
        }
        notifyAll();
    }

    /**
     * Says when it is to die, in place of what was said before: so long after something was done for the nth time; if the pause is zero at once, before what it did is answered.
     *
     * @param what {@code start} for a step of that, {@code odoo} for a call, {@code store} for what it does there, {@code signal} when one comes, {@code recorded} when that is kept, {@code
     *     hook} when it has answered one
     */
    synchronized void mark(VictimProcess victim, String what, int count, int pauseMillis) {
        victim.dieAt(new Death(what, count, pauseMillis));
    }

    /** The first one that does this dies of it. */
    synchronized void markAll(Collection<VictimProcess> some, String what) {
        Death death = new Death(what, 1, 0);
        some.forEach(victim -> victim.dieAt(death));
    }

    synchronized void spare(VictimProcess victim) {
        victim.dieAt(null);
    }

    synchronized VictimProcess start(String name, Path log, Map<String, String> arguments) throws IOException {
        VictimProcess victim = new VictimProcess(name, log, arguments);
        victims.put(name, victim);
        return victim;
    }

    /** Waits until it is so; it is looked at whenever something has happened. Fails at once if something has gone wrong. */
    synchronized boolean await(Duration longest, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            check();
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(Math.min(left, 100));
        }
        check();
        return true;
    }

    /** Fails if a signal came that should not have come so. */
    synchronized void check() {
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError(failures.size() + " failures, the first: " + failures.get(0));
            failures.forEach(error::addSuppressed);
            throw error;
        }
    }

    /** What the application has. To be looked at in {@link #await} or when nobody lives. */
    App app() {
        return app;
    }

    /** The tenants of all signals that came, in this order, those that came again too. */
    synchronized List<String> delivered() {
        return List.copyOf(delivered);
    }

    /** How many died of what. */
    synchronized Map<String, Integer> deaths() {
        return new TreeMap<>(deaths);
    }

    /** Waits for one that is ready. */
    synchronized VictimProcess awaitReady() throws InterruptedException {
        for (VictimProcess victim = anyReady(); ; victim = anyReady()) {
            if (victim != null) {
                return victim;
            }
            wait();
        }
    }

    /** One that is ready; null if there is none. */
    synchronized @Nullable VictimProcess anyReady() {
        return victims.values().stream()
                .filter(victim -> victim.isReady() && !victim.isKilled())
                .findAny()
                .orElse(null);
    }

    @Override
    public void close() throws IOException {
        killer.cancel();
        server.close();
        synchronized (this) {
            victims.values().forEach(VictimProcess::kill);
        }
    }
}
