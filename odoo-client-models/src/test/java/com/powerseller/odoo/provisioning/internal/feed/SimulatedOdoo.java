package com.powerseller.odoo.provisioning.internal.feed;

import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.error.ServerFault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes as Odoo on PostgreSQL does: a record's time is when the transaction began, to the microsecond, and it is seen once that is committed; of two that write one record the later one must
 * begin after the other's commit.
 */
final class SimulatedOdoo implements Changes {
    static final List<String> MODELS = List.of("account.move", "res.partner", "sale.order");

    final List<String> requests = new ArrayList<>();
    final Map<String, Instant> committed = new HashMap<>();
    private final Map<String, NavigableMap<Long, Instant>> written = new HashMap<>();
    private final Set<String> forbidden = new HashSet<>();
    Instant now = Instant.parse("2030-01-31T12:00:00.123456Z");
    Runnable onRequest = () -> {};

    /** A transaction that is under way. */
    final class Transaction {
        final Instant begun = now;
        private final List<String> records = new ArrayList<>();

        /** Whether it could: another one that is committed since this began has written it too. */
        boolean write(String model, long id) {
            Instant last = committed.get(model + "," + id);
            return (last == null || !last.isAfter(begun)) && records.add(model + "," + id);
        }

        void commit() {
            for (String record : records) {
                Instant last = committed.get(record);
                if (last != null && last.isAfter(begun)) {
                    return;
                }
            }
            for (String record : records) {
                String model = record.substring(0, record.indexOf(','));
                long id = Long.parseLong(record.substring(model.length() + 1));
                rows(model).put(id, begun);
                committed.put(record, now);
            }
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void write(String model, long id) {
        Transaction transaction = new Transaction();
        transaction.write(model, id);
        transaction.commit();
    }

    /** As nobody should: with another time. */
    void write(String model, long id, Instant time) {
        rows(model).put(id, time);
        committed.put(model + "," + id, now);
    }

    void forbid(String model) {
        forbidden.add(model);
    }

    void allow(String model) {
        forbidden.remove(model);
    }

    private NavigableMap<Long, Instant> rows(String model) {
        return written.computeIfAbsent(model, none -> new TreeMap<>());
    }

    @Override
    public List<String> models() {
        return MODELS;
    }

    @Override
    public Set<String> optional() {
        return Set.of("account.move");
    }

    @Override
    public Instant time() {
        requests.add("time");
        onRequest.run();
        return now.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public List<Changed> since(String model, Instant from, long after, int max) {
        requests.add(model);
        onRequest.run();
        if (forbidden.contains(model)) {
            throw denied(model);
        }
        if (!from.equals(from.truncatedTo(ChronoUnit.SECONDS))) {
            throw new AssertionError("Odoo is asked for whole seconds");
        }
        List<Changed> changed = new ArrayList<>();
        for (Map.Entry<Long, Instant> row : rows(model).tailMap(after, false).entrySet()) {
            if (changed.size() < max && !row.getValue().isBefore(from)) {
                Instant shown = row.getValue().truncatedTo(ChronoUnit.SECONDS);
                changed.add(new Changed(row.getKey(), shown, model, row.getKey()));
            }
        }
        return changed;
    }

    private static CallDetails call(String model) {
        return new CallDetails(model, "search_read", "JSON-RPC", "http://odoo.example", "1");
    }

    private static AccessErrorException denied(String model) {
        return new AccessErrorException(
                call(model), new ServerFault("odoo.exceptions.AccessError", "no " + model, List.of(), null));
    }

    static ConnectionException away() {
        return new ConnectionException(call("sale.order"), "away", false, null);
    }
}
