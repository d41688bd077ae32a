package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which {@code crm.team} sells. */
public final class Teams {
    private Teams() {}

    /** The team of a user: the first one that the user leads, or else the first of all. */
    public static @Nullable Object of(Records records, @Nullable Object user) {
        List<Records> teams = records.search("crm.team", List.of(List.of("active", "=", true)))
                .each();
        return teams.stream()
                .filter(team -> user != null && team.has("user_id") && user.equals(team.get("user_id")))
                .findFirst()
                .or(() -> teams.stream().findFirst())
                .map(Records::id)
                .orElse(null);
    }
}
