package com.powerseller.odoo.testkit.internal.models.oca;

import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;

/** {@code sale.subscription.template} of {@code subscription_oca}: how long the periods are. Its defaults are not known, so all that has one must be given. */
final class OcaTemplates implements Behaviour {
    @Override
    public void define(ModelDefinition template) {
        template.afterCreate(OcaTemplates::demandWhatHasDefaults)
                .computed("subscription_count", record ->
                        (long) record.related("subscription_ids").ids().size())
                .computed("product_ids_count", record ->
                        (long) record.related("product_ids").ids().size());
    }

    private static void demandWhatHasDefaults(Records template) {
        demand(
                template,
                "recurring_rule_type",
                "recurring_interval",
                "recurring_rule_boundary",
                "recurring_rule_count",
                "invoicing_mode");
    }

    /** Throws if a new record lacks a field whose default the fake does not know. */
    static void demand(Records record, String... fields) {
        for (String field : List.of(fields)) {
            if (record.get(field) == null) {
                throw new UnsupportedByFakeException(
                        "a " + record.model() + " that is created without " + field + ": give it one");
            }
        }
    }
}
