package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of a customer's contacts something is sent to. */
public final class Addresses {
    private Addresses() {}

    /** The contact of a type ({@code invoice}, {@code delivery}): below the partner, else below the companies above it; the partner itself if there is none. */
    public static long of(Records partner, String type) {
        Records current = partner;
        Set<Long> seen = new HashSet<>();
        while (!current.isEmpty()) {
            Deque<Records> queue = new ArrayDeque<>(List.of(current));
            while (!queue.isEmpty()) {
                Records next = queue.pop();
                if (!seen.add(next.id())) {
                    continue;
                }
                if (next.text("type").equals(type)) {
                    return next.id();
                }
                List<Records> below = new ArrayList<>(next.related("child_ids").each());
                below.removeIf(child -> child.flag("is_company") || !child.flag("active"));
                below.forEach(queue::addLast);
            }
            if (current.flag("is_company")) {
                break;
            }
            current = current.related("parent_id");
        }
        return partner.id();
    }
}
