package com.powerseller.odoo.testserver;

import com.powerseller.odoo.resilience.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Does not sleep, and knows how long it should have. */
public final class RecordingSleeper implements Sleeper {
    private final Queue<Duration> waits = new ConcurrentLinkedQueue<>();

    @Override
    public void sleep(Duration duration) {
        waits.add(duration);
    }

    public List<Duration> waits() {
        return List.copyOf(waits);
    }
}
