package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;

/** {@code account.move}: journal entries and invoices. */
final class Moves implements Behaviour {
    @Override
    public void define(ModelDefinition move) {
        move.order("date desc, name desc, invoice_date desc, id desc")
                .defaultValue("state", "draft")
                .defaultValue("move_type", "entry")
                .defaultValue("auto_post", "no")
                .defaultValue("date", records -> StandardModels.today(records.now()))
                .defaultValue("currency_id", 1L)
                .defaultValue("journal_id", 1L);
    }
}
