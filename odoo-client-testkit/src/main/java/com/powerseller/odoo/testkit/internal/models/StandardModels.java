package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Odoo's own models do beyond keeping values; those that do much have a class of their own. */
public final class StandardModels {
    private StandardModels() {}

    /** The behaviours by the names of the models. */
    public static Map<String, Behaviour> of(Series series) {
        Map<String, Behaviour> models = new LinkedHashMap<>();
        models.put("res.partner", new Partners(series));
        models.put("base.automation", new AutomationRules(series));
        models.put("ir.actions.server", new ServerActions(series));
        models.put(
                "ir.model.fields",
                field -> field.order("name, id").recordName("field_description").namesSearched("name"));
        models.put("res.users", new Users(series));
        models.put("sale.order", new SaleOrders());
        models.put("sale.order.line", new SaleOrderLines());
        models.put("account.move", new Moves());
        models.put("product.template", new ProductTemplates());
        models.put("product.product", new Products());
        models.put("res.company", new Companies());
        models.put("res.groups", new Groups(series));
        models.putAll(AccessModels.all());
        models.put(
                "res.country",
                country -> country.order("name, id").unique("The code of the country must be unique!", "code"));
        models.put("res.country.state", state -> state.order("code, id"));
        models.put(
                "res.currency",
                currency -> currency.order("active desc, name")
                        .defaultValue("rounding", 0.01)
                        .defaultValue("position", "after")
                        .unique("The currency code must be unique!", "name"));
        models.put(
                "res.partner.category",
                category -> category.order("name, id").sameLinks("partner_ids", "res.partner", "category_id"));
        models.put(
                "account.journal",
                journal -> journal.order("sequence, type, code")
                        .defaultValue("sequence", 10L)
                        .defaultValue("company_id", records -> records.company())
                        .defaultValue("invoice_reference_type", "invoice")
                        .defaultValue("invoice_reference_model", "odoo")
                        .defaultValue("show_on_dashboard", true));
        models.put(
                "account.move.line",
                line -> line.order("date desc, move_name desc, id")
                        .defaultValue("quantity", 1.0)
                        .defaultValue("display_type", "product")
                        .defaultValue("currency_id", 1L)
                        .onDelete("move_id", OnDelete.CASCADE));
        models.put(
                "account.payment",
                payment -> payment.order("date desc, name desc")
                        .defaultValue("date", records -> today(records.now()))
                        .defaultValue("payment_type", "inbound")
                        .defaultValue("partner_type", "customer")
                        .defaultValue("state", "draft")
                        .defaultValue("company_id", records -> records.company()));
        models.put(
                "crm.lead",
                lead -> lead.order("priority desc, id desc")
                        .defaultValue("priority", "0")
                        .defaultValue("type", "opportunity")
                        .defaultValue("user_id", records -> records.uid())
                        .propertiesDefinedBy("lead_properties", "team_id.lead_properties_definition"));
        models.put("mail.message", message -> message.order("id desc").defaultValue("message_type", "comment"));
        models.put("ir.attachment", new Attachments());
        models.put(
                "helpdesk.ticket",
                ticket -> ticket.order("priority desc, id desc")
                        .defaultValue("priority", "0")
                        .defaultValue("kanban_state", "normal")
                        .propertiesDefinedBy("properties", "team_id.ticket_properties"));
        models.put(
                "helpdesk.team",
                team -> team.order("sequence, name")
                        .defaultValue("sequence", 10L)
                        .defaultValue("assign_method", "randomly")
                        .defaultValue("privacy_visibility", "portal")
                        .defaultValue("alias_id", 1L)
                        .defaultValue("company_id", records -> records.company()));
        models.put(
                "helpdesk.stage",
                stage -> stage.order("sequence, id")
                        .defaultValue("sequence", 10L)
                        .defaultValue("legend_normal", "In progress")
                        .defaultValue("legend_blocked", "Blocked")
                        .defaultValue("legend_done", "Ready"));
        models.put("helpdesk.tag", tag -> tag.order("name"));
        models.put("helpdesk.sla", sla -> sla.order("name").defaultValue("priority", "0"));
        models.put(
                "sale.order.log",
                log -> log.order("event_date desc, id desc")
                        .defaultValue("event_date", records -> today(records.now())));
        models.put(
                "sale.subscription.plan",
                plan -> plan.order("sequence, id")
                        .defaultValue("sequence", 10L)
                        .defaultValue("billing_period_value", 1L)
                        .defaultValue("billing_period_unit", "month"));
        return StandardRights.added(models);
    }

    static String today(java.time.Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    }
}
