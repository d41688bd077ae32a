package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.models.partners.Emails;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code crm.lead}: whose it is, and what it has from its contact. */
final class Leads implements Behaviour {
    private static final List<String> ADDRESS = List.of("street", "street2", "zip", "city", "state_id", "country_id");
    /** What a contact has from its lead, too. */
    private static final List<String> SHARED = List.of("email_from", "phone");

    @Override
    public void define(ModelDefinition lead) {
        lead.order("priority desc, id desc")
                .defaultValue("priority", "0")
                .defaultValue("type", "opportunity")
                .defaultValue("user_id", records -> records.uid())
                .filledByOdoo("stage_id")
                .stored("email_normalized", record -> Emails.normalized(record, "email_from"), "email_from")
                .stored("team_id", Leads::team, "user_id")
                .stored("company_id", Leads::company)
                .stored("contact_name", Leads::contactName, "partner_id")
                .stored("partner_name", Leads::companyName, "partner_id")
                .stored("lang_id", Leads::language, "partner_id")
                .propertiesDefinedBy("lead_properties", "team_id.lead_properties_definition")
                .afterCreate(created -> giveContact(created, Set.copyOf(SHARED)))
                .aroundWrite(Leads::writing);
        for (String field : List.of("email_from", "phone", "mobile", "function", "website")) {
            lead.stored(field, record -> ofContact(record, field), "partner_id");
        }
        for (String field : ADDRESS) {
            lead.stored(field, record -> ofAddress(record, field), "partner_id");
        }
    }

    // ---------------------------------------------------------------------------------------- whose it is

    private static @Nullable Object team(Records lead) {
        Object own = lead.get("team_id");
        if (own != null || !lead.has("user_id") || lead.get("user_id") == null) {
            return own;
        }
        return Teams.of(lead, lead.get("user_id"));
    }

    private static @Nullable Object company(Records lead) {
        for (String relation : List.of("team_id", "user_id", "partner_id")) {
            Records other = lead.has(relation) ? lead.related(relation) : lead.browse("res.users", List.of());
            if (!other.isEmpty() && other.has("company_id") && other.get("company_id") != null) {
                return other.get("company_id");
            }
        }
        return null;
    }

    // ------------------------------------------------------------------------------------ of the contact

    private static Records contact(Records lead) {
        return lead.has("partner_id") ? lead.related("partner_id") : lead.browse("res.partner", List.of());
    }

    private static @Nullable Object contactName(Records lead) {
        Records partner = contact(lead);
        if (partner.isEmpty()) {
            return null;
        }
        return partner.flag("is_company") ? lead.get("contact_name") : partner.get("name");
    }

    private static @Nullable Object companyName(Records lead) {
        Records partner = contact(lead);
        if (partner.isEmpty()) {
            return null;
        }
        Records parent = partner.related("parent_id");
        Object name = parent.isEmpty() ? null : parent.get("name");
        Object own = partner.flag("is_company") ? partner.get("name") : lead.get("partner_name");
        return name == null ? own : name;
    }

    private static @Nullable Object language(Records lead) {
        Records partner = contact(lead);
        if (partner.isEmpty() || partner.get("lang") == null) {
            return lead.get("lang_id");
        }
        List<Long> languages = lead.search("res.lang", List.of(List.of("code", "=", partner.text("lang"))))
                .ids();
        return languages.isEmpty() ? null : languages.get(0);
    }

    private static @Nullable Object ofContact(Records lead, String field) {
        Records partner = contact(lead);
        String theirs = contactField(field);
        Object value = partner.isEmpty() || !partner.has(theirs) ? null : partner.get(theirs);
        return value == null || value.equals("") ? lead.get(field) : value;
    }

    private static String contactField(String field) {
        return field.equals("email_from") ? "email" : field;
    }

    private static @Nullable Object ofAddress(Records lead, String field) {
        Records partner = contact(lead);
        boolean isAny =
                !partner.isEmpty() && ADDRESS.stream().anyMatch(part -> partner.has(part) && partner.get(part) != null);
        return isAny ? partner.get(field) : lead.get(field);
    }

    // ------------------------------------------------------------------------------------ to the contact

    private static Consumer<Records> writing(Records leads, Map<String, ? extends @Nullable Object> values) {
        return written -> written.each().forEach(lead -> giveContact(lead, values.keySet()));
    }

    private static void giveContact(Records lead, Set<String> written) {
        for (String field : SHARED) {
            Records partner = contact(lead);
            if (written.contains(field) && lead.has(field) && !partner.isEmpty()) {
                String own = lead.text(field);
                if (!own.isEmpty() && !own.equals(partner.text(contactField(field)))) {
                    partner.set(contactField(field), own);
                }
            }
        }
    }
}
