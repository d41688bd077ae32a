package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code res.company}: a company with a partner, which who creates it belongs to. */
final class Companies implements Behaviour {
    /** The fields of the address: they cannot be searched by. */
    private static final List<String> ADDRESS = List.of("street", "street2", "zip", "city", "state_id", "country_id");

    private final Series series;

    Companies(Series series) {
        this.series = series;
    }

    @Override
    public void define(ModelDefinition company) {
        company.order("sequence, name")
                .defaultValue("sequence", 10L)
                .defaultValue("currency_id", 1L)
                .defaultValue("fiscalyear_last_day", 31L)
                .defaultValue("fiscalyear_last_month", "12")
                .defaultValue("layout_background", "Blank")
                .defaultValue("account_price_include", "tax_excluded")
                .method("copy", call -> {
                    throw FakeErrors.userError(
                            "Duplicating a company is not allowed. Please create a new company instead.");
                })
                .beforeRequired(Companies::addPartner)
                .afterCreate(Companies::addToUser)
                .beforeWrite(Companies::demandNoInvoices)
                .sameLinks("user_ids", "res.users", "company_ids")
                .unique("The company name must be unique!", "name");
        ofPartner(company);
        if (series.atLeast(Series.V19)) {
            defaults(company);
        } else {
            unknown(company);
        }
    }

    /** What a company shows of its partner, and writes to it. */
    private static void ofPartner(ModelDefinition company) {
        company.stored("name", record -> record.related("partner_id").get("name"), "partner_id.name")
                .afterCreate(Companies::namePartner)
                .afterWrite((records, fields) -> {
                    if (fields.contains("name")) {
                        records.each().forEach(Companies::namePartner);
                    }
                })
                .related("email", "partner_id", "email")
                .related("phone", "partner_id", "phone")
                .related("mobile", "partner_id", "mobile")
                .related("website", "partner_id", "website")
                .related("vat", "partner_id", "vat")
                .related("company_registry", "partner_id", "company_registry")
                .computed("country_code", record -> {
                    Records country = record.related("partner_id").related("country_id");
                    return country.isEmpty() ? null : country.get("code");
                });
        for (String field : ADDRESS) {
            company.computed(
                    field,
                    record -> record.related("partner_id").get(field),
                    (record, value) -> record.related("partner_id").set(field, value));
        }
    }

    private static void namePartner(Records company) {
        Records partner = company.related("partner_id");
        if (!company.text("name").equals(partner.text("name"))) {
            partner.set("name", company.get("name"));
        }
    }

    /** What a new company has from the start. */
    private static void defaults(ModelDefinition company) {
        company.defaultValue("tax_calculation_rounding_method", "round_globally")
                .defaultValue("autopost_bills", true)
                .defaultValue("terms_type", "plain")
                .defaultValue("font", "Lato")
                .defaultValue("email_primary_color", "#FFFFFF")
                .defaultValue("email_secondary_color", "#875A7B")
                .defaultValue("expects_chart_of_accounts", true)
                .defaultValue("quotation_validity_days", 30L)
                .defaultValue("prepayment_percent", 1.0)
                .defaultValue("portal_confirmation_sign", true)
                .defaultValue("display_invoice_tax_company_currency", true)
                .defaultValue("snailmail_color", true)
                .defaultValue("uses_default_logo", true)
                .defaultValue("iap_enrich_auto_done", true)
                .filledByOdoo("paperformat_id", "resource_calendar_id");
    }

    /** Of which the fake does not know what it is in a new company before series 19. */
    private static void unknown(ModelDefinition company) {
        company.defaultValue(
                        "account_opening_date",
                        records -> StandardModels.today(records.now()).substring(0, 4) + "-01-01")
                .filledByOdoo("paperformat_id", "resource_calendar_id", "quotation_validity_days", "prepayment_percent")
                .filledByOdoo("font", "email_primary_color", "email_secondary_color", "terms_type");
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
