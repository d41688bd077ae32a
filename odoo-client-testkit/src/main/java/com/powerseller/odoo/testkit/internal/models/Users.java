package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import java.util.List;

/** {@code res.users}: a login with a partner. */
final class Users implements Behaviour {
    @Override
    public void define(ModelDefinition user) {
        user.order("name, login")
                .delegatesTo("partner_id")
                .defaultValue("company_id", records -> records.company())
                .defaultValue("company_ids", records -> List.of(List.of(6L, 0L, List.of(records.company()))))
                .defaultValue("notification_type", "email")
                .defaultValue("outgoing_mail_server_type", "default")
                .unique("You can not have two users with the same login!", "login");
    }
}
