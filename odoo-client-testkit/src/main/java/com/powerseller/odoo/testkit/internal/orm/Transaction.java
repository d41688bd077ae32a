package com.powerseller.odoo.testkit.internal.orm;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What one call has done so far, so that it can be undone. Its time is that of its start, as PostgreSQL's {@code now()}. */
final class Transaction {
    private final Instant now;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    Transaction(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    Instant now() {
        return now;
    }

    /** What takes back the change that was just made. */
    void onRollback(Runnable action) {
        undo.push(action);
    }

    /** What happens once nothing can be undone any more. */
    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void rollback() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    /** What the caller does once it has let go of the database. */
    List<Runnable> commit() {
        undo.clear();
        return afterCommit;
    }
}
