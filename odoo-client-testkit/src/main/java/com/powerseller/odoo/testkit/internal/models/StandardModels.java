package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.models.accounting.AccountingModels;
import com.powerseller.odoo.testkit.internal.models.helpdesk.HelpdeskModels;
import com.powerseller.odoo.testkit.internal.models.mail.MailModels;
import com.powerseller.odoo.testkit.internal.models.mail.StandardChatters;
import com.powerseller.odoo.testkit.internal.models.partners.PartnerModels;
import com.powerseller.odoo.testkit.internal.models.sale.SaleModels;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.Records;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Odoo's own models do beyond keeping values; those that do much have a class of their own. */
public final class StandardModels {
    private StandardModels() {}

    /**
     * The behaviours by the names of the models.
     *
     * @param hasSubscriptions whether Enterprise's subscriptions are installed
     */
    public static Map<String, Behaviour> of(Series series, boolean hasSubscriptions) {
        Map<String, Behaviour> models = new LinkedHashMap<>();
        models.putAll(PartnerModels.of(series));
        models.put("base.automation", new AutomationRules(series));
        models.put("ir.actions.server", new ServerActions(series));
        models.put("ir.model.fields", field -> {
            field.order("name, id").recordName("field_description").namesSearched("name");
            if (series.atLeast(Series.V19)) {
                field.displayName(StandardModels::fieldName);
            }
        });
        models.put("res.users", new Users(series));
        models.putAll(AccountingModels.of(series));
        models.putAll(SaleModels.of(series, hasSubscriptions));
        models.putAll(HelpdeskModels.all());
        models.put("product.template", new ProductTemplates(series));
        models.put("product.product", new Products());
        models.put("res.company", new Companies(series));
        models.put("res.groups", new Groups(series));
        models.putAll(AccessModels.all());
        models.put(
                "res.currency",
                currency -> currency.order("active desc, name")
                        .defaultValue("rounding", 0.01)
                        .defaultValue("position", "after")
                        .unique("The currency code must be unique!", "name")
                        .check(
                                "The rounding factor must be greater than 0!",
                                record -> record.get("rounding") == null || record.number("rounding") > 0));
        models.put(
                "crm.team",
                team -> team.order("sequence, create_date desc, id desc")
                        .defaultValue("sequence", 10L)
                        .defaultValue("use_opportunities", true)
                        .defaultValue("color", 1L)
                        .defaultValue("alias_id", 1L));
        models.put("crm.lead", new Leads());
        models.putAll(MailModels.all());
        models.put("ir.attachment", new Attachments(series));
        return CompanyChecks.added(StandardReferences.added(StandardRights.added(StandardChatters.added(models))));
    }

    private static Object fieldName(Records field) {
        Records model = field.related("model_id");
        return field.text("field_description") + " (" + (model.isEmpty() ? field.text("model") : model.text("name"))
                + ")";
    }

    static String today(java.time.Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
    }
}
