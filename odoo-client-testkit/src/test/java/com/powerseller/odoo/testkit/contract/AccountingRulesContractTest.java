package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of entries, the wizard's method of payment, lines that sell nothing, teams and companies. */
class AccountingRulesContractTest extends AccountingContractTest {
    private long dated(String date, String name) {
        Values<Record> values = values().set("invoice_date", date);
        return invoice("out_invoice", name.isEmpty() ? values : values.set("name", name), line("A", 1, 1));
    }

    @Test
    void noTwoPostedEntriesOfAJournalHaveOneName() {
        String name = "X" + unique() + "/2041/00001";
        long first = dated("2041-01-01", name);
        long second = dated("2041-01-01", name);
        post(first);

        invalid(() -> post(second));

        assertThat(value(second, "state")).isEqualTo("draft");
    }

    @Test
    void whatIsPostedTogetherIsNumberedByDate() {
        long march = dated("2043-03-05", "");
        long february = dated("2043-02-05", "");

        post(march, february);

        assertThat(number(march, "sequence_number")).isEqualTo(number(february, "sequence_number") + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out_invoice", "in_invoice"})
    void theWizardShowsTheMethodThatItPaysBy(String type) {
        long id = posted(type);
        var wizards = odoo().withContext(
                        odoo().context().with("active_model", MOVE).with("active_ids", List.of(id)))
                .model("account.payment.register");

        long wizard = wizards.create(values());

        assertThat(value("account.payment.register", wizard, "payment_method_line_id"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .last()
                .asString()
                .startsWith("Manual");
    }

    // --------------------------------------------------------------------------------------------- orders

    private long order(Values<Record> line) {
        return model("sale.order")
                .create(values().set("partner_id", customer()).set("order_line", List.of(Command.create(line))));
    }

    @Test
    void aSectionSellsNothing() {
        long product = model("product.product").create(values().set("name", unique()));

        invalid(() -> order(section().set("product_id", product)));
        invalid(() -> order(section().set("price_unit", 5)));
        long order = order(section());
        long line = line(order);
        invalid(() -> model("sale.order.line").update(line, values().set("product_id", product)));
        refused(() -> model("sale.order.line").update(line, values().set("display_type", false)));
    }

    private static Values<Record> section() {
        return values().set("display_type", "line_section").set("name", "S");
    }

    private long line(long order) {
        List<?> lines = (List<?>) Objects.requireNonNull(value("sale.order", order, "order_line"));
        return (Long) Objects.requireNonNull(lines.get(0));
    }

    @Test
    void anotherTeamDoesNotSellInsteadOfTheFirst() {
        long team = model("crm.team").create(values().set("name", unique()));
        long order = model("sale.order").create(values().set("partner_id", customer()));
        long lead = model("crm.lead").create(values().set("name", unique()));

        assertThat(id(read("sale.order", order, "team_id"), "team_id")).isNotEqualTo(team);
        assertThat(id(read("crm.lead", lead, "team_id"), "team_id")).isNotEqualTo(team);
    }

    // ------------------------------------------------------------------------------------------ companies

    @Test
    void recordsOfOneCompanyReferToNoneOfAnother() {
        long company = model("res.company").create(values().set("name", unique()));
        OdooClient both = odoo().withContext(odoo().context().with("allowed_company_ids", List.of(1L, company)));
        long partner =
                both.model("res.partner").create(values().set("name", unique()).set("company_id", company));
        long team = both.model("crm.team").create(values().set("name", unique()).set("company_id", company));
        long product = both.model("product.product")
                .create(values().set("name", unique()).set("company_id", company));
        long order = model("sale.order").create(values().set("partner_id", customer()));

        refused(() -> both.model("sale.order").create(values().set("partner_id", partner)));
        refused(() -> both.model("sale.order").update(order, values().set("partner_id", partner)));
        refused(() -> both.model("sale.order")
                .create(values().set("partner_id", customer()).set("team_id", team)));
        refused(() -> both.model("sale.order")
                .create(values().set("partner_id", customer())
                        .set("order_line", List.of(Command.create(values().set("product_id", product))))));
        refused(() ->
                both.model(MOVE).create(values().set("move_type", "out_invoice").set("partner_id", partner)));
        refused(() -> both.model("crm.lead")
                .create(values().set("name", unique()).set("company_id", 1).set("team_id", team)));
        refused(() -> both.model(PAYMENT)
                .create(values().set("amount", 5)
                        .set("payment_type", "inbound")
                        .set("partner_type", "customer")
                        .set("partner_id", partner)));
        assertThat(both.call("res.partner", "write", List.of(List.of(partner), Map.of("ref", "x"))))
                .isEqualTo(true);
    }

    @Test
    void anInvoiceIsInAJournalOfItsCompany() {
        long company = model("res.company").create(values().set("name", unique()));
        OdooClient both = odoo().withContext(odoo().context().with("allowed_company_ids", List.of(company, 1L)));
        long journal = both.model("account.journal")
                .create(values().set("name", unique())
                        .set("code", unique().substring(1, 6))
                        .set("type", "general")
                        .set("company_id", company));

        refused(() -> both.model(MOVE)
                .create(values().set("move_type", "entry").set("company_id", 1).set("journal_id", journal)));
    }
}
