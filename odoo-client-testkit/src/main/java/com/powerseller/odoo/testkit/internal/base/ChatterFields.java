package com.powerseller.odoo.testkit.internal.base;

import com.powerseller.odoo.testkit.internal.models.mail.MailModels;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.chatter.Followers;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;

/** The fields that a model has from its chatter, where its schema has them. */
final class ChatterFields {
    private ChatterFields() {}

    static void define(ModelDefinition model) {
        model.lines("message_ids", MailModels::isShown)
                .lines("website_message_ids", MailModels::isOnTheWeb)
                .computed(
                        "has_message", record -> !record.related("message_ids").isEmpty())
                .computed("message_is_follower", record -> Followers.isFollowed((RecordSet) record))
                .computed(
                        "message_partner_ids",
                        record -> Followers.of((RecordSet) record),
                        (record, value) -> Followers.set((RecordSet) record, value))
                .searchable("has_message", "message_is_follower", "message_partner_ids")
                .computed("message_attachment_count", ChatterFields::attachments);
    }

    private static Object attachments(Records record) {
        List<Object> domain = List.of(List.of("res_model", "=", record.model()), List.of("res_id", "=", record.id()));
        return (long) record.search("ir.attachment", domain).ids().size();
    }
}
