package com.powerseller.odoo.testkit.internal.models.mail;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelChatter;
import com.powerseller.odoo.testkit.model.ModelChatter.Creation;
import com.powerseller.odoo.testkit.model.Records;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the chatters of Odoo's own models track, in the order in which Odoo shows it, and which of their messages are more than notes. */
public final class StandardChatters {
    private static final Map<String, Behaviour> MODELS = new HashMap<>();

    private static final Map<String, String> MOVES = Map.of(
            "out_invoice", "Invoice",
            "in_invoice", "Vendor Bill",
            "out_refund", "Credit Note",
            "in_refund", "Refund",
            "out_receipt", "Sales Receipt",
            "in_receipt", "Purchase Receipt");

    static {
        tracks("account.account", "account_type active code currency_id name note reconcile tag_ids");
        tracks("account.journal", "bank_acc_number bank_id");
        tracks("account.move", """
                amount_untaxed checked currency_id date invoice_origin invoice_source_email
                invoice_user_id move_type name partner_bank_id partner_id payment_reference
                payment_state ref state team_id user_id""");
        tracks("account.payment", """
                amount_signed date memo partner_bank_id partner_id partner_type payment_method_id
                payment_reference payment_type state""");
        tracks(
                "base.automation",
                "model_id name trg_date_id trg_date_range trg_date_range_mode trg_date_range_type trigger");
        tracks("crm.lead", """
                partner_id type partner_name contact_name email_from phone won_status lost_reason_id
                active expected_revenue recurring_revenue stage_id team_id user_id""");
        tracks("helpdesk.ticket", "kanban_state name partner_id priority stage_id team_id ticket_type_id user_id");
        tracks("ir.actions.server", """
                crud_model_id evaluation_type link_field_id model_id name state update_path value
                webhook_url""");
        tracks("product.category", "property_account_expense_categ_id property_account_income_categ_id");
        tracks("product.product", "categ_id invoice_policy list_price uom_id");
        tracks("product.template", "categ_id invoice_policy list_price uom_id");
        tracks("res.company", """
                email phone vat downpayment_account_id fiscalyear_lock_date hard_lock_date name
                purchase_lock_date restrictive_audit_trail sale_lock_date tax_lock_date""");
        tracks("res.partner", """
                email phone parent_id user_id vat contact_address_inline name parent_name peppol_eas
                peppol_endpoint""");
        tracks("sale.order", """
                partner_id pricelist_id user_id state amount_total amount_untaxed close_reason_id
                end_date locked next_invoice_date plan_id recurring_monthly start_date
                subscription_state team_id""");
        tracks("sale.subscription", "close_reason_id date name stage_id user_id");
        also("account.journal", ModelChatter::silent);
        also(
                "account.move",
                chatter -> chatter.onCreation(StandardChatters::created).onChange(StandardChatters::moved));
        also("account.tax", chatter -> chatter.silent().unfollowed());
        also(
                "crm.lead",
                chatter -> chatter.onCreation(StandardChatters::createdLead)
                        .onChange((record, fields) -> fields.contains("stage_id") ? "crm.mt_lead_stage" : null));
        also("crm.team", ModelChatter::unfollowed);
        also("project.project", ModelChatter::unfollowed);
        also("res.partner", ModelChatter::unthreaded);
        also("sale.order", chatter -> chatter.onChange(StandardChatters::changed));
        add("res.partner", partner -> partner.computed("contact_address_inline", Addresses::inline));
    }

    private StandardChatters() {}

    /** The behaviours of models, with the chatters of those that are Odoo's own. */
    public static Map<String, Behaviour> added(Map<String, Behaviour> behaviours) {
        Map<String, Behaviour> all = new HashMap<>(MODELS);
        behaviours.forEach((model, behaviour) -> all.merge(model, behaviour, StandardChatters::both));
        return all;
    }

    private static Behaviour both(Behaviour first, Behaviour second) {
        return definition -> {
            first.define(definition);
            second.define(definition);
        };
    }

    private static void add(String model, Behaviour behaviour) {
        MODELS.merge(model, behaviour, StandardChatters::both);
    }

    private static void also(String model, Consumer<ModelChatter> chatter) {
        add(model, definition -> definition.chatter(chatter));
    }

    /** Names of fields, with white space between them. */
    private static void tracks(String model, String fields) {
        also(model, chatter -> chatter.tracks(fields.split("\\s+")));
    }

    private static @Nullable String changed(Records order, Set<String> fields) {
        if (!fields.contains("state")) {
            return null;
        }
        return switch (order.text("state")) {
            case "sale" -> "sale.mt_order_confirmed";
            case "sent" -> "sale.mt_order_sent";
            default -> null;
        };
    }

    private static Creation created(Records move) {
        String type = move.text("move_type");
        String name = MOVES.get(type);
        if (name == null) {
            return new Creation("Journal Entry created", null);
        }
        boolean isSold = type.equals("out_invoice") || type.equals("out_receipt");
        return new Creation(name + " Created", isSold ? "account.mt_invoice_created" : null);
    }

    private static @Nullable String moved(Records move, Set<String> fields) {
        if (fields.contains("payment_state") && move.text("payment_state").equals("paid")) {
            return "account.mt_invoice_paid";
        }
        boolean isSale = Set.of("out_invoice", "out_refund", "out_receipt").contains(move.text("move_type"));
        boolean isPosted = fields.contains("state") && move.text("state").equals("posted");
        return isPosted && isSale ? "account.mt_invoice_validated" : null;
    }

    private static Creation createdLead(Records lead) {
        Records team = lead.has("team_id") ? lead.related("team_id") : lead.browse("res.users", List.of());
        return new Creation(
                team.isEmpty()
                        ? "A new lead has been created and is not assigned to any team."
                        : "A new lead has been created for the team \"" + team.text("name") + "\".",
                "crm.mt_lead_create");
    }
}
