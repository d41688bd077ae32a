package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a record has where nothing was given. */
class DefaultsContractTest extends AccountingContractTest {
    private static final String PARTNER = "res.partner";
    private static final String LEAD = "crm.lead";
    private static final String ORDER = "sale.order";

    private long partner(Values<Record> values) {
        return model(PARTNER).create(values);
    }

    private long product() {
        return model("product.product").create(values().set("name", unique()).set("list_price", 10));
    }

    // ----------------------------------------------------------------------------------------- contacts

    @Test
    void aPartnerIsTrustedAsOthersAre() {
        long id = customer();

        assertThat(value(PARTNER, id, "trust")).isEqualTo("normal");
        assertThat(isFound(id, "trust", "normal")).isTrue();
        assertThat(isFound(id, "trust", false)).isFalse();
        model(PARTNER).update(id, values().set("trust", "good"));
        assertThat(isFound(id, "trust", "normal")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"property_account_receivable_id, asset_receivable", "property_account_payable_id, liability_payable"})
    void aPartnerHasTheAccountsOfTheCompany(String field, String type) {
        long id = customer();

        long account = (Long) Objects.requireNonNull(id(read(PARTNER, id, field), field));
        assertThat(value("account.account", account, "account_type")).isEqualTo(type);
        assertThat(isFound(id, field, account)).isTrue();
        model(PARTNER).update(id, values().set(field, null));
        assertThat(value(PARTNER, id, field)).isEqualTo(false);
    }

    private boolean isFound(long id, String field, Object value) {
        return model(PARTNER)
                        .search(Domain.<Record>of("id", "=", id).and(Domain.of(field, "=", value)))
                        .count()
                == 1;
    }

    @Test
    void aPartnerIsCountedForEachInvoiceAndSoIsItsCompany() {
        long company = partner(values().set("name", "Acme").set("is_company", true));
        long contact = partner(values().set("name", "Anna").set("parent_id", company));
        Values<Record> toContact = values().set("partner_id", contact);
        post(invoice("out_invoice", toContact, line("A", 1, 1)));
        post(invoice("out_refund", values().set("partner_id", company), line("A", 1, 1)));
        post(invoice("in_invoice", values().set("partner_id", company), line("A", 1, 1)));
        post(invoice("out_receipt", values().set("partner_id", company), line("A", 1, 1)));

        assertThat(value(PARTNER, company, "customer_rank")).isEqualTo(2L);
        assertThat(value(PARTNER, company, "supplier_rank")).isEqualTo(1L);
        assertThat(value(PARTNER, contact, "customer_rank")).isEqualTo(1L);
    }

    // ------------------------------------------------------------------------------------ products, leads

    @Test
    void aProductIsInvoicedAsOrderedAndHasNoCategorySinceSeries19() {
        long id = product();

        assertThat(value("product.product", id, "invoice_policy")).isEqualTo("order");
        assertThat(value("product.product", id, "lst_price")).isEqualTo(10.0);
        assertThat(Boolean.FALSE.equals(value("product.product", id, "categ_id")))
                .isEqualTo(isSince19());
        model("product.product").update(id, values().set("lst_price", 12));
        assertThat(value("product.product", id, "list_price")).isEqualTo(12.0);
    }

    @Test
    void aLeadIsOfATeamAndACompany() {
        long id = model(LEAD).create(values().set("name", unique()));
        assertThat(value(LEAD, id, "team_id")).isNotEqualTo(false);
        assertThat(id(read(LEAD, id, "company_id"), "company_id")).isEqualTo(1L);
        assertThat(id(read(LEAD, id, "user_id"), "user_id")).isEqualTo(admin().uid());

        long nobodys = model(LEAD).create(values().set("name", unique()).set("user_id", null));

        assertThat(value(LEAD, nobodys, "team_id")).isEqualTo(false);
        assertThat(value(LEAD, nobodys, "company_id")).isEqualTo(false);
    }

    @Test
    void aLeadIsInTheFirstStageWhichAFakeDoesNotKnow() {
        long id = model(LEAD).create(values().set("name", unique()));

        if (target.isFake()) {
            assertThatThrownBy(() -> value(LEAD, id, "stage_id")).hasMessageContaining("FakeOdoo does not support");
        } else {
            assertThat(value(LEAD, id, "stage_id")).isNotEqualTo(false);
        }
    }

    private List<@Nullable Object> ofLead(long id) {
        String[] fields = {"contact_name", "partner_name", "email_from", "phone", "street", "function"};
        Record lead = read(LEAD, id, fields);
        return Stream.of(fields).<@Nullable Object>map(lead::get).toList();
    }

    @Test
    void aLeadHasWhatItsContactHas() {
        long company = partner(values().set("name", "Acme")
                .set("is_company", true)
                .set("email", "info@acme.example")
                .set("street", "Main 1"));
        long anna = partner(values().set("name", "Anna")
                .set("parent_id", company)
                .set("email", "anna@acme.example")
                .set("phone", "+12025550123")
                .set("function", "CEO"));
        long id = model(LEAD).create(values().set("name", unique()).set("partner_id", anna));
        assertThat(ofLead(id)).containsExactly("Anna", "Acme", "anna@acme.example", "+12025550123", "Main 1", "CEO");

        model(LEAD).update(id, values().set("partner_id", company));
        assertThat(ofLead(id)).containsExactly("Anna", "Acme", "info@acme.example", "+12025550123", "Main 1", "CEO");
        model(LEAD).update(id, values().set("partner_id", null));
        assertThat(ofLead(id)).containsExactly(false, false, "info@acme.example", "+12025550123", "Main 1", "CEO");
    }

    @Test
    void aContactHasTheEmailThatItsLeadIsGiven() {
        long anna = partner(values().set("name", "Anna").set("email", "old@acme.example"));
        long id = model(LEAD)
                .create(values().set("name", unique())
                        .set("partner_id", anna)
                        .set("email_from", "new@acme.example")
                        .set("contact_name", "Ann"));

        assertThat(value(LEAD, id, "contact_name")).isEqualTo("Ann");
        assertThat(value(PARTNER, anna, "email")).isEqualTo("new@acme.example");
        model(LEAD).update(id, values().set("email_from", "newer@acme.example"));
        assertThat(value(PARTNER, anna, "email")).isEqualTo("newer@acme.example");
    }

    // --------------------------------------------------------------------------------- orders and invoices

    @Test
    void aQuotationIsValidAndSignedAsTheCompanySays() {
        assumeThat(isSince19()).isTrue();
        long id = model(ORDER).create(values().set("partner_id", customer()));

        long days = (Long) Objects.requireNonNull(value("res.company", 1, "quotation_validity_days"));
        assertThat(value(ORDER, id, "validity_date"))
                .hasToString(LocalDate.now(ZoneOffset.UTC).plusDays(days).toString());
        assertThat(value(ORDER, id, "prepayment_percent")).isEqualTo(1.0);
        assertThat(value(ORDER, id, "require_signature")).isEqualTo(true);
        assertThat(value(ORDER, id, "require_payment")).isEqualTo(false);
        assertThat(value(ORDER, id, "access_url")).isEqualTo("/my/orders/" + id);
    }

    @Test
    void anInvoiceIsOfATeam() {
        long id = invoice("out_invoice");

        assertThat(value(id, "team_id")).isNotEqualTo(false);
        assertThat(id(read(MOVE, id, "invoice_user_id"), "invoice_user_id")).isEqualTo(admin().uid());
        assertThat(value(invoice("in_invoice"), "team_id")).isEqualTo(false);
    }

    @Test
    void payingAtOnceIsTheTermOfWhoSaysNothingElse() {
        assumeThat(isSince19()).isTrue();
        long id = model("account.payment.term").create(values().set("name", unique()));

        List<?> lines = (List<?>) Objects.requireNonNull(value("account.payment.term", id, "line_ids"));
        assertThat(lines).hasSize(1);
        Record line = read("account.payment.term.line", (Long) lines.get(0), "value", "value_amount", "nb_days");
        assertThat(line.get("value")).isEqualTo("percent");
        assertThat(line.get("value_amount")).isEqualTo(100.0);
        assertThat(line.get("nb_days")).isEqualTo(0L);
    }

    @Test
    void aTaxIsOfTheWholeToNoAccount() {
        long id = model("account.tax").create(values().set("name", unique()).set("amount", 5));

        List<?> lines = (List<?>) Objects.requireNonNull(value("account.tax", id, "invoice_repartition_line_ids"));
        assertThat(lines).hasSize(2);
        assertThat((List<?>) value("account.tax", id, "refund_repartition_line_ids"))
                .hasSize(2);
        assertThat(value("account.tax", id, "tax_exigibility")).isEqualTo("on_invoice");
    }

    @ParameterizedTest
    @CsvSource({"sale, true", "purchase, true", "general, false", "bank, false"})
    void journalsOfInvoicesNumberCreditNotesApart(String type, boolean isApart) {
        String code = unique().substring(0, 5).toUpperCase(Locale.ROOT);
        long id = model("account.journal")
                .create(values().set("name", unique()).set("type", type).set("code", code));

        assertThat(value("account.journal", id, "refund_sequence")).isEqualTo(isApart);
    }

    @Test
    void accountsAreOfTheCompanyOfTheCall() {
        long id = model("account.account")
                .create(values().set("name", unique())
                        .set("code", "9" + Integer.toUnsignedString(unique().hashCode()))
                        .set("account_type", "income"));

        assertThat(value("account.account", id, "account_type")).isEqualTo("income");
    }

    @Test
    void aCompanyHasWhatItNeeds() {
        assumeThat(isSince19()).isTrue();
        long id = model("res.company").create(values().set("name", unique()));

        Record company = read(
                "res.company",
                id,
                "quotation_validity_days",
                "tax_calculation_rounding_method",
                "terms_type",
                "font",
                "account_opening_date");
        assertThat(company.get("quotation_validity_days")).isEqualTo(30L);
        assertThat(company.get("tax_calculation_rounding_method")).isEqualTo("round_globally");
        assertThat(company.get("terms_type")).isEqualTo("plain");
        assertThat(company.get("font")).isEqualTo("Lato");
        assertThat(company.get("account_opening_date")).isEqualTo(false);
        assertThat((List<?>) value("res.company", id, "user_ids")).isEqualTo(List.of(admin().uid()));
    }

    // ------------------------------------------------------------------------------------------- copies

    @ParameterizedTest
    @CsvSource({"product.template", "product.product", "res.groups", "account.payment.term"})
    void aCopySaysSo(String model) {
        String name = unique();
        long id = model(model).create(values().set("name", name));

        long copy = model(model).copy(id, values());

        assertThat(value(model, copy, "name")).isEqualTo(name + " (copy)");
        assertThat(value(model, id, "name")).isEqualTo(name);
    }

    @Test
    void aCopyOfAUserIsAPartnerOfItsOwn() {
        String login = unique();
        long id = model("res.users").create(values().set("name", "Joe").set("login", login));

        long copy = model("res.users").copy(id, values());

        Record read = read("res.users", copy, "name", "login", "partner_id");
        assertThat(read.get("name")).isEqualTo("Joe (copy)");
        assertThat(read.get("login")).isEqualTo(login + " (copy)");
        assertThat(id(read, "partner_id")).isNotEqualTo(id(read("res.users", id, "partner_id"), "partner_id"));
    }

    @Test
    void aCopyOfAVariantIsOneOfATemplateOfItsOwn() {
        long id = model("product.product")
                .create(values().set("name", "P").set("default_code", unique()).set("list_price", 7));

        long copy = model("product.product").copy(id, values());

        Record read = read("product.product", copy, "default_code", "list_price", "product_tmpl_id");
        assertThat(read.get("default_code")).isEqualTo(false);
        assertThat(read.get("list_price")).isEqualTo(7.0);
        assertThat(id(read, "product_tmpl_id"))
                .isNotEqualTo(id(read("product.product", id, "product_tmpl_id"), "product_tmpl_id"));
    }

    @Test
    void companiesAreNotCopied() {
        refused(() -> model("res.company").copy(1, values()));
    }
}
