package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be deleted because something else needs it, and what is deleted or let go with it. */
class InUseContractTest extends AccountingContractTest {
    private boolean exists(String model, long id) {
        return model(model).exists(List.of(id)).contains(id);
    }

    private void delete(String model, long id) {
        model(model).delete(id);
    }

    private long product() {
        return model("product.product").create(values().set("name", unique()));
    }

    private long order(long product) {
        Command<Record> line = Command.create(values().set("product_id", product));
        return model("sale.order").create(values().set("partner_id", customer()).set("order_line", List.of(line)));
    }

    private long template(long product) {
        Object template = read("product.product", product, "product_tmpl_id").get("product_tmpl_id");
        return (Long) ((List<?>) Objects.requireNonNull(template)).get(0);
    }

    private static String code() {
        return unique().substring(1, 8).toUpperCase(Locale.ROOT);
    }

    private long newAccount(String type) {
        return model("account.account")
                .create(values().set("name", "A")
                        .set("code", unique().substring(1, 9).replace("-", "0"))
                        .set("account_type", type));
    }

    // ------------------------------------------------------------------------------------------ contacts

    @ParameterizedTest
    @ValueSource(strings = {"draft", "posted"})
    void aContactOfAnInvoiceIsUsedInAccounting(String state) {
        long id = state.equals("draft") ? invoice("out_invoice") : posted("out_invoice");
        long partner = (Long) Objects.requireNonNull(id(read(MOVE, id, "partner_id"), "partner_id"));

        refused(() -> delete("res.partner", partner));

        assertThat(exists("res.partner", partner)).isTrue();
    }

    @Test
    void aContactOfACancelledInvoiceIsKeptByTheDatabase() {
        long partner = customer();
        long id = invoice("out_invoice", values().set("partner_id", partner), line("A", 1, 1));
        run(MOVE, "button_cancel", id);

        invalid(() -> delete("res.partner", partner));

        delete(MOVE, id);
        delete("res.partner", partner);
        assertThat(exists("res.partner", partner)).isFalse();
    }

    @Test
    void theCompanyOfAnInvoicedContactIsKept() {
        long company =
                model("res.partner").create(values().set("name", unique()).set("is_company", true));
        long contact =
                model("res.partner").create(values().set("name", unique()).set("parent_id", company));
        invoice("out_invoice", values().set("partner_id", contact), line("A", 1, 1));

        invalid(() -> delete("res.partner", company));
        refused(() -> delete("res.partner", contact));
    }

    @ParameterizedTest
    @ValueSource(strings = {"partner_id", "partner_invoice_id", "partner_shipping_id"})
    void aContactOfAnOrderIsKept(String field) {
        long partner = customer();
        model("sale.order").create(values().set("partner_id", customer()).set(field, partner));

        invalid(() -> delete("res.partner", partner));
    }

    @Test
    void aContactOfADraftPaymentIsKept() {
        long partner = customer();
        model(PAYMENT)
                .create(values().set("amount", 5)
                        .set("payment_type", "inbound")
                        .set("partner_type", "customer")
                        .set("partner_id", partner));

        invalid(() -> delete("res.partner", partner));
    }

    @Test
    void aDeletedTagTakesThoseBelowItAlong() {
        long above = model("res.partner.category").create(values().set("name", unique()));
        long below = model("res.partner.category")
                .create(values().set("name", unique()).set("parent_id", above));

        delete("res.partner.category", above);

        assertThat(exists("res.partner.category", below)).isFalse();
    }

    // ------------------------------------------------------------------------------------------ products

    @Test
    void aProductThatIsOrderedIsKept() {
        long product = product();
        order(product);

        invalid(() -> delete("product.product", product));
        invalid(() -> delete("product.template", template(product)));
        assertThat(value("product.product", product, "active")).isEqualTo(true);
    }

    @Test
    void aProductThatIsInvoicedIsKept() {
        long product = product();
        invoice("out_invoice", values(), Command.create(values().set("product_id", product)));

        invalid(() -> delete("product.product", product));
    }

    // ---------------------------------------------------------------------------------------- accounting

    @Test
    void aJournalWithEntriesIsKept() {
        long journal = model("account.journal")
                .create(values().set("name", unique()).set("code", code()).set("type", "general"));
        model(MOVE).create(values().set("move_type", "entry").set("journal_id", journal));

        invalid(() -> delete("account.journal", journal));
    }

    @Test
    void anAccountWithItemsIsKept() {
        long account = newAccount("income");
        long unused = newAccount("income");
        invoice(
                "out_invoice",
                values(),
                Command.create(values().set("name", "A").set("price_unit", 5).set("account_id", account)));

        refused(() -> delete("account.account", account));
        delete("account.account", unused);
        assertThat(exists("account.account", unused)).isFalse();
    }

    @Test
    void anAccountOfAContactOrAProductIsKept() {
        long receivable = newAccount("asset_receivable");
        long income = newAccount("income");
        model("res.partner").create(values().set("name", unique()).set("property_account_receivable_id", receivable));
        model("product.product").create(values().set("name", unique()).set("property_account_income_id", income));

        refused(() -> delete("account.account", receivable));
        refused(() -> delete("account.account", income));
    }

    @Test
    void aTaxOfALineIsKept() {
        long tax = model("account.tax").create(values().set("name", unique()).set("amount", 7));
        invoice(
                "out_invoice",
                values(),
                Command.create(
                        values().set("name", "A").set("price_unit", 5).set("tax_ids", List.of(Command.link(tax)))));

        invalid(() -> delete("account.tax", tax));
    }

    @Test
    void aTaxOfAProductIsLetGo() {
        long tax = model("account.tax").create(values().set("name", unique()).set("amount", 7));
        long product = model("product.product")
                .create(values().set("name", unique()).set("taxes_id", List.of(Command.set(List.of(tax)))));

        delete("account.tax", tax);

        assertThat(value("product.product", product, "taxes_id")).isEqualTo(List.of());
    }

    @Test
    void termsOfPaymentThatAreUsedAreKept() {
        long ofInvoice = model("account.payment.term").create(values().set("name", unique()));
        invoice("out_invoice", values().set("invoice_payment_term_id", ofInvoice), line("A", 1, 1));
        long ofOrder = model("account.payment.term").create(values().set("name", unique()));
        long order = model("sale.order")
                .create(values().set("partner_id", customer()).set("payment_term_id", ofOrder));

        refused(() -> delete("account.payment.term", ofInvoice));
        delete("account.payment.term", ofOrder);

        assertThat(value("sale.order", order, "payment_term_id")).isEqualTo(false);
    }

    @Test
    void theTeamOfAnOrderIsLetGo() {
        long team = model("crm.team").create(values().set("name", unique()));
        long order = model("sale.order")
                .create(values().set("partner_id", customer()).set("team_id", team));

        delete("crm.team", team);

        assertThat(value("sale.order", order, "team_id")).isEqualTo(false);
    }

    @Test
    void termsOfAContactAreKeptAndThoseOfAVendorLetGo() {
        long customers = model("account.payment.term").create(values().set("name", unique()));
        long vendors = model("account.payment.term").create(values().set("name", unique()));
        long partner = model("res.partner")
                .create(values().set("name", unique())
                        .set("property_payment_term_id", customers)
                        .set("property_supplier_payment_term_id", vendors));

        delete("account.payment.term", vendors);

        assertThat(value("res.partner", partner, "property_supplier_payment_term_id"))
                .isEqualTo(false);
        refused(() -> delete("account.payment.term", customers));
    }
}
