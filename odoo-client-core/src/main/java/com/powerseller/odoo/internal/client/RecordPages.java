package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.model.Record;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pages of a query, in the order of the ids; the next page is fetched while one is used. Used by one thread, and closed by any. */
final class RecordPages<M> extends Spliterators.AbstractSpliterator<List<M>> {
    /** Fetches the first records after an id. Asked by one thread at a time, for one page after the other. */
    @FunctionalInterface
    interface Fetch {
        Page page(@Nullable Long after, int most);
    }

    /**
     * Records that were fetched together.
     *
     * @param records none only if there are no more
     * @param last whether there are no more after these
     */
    record Page(List<Record> records, boolean last) {}

    private final DefaultModel<M> model;
    private final Fetch fetch;
    private final int pageSize;
    private long left;
    private volatile @Nullable FutureTask<Page> ahead;
    private volatile boolean closed;

    RecordPages(DefaultModel<M> model, Fetch fetch, int pageSize, long most) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.model = model;
        this.fetch = fetch;
        this.pageSize = pageSize;
        this.left = most;
        this.ahead = task(null);
    }

    @Override
    public boolean tryAdvance(Consumer<? super List<M>> action) {
        FutureTask<Page> wanted = ahead;
        if (wanted == null || closed) {
            return false;
        }
        // By this thread if no other one has begun with it.
        wanted.run();
        Page page = result(wanted);
        List<Record> records = page.records();
        boolean isLast = page.last() || records.size() == left;
        left -= records.size();
        ahead = isLast ? null : fetchAhead(records.get(records.size() - 1).id());
        if (records.isEmpty()) {
            return false;
        }
        action.accept(model.views(records));
        return true;
    }

    private int asked(long most) {
        return (int) Math.min(pageSize, most);
    }

    private FutureTask<Page> task(@Nullable Long after) {
        int most = asked(left);
        return new FutureTask<>(() -> fetch.page(after, most));
    }

    private FutureTask<Page> fetchAhead(long after) {
        FutureTask<Page> task = task(after);
        try {
            model.background().execute(task);
        } catch (RejectedExecutionException e) {
            // The client is closed, as the next page will say.
        }
        return task;
    }

    private Page result(FutureTask<Page> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            throw model.interrupted("search_read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends a call that is under way. */
    void close() {
        closed = true;
        FutureTask<Page> running = ahead;
        if (running != null) {
            running.cancel(true);
        }
    }
}
