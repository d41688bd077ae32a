package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Sold;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes up while a state is derived. Used by one thread. */
final class Notes {
    private final ZoneId zone;
    private final Instant now;
    private final LocalDate today;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private boolean held;
    private @Nullable Instant nextChange;

    Notes(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
        this.today = LocalDate.ofInstant(now, zone);
    }

    LocalDate today() {
        return today;
    }

    Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Whether the day has come; if not, its beginning is a time at which the state may change. */
    boolean hasCome(LocalDate day) {
        if (!today.isBefore(day)) {
            return true;
        }
        Instant begin = begin(day);
        if (begin.isAfter(now) && (nextChange == null || begin.isBefore(nextChange))) {
            nextChange = begin;
        }
        return false;
    }

    /** Something that holds the tenant. */
    void problem(Problem.Code code, String sentence) {
        held = true;
        oddity(code, sentence);
    }

    /** Something that does not. */
    void oddity(Problem.Code code, String sentence) {
        problems.add(new Problem(code, sentence));
    }

    void reason(String reason) {
        reasons.add(reason);
    }

    boolean isHeld() {
        return held;
    }

    List<Problem> problems() {
        return problems;
    }

    List<String> reasons() {
        return reasons;
    }

    @Nullable Instant nextChange() {
        return nextChange;
    }

    static String named(Sold sold) {
        return "subscription " + sold.name() + " (" + sold.id() + ")";
    }
}
