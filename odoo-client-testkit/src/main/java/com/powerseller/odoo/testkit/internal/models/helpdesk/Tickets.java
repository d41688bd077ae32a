package com.powerseller.odoo.testkit.internal.models.helpdesk;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code helpdesk.ticket}: a reference, a team, its stages, and when it was assigned and closed. */
final class Tickets implements Behaviour {
    @Override
    public void define(ModelDefinition ticket) {
        ticket.order("priority desc, id desc")
                .displayName(Tickets::shown)
                .defaultValue("priority", "0")
                .defaultValue("kanban_state", "normal")
                .defaultValue("team_id", Tickets::team)
                .defaultValue("date_last_stage_update", Records::timestamp)
                .propertiesDefinedBy("properties", "team_id.ticket_properties")
                .onDelete("stage_id", OnDelete.RESTRICT)
                .plain("closed_by_partner", "rating_last_value")
                .notCopied(
                        "ticket_ref", "stage_id", "kanban_state", "date_last_stage_update", "assign_date", "close_date")
                .stored("ticket_ref", Tickets::reference)
                .stored("stage_id", Tickets::stage, "team_id")
                .stored("company_id", record -> ofRelated(record, "team_id", "company_id"), "team_id.company_id")
                .stored(
                        "commercial_partner_id",
                        record -> ofRelated(record, "partner_id", "commercial_partner_id"),
                        "partner_id")
                .stored("partner_name", record -> ofPartner(record, "name", "partner_name"), "partner_id")
                .stored("partner_email", record -> ofPartner(record, "email", "partner_email"), "partner_id")
                .stored("partner_phone", record -> ofPartner(record, "phone", "partner_phone"), "partner_id")
                .computed("fold", record -> ofRelated(record, "stage_id", "fold"))
                .computed("use_sla", record -> ofRelated(record, "team_id", "use_sla"))
                .computed(
                        "email",
                        record -> record.get("partner_email"),
                        (record, value) -> record.set("partner_email", value))
                .computed(
                        "kanban_state_label",
                        record -> ofRelated(record, "stage_id", "legend_" + record.text("kanban_state")))
                .afterCreate(Tickets::created)
                .beforeWrite(Tickets::moved)
                .method("assign_ticket_to_self", Tickets::assignToSelf);
    }

    private static @Nullable Object ofRelated(Records record, String relation, String field) {
        Records other = record.related(relation);
        return other.isEmpty() || !other.has(field) ? null : other.get(field);
    }

    private static @Nullable Object ofPartner(Records ticket, String field, String own) {
        Records partner = ticket.related("partner_id");
        return partner.isEmpty() ? ticket.get(own) : partner.get(field);
    }

    private static Object shown(Records ticket) {
        String reference = ticket.has("ticket_ref") ? ticket.text("ticket_ref") : "";
        return reference.isEmpty() ? ticket.text("name") : ticket.text("name") + " (#" + reference + ")";
    }

    private static @Nullable Object team(Records records) {
        if (!records.has("team_id")) {
            return null;
        }
        return records.search("helpdesk.team", List.of(List.of("active", "=", true))).ids().stream()
                .findFirst()
                .orElse(null);
    }

    private static String reference(Records ticket) {
        return String.format(Locale.ROOT, "%05d", ticket.id());
    }

    /** The stage, if the team has it, else the team's first. */
    private static @Nullable Object stage(Records ticket) {
        Records stages = ticket.related("team_id");
        Records ofTeam =
                stages.isEmpty() || !stages.has("stage_ids") ? ticket.related("stage_id") : stages.related("stage_ids");
        Object current = ticket.get("stage_id");
        if (current instanceof Long id && (ofTeam.isEmpty() || ofTeam.ids().contains(id))) {
            return current;
        }
        return ofTeam.each().stream()
                .filter(stage -> !stage.has("active") || stage.flag("active"))
                .map(Records::id)
                .findFirst()
                .orElse(null);
    }

    private static boolean isFolded(Records stage) {
        return !stage.isEmpty() && stage.flag("fold");
    }

    private static void created(Records ticket) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (ticket.has("assign_date") && ticket.get("user_id") != null && ticket.get("assign_date") == null) {
            values.put("assign_date", ticket.timestamp());
        }
        if (ticket.has("close_date") && isFolded(ticket.related("stage_id"))) {
            values.put("close_date", ticket.timestamp());
        }
        if (!values.isEmpty()) {
            ticket.write(values);
        }
    }

    /** Notes when a ticket was assigned first, and when it changed its stage. */
    private static void moved(Records tickets, Map<String, ? extends @Nullable Object> values) {
        for (Records ticket : tickets.each()) {
            Map<String, @Nullable Object> dates = new LinkedHashMap<>();
            boolean isAssigned = values.get("user_id") instanceof Long && ticket.has("assign_date");
            if (isAssigned && ticket.get("assign_date") == null) {
                dates.put("assign_date", ticket.timestamp());
            }
            if (values.get("stage_id") instanceof Long stage && !stage.equals(ticket.get("stage_id"))) {
                Records next = ticket.browse("helpdesk.stage", List.of(stage));
                demandExisting(next);
                dates.put("date_last_stage_update", ticket.timestamp());
                dates.put("close_date", isFolded(next) ? ticket.timestamp() : null);
            }
            dates.keySet().removeIf(field -> !ticket.has(field) || values.containsKey(field));
            if (!dates.isEmpty()) {
                ticket.write(dates);
            }
        }
    }

    private static void demandExisting(Records stage) {
        if (stage.search(stage.model(), List.of(List.of("id", "in", stage.ids())))
                .isEmpty()) {
            throw FakeErrors.missingRecord(stage.model(), stage.id(), stage.uid());
        }
    }

    private static @Nullable Object assignToSelf(MethodCall call) {
        call.records().set("user_id", call.records().uid());
        return null;
    }
}
