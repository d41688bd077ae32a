package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.testkit.internal.orm.chatter.Tracking;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one call has done so far, so that it can be undone. Its time is that of its start, as PostgreSQL's {@code now()}. */
public final class Transaction {
    private final Instant now;
    private final Deque<Change> undo = new ArrayDeque<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Map<Object, Optional<LongPredicate>> rules = new HashMap<>();
    private final Map<Object, Long> found = new HashMap<>();
    private final Recomputation recomputation = new Recomputation();
    private final Tracking tracking = new Tracking();

    /** A row that is another one now, or none, or was none before. */
    static final class Change {
        private final Table table;
        private final long id;
        private final @Nullable Object @Nullable [] before;

        private Change(Table table, long id, @Nullable Object @Nullable [] before) {
            this.table = table;
            this.id = id;
            this.before = before;
        }

        Table table() {
            return table;
        }

        void undo() {
            undo(table);
        }

        /** In a copy of the table. */
        void undo(Table copy) {
            copy.put(id, before);
        }
    }

    Transaction(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** What is still to be worked out. */
    Recomputation recomputation() {
        return recomputation;
    }

    /** What to say of changes in the end. */
    public Tracking tracking() {
        return tracking;
    }

    public Instant now() {
        return now;
    }

    void changed(Table table, long id, @Nullable Object @Nullable [] before) {
        undo.push(new Change(table, id, before));
    }

    /** What was changed so far, the latest change first. */
    Collection<Change> changes() {
        return undo;
    }

    /** What happens once nothing can be undone any more. */
    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Records that were found after a long search, by what they were searched for. */
    public Map<Object, Long> found() {
        return found;
    }

    /** Undoes what was done since a {@link #mark()}. */
    public void rollbackTo(int mark) {
        found.clear();
        while (undo.size() > mark) {
            undo.pop().undo();
        }
    }

    /** How far the call has come. */
    public int mark() {
        return undo.size();
    }

    /** What record rules leave, worked out once for each key. */
    public @Nullable LongPredicate rules(Object key, Supplier<@Nullable LongPredicate> worker) {
        Optional<LongPredicate> known = rules.get(key);
        if (known == null) {
            known = Optional.ofNullable(worker.get());
            rules.put(key, known);
        }
        return known.orElse(null);
    }

    void rollback() {
        while (!undo.isEmpty()) {
            undo.pop().undo();
        }
    }

    /** What the caller does once it has let go of the database. */
    List<Runnable> commit() {
        undo.clear();
        return afterCommit;
    }
}
