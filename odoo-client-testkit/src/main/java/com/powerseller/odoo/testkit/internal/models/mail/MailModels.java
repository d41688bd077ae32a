package com.powerseller.odoo.testkit.internal.models.mail;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import com.powerseller.odoo.testkit.model.Records;
import java.util.Map;

/** Messages, followers and tracked values. */
public final class MailModels {
    private MailModels() {}

    /** The behaviours by the names of the models. */
    public static Map<String, Behaviour> all() {
        return Map.of(
                "mail.message",
                message -> message.order("id desc")
                        .recordName("subject")
                        .onDelete("parent_id", OnDelete.SET_NULL)
                        .filledByOdoo("record_company_id")
                        .defaultValue("message_type", "comment")
                        .defaultValue("email_add_signature", true)
                        .defaultValue("date", Records::timestamp),
                "mail.message.subtype",
                subtype -> subtype.order("sequence, id"),
                "mail.followers",
                follower -> follower.recordName("partner_id")
                        .unique(
                                "Error, a partner cannot follow twice the same object.",
                                "res_model",
                                "res_id",
                                "partner_id")
                        .onDelete("partner_id", OnDelete.CASCADE)
                        .related("name", "partner_id", "name")
                        .related("email", "partner_id", "email")
                        .related("is_active", "partner_id", "active"),
                "mail.tracking.value",
                value -> value.order("id desc")
                        .recordName("field_id")
                        .onDelete("mail_message_id", OnDelete.CASCADE)
                        .plain(
                                "old_value_integer",
                                "old_value_float",
                                "new_value_integer",
                                "new_value_float",
                                "old_value_char",
                                "old_value_text",
                                "old_value_datetime",
                                "new_value_char",
                                "new_value_text",
                                "new_value_datetime",
                                "currency_id",
                                "field_id"));
    }

    /** Whether a message is one that a record shows, and not for one partner alone. */
    public static boolean isShown(Records message) {
        return !message.text("message_type").equals("user_notification");
    }

    /** Whether customers see a message on the web. */
    public static boolean isOnTheWeb(Records message) {
        String type = message.text("message_type");
        return type.equals("comment") || type.startsWith("email");
    }
}
