package com.powerseller.odoo.testkit.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method over RPC.
 *
 * @param records those that it is called on: the ids that came first, or by the name {@code ids}
 * @param positional the arguments after the ids
 * @param named the arguments by name, without {@code context} and {@code ids}
 */
public record MethodCall(
        Records records, List<? extends @Nullable Object> positional, Map<String, ? extends @Nullable Object> named) {
    /** The argument at a position or of a name; null if neither was given. */
    public @Nullable Object argument(int position, String name) {
        return position < positional.size() ? positional.get(position) : named.get(name);
    }

    /** The records, of which each must exist: else Odoo's {@code MissingError}. */
    public Records existing() {
        List<Long> found = records.search(records.model(), List.of(List.of("id", "in", records.ids())))
                .ids();
        for (long id : records.ids()) {
            if (!found.contains(id)) {
                throw FakeErrors.missingRecord(records.model(), id, records.uid());
            }
        }
        return records;
    }
}
