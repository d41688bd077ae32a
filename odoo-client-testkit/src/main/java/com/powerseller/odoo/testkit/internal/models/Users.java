package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code res.users}: a login with a partner. */
final class Users implements Behaviour {
    private final Series series;

    Users(Series series) {
        this.series = series;
    }

    @Override
    public void define(ModelDefinition user) {
        user.order("name, login")
                .delegatesTo("partner_id")
                .defaultValue("company_id", records -> records.company())
                .defaultValue("company_ids", records -> List.of(List.of(6L, 0L, List.of(records.company()))))
                .defaultValue("notification_type", "email")
                .computed("share", record -> false)
                .modelMethod("context_get", call -> context(call.records().uid()))
                .unique("You can not have two users with the same login!", "login");
        if (series.atLeast(Series.V18)) {
            user.method("has_group", call -> true);
        } else {
            user.modelMethod("has_group", call -> true);
        }
    }

    /** In Odoo's order. */
    private static Map<String, Object> context(long uid) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("lang", "en_US");
        context.put("tz", false);
        context.put("uid", uid);
        return context;
    }
}
