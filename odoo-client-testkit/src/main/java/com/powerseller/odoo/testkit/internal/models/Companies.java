package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code res.company}: a company with a partner, which who creates it belongs to. */
final class Companies implements Behaviour {
    @Override
    public void define(ModelDefinition company) {
        company.order("sequence, name")
                .defaultValue("sequence", 10L)
                .defaultValue("currency_id", 1L)
                .defaultValue("fiscalyear_last_day", 31L)
                .defaultValue("fiscalyear_last_month", "12")
                .defaultValue("layout_background", "Blank")
                .defaultValue("account_price_include", "tax_excluded")
                .defaultValue(
                        "account_opening_date",
                        records -> StandardModels.today(records.now()).substring(0, 4) + "-01-01")
                .beforeRequired(Companies::addPartner)
                .afterCreate(Companies::addToUser)
                .beforeWrite(Companies::demandNoInvoices)
                .unique("The company name must be unique!", "name");
    }

    private static void addPartner(Records company) {
        if (company.has("partner_id")
                && company.related("partner_id").isEmpty()
                && !company.text("name").isEmpty()) {
            Records partner = company.browse("res.partner", List.of())
                    .create(Map.of("name", company.text("name"), "is_company", true));
            company.set("partner_id", partner.id());
        }
    }

    /** Whether prices include taxes is settled with the first entry. */
    private static void demandNoInvoices(Records companies, Map<String, ? extends @Nullable Object> values) {
        boolean hasEntries = values.containsKey("account_price_include")
                && !companies
                        .search("account.move", List.of(List.of("company_id", "in", companies.ids())))
                        .isEmpty();
        if (hasEntries) {
            throw FakeErrors.validationError(
                    "Cannot change Price Tax computation method on a company that has already started invoicing.");
        }
    }

    private static void addToUser(Records company) {
        Records user = company.search("res.users", List.of(List.of("id", "=", company.uid())));
        if (!user.isEmpty()) {
            user.set("company_ids", List.of(List.of(4L, company.id(), 0L)));
        }
    }
}
