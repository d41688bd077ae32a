package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.Map;

/** {@code res.partner}: how contacts are named, and which company they belong to. */
final class Partners implements Behaviour {
    private static final Map<String, String> TYPES =
            Map.of("invoice", "Invoice Address", "delivery", "Delivery Address", "other", "Other Address");

    private final Series series;

    Partners(Series series) {
        this.series = series;
    }

    @Override
    public void define(ModelDefinition partner) {
        partner.order(series.atLeast(Series.V17) ? "complete_name ASC, id DESC" : "display_name ASC, id DESC")
                .displayName(Partners::name)
                .namesSearched("complete_name", "email", "ref", "vat", "company_registry")
                .defaultValue("type", "contact")
                .defaultValue("lang", "en_US")
                .defaultValue("color", 0L)
                .defaultValue("autopost_bills", "ask")
                .computed("complete_name", Partners::name)
                .computed("commercial_partner_id", Partners::commercial)
                .computed("partner_share", Partners::isShared)
                .computed(
                        "company_type",
                        record -> record.flag("is_company") ? "company" : "person",
                        (record, type) -> record.set("is_company", "company".equals(type)));
    }

    private static Object name(Records partner) {
        String name = partner.text("name");
        if (!partner.has("parent_id") || !partner.has("is_company")) {
            return name;
        }
        Records parent = partner.related("parent_id");
        if (partner.flag("is_company") || parent.isEmpty()) {
            return name;
        }
        String own = name.isEmpty() ? TYPES.getOrDefault(partner.text("type"), "") : name;
        return parent.text("name") + ", " + own;
    }

    /** Whether it belongs to no internal user. */
    private static boolean isShared(Records partner) {
        return !partner.has("user_ids")
                || partner.related("user_ids").each().stream()
                        .noneMatch(user -> user.flag("active") && !user.flag("share"));
    }

    private static Object commercial(Records partner) {
        Records parent = partner.related("parent_id");
        return partner.flag("is_company") || parent.isEmpty() ? (Object) partner.id() : commercial(parent);
    }
}
