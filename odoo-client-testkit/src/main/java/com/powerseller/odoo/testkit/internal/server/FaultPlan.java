package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.calls.ReceivedCall;
import com.powerseller.odoo.testkit.fault.Fault;
import com.powerseller.odoo.testkit.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The faults of one server, each with what is left of it. */
final class FaultPlan implements Faults {
    private final List<Planned> planned = new ArrayList<>();

    private static final class Planned {
        private final Fault fault;
        private final Random chance;
        private int seen;
        private int happened;

        Planned(Fault fault) {
            this.fault = fault;
            this.chance = new Random(fault.seed());
        }

        boolean happensTo(ReceivedCall call) {
            if (happened >= fault.times() || !fault.concerns(call) || seen++ < fault.skipped()) {
                return false;
            }
            boolean happens = fault.probability() == 1 || chance.nextDouble() < fault.probability();
            happened += happens ? 1 : 0;
            return happens;
        }
    }

    @Override
    public synchronized void add(Fault fault) {
        planned.add(new Planned(fault));
    }

    @Override
    public synchronized void clear() {
        planned.clear();
    }

    @Override
    public synchronized int happened(Fault fault) {
        return planned.stream()
                .filter(one -> one.fault == fault)
                .mapToInt(one -> one.happened)
                .sum();
    }

    /** What happens to a call; null if nothing does. */
    synchronized @Nullable Fault next(ReceivedCall call) {
        for (Planned one : planned) {
            if (one.happensTo(call)) {
                return one.fault;
            }
        }
        return null;
    }
}
