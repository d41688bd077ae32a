package com.powerseller.odoo.testkit.internal.models.helpdesk;

import com.powerseller.odoo.testkit.model.Behaviour;
import java.util.LinkedHashMap;
import java.util.Map;

/** The models of Enterprise's helpdesk. */
public final class HelpdeskModels {
    private HelpdeskModels() {}

    /** The behaviours by the names of the models. */
    public static Map<String, Behaviour> all() {
        Map<String, Behaviour> models = new LinkedHashMap<>();
        models.put("helpdesk.ticket", new Tickets());
        models.put(
                "helpdesk.team",
                team -> team.order("sequence, name")
                        .defaultValue("sequence", 10L)
                        .defaultValue("assign_method", "randomly")
                        .defaultValue("privacy_visibility", "portal")
                        .defaultValue("alias_id", 1L)
                        .defaultValue("use_sla", true)
                        .defaultValue("auto_close_day", 7L)
                        .defaultValue("company_id", records -> records.company())
                        .sameLinks("stage_ids", "helpdesk.stage", "team_ids"));
        models.put(
                "helpdesk.stage",
                stage -> stage.order("sequence, id")
                        .defaultValue("sequence", 10L)
                        .defaultValue("legend_normal", "In progress")
                        .defaultValue("legend_blocked", "Blocked")
                        .defaultValue("legend_done", "Ready"));
        models.put("helpdesk.tag", tag -> tag.order("name").unique("A tag with this name exists.", "name"));
        models.put(
                "helpdesk.ticket.type",
                type -> type.order("sequence, name")
                        .defaultValue("sequence", 10L)
                        .unique("A type with this name exists.", "name"));
        models.put(
                "helpdesk.sla",
                sla -> sla.order("name").defaultValue("priority", "0").defaultValue("time", 24.0));
        return models;
    }
}
